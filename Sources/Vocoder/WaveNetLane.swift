import Tensor

/// One of the signals that a WaveNet makes: its condition, its noise and its sound.
final class WaveNetLane {
    private let network: WaveNet
    private let noise: Philox
    /// What frames add to all gates, and what each upsampling makes of that: the latest rows of each.
    private let rows: [RecentRows]
    private let condition: AlignedMemory<Float>
    private let scratch: AlignedMemory<Float>
    /// Noise and signal. [tile, 2], [tile]
    private let work: AlignedMemory<Float>
    /// The sample before the next.
    private var last: Float = 0

    init(_ network: WaveNet, tile: Int, seed: UInt64) {
        self.network = network
        noise = Philox(seed: seed)
        let conditioner = network.conditioner
        // For a tile an upsampling needs so many rows, and as many more as it looks around; so does the one before for
        // them.
        var counts = [tile]
        for upsampling in conditioner.upsamplings.reversed() {
            counts.insert(counts[0] / upsampling.scale + 4, at: 0)
        }
        rows = counts.dropLast().map { RecentRows(width: conditioner.width, capacity: $0) }
        condition = AlignedMemory([tile * conditioner.width])
        scratch = AlignedMemory([conditioner.scratchCount])
        work = AlignedMemory([2 * tile, tile])
    }

    /// What the kernel needs for the tile that was prepared.
    var stretch: DilatedStackState.Stretch {
        .init(condition: condition.parts[0], noise: work.parts[0], signal: work.parts[1])
    }

    /// Computes the condition and the noise of some samples.
    ///
    /// - Parameters:
    ///   - tile: Samples that follow those of the last tile.
    ///   - mel: Holds the frames that they depend on, as far as they lie in the signal.
    ///   - signal: All frames that there are.
    func prepare(_ tile: Range<Int>, mel: FrameBuffer, signal: Range<Int>) {
        let conditioner = network.conditioner
        let last = conditioner.upsamplings.count - 1
        let needed = conditioner.upsamplings[last].inputFrames(for: tile)
        for row in needed { make(row, at: last, mel: mel, signal: signal) }
        let width = conditioner.width
        Parallel.forEach(tile.count) { piece, _ in
            mixRow(
                tile.lowerBound + piece, at: last, from: conditioner.bias.base, into: condition.parts[0] + piece * width
            )
        }
        for (place, sample) in tile.enumerated() {
            let words = noise(
                SIMD4(UInt32(truncatingIfNeeded: sample), UInt32(truncatingIfNeeded: sample >> 32), 0, 1))
            for number in 0..<2 {
                // 23 bits and a half: neither 0 nor 1, and exact.
                work.parts[0][2 * place + number] = (Float(words[number] >> 9) + 0.5) * 0x1p-23
            }
        }
    }

    /// The input of an upsampling: of the first what the frames add, of the others what the one before makes.
    private func make(_ row: Int, at stage: Int, mel: FrameBuffer, signal: Range<Int>) {
        let conditioner = network.conditioner
        let before = conditioner.upsamplings[..<stage]
        let scale = before.reduce(1) { $0 * $1.scale }
        guard !rows[stage].holds(row) else { return }
        guard row >= signal.lowerBound * scale, row / scale < signal.upperBound else { return rows[stage].leave(row) }
        if stage == 0 {
            conditioner.project(
                row, of: mel, signal: signal, scratch: scratch.parts[0], into: rows[0].take(row))
        } else {
            for row in before[stage - 1].inputFrames(for: row..<row + 1) {
                make(row, at: stage - 1, mel: mel, signal: signal)
            }
            mixRow(row, at: stage - 1, from: nil, into: rows[stage].take(row))
        }
    }

    /// A frame of what an upsampling makes.
    private func mixRow(
        _ frame: Int, at stage: Int, from start: UnsafePointer<Float>?, into y: UnsafeMutablePointer<Float>
    ) {
        let upsampling = network.conditioner.upsamplings[stage]
        let row = upsampling.floor(frame)
        let weights = upsampling.weights.base + 3 * (frame - row * upsampling.scale)
        let values = rows[stage]
        mix(
            (values.values(row - 1), values.values(row), values.values(row + 1)), weights: weights, from: start,
            into: y,
            count: network.conditioner.width)
    }

    /// Writes the sound of a tile, once its signal is made.
    func finish(_ tile: Range<Int>, into samples: inout [Float], at first: Int) throws {
        let (output, preemphasis) = (network.configuration.output, network.configuration.preemphasis)
        for place in 0..<tile.count {
            last = output.value(of: work.parts[1][place]) + preemphasis * last
            guard last.isFinite else {
                throw VocoderError.notFinite(frame: (tile.lowerBound + place) / network.contract.hopLength)
            }
            samples[first + place] = min(max(last, -1), 1)
        }
    }
}
