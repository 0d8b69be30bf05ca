import Checkpoint
import Foundation
import Tensor
import TestSupport
import Testing
import TextFrontend

@testable import Tacotron2

@Suite struct Tacotron2Tests {
    private static let loaded = Result {
        try Tacotron2(contentsOf: Golden.models.appending(path: "mellotron.kuangdd-mspk.pt"))
    }
    private let tacotron2: Tacotron2
    private let biaobei = SpeakerVector(name: "biaobei")

    init() throws { tacotron2 = try Self.loaded.get() }

    // PyTorch's single precision is 6e-5 from its double precision here, and so are we from it.
    @Test(.enabled(if: SharedGoldens.arePresent, "\(SharedGoldens.absence)"), arguments: ["biaobei", "Aiyue"])
    func matchesTheReference(speaker: String) throws {
        let prediction = try tacotron2.predict(
            "基于给定音色将文本转为语音", speaker: SpeakerVector(name: speaker), options: .init(seed: 42))
        #expect(prediction.symbols.ids == SharedGoldens.textIDs)
        let mel = try SharedGoldens.reference("mel-\(speaker)-seed42")
        #expect(maximumDifference(prediction.mel.values, mel) < 1e-3)
        let alignment = try SharedGoldens.reference("alignment-\(speaker)-seed42")
        #expect(maximumDifference(prediction.alignment, alignment) < 1e-3)
    }

    // Against PyTorch in double precision (Scripts/goldens/networks.py); the postnet is in single precision.
    @Test func matchesPyTorch() throws {
        let golden = try LayerGolden("tacotron2", in: "networks.safetensors")
        let prediction = try tacotron2.predict("你好", speaker: biaobei, options: .init(seed: 7))
        #expect(maximumDifference(prediction.mel.values, try golden("mel")) < 2e-5)
        #expect(maximumDifference(prediction.alignment, try golden("alignment")) < 2e-6)
        #expect(maximumDifference(prediction.gates, try golden("gates").elements) < 2e-6)
        #expect(prediction.stopReason == .gate)
        #expect(prediction.mel.contract == .tacotron2)
        #expect(prediction.seed == 7)
    }

    // Where tests can look at what another process writes.
    #if compiler(>=6.2)
        @Test func whatOfATextIsNotSpokenIsLogged() async throws {
            let process = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
                _ = try Self.loaded.get().predict(
                    "好😀", speaker: SpeakerVector(name: "biaobei"), options: .init(maximumFrames: 30))
            }
            let errors = String(decoding: try #require(process).standardErrorContent, as: UTF8.self)
            #expect(errors.contains(TextWarning.dropped("😀", position: 2).description), "\(errors)")
        }
    #endif

    @Test func sizesAreReadOffTheCheckpoint() {
        let sizes = tacotron2.configuration
        let text: [Int] = [sizes.symbols, sizes.embedding, sizes.speakerVector, sizes.speakerEmbedding]
        #expect(text == [145, 256, 32, 32])
        let decoder: [Int] = [sizes.prenet, sizes.attentionRNN, sizes.decoderRNN, sizes.attention]
        #expect(decoder == [128, 512, 512, 64])
        #expect(sizes.bands == 80)
        #expect(sizes.memory == 288)
    }

