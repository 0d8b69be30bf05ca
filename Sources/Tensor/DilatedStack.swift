import CKernels

/// A stack of gated dilated convolutions that makes a signal one sample at a time, each from those before.
///
/// For sample t, with x₀ an affine map of the sample before, layer l of dilation d has
///
///     a, b = Σ_k W_k·x[t − k·d] + condition      z = tanh(a) ⊙ σ(b)
///     x ← (x + R·z + r)·√½                       skip ← skip + S·z + s
///
/// and the next sample is drawn from what two more layers make of skip·√(1/layers). Source: arXiv 1609.03499, section
/// 2. CKernels/wavenet.c does the work, and says how threads share it.
package final class DilatedStack: @unchecked Sendable {
    /// The layers of the network, and how a sample is drawn.
    package struct Weights {
        /// What the sample before becomes, [channels, 1], or [channels, categories] if the signal is one of categories.
        package var input: Tensor
        package var inputBias: Tensor
        package var layers: [Layer]
        /// The first layer behind the skip sum. [skips, skips], [skips]
        package var head: Tensor
        package var headBias: Tensor
        /// The last one. [outputs, skips], [outputs]
        package var last: Tensor
        package var lastBias: Tensor

        package init(
            input: Tensor, inputBias: Tensor, layers: [Layer], head: Tensor, headBias: Tensor, last: Tensor,
            lastBias: Tensor
        ) {
            (self.input, self.inputBias, self.layers) = (input, inputBias, layers)
            (self.head, self.headBias, self.last, self.lastBias) = (head, headBias, last, lastBias)
        }
    }

    /// One layer, but for the bias of its gates, which belongs to the condition.
    package struct Layer {
        /// Both halves of the gates, one behind the other. [2 · units, channels, taps]
        package var convolution: Tensor
        /// What is added to the layer's input. [channels, units], [channels]
        package var out: Tensor
        package var outBias: Tensor
        /// The layer's part of the skip sum. [skips, units], [skips]
        package var skip: Tensor
        package var skipBias: Tensor
        package var dilation: Int

        package init(
            convolution: Tensor, out: Tensor, outBias: Tensor, skip: Tensor, skipBias: Tensor, dilation: Int
        ) {
            (self.convolution, self.out, self.outBias) = (convolution, out, outBias)
            (self.skip, self.skipBias, self.dilation) = (skip, skipBias, dilation)
        }
    }

    /// What the last layer's numbers mean.
    package enum Distribution: Sendable, Equatable {
        /// Logits, means and logarithms of scales of a mixture of logistics.
        case logistics
        /// Mean and logarithm of the deviation.
        case gaussian
        /// Logits of categories.
        case categories
    }

    /// The number of layers.
    package let layers: Int
    /// How many numbers condition a layer: both halves of its gates, each padded.
    package let width: Int
    /// How many numbers the last layer makes.
    package let outputs: Int
    let distribution: Distribution
    let sizes: Sizes
    let variant: ckernels_variant
    private let matrices: [LayerMatrices]
    private let head: PanelMatrix
    private let last: PanelMatrix
    /// Input, its bias, zeros, the sum of the skip biases, the biases of head and last, and the layers' own.
    private let memory: AlignedMemory<Float>
    private let taps: UnsafeMutablePointer<ckernels_panels>
    private let layer: UnsafeMutablePointer<ckernels_dilated_layer>

    /// Padded sizes.
    struct Sizes {
        let channels: Int
        let units: Int
        let skips: Int
        let outputs: Int
        let taps: Int
        /// The rings of all layers, in vectors of 2 · units.
        let ring: Int

        fileprivate init(_ weights: Weights) {
            let taps = weights.layers[0].convolution.shape[2]
            precondition(
                weights.layers.allSatisfy { $0.convolution.shape[2] == taps }, "layers have the same number of taps")
            channels = PanelMatrix.padded(weights.input.shape[0])
            units = PanelMatrix.padded(weights.layers[0].out.shape[1])
            skips = PanelMatrix.padded(weights.head.shape[0])
            outputs = PanelMatrix.padded(weights.last.shape[0])
            ring = weights.layers.reduce(0) { $0 + (taps - 1) * $1.dilation }
            self.taps = taps
        }
    }

    /// The matrices of a layer.
    private struct LayerMatrices {
        /// The latest first.
        let taps: [PanelMatrix]
        let out: PanelMatrix
        let skip: PanelMatrix

        init(_ layer: Layer, variant: ckernels_variant) {
            taps = (0..<layer.convolution.shape[2]).reversed().map {
                PanelMatrix(layer.convolution, tap: $0, isSplit: true, variant: variant)
            }
            out = PanelMatrix(layer.out, variant: variant)
            skip = PanelMatrix(layer.skip, variant: variant)
        }
    }

    /// Lays out the weights.
    package init(_ weights: Weights, distribution: Distribution, variant: ckernels_variant = Kernels.variant) {
        precondition(!weights.layers.isEmpty, "a stack has at least one layer")
        (self.distribution, self.variant) = (distribution, variant)
        layers = weights.layers.count
        outputs = weights.last.shape[0]
        sizes = Sizes(weights)
        width = 2 * sizes.units
        matrices = weights.layers.map { LayerMatrices($0, variant: variant) }
        head = PanelMatrix(weights.head, variant: variant)
        last = PanelMatrix(weights.last, variant: variant)
        memory = AlignedMemory(
            [
                weights.input.shape[1] * sizes.channels, sizes.channels, max(width, sizes.skips), sizes.skips,
                sizes.skips, sizes.outputs,
            ] + [Int](repeating: sizes.channels, count: layers))
        taps = .allocate(capacity: layers * sizes.taps)
        layer = .allocate(capacity: layers)
        copyVectors(weights)
        connectLayers(weights.layers)
    }

    private func copyVectors(_ weights: Weights) {
        let input = weights.input.transposed()  // [categories, channels]
        for category in 0..<input.shape[0] {
            for channel in 0..<input.shape[1] {
                memory.parts[0][category * sizes.channels + channel] = input[category, channel]
            }
        }
        weights.inputBias.copy(to: memory.parts[1])
        for layer in weights.layers {
            for (place, value) in layer.skipBias.elements.enumerated() { memory.parts[3][place] += value }
        }
        weights.headBias.copy(to: memory.parts[4])
        weights.lastBias.copy(to: memory.parts[5])
        for (index, layer) in weights.layers.enumerated() { layer.outBias.copy(to: memory.parts[6 + index]) }
    }

    /// Tells the kernel where the layers' matrices are.
    private func connectLayers(_ layers: [Layer]) {
        var ring = 0
        for (index, matrices) in matrices.enumerated() {
            let taps = taps + index * sizes.taps
            for (tap, matrix) in matrices.taps.enumerated() { (taps + tap).initialize(to: matrix.kernel) }
            (layer + index).initialize(
                to: ckernels_dilated_layer(
                    taps: taps, out: matrices.out.kernel, skip: matrices.skip.kernel,
                    out_bias: memory.parts[6 + index], dilation: layers[index].dilation, ring: ring))
            ring += (sizes.taps - 1) * layers[index].dilation
        }
    }

    deinit {
        taps.deallocate()
        layer.deallocate()
    }

    /// The stack as the kernel wants it.
    func kernel(leastLogScale: Float, temperature: Float) -> ckernels_dilated_stack {
        ckernels_dilated_stack(
            variant: variant, layers: layers, taps: sizes.taps, channels: sizes.channels, units: sizes.units,
            skips: sizes.skips, padded_outputs: sizes.outputs, outputs: outputs, input: memory.parts[0],
            input_bias: memory.parts[1], layer: layer, zeros: memory.parts[2], skip_bias: memory.parts[3],
            head: head.kernel, last: last.kernel, head_bias: memory.parts[4], last_bias: memory.parts[5],
            distribution: distribution.kernel, least_log_scale: leastLogScale, temperature: temperature)
    }
}

extension DilatedStack.Distribution {
    fileprivate var kernel: ckernels_distribution {
        switch self {
        case .logistics: CKERNELS_LOGISTICS
        case .gaussian: CKERNELS_GAUSSIAN
        case .categories: CKERNELS_CATEGORIES
        }
    }
}

extension Tensor {
    fileprivate func copy(to target: UnsafeMutablePointer<Float>) {
        withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            target.update(from: base, count: source.count)
        }
    }
}
