import CKernels
import Foundation
import TestSupport
import Testing

@testable import Tensor

// Against PyTorch in double precision (Scripts/goldens/layers.py): only weights and goldens are rounded.
@Suite struct PackedLayerSequenceTests {
    @Test func linear() throws {
        let golden = try LayerGolden("linear")
        let layer = PackedLayer(Linear(weight: try golden("weight"), bias: try golden("bias")))
        let y = layer(frames: (try golden("x")).doubles, of: layer.columns)
        #expect(maximumDifference(y.map(Float.init), try golden("y").elements) < 1e-6)
    }

    @Test(arguments: [("conv1d.plain", 2), ("conv1d.pointwise", 0)])
    func convolution(name: String, padding: Int) throws {
        let golden = try LayerGolden(name)
        let convolution = ConvolutionWeights(
            weight: try golden("weight"), bias: try golden("bias"), padding: .zeros(padding))
        let x = (try golden("x")).transposed().doubles
        let y = PackedLayer(convolution)(frames: x, of: convolution.inputs, padding: padding)
        #expect(maximumDifference(y.map(Float.init), try golden("y").transposed().elements) < 1e-6)
    }

    @Test(arguments: [("lstm.forward", false), ("lstm.backward", true)])
    func lstm(name: String, reversed: Bool) throws {
        let golden = try LayerGolden(name)
        let layer = LSTM(
            inputWeight: try golden("weight_ih"), hiddenWeight: try golden("weight_hh"),
            inputBias: try golden("bias_ih"), hiddenBias: try golden("bias_hh"))
        // The first of the batch of three sequences.
        let x = try golden("x").reshaped([9, 3 * layer.inputs]).prefixColumns(layer.inputs)
        let y = try golden("y").reshaped([9, 3 * layer.hidden]).prefixColumns(layer.hidden)
        let output = PackedLayer(layer).states(frames: x.doubles, reversed: reversed)
        #expect(maximumDifference(output.map(Float.init), y.elements) < 1e-6)
    }
}
