import Checkpoint
import Tensor
import TestSupport
import Testing

@testable import Tacotron2

/// Against scikit-learn and PyTorch: Scripts/goldens/gaussian_process.py.
@Suite struct GaussianProcessTests {
    private let golden: Checkpoint

    init() throws { golden = try Checkpoint(contentsOf: Golden.url("gaussian-process.safetensors")) }

    private func process() throws -> GaussianProcess {
        let (known, gram) = (try golden.tensor("known"), try golden.tensor("gram"))
        let fitted = try #require(
            GaussianProcess.fit(
                golden.tensor("values"), at: known, gram: gram, noise: golden.tensor("noise").elements))
        return GaussianProcess(known: known, gram: gram, weights: fitted.weights, mean: fitted.mean)
    }

    @Test func expectedValuesAreScikitLearns() throws {
        let (process, queries) = (try process(), try golden.tensor("queries"))
        let values = (0..<queries.shape[0]).flatMap {
            process.values(process.kernel(at: queries.row($0).map(Double.init))).map(Float.init)
        }
        // Weights and means are rounded to single precision.
        #expect(maximumDifference(values, try golden.tensor("expected").elements) < 2e-6)
    }

    @Test func gradientsArePyTorchs() throws {
        let (process, queries) = (try process(), try golden.tensor("queries"))
        let directions = try golden.tensor("directions")
        let gradients = (0..<queries.shape[0]).flatMap { row in
            let kernel = process.kernel(at: queries.row(row).map(Double.init))
            let slopes = process.kernelGradient(directions.row(row).map(Double.init))
            return process.vectorGradient(slopes, kernel).map(Float.init)
        }
        #expect(maximumDifference(gradients, try golden.tensor("gradients").elements) < 2e-6)
    }

    @Test func nothingIsKnownWhereNothingWasSaid() throws {
        var values = try golden.tensor("values")
        for row in 0..<values.shape[0] { values[row, 1] = .nan }
        let fitted = try #require(
            GaussianProcess.fit(
                values, at: golden.tensor("known"), gram: golden.tensor("gram"),
                noise: golden.tensor("noise").elements))
        #expect((0..<values.shape[0]).allSatisfy { fitted.weights[$0, 1] == 0 })
        #expect(fitted.mean[1] == 0)
        #expect((0..<values.shape[0]).allSatisfy { (fitted.weights[$0, 2] == 0) == values[$0, 2].isNaN })
    }

    @Test func vectorsTwiceOverNeedNoise() throws {
        let known = Tensor([Float](repeating: 0.25, count: 64), shape: [2, 32])
        let (gram, values) = (try golden.tensor("gram"), Tensor([1, 3], shape: [2, 1]))
        #expect(GaussianProcess.fit(values, at: known, gram: gram, noise: [0]) == nil)
        let fitted = try #require(GaussianProcess.fit(values, at: known, gram: gram, noise: [0.5]))
        let process = GaussianProcess(known: known, gram: gram, weights: fitted.weights, mean: fitted.mean)
        // Two values of one place that disagree: their mean.
        #expect(abs(process.values(process.kernel(at: known.row(0).map(Double.init)))[0] - 2) < 1e-6)
    }
}
