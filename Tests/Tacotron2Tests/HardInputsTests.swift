import Foundation
import TestSupport
import Testing
import TextFrontend

@testable import Tacotron2

@Suite struct HardInputsTests {
    /// Every fortieth of the hard inputs comes out whole, with one more seed where need be.
    @Test func aSampleComesOutWhole() throws {
        let texts = try String(contentsOf: Golden.root.appending(path: "Fixtures/hard-inputs.tsv"), encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
                $0.split(separator: "\t").last.map(String.init)
            }
        #expect(texts.count == 400)
        let frontend = try TextFrontend(models: Golden.models)
        let tacotron2 = try Tacotron2(
            contentsOf: Golden.models.appending(path: "mellotron.kuangdd-mspk.pt"))
        for text in texts.enumerated().filter({ $0.offset % 40 == 7 }).map(\.element) {
            for sentence in try frontend.sentences(of: text) {
                let isSound = try (0..<2).contains { seed in
                    let prediction = try tacotron2.predict(
                        sentence.symbols, speaker: SpeakerVector(name: "biaobei"), options: .init(seed: UInt64(seed)))
                    return AttentionReport(prediction).isSound
                }
                #expect(isSound, "\(text)")
            }
        }
    }
}
