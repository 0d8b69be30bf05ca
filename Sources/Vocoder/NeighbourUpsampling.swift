import Tensor

/// Makes each frame of a signal `scale` frames, and smooths these with one filter for all channels.
///
/// With x̂[m] = x[⌊m / s⌋], zero beyond the ends, y[n] = Σ_j h[j + s]·x̂[n + j] for −s ≤ j ≤ s. So of frame q's `scale`
/// frames, number p is a weighted sum of x[q − 1], x[q] and x[q + 1]: the weights are the sums of h over the taps that
/// meet each.
struct NeighbourUpsampling: Sendable {
    /// How many frames one becomes.
    let scale: Int
    /// For each of these the weights of the frame before, of the frame itself and of the one after. [scale, 3]
    let weights: Tensor

    /// - Parameter filter: [2 · scale + 1]
    init(filter: [Float]) {
        scale = (filter.count - 1) / 2
        var sums: [Float] = []
        for phase in 0..<scale {
            for taps in [0..<scale - phase, scale - phase..<2 * scale - phase, 2 * scale - phase..<filter.count] {
                sums.append(Float(filter[taps].reduce(0.0) { $0 + Double($1) }))
            }
        }
        weights = Tensor(sums, shape: [scale, 3])
    }

    /// The frames that have a part in some of the result.
    func inputFrames(for frames: Range<Int>) -> Range<Int> {
        floor(frames.lowerBound) - 1..<floor(frames.upperBound - 1) + 2
    }

    /// The frame that a frame of the result comes from.
    func floor(_ frame: Int) -> Int { frame >= 0 ? frame / scale : (frame - scale + 1) / scale }
}
