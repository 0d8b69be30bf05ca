import Checkpoint
import Tensor

// The layers by the names that the checkpoint gives to their tensors.
extension Checkpoint {
    /// A linear layer without bias, or with one. [outputs, inputs]
    func linear(_ name: String, inputs: Int, outputs: Int, bias: Bool = false) throws -> Linear {
        Linear(
            weight: try tensor("\(name).linear_layer.weight", shape: [outputs, inputs]),
            bias: bias ? try tensor("\(name).linear_layer.bias", shape: [outputs]) : nil)
    }

    /// A convolution of odd kernel size that keeps the number of frames, with the batch normalisation after it folded
    /// in.
    func normalizedConvolution(_ name: String, inputs: Int, outputs: Int) throws -> ConvolutionWeights {
        let weight = try oddKernel("\(name).0.conv.weight", shape: [outputs, inputs, nil])
        func channels(_ field: String) throws -> Tensor { try tensor("\(name).\(field)", shape: [outputs]) }
        let convolution = ConvolutionWeights(
            weight: weight, bias: try channels("0.conv.bias"), padding: .zeros((weight.shape[2] - 1) / 2))
        return convolution.folding(
            .init(
                scale: try channels("1.weight"), shift: try channels("1.bias"), mean: try channels("1.running_mean"),
                variance: try channels("1.running_var")))
    }
}
