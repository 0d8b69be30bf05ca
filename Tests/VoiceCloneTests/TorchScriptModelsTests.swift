import Foundation
import TestSupport
import Testing

@testable import VoiceClone

/// The archives that people have from AIAS, `speakerEncoder.zip` and `tacotron2.zip`, found by name and run at full
/// size.
///
/// Their own cannot be had here. These have the same layout, written by PyTorch's TorchScript; the encoder has the
/// published weights, Tacotron 2 random ones. The goldens are PyTorch's, in double precision.
@Suite struct TorchScriptModelsTests {
    @Test func theSpeakerEncoder() throws {
        let weights = try Checkpoint(contentsOf: Golden.models.appending(path: "pretrained.pt"))
        var zip = ArchiveWriter()
        let archive = try RebuiltArchive(skeleton: "encoder-full.skeleton.zip", weights: weights)
        zip.add("speakerEncoder/", Data())
        zip.add("speakerEncoder/speakerEncoder.pt", archive.data, deflated: true)
        try withModels(["speakerEncoder.zip": zip.finished()], checkSpeakerEncoder)
    }

    @Test func tacotron2() throws {
        var zip = ArchiveWriter()
        zip.add("tacotron2.pt", try RebuiltArchive(skeleton: "tacotron2-full.skeleton.zip").data)
        try withModels(["tacotron2.zip": zip.finished()], checkTacotron2)
    }

    private func withModels(_ files: [String: Data], _ body: (ModelDirectory) throws -> Void) throws {
        try withTemporaryFolder { folder in
            for (name, data) in files { try data.write(to: folder.appending(path: name)) }
            try body(ModelDirectory(folder))
        }
    }
}

private let madeArchives = ProcessInfo.processInfo.environment["VOICECLONE_TORCHSCRIPT"].map { URL(filePath: $0) }

/// The same with the very files that PyTorch writes, if somebody has made them: `make torchscript`.
@Suite(
    .enabled(
        if: madeArchives != nil,
        "VOICECLONE_TORCHSCRIPT names no folder of archives; `make torchscript` makes them, with PyTorch, and runs this"
    ))
struct TorchScriptArchivesTests {
    @Test func theSpeakerEncoder() throws { try checkSpeakerEncoder(ModelDirectory(try #require(madeArchives))) }

    @Test func tacotron2() throws { try checkTacotron2(ModelDirectory(try #require(madeArchives))) }
}

/// Embeds the synthetic voice, and the recording of the documented log where it is.
private func checkSpeakerEncoder(_ models: ModelDirectory) throws {
    #expect(models.speakerEncoder.lastPathComponent == "speakerEncoder.zip")
    let checkpoint = try Checkpoint(contentsOf: models.speakerEncoder)
    #expect(checkpoint.format == .torchScript)
    let encoder = try SpeakerEncoder(checkpoint)
    let published = try SpeakerEncoder(contentsOf: Golden.models.appending(path: "pretrained.pt"))
    #expect(encoder.weightsDigest == published.weightsDigest)
    let voice = try Waveform(contentsOf: Golden.root.appending(path: "Fixtures/voices/synthetic.mp3"))
    let golden = try LayerGolden("embedding", in: "networks.safetensors")
    for convention in EmbeddingConvention.allCases {
        let embedding = try encoder.embed(voice, convention: convention)
        // Measured 1e-7.
        #expect(maximumDifference(embedding.values, try golden(convention.rawValue).elements) < 2e-6)
    }
    if SharedGoldens.arePresent {
        let embedding = try encoder.embed(Waveform(contentsOf: SharedGoldens.recording), convention: .aias)
        #expect(maximumDifference(embedding.values, try SharedGoldens.embedding("aias").elements) < 2e-6)
    }
}

/// Speaks fifty frames in the rtvc layout, from the 256 numbers of a speaker.
private func checkTacotron2(_ models: ModelDirectory) throws {
    #expect(models.tacotron2.lastPathComponent == "tacotron2.zip")
    let checkpoint = try Checkpoint(contentsOf: models.tacotron2)
    #expect(checkpoint.format == .torchScript)
    let tacotron2 = try Tacotron2(checkpoint, frontend: TextFrontend())
    let sizes = tacotron2.configuration
    let text: [Int] = [sizes.symbols, sizes.embedding, sizes.speakerVector, sizes.memory]
    #expect(text == [145, 512, 256, 576])
    let decoder: [Int] = [sizes.prenet, sizes.attentionRNN, sizes.decoderRNN, sizes.attention]
    #expect(decoder == [256, 1024, 1024, 128])
    #expect(tacotron2.takesEmbeddings)

    let golden = try LayerGolden("full", in: "torchscript/goldens.safetensors")
    let speaker = try SpeakerVector(values: try golden("speaker").elements)
    let prediction = try tacotron2.predict("你好", speaker: speaker, options: .init(seed: 7))
    #expect(prediction.stopReason == .gate)
    // Measured 2.3e-6, 1.2e-7 and 1.8e-7; PyTorch's own single precision is 2.5e-5, 1.4e-6 and 1.7e-6 away.
    #expect(maximumDifference(prediction.mel.values, try golden("mel")) < 2e-5)
    #expect(maximumDifference(prediction.alignment, try golden("alignment")) < 2e-6)
    #expect(maximumDifference(prediction.gates, try golden("gates").elements) < 2e-6)

    let error = #expect(throws: Tacotron2Error.speakerMismatch(expected: 256, found: 32)) {
        try tacotron2.predict("你好", speaker: SpeakerVector(name: "biaobei"))
    }
    #expect(error?.description.contains("takes a speaker embedding of 256 numbers, not a name") == true)
}
