import Foundation

/// When each symbol is spoken: the most probable way through an alignment that only goes forward.
///
/// Frame t belongs to symbol s(t), with s(0) ≤ s(1) ≤ …; the path maximises Σ log(a[t, s(t)] + ε) by dynamic
/// programming. It may pass over symbols, which then have no frames, at a cost for each, since the tone of a syllable
/// often has no frame of its own. Source: the monotonic alignment search of Kim et al., "Glow-TTS" (2020), with steps
/// over symbols allowed.
struct AttentionPath {
    /// The symbol of each frame.
    let symbols: [Int]

    /// The most symbols that one step may pass over: those of a syllable, and of a mark beside it.
    private static let longestStep = 6
    /// What passing over a symbol costs, in nats.
    private static let passCost: Float = 0.5
    /// What is added to every weight, so that a frame without attention does not forbid a path.
    private static let least: Float = 1e-4

    /// Finds the path.
    ///
    /// - Parameter alignment: Rows that add up to 1. [frames, symbols]
    init(_ alignment: UnsafeBufferPointer<Float>, frames: Int, symbols count: Int) {
        var score = [Float](repeating: -.infinity, count: count)
        var steps = [UInt8](repeating: 0, count: frames * count)
        for frame in 0..<frames {
            var next = [Float](repeating: -.infinity, count: count)
            for symbol in 0..<count {
                var best: Float = frame == 0 ? -Self.passCost * Float(symbol) : -.infinity
                var bestStep = 0
                if frame > 0 {
                    for step in 0...min(Self.longestStep, symbol) {
                        let candidate = score[symbol - step] - Self.passCost * Float(max(0, step - 1))
                        if candidate > best { (best, bestStep) = (candidate, step) }
                    }
                }
                next[symbol] = best + log(alignment[frame * count + symbol] + Self.least)
                steps[frame * count + symbol] = UInt8(bestStep)
            }
            score = next
        }
        var symbol = score.indices.max { score[$0] < score[$1] } ?? 0
        var path = [Int](repeating: 0, count: frames)
        for frame in (0..<frames).reversed() {
            path[frame] = symbol
            symbol -= Int(steps[frame * count + symbol])
        }
        self.symbols = path
    }
}
