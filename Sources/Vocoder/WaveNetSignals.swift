import DSP
import Tensor

/// Signals that a WaveNet makes together, frame by frame.
final class WaveNetSignals: StretchSignal {
    private let network: WaveNet
    private let state: DilatedStackState
    private let lanes: [WaveNetLane]
    /// The frame that comes next; none once a stretch has failed, which leaves the signals somewhere in it.
    private var next: Int? = 0

    /// What is conditioned ahead: less would have threads meet too often, more would not stay in cache.
    private static let tile = 32

    init(_ network: WaveNet, count: Int, seed: UInt64) {
        self.network = network
        let configuration = network.configuration
        state = DilatedStackState(
            network.stack, input: configuration.output.firstInput, count: count,
            options: .init(leastLogScale: configuration.leastLogScale, temperature: configuration.temperature))
        lanes = (0..<count).map { _ in WaveNetLane(network, tile: Self.tile, seed: seed) }
        for (index, lane) in lanes.enumerated() { state.connect(index, to: lane.stretch) }
    }

    func samples(of mel: FrameBuffer, signal: Range<Int>, frames: Range<Int>) throws -> [Float] {
        try samples(of: [(mel, signal)], frames: frames)[0]
    }

    /// The next frames' samples of the first signals, as many as there are spectrograms.
    ///
    /// - Parameter mels: For each signal what ``StretchSignal/samples(of:signal:frames:)`` takes.
    func samples(of mels: [(mel: FrameBuffer, signal: Range<Int>)], frames: Range<Int>) throws -> [[Float]] {
        precondition(next == frames.lowerBound, "frame \(frames.lowerBound) is not the next, which is \(next ?? -1)")
        next = nil
        let hop = network.contract.hopLength
        var result = mels.map { _ in [Float](repeating: 0, count: frames.count * hop) }
        let (first, end) = (frames.lowerBound * hop, frames.upperBound * hop)
        for start in stride(from: first, to: end, by: Self.tile) {
            try Task.checkCancellation()
            let tile = start..<min(start + Self.tile, end)
            for index in mels.indices { lanes[index].prepare(tile, mel: mels[index].mel, signal: mels[index].signal) }
            state.advance(mels.count, samples: tile.count)
            for index in mels.indices { try lanes[index].finish(tile, into: &result[index], at: start - first) }
        }
        next = frames.upperBound
        return result
    }

    /// What the samples of a known signal are drawn from. [samples, outputs]
    func parameters(of known: [Float], mel: FrameBuffer) throws -> Tensor {
        precondition(known.count == mel.frames.count * network.contract.hopLength, "a signal has a hop for each frame")
        let forced = [network.configuration.output.firstInput] + known
        return Tensor(shape: [known.count, network.stack.outputs]) { parameters in
            guard let base = parameters.baseAddress else { return }
            forced.withUnsafeBufferPointer { forced in
                guard let forced = forced.baseAddress else { return }
                for start in stride(from: 0, to: known.count, by: Self.tile) {
                    let tile = start..<min(start + Self.tile, known.count)
                    lanes[0].prepare(tile, mel: mel, signal: mel.frames)
                    var stretch = lanes[0].stretch
                    stretch.forced = forced + start
                    stretch.parameters = base + start * network.stack.outputs
                    state.connect(0, to: stretch)
                    state.advance(1, samples: tile.count)
                }
            }
        }
    }
}
