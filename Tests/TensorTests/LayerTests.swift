import TestSupport
import Testing

@testable import Tensor

// Against PyTorch in double precision (Scripts/goldens/layers.py). Values are of order 1 to 10; single precision
// differs by at most 3e-6 here.
private let tolerance: Float = 1e-5

@Suite struct LinearTests {
    @Test func matchesPyTorch() throws {
        let golden = try LayerGolden("linear")
        let layer = Linear(weight: try golden("weight"), bias: try golden("bias"))
        #expect(maximumDifference(layer(try golden("x")), try golden("y")) < tolerance)
    }

    @Test func oneVectorGivesTheSameAsARowOfAMatrix() throws {
        let golden = try LayerGolden("linear")
        let layer = Linear(weight: try golden("weight"), bias: try golden("bias"))
        let (x, y) = (try golden("x"), try golden("y"))
        for row in 0..<x.shape[0] {
            var output = [Double](repeating: .nan, count: layer.outputs)
            layer(x.row(row).map(Double.init), into: &output)
            #expect(maximumDifference(output.map(Float.init), y.row(row)) < tolerance)
        }
    }

    @Test func withoutBiasItIsTheProduct() {
        let layer = Linear(weight: Tensor([1, 2, 3, 4], shape: [2, 2]))
        #expect(layer(Tensor([1, 10], shape: [1, 2])).elements == [21, 43])
    }
}

@Suite struct LSTMTests {
    private func layer(_ golden: LayerGolden) throws -> LSTM {
        LSTM(
            inputWeight: try golden("weight_ih"), hiddenWeight: try golden("weight_hh"),
            inputBias: try golden("bias_ih"), hiddenBias: try golden("bias_hh"))
    }

    @Test func matchesPyTorch() throws {
        let golden = try LayerGolden("lstm.forward")
        let output = try layer(golden)(try golden("x"))
        #expect(maximumDifference(output, try golden("y")) < tolerance)
    }

    @Test func stepsGiveTheSameAsTheSequence() throws {
        let golden = try LayerGolden("lstm.forward")
        let layer = try layer(golden)
        let (x, y) = (try golden("x").doubles, try golden("y").elements)
        let (frames, batch, sequence) = (9, 3, 1)
        var inputAndHidden = [Double](repeating: 0, count: layer.inputs + layer.hidden)
        var cell = [Double](repeating: 0, count: layer.hidden)
        var gates = [Double](repeating: 0, count: 4 * layer.hidden)
        for frame in 0..<frames {
            let start = (frame * batch + sequence) * layer.inputs
            inputAndHidden.replaceSubrange(0..<layer.inputs, with: x[start..<start + layer.inputs])
            inputAndHidden.withUnsafeMutableBufferPointer { state in
                guard let state = state.baseAddress else { return }
                layer.step(state, gates: &gates, cell: &cell, hidden: state + layer.inputs)
            }
            let expected = (frame * batch + sequence) * layer.hidden
            #expect(
                maximumDifference(
                    inputAndHidden.suffix(layer.hidden).map(Float.init), y[expected..<expected + layer.hidden])
                    < tolerance)
        }
    }
}

@Suite struct ActivationTests {
    @Test(arguments: [("relu", Activation.relu), ("leaky", .leakyReLU(slope: 0.2)), ("tanh", .tanh)])
    func matchesPyTorch(field: String, activation: Activation) throws {
        let golden = try LayerGolden("activation")
        var x = try golden("x")
        activation.apply(to: &x)
        #expect(maximumDifference(x, try golden(field)) < 1e-6)
    }

    @Test func identityChangesNothing() {
        var x = Tensor([-1, 0, 2])
        Activation.identity.apply(to: &x)
        #expect(x.elements == [-1, 0, 2])
    }
}

@Suite struct PseudoInverseTests {
    @Test(arguments: ["pinv.wide", "pinv.deficient"])
    func matchesPyTorch(name: String) throws {
        let golden = try LayerGolden(name)
        #expect(maximumDifference(try golden("x").pseudoInverse(), try golden("y")) < tolerance)
    }
}

/// The layers over frames in double precision, on the same goldens: only weights and goldens are rounded.
@Suite struct DoublePrecisionLayerTests {
    @Test func linear() throws {
        let golden = try LayerGolden("linear")
        let layer = Linear(weight: try golden("weight"), bias: try golden("bias"))
        let y = layer(frames: (try golden("x")).doubles)
        #expect(maximumDifference(y.map(Float.init), try golden("y").elements) < 1e-6)
    }

    @Test(arguments: [("conv1d.plain", 1, 2), ("conv1d.pointwise", 1, 0), ("conv1d.unpadded", 2, 0)])
    func convolution(name: String, dilation: Int, padding: Int) throws {
        let golden = try LayerGolden(name)
        let layer = ConvolutionWeights(
            weight: try golden("weight"), bias: try golden("bias"), dilation: dilation, padding: .zeros(padding))
        let y = layer(frames: (try golden("x")).transposed().doubles)
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
        let output = layer(frames: x.doubles, reversed: reversed)
        #expect(maximumDifference(output.map(Float.init), y.elements) < 1e-6)
    }
}
