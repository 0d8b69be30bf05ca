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

    /// A row's sums do not depend on the rows beside it, to the last bit.
    @Test func linearTakesEachRowAlone() {
        var generator = SeededGenerator(seed: 8)
        func random(_ shape: [Int]) -> Tensor {
            Tensor((0..<shape.reduce(1, *)).map { _ in Float.random(in: -1...1, using: &generator) }, shape: shape)
        }
        let (layer, x) = (Linear(weight: random([256, 256]), bias: random([256])), random([13, 256]))
        let together = layer(x)
        for row in 0..<13 {
            #expect(layer(Tensor(x.row(row), shape: [1, 256])).elements == together.row(row))
        }
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

/// The layer over frames in double precision, on the same goldens: only weights and goldens are rounded.
@Suite struct DoublePrecisionLayerTests {
    @Test func linear() throws {
        let golden = try LayerGolden("linear")
        let layer = Linear(weight: try golden("weight"), bias: try golden("bias"))
        let y = layer(frames: (try golden("x")).doubles)
        #expect(maximumDifference(y.map(Float.init), try golden("y").elements) < 1e-6)
    }
}