    @Test func theSeedDecidesTheResult() throws {
        let options = Tacotron2Options(seed: 3)
        let first = try tacotron2.predict("你好", speaker: biaobei, options: options)
        #expect(try tacotron2.predict("你好", speaker: biaobei, options: options).mel == first.mel)
        #expect(
            try tacotron2.predict("ni3 hao3", speaker: biaobei, options: options).symbols.ids.count
                == first.symbols.ids.count)
        #expect(try tacotron2.predict("你好", speaker: biaobei, options: .init(seed: 4)).mel != first.mel)
        #expect(try tacotron2.predict("你好", speaker: .init(name: "Aiyue"), options: options).mel != first.mel)
    }

    @Test func theFrameLimitIsKeptAndReported() throws {
        let prediction = try tacotron2.predict("你好", speaker: biaobei, options: .init(maximumFrames: 20))
        #expect(prediction.stopReason == .frameLimit)
        #expect(prediction.mel.values.shape == [80, 20])
        #expect(prediction.alignment.shape == [20, prediction.symbols.ids.count])
        #expect(throws: Tacotron2Error.textTooLong(symbols: 10, maximumFrames: 19)) {
            try tacotron2.predict("你好", speaker: biaobei, options: .init(maximumFrames: 19))
        }
    }

    @Test func defaults() {
        let options = Tacotron2Options()
        #expect(options.gateThreshold == 0.5)
        #expect(options.maximumFrames == 1000)
        #expect(options.seed == 0)
    }

    @Test(arguments: [
        ("gateThreshold", Tacotron2Options(gateThreshold: 2)), ("gateThreshold", .init(gateThreshold: .nan)),
        ("maximumFrames", .init(maximumFrames: 0)),
        ("attentionWindow.behind", .init(attentionWindow: AttentionWindow(behind: -1))),
        ("attentionWindow.ahead", .init(attentionWindow: AttentionWindow(ahead: 0))),
        ("attentionWindow.longestStay", .init(attentionWindow: AttentionWindow(longestStay: 0))),
    ])
    func optionsOutsideTheirRangeAreRefused(name: String, options: Tacotron2Options) {
        let error = #expect(throws: Tacotron2Error.self) {
            try tacotron2.predict("你好", speaker: biaobei, options: options)
        }
        guard case .invalidOption(name, _, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func aLowerGateThresholdStopsNoLater() throws {
        let prediction = try tacotron2.predict("你好", speaker: biaobei, options: .init(seed: 7))
        let early = try tacotron2.predict("你好", speaker: biaobei, options: .init(seed: 7, gateThreshold: 0.01))
        #expect(early.gates.count <= prediction.gates.count)
        #expect(early.gates.dropLast().allSatisfy { $0 <= 0.01 })
    }

    @Test(arguments: ["", "   ", "😀😀", "👩‍👩‍👧"])
    func textWithNothingToSpeakIsRefused(text: String) {
        let error = #expect(throws: TextError.self) { try tacotron2.predict(text, speaker: biaobei) }
        #expect(error?.description.isEmpty == false)
    }

    /// The real checkpoint with one tensor in another form.
    private func changed(_ name: String, _ change: (Tensor) -> Tensor) throws -> Tacotron2 {
        let real = try Checkpoint(contentsOf: Golden.models.appending(path: "mellotron.kuangdd-mspk.pt"))
        var tensors = try Dictionary(uniqueKeysWithValues: real.names.map { ($0, try real.tensor($0)) })
        tensors[name] = change(try #require(tensors[name]))
        return try withTemporaryFolder { folder in
            let url = folder.appending(path: "tacotron2.safetensors")
            try Checkpoint.write(tensors, to: url)
            return try Tacotron2(contentsOf: url)
        }
    }

    @Test(arguments: ["postnet.convolutions.4.0.conv.bias", "decoder.attention_rnn.bias_ih"])
    func damagedWeightsAreNotSpoken(name: String) throws {
        let damaged = try changed(name) { tensor in
            var tensor = tensor
            tensor[0] = .nan
            return tensor
        }
        #expect(throws: Tacotron2Error.notFinite(frame: 0)) { try damaged.predict("你好", speaker: biaobei) }
    }

    @Test func aSentenceAloneCanBeCancelled() async throws {
        let tacotron2 = try changed("decoder.gate_layer.linear_layer.bias") { $0 }
        await Task { [biaobei] in
            withUnsafeCurrentTask { $0?.cancel() }
            #expect(throws: CancellationError.self) { try tacotron2.predict("你好", speaker: biaobei) }
        }.value
    }

    // A sentence may have any limit of frames.
    @Test func framesWithoutALimitAreMoreThanAnySentenceHas() throws {
        let tacotron2 = try changed("decoder.gate_layer.linear_layer.bias") { $0 }
        for window in [nil, AttentionWindow()] {
            let options = Tacotron2Options(maximumFrames: .max, attentionWindow: window)
            let decoding = try tacotron2.decoding(
                tacotron2.frontend.symbols(for: "你好"), speaker: biaobei, options: options)
            #expect(tacotron2.decodedFrames(toFinish: .max, of: decoding) > 1_000_000_000)
        }
    }

    @Test func sizesThatDoNotFitAreRefused() throws {
        #expect(throws: Tacotron2Error.incompatibleCheckpoint(what: "symbols", expected: 145, found: 144)) {
            try changed("embedding.weight") { Tensor(zeros: [144, $0.shape[1]]) }
        }
        #expect(throws: Tacotron2Error.incompatibleCheckpoint(what: "mel bands", expected: 80, found: 40)) {
            try changed("decoder.prenet.layers.0.linear_layer.weight") { Tensor(zeros: [$0.shape[0], 40]) }
        }
        #expect(throws: Tacotron2Error.oddEmbedding(size: 255)) {
            try changed("embedding.weight") { Tensor(zeros: [145, $0.shape[1] - 1]) }
        }
        let location = "decoder.attention_layer.location_layer.location_conv.conv.weight"
        let what = "weights of the attention's location layer"
        #expect(throws: Tacotron2Error.tooLarge(what: what, most: 16_384, found: 16_768)) {
            try changed(location) { Tensor(zeros: [$0.shape[0], 2, 131]) }
        }
        for (tensor, taps) in [(location, 257), ("postnet.convolutions.2.0.conv.weight", 4)] {
            let error = #expect(throws: CheckpointError.self) {
                try changed(tensor) { Tensor(zeros: [$0.shape[0], $0.shape[1], taps]) }
            }
            #expect(error?.description.contains("\(tensor) has \(taps) taps") == true)
        }
        #expect(throws: CheckpointError.self) {
            try changed("decoder.gate_layer.linear_layer.bias") { _ in Tensor(zeros: [2]) }
        }
        // A checkpoint of the rtvc layout takes the 256 numbers of an embedding: it loads, and refuses a name.
        let rtvc = try changed("speaker_embedding.weight") { Tensor(zeros: [$0.shape[0], 256]) }
        #expect(throws: Tacotron2Error.speakerMismatch(expected: 256, found: 32)) {
            try rtvc.predict("你好", speaker: biaobei)
        }
    }

    @Test func anotherNetworksCheckpointIsRefused() {
        let url = Golden.models.appending(path: "generator_universal.pth.tar")
        let error = #expect(throws: CheckpointError.self) { try Tacotron2(contentsOf: url) }
        #expect(error?.description.contains("embedding.weight") == true)
        #expect(error?.description.contains("generator_universal.pth.tar") == true)
    }
}

@Suite struct SpeakerVectorTests {
    @Test func digitsOfTheDigest() {
        let values = SpeakerVector(name: "").values  // MD5 of nothing: d41d8cd98f00b204e9800998ecf8427e (RFC 1321)
        let expected = "d41d8cd98f00b204e9800998ecf8427e".compactMap(\.hexDigitValue).map { (Float($0) - 7) / 10 }
        #expect(values == expected)
        #expect(values.count == SpeakerVector.dimension)
    }

    @Test func trainedNames() {
        #expect(SpeakerVector.trainedNames.count == 24)
        #expect(SpeakerVector.trainedNames.contains("biaobei"))
        #expect(SpeakerVector(name: "小明") != SpeakerVector(name: "biaobei"))
    }
}
