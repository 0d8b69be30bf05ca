import CKernels

extension PackedLayer {
    /// Packs a linear layer.
    ///
    /// - Parameter columns: The order in which the input has the layer's columns; as they are if left out.
    package convenience init(
        _ layer: Linear, columns: [Range<Int>]? = nil, variant: ckernels_variant = Kernels.variant
    ) {
        let groups = columns ?? [0..<layer.inputs]
        self.init(
            layer.weight, bias: layer.bias, columns: groups.map { Columns(first: $0.lowerBound, count: $0.count) },
            isLSTM: false, precision: .float32, variant: variant)
    }

    /// Packs an LSTM, whose columns are those of the input and behind them those of the hidden state.
    ///
    /// - Parameters:
    ///   - columns: The order in which the vector that a step reads has these; as they are if left out.
    ///   - precision: Of the weights.
    package convenience init(
        _ layer: LSTM, columns: [Range<Int>]? = nil, precision: WeightPrecision = .float32,
        variant: ckernels_variant = Kernels.variant
    ) {
        let groups = columns ?? [0..<layer.inputs + layer.hidden]
        self.init(
            layer.weight, bias: layer.bias, columns: groups.map { Columns(first: $0.lowerBound, count: $0.count) },
            isLSTM: true, precision: precision, variant: variant)
    }

    /// Packs a convolution for frames one behind the other: a window is then a stretch of them, tap after tap.
    package convenience init(_ layer: ConvolutionWeights) {
        let taps = (0..<layer.kernelSize).map { Columns(first: $0, count: layer.inputs, stride: layer.kernelSize) }
        self.init(
            layer.weight.reshaped([layer.outputs, layer.inputs * layer.kernelSize]), bias: layer.bias, columns: taps,
            isLSTM: false, precision: .float32, variant: Kernels.variant)
    }
}
