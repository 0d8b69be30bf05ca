import AudioIO
import Checkpoint
import TestSupport
import Testing

@testable import SpeakerEncoder

/// A small encoder with random weights out of TorchScript archives (Scripts/goldens/torchscript.py).
///
/// One is traced and packed in a ZIP archive, one scripted with a module around it, `model.` before each name. The
/// published weights out of such an archive are in VoiceCloneTests.
@Suite struct TorchScriptEncoderTests {
    @Test(arguments: ["encoder-traced.zip", "encoder-wrapped.pt"], EmbeddingConvention.allCases)
    func matchesPyTorch(file: String, convention: EmbeddingConvention) throws {
        let checkpoint = try Checkpoint(contentsOf: Golden.url("torchscript/\(file)"))
        #expect(checkpoint.format == .torchScript)
        let voice = try Waveform(contentsOf: Golden.root.appending(path: "Fixtures/voices/synthetic.mp3"))
        let embedding = try SpeakerEncoder(checkpoint).embed(voice, convention: convention)
        let golden = try LayerGolden("encoder", in: "torchscript/goldens.safetensors")
        // The goldens are in double precision.
        #expect(maximumDifference(embedding.values, try golden(convention.rawValue).elements) < 2e-6)
    }

    @Test func aTacotron2IsRefused() {
        let error = #expect(throws: CheckpointError.self) {
            try SpeakerEncoder(contentsOf: Golden.url("torchscript/tacotron2-scripted.zip"))
        }
        #expect(error?.description.contains("has no tensor lstm.weight_hh_l0") == true)
        #expect(error?.description.contains("encoder.lstm.weight_hh_l0") == true)
    }
}
