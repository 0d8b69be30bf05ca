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
    private let matrices: [PanelMatrix]
    private let memory: WorkingMemory<Float>
    private let taps: UnsafeMutablePointer<ckernels_panels>
    private let layer: UnsafeMutablePointer<ckernels_dilated_layer>
    private let head: PanelMatrix
    private let last: PanelMatrix

    /// Padded sizes.
    struct Sizes {
        var channels: Int
        var units: Int
        var skips: Int
        var outputs: Int
        var taps: Int
        /// The rings of all layers, in vectors of 2 · units.
        var ring: Int
    }

    /// Lays out the weights.
    package convenience init(_ weights: Weights, distribution: Distribution) {
        self.init(weights, distribution: distribution, variant: Kernels.variant)
    }

    init(_ weights: Weights, distribution: Distribution, variant: ckernels_variant) {
        precondition(!weights.layers.isEmpty, "a stack has at least one layer")
        let first = weights.layers[0]
        layers = weights.layers.count
        outputs = weights.last.shape[0]
        let categories = weights.input.shape[1]
        (self.distribution, self.variant) = (distribution, variant)
        var sizes = Sizes(
            channels: PanelMatrix.padded(weights.input.shape[0]), units: PanelMatrix.padded(first.out.shape[1]),
            skips: PanelMatrix.padded(weights.head.shape[0]), outputs: PanelMatrix.padded(outputs),
            taps: first.convolution.shape[2], ring: 0)
        width = 2 * sizes.units
        head = PanelMatrix(weights.head, variant: variant)
        last = PanelMatrix(weights.last, variant: variant)
        memory = WorkingMemory(
            [
                categories * sizes.channels, sizes.channels, max(width, sizes.skips), sizes.skips, sizes.skips,
                sizes.outputs,
            ]
                + weights.layers.map { _ in sizes.channels })
        taps = .allocate(capacity: layers * sizes.taps)
        layer = .allocate(capacity: layers)
        var matrices: [PanelMatrix] = []
        for (index, one) in weights.layers.enumerated() {
            for tap in 0..<sizes.taps {
                let matrix = PanelMatrix(
                    one.convolution, tap: sizes.taps - 1 - tap, isSplit: true, variant: variant)
                matrices.append(matrix)
                (taps + index * sizes.taps + tap).initialize(to: matrix.kernel)
            }
            let out = PanelMatrix(one.out, variant: variant)
            let skip = PanelMatrix(one.skip, variant: variant)
            matrices += [out, skip]
            let bias = memory.parts[6 + index]
            one.outBias.copy(to: bias)
            (layer + index).initialize(
                to: ckernels_dilated_layer(
                    taps: taps + index * sizes.taps, out: out.kernel, skip: skip.kernel, out_bias: bias,
                    dilation: one.dilation, ring: sizes.ring))
            sizes.ring += (sizes.taps - 1) * one.dilation
            for (place, value) in one.skipBias.elements.enumerated() { memory.parts[3][place] += value }
        }
        self.matrices = matrices
        self.sizes = sizes
        let input = weights.input.transposed()  // [categories, channels]
        for category in 0..<categories {
            for channel in 0..<input.shape[1] {
                memory.parts[0][category * sizes.channels + channel] = input[category, channel]
            }
        }
        weights.inputBias.copy(to: memory.parts[1])
        weights.headBias.copy(to: memory.parts[4])
        weights.lastBias.copy(to: memory.parts[5])
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
