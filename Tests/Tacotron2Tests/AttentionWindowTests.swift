import DSP
import Tensor
import TestSupport
import Testing
import TextFrontend

@testable import Tacotron2

@Suite struct AttentionWindowTests {
    private static let loaded = Result {
        try Tacotron2(contentsOf: Golden.models.appending(path: "mellotron.kuangdd-mspk.pt"))
    }
    private let tacotron2: Tacotron2
    private let biaobei = SpeakerVector(name: "biaobei")

    init() throws { tacotron2 = try Self.loaded.get() }

    // What goes well by itself goes as well in a window, and ends as it does.
    @Test func ordinarySpeechEndsByItsGate() throws {
        let options = Tacotron2Options(seed: 3, attentionWindow: AttentionWindow())
        let prediction = try tacotron2.predict("今天天气很好，我们去公园吧。", speaker: biaobei, options: options)
        #expect(prediction.stopReason == .gate)
        #expect(AttentionReport(prediction).isSound)
    }

    // Nothing outside of it is attended to, and nothing that was left.
    @Test func whatLiesOutsideGetsNoAttention() throws {
        let window = AttentionWindow(behind: 1, ahead: 2)
        let prediction = try tacotron2.predict(
            "你好", speaker: biaobei, options: .init(seed: 7, attentionWindow: window))
        var first = 0
        for frame in 0..<prediction.gates.count {
            let weights = prediction.alignment.row(frame)
            let attended = weights.indices.filter { weights[$0] > 0 }
            #expect((1...4).contains(attended.count) && attended == Array(attended[0]..<attended[0] + attended.count))
            #expect(attended[0] >= first)
            #expect(abs(weights.reduce(0, +) - 1) < 1e-5)
            first = attended[0]
        }
    }

    // A gate that never opens: the window says when the sentence is over. No symbol keeps it for more than a frame.
    @Test func itMovesOnAndEnds() throws {
        let symbols = try tacotron2.frontend.symbols(for: "你好")
        let window = AttentionWindow(longestStay: 1)
        let prediction = try tacotron2.predict(
            symbols, speaker: biaobei, options: .init(seed: 7, gateThreshold: 1, attentionWindow: window))
        #expect(prediction.stopReason == .attention)
        #expect((17...symbols.ids.count + 18).contains(prediction.gates.count))
        let patient = try tacotron2.predict(
            symbols, speaker: biaobei, options: .init(seed: 7, gateThreshold: 1, attentionWindow: .init()))
        #expect(patient.stopReason == .attention)
        #expect(AttentionReport(patient).isSound)
        let without = try tacotron2.predict(
            symbols, speaker: biaobei, options: .init(seed: 7, gateThreshold: 1, maximumFrames: 200))
        #expect(without.stopReason == .frameLimit)
    }

    // What the window ends fades, whichever way it was decoded.
    @Test func whatItEndsDiesAway() throws {
        let symbols = try tacotron2.frontend.symbols(for: "你好")
        let options = Tacotron2Options(seed: 7, gateThreshold: 1, attentionWindow: .init())
        let decoding = try tacotron2.decoding(symbols, speaker: biaobei, options: options)
        while try decoding.nextFrame() {}
        let all = 0..<decoding.gates.count
        let decoded = FrameBuffer(frames: all, channels: decoding.bands)
        for frame in all {
            for band in 0..<decoding.bands { decoded[frame][band] = decoding.frames[frame * decoding.bands + band] }
        }
        let raw = tacotron2.postnet(decoded, of: all, frames: all).tensor.transposed()
        let unfaded = decoding.prediction(mel: MelSpectrogram(values: raw, contract: .tacotron2))
        let prediction = try tacotron2.predict(symbols, speaker: biaobei, options: options)
        #expect(prediction.mel == unfaded.dyingAway().mel)
        #expect(prediction.mel != unfaded.mel)
        let together = try tacotron2.predict([.init(symbols, speaker: biaobei, options: options)])
        #expect(together.map(\.mel) == [prediction.mel])
    }

    @Test func oneWithoutLimitsChangesNothing() throws {
        let boundless = AttentionWindow(behind: .max, ahead: .max, longestStay: .max)
        let predictions = try [boundless, nil].map {
            try tacotron2.predict("今天天气很好。", speaker: biaobei, options: .init(seed: 3, attentionWindow: $0))
        }
        #expect(predictions.map(\.stopReason) == [.gate, .gate])
        #expect(predictions[0].mel == predictions[1].mel)
    }

    @Test func severalSentencesStopAsTheWorstDoes() throws {
        func prediction(_ window: AttentionWindow?, frames: Int) throws -> SpectrogramPrediction {
            try tacotron2.predict(
                "你好", speaker: biaobei,
                options: .init(seed: 7, gateThreshold: 1, maximumFrames: frames, attentionWindow: window))
        }
        let (window, cut) = (try prediction(.init(), frames: 1000), try prediction(nil, frames: 30))
        #expect([window, window].stopReason == .attention)
        #expect([window, cut].stopReason == .frameLimit)
    }
}
