import TestSupport
import Testing
import TextFrontend

@testable import Tacotron2

@Suite struct SpeechBatchTests {
    private static let loaded = Result {
        try Tacotron2(contentsOf: Golden.models.appending(path: "mellotron.kuangdd-mspk.pt"))
    }
    private let tacotron2: Tacotron2
    private let frontend: TextFrontend

    init() throws {
        tacotron2 = try Self.loaded.get()
        frontend = try TextFrontend()
    }

    private func sentence(
        _ text: String, voice: String = "biaobei", options: Tacotron2Options
    ) throws -> Tacotron2Sentence {
        .init(try frontend.symbols(for: text), speaker: SpeakerVector(name: voice), options: options)
    }

    // Of different lengths and voices, one cut by its limit, and one too long for tables of its context.
    @Test func aSentenceGetsWhatItGetsAlone() throws {
        let long = String(repeating: "基于给定音色将文本转为语音", count: 3)
        let sentences = [
            try sentence("你好", options: .init(seed: 7)),
            try sentence("今天", voice: "Aiyue", options: .init(seed: 3, maximumFrames: 30)),
            try sentence(long, options: .init(seed: 1, gateThreshold: 0, maximumFrames: 400)),
            try sentence("天气很好", options: .init(seed: 2, maximumFrames: 60)),
            try sentence("你", options: .init(seed: 9, maximumFrames: 25)),
            try sentence("好", options: .init(seed: 10, maximumFrames: 26)),
        ]
        #expect(sentences[2].symbols.ids.count * 2 > tacotron2.configuration.memory)
        let predictions = try tacotron2.predict(sentences)
        #expect(predictions.count == sentences.count)
        for (sentence, prediction) in zip(sentences, predictions) {
            let alone = try tacotron2.predict(sentence.symbols, speaker: sentence.speaker, options: sentence.options)
            #expect(prediction.mel == alone.mel)
            #expect(prediction.alignment == alone.alignment)
            #expect(prediction.gates == alone.gates)
            #expect(prediction.stopReason == alone.stopReason)
            #expect(prediction.symbols == sentence.symbols)
            #expect(prediction.seed == sentence.options.seed)
        }
    }

    @Test func noSentencesGiveNoPredictions() throws {
        #expect(try tacotron2.predict([]).isEmpty)
    }

    @Test func oneThatCannotBeSpokenIsRefused() throws {
        let sentences = [
            try sentence("你好", options: .init(maximumFrames: 20)),
            try sentence("你好", options: .init(maximumFrames: 19)),
        ]
        #expect(throws: Tacotron2Error.textTooLong(symbols: 10, maximumFrames: 19)) {
            try tacotron2.predict(sentences)
        }
    }

    // The context by itself and by tables: the same but for what is rounded once, memory or tables.
    @Test func tablesGiveTheContext() throws {
        let symbols = try frontend.symbols(for: "你好")
        let decoding = try tacotron2.decoding(symbols, speaker: SpeakerVector(name: "biaobei"), options: .init(seed: 7))
        let text = decoding.state.text
        let decoder = tacotron2.decoder
        let plain = DecoderState(text: text.withoutTables, random: .init(seed: 7), decoder: decoder)
        let batch = DecoderBatch([plain], decoder: decoder)
        for _ in 0..<30 {
            batch.step()
            #expect(try decoding.nextFrame())
            for band in 0..<80 {
                #expect(abs(Float(plain.output[band]) - decoding.frames[decoding.frames.count - 80 + band]) < 2e-5)
            }
        }
    }
}
