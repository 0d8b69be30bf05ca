import Checkpoint
import DSP
import Tensor

/// What mel frames add to the gates of every layer, for every sample.
///
/// A convolution over the frames comes first, then the upsampling, then each layer's own matrix. The upsampling treats
/// all channels alike, so the matrices can come before it: then they are applied once a frame, not once a sample.
final class WaveNetConditioner: Sendable {
    let upsamplings: [NeighbourUpsampling]
    /// Both halves of the gates of all layers.
    let width: Int
    /// What the gates have besides. [width]
    let bias: Tensor
    private let input: FrameConvolution?
    private let layers: PanelMatrix
    private let zeros: Tensor
    private let bands: Int

    init(
        _ checkpoint: Checkpoint, _ configuration: WaveNetConfiguration, stack: DilatedStack, contract: MelContract
    ) throws {
        bands = contract.bands
        width = stack.layers * stack.width
        zeros = Tensor(zeros: [width])
        input = try FrameConvolution(checkpoint, "upsample_net.conv_in", bands: bands)
        upsamplings = try checkpoint.upsamplings(input == nil ? "upsample_net" : "upsample_net.upsample")
        // Capped, or enough layers would be more than an integer holds.
        let hop = upsamplings.reduce(1) { min($0 * $1.scale, 1 << 32) }
        guard hop == contract.hopLength else {
            throw VocoderError.incompatibleCheckpoint(
                what: "samples a frame", expected: contract.hopLength, found: hop)
        }
        (layers, bias) = try checkpoint.gateConditions(configuration, stack: stack, bands: bands)
    }

    /// The convolution over frames that comes first, where there is one: the first and the last frame are repeated beyond
    /// the ends.
    private struct FrameConvolution {
        /// The frames that it sees on either side.
        let context: Int
        let weight: PanelMatrix  // [bands, taps · bands]
        let bias: Tensor

        init?(_ checkpoint: Checkpoint, _ name: String, bands: Int) throws {
            guard checkpoint.weightShape(name) != nil else { return nil }
            let weight = try checkpoint.foldedWeight(name, shape: [bands, bands, nil])
            let taps = weight.shape[2]
            try checkpoint.requireOddKernel(name, taps: taps)
            context = taps / 2
            // Frames one behind the other: [bands, inputs, taps] → [bands, taps · inputs]
            let elements = weight.elements
            let rows = (0..<bands).flatMap { row in
                (0..<taps * bands).map { elements[(row * bands + $0 % bands) * taps + $0 / bands] }
            }
            self.weight = PanelMatrix(Tensor(rows, shape: [bands, taps * bands]))
            let padded = PanelMatrix.padded(bands)
            guard checkpoint.contains("\(name).bias") else {
                bias = Tensor(zeros: [padded])
                return
            }
            let given = try checkpoint.tensor("\(name).bias", shape: [bands]).elements
            bias = Tensor(given + [Float](repeating: 0, count: padded - bands))
        }
    }

    private var context: Int { input?.context ?? 0 }

    /// The mel frames that have a part in the samples of some frames, of a signal without ends.
    func inputFrames(for frames: Range<Int>) -> Range<Int> {
        let hop = upsamplings.reduce(1) { $0 * $1.scale }
        var range = frames.lowerBound * hop..<frames.upperBound * hop
        for upsampling in upsamplings.reversed() { range = upsampling.inputFrames(for: range) }
        return range.lowerBound - context..<range.upperBound + context
    }

    /// What a mel frame adds to all gates, before the upsampling. [width]
    ///
    /// - Parameters:
    ///   - mel: Holds the frames around it, as far as they lie in the signal.
    ///   - signal: All frames that there are; beyond the ends the first and the last are repeated.
    ///   - scratch: [(2 · context + 1) · bands + padded bands]
    func project(
        _ frame: Int, of mel: FrameBuffer, signal: Range<Int>, scratch: UnsafeMutablePointer<Float>,
        into result: UnsafeMutablePointer<Float>
    ) {
        guard let input else { return layers.multiply(mel[frame], from: zeros.base, into: result) }
        for (place, neighbour) in (frame - context...frame + context).enumerated() {
            let source = mel[min(max(neighbour, signal.lowerBound), signal.upperBound - 1)]
            (scratch + place * bands).update(from: source, count: bands)
        }
        let hidden = scratch + (2 * context + 1) * bands
        input.weight.multiply(scratch, from: input.bias.base, into: hidden)
        layers.multiply(hidden, from: zeros.base, into: result)
    }

    /// The floats that ``project(_:of:signal:scratch:into:)`` works in.
    var scratchCount: Int { (2 * context + 1) * bands + PanelMatrix.padded(bands) }
}

extension Checkpoint {
    /// What a frame adds to both halves of each layer's gates [width, bands], and what these have besides [width].
    fileprivate func gateConditions(
        _ configuration: WaveNetConfiguration, stack: DilatedStack, bands: Int
    ) throws -> (PanelMatrix, bias: Tensor) {
        // Each half of each layer's gates is padded on its own.
        let (width, units, padded) = (stack.layers * stack.width, configuration.gates / 2, stack.width / 2)
        var matrix = [Float](repeating: 0, count: width * bands)
        var bias = [Float](repeating: 0, count: width)
        for layer in 0..<stack.layers {
            let weight = try pointwise(
                "conv_layers.\(layer).conv1x1c", inputs: bands, outputs: configuration.gates)
            let layerBias = try gateBias(layer, configuration)
            for gate in 0..<configuration.gates {
                let row = layer * stack.width + gate / units * padded + gate % units
                bias[row] = layerBias[gate]
                for band in 0..<bands { matrix[row * bands + band] = weight[gate, band] }
            }
        }
        return (PanelMatrix(Tensor(matrix, shape: [width, bands])), Tensor(bias))
    }

    /// The upsampling network's layers: at odd places, between the stretches.
    fileprivate func upsamplings(_ name: String) throws -> [NeighbourUpsampling] {
        var upsamplings: [NeighbourUpsampling] = []
        var place = 1
        while let shape = weightShape("\(name).up_layers.\(place)") {
            let layer = "\(name).up_layers.\(place)"
            guard shape.count == 4, shape[0] == 1, shape[1] == 1, shape[3] % 2 == 1, shape[3] > 1, shape[3] < 8192
            else {
                throw VocoderError.unsupportedPart("\(layer) of the shape \(shape)")
            }
            guard shape[2] == 1 else {
                throw VocoderError.unsupportedPart(
                    "\(layer), which smooths over \(shape[2]) bands as well as over time")
            }
            let filter = try foldedWeight(layer, shape: [1, 1, 1, shape[3]], magnitude: [1, 1, 1, 1])
            upsamplings.append(NeighbourUpsampling(filter: filter.elements))
            place += 2
        }
        guard !upsamplings.isEmpty else { throw VocoderError.unsupportedPart("no \(name).up_layers.1") }
        return upsamplings
    }
}
