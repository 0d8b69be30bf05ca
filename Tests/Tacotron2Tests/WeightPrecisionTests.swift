import Tensor
import TestSupport
import Testing

@testable import Tacotron2

@Suite struct WeightPrecisionTests {
    // Half the bits are another take of the same sentence: alike from the start, never equal.
    @Test func bfloat16IsNear() throws {
        let url = Golden.models.appending(path: "mellotron.kuangdd-mspk.pt")
        let biaobei = SpeakerVector(name: "biaobei")
        let options = Tacotron2Options(seed: 7)
        let full = try Tacotron2(contentsOf: url).predict("你好", speaker: biaobei, options: options)
        let half = try Tacotron2(contentsOf: url, precision: .bfloat16)
            .predict("你好", speaker: biaobei, options: options)
        #expect(half.stopReason == .gate)
        #expect(abs(half.gates.count - full.gates.count) <= 2)
        let frames = min(half.gates.count, full.gates.count)
        var sum = 0.0
        for band in 0..<80 {
            for frame in 0..<frames {
                sum += Double(abs(half.mel.values[band, frame] - full.mel.values[band, frame]))
            }
        }
        let mean = sum / Double(80 * frames)
        #expect(mean > 1e-5, "the weights were not rounded")
        #expect(mean < 0.05)
    }

    @Test func aSmallNetworkOfOddSizesRuns() throws {
        let tacotron2 = try Tacotron2(
            contentsOf: Golden.url("torchscript/tacotron2-scripted.zip"), precision: .bfloat16)
        let golden = try LayerGolden("small", in: "torchscript/goldens.safetensors")
        let speaker = try SpeakerVector(values: try golden("speaker").elements)
        let prediction = try tacotron2.predict("你好", speaker: speaker, options: .init(seed: 7))
        let mel = try golden("mel")
        #expect(prediction.mel.values.shape == mel.shape)
        #expect(maximumDifference(prediction.mel.values, mel) < 0.05)
    }
}
