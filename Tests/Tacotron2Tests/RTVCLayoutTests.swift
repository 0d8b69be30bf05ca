import Checkpoint
import SpeakerEncoder
import Tensor
import TestSupport
import Testing
import TextFrontend

@testable import Tacotron2

/// The rtvc layout, conditioned on the 256 numbers of an embedding, out of small TorchScript archives.
///
/// Their weights are random (Scripts/goldens/torchscript.py). The layout at full size is in VoiceCloneTests.
@Suite struct RTVCLayoutTests {
    @Test(arguments: ["tacotron2-scripted.zip", "tacotron2-traced.pt"])
    func matchesPyTorch(file: String) throws {
        let checkpoint = try Checkpoint(contentsOf: Golden.url("torchscript/\(file)"))
        #expect(checkpoint.format == .torchScript)
        let tacotron2 = try Tacotron2(checkpoint, frontend: TextFrontend())
        let golden = try LayerGolden("small", in: "torchscript/goldens.safetensors")
        let speaker = try SpeakerVector(values: try golden("speaker").elements)
        let prediction = try tacotron2.predict("你好", speaker: speaker, options: .init(seed: 7))
        #expect(prediction.stopReason == .gate)
        // The goldens are in double precision; PyTorch's single precision is 4.8e-6, 3.7e-7 and 2.3e-7 away from them.
        #expect(maximumDifference(prediction.mel.values, try golden("mel")) < 1e-5)
        #expect(maximumDifference(prediction.alignment, try golden("alignment")) < 2e-6)
        #expect(maximumDifference(prediction.gates, try golden("gates").elements) < 2e-6)
    }

    // What the file was trained with it does not say, so an embedding of either convention is taken as it is.
    @Test(arguments: EmbeddingConvention.allCases) func anEmbeddingNeedsNoAdapter(convention: EmbeddingConvention)
        throws
    {
        let tacotron2 = try Tacotron2(contentsOf: Golden.url("torchscript/tacotron2-scripted.zip"))
        #expect(tacotron2.takesEmbeddings && tacotron2.adapters.conventions.isEmpty)
        let golden = try LayerGolden("small", in: "torchscript/goldens.safetensors")
        let speaker = try SpeakerEmbedding(values: try golden("speaker").elements, convention: convention)
        #expect(try tacotron2.speakerVector(for: speaker).values == speaker.values)
        #expect(try tacotron2.expectedLikeness(of: tacotron2.speakerVector(for: speaker), to: speaker) == nil)
        let mel = try tacotron2.melSpectrogram(text: "你好", embedding: speaker, options: .init(seed: 7))
        #expect(maximumDifference(mel.values, try golden("mel")) < 1e-5)
    }

    @Test func sizesAreReadOffTheArchive() throws {
        let tacotron2 = try Tacotron2(contentsOf: Golden.url("torchscript/tacotron2-scripted.zip"))
        let sizes = tacotron2.configuration
        let text: [Int] = [sizes.embedding, sizes.speakerVector, sizes.speakerEmbedding, sizes.memory]
        #expect(text == [8, 256, 4, 12])
        let decoder: [Int] = [sizes.prenet, sizes.attentionRNN, sizes.decoderRNN, sizes.attention]
        #expect(decoder == [8, 12, 16, 6])
    }

    @Test func namesAreNoVoicesHere() throws {
        let tacotron2 = try Tacotron2(contentsOf: Golden.url("torchscript/tacotron2-scripted.zip"))
        let error = #expect(throws: Tacotron2Error.speakerMismatch(expected: 256, found: 32)) {
            try tacotron2.predict("你好", speaker: SpeakerVector(name: "biaobei"))
        }
        #expect(error?.description.contains("takes a speaker embedding of 256 numbers, not a name") == true)
        let other = Tacotron2Error.speakerMismatch(expected: 32, found: 256)
        #expect(other.description.contains("takes the 32 numbers of a voice, not 256"))
    }

    @Test func aSpeakerEncoderIsRefused() {
        let error = #expect(throws: CheckpointError.self) {
            try Tacotron2(contentsOf: Golden.url("torchscript/encoder-traced.zip"))
        }
        #expect(error?.description.contains("has no tensor embedding.weight: its 12 tensors belong to") == true)
    }
}
