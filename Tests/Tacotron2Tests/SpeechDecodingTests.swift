import TestSupport
import Testing
import TextFrontend

@testable import Tacotron2

@Suite struct SpeechDecodingTests {
    private static let loaded = Result {
        try Tacotron2(contentsOf: Golden.models.appending(path: "mellotron.kuangdd-mspk.pt"))
    }
    private let tacotron2: Tacotron2
    private let symbols: SymbolSequence
    private let biaobei = SpeakerVector(name: "biaobei")

    init() throws {
        tacotron2 = try Self.loaded.get()
        symbols = try TextFrontend().symbols(for: "你好")
    }

    @Test func itsFramesAreThoseOfThePrediction() throws {
        let options = Tacotron2Options(seed: 7)
        let prediction = try tacotron2.predict(symbols, speaker: biaobei, options: options)
        let decoding = try tacotron2.decoding(symbols, speaker: biaobei, options: options)
        var count = 0
        while try decoding.nextFrame() {
            count += 1
            #expect(decoding.gates.count == count)
            #expect(decoding.frames.count == count * 80)
            #expect(decoding.alignment.count == count * symbols.ids.count)
        }
        #expect(decoding.gates == prediction.gates)
        #expect(decoding.alignment == prediction.alignment.elements)
        #expect(decoding.stopReason == .gate)
        #expect(try tacotron2.prediction(of: decoding).mel == prediction.mel)
    }

    @Test func afterTheLastFrameNothingChanges() throws {
        let decoding = try tacotron2.decoding(symbols, speaker: biaobei, options: .init(maximumFrames: 20))
        for _ in 0..<20 {
            #expect(decoding.stopReason == nil)
            #expect(try decoding.nextFrame())
        }
        #expect(decoding.stopReason == .frameLimit)
        #expect(try !decoding.nextFrame())
        #expect(decoding.gates.count == 20)
    }
}
