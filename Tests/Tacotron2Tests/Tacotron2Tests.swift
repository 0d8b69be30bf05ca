import DSP
import Foundation
import TestSupport
import Testing
import TextFrontend

@testable import Tacotron2

@Suite struct Tacotron2Tests {
    static let model = Result {
        try Tacotron2(contentsOf: Golden.models.appending(path: "mellotron.kuangdd-mspk.pt"))
    }

    // Single and double precision differ by up to 2.5e-4 over a whole utterance with this dropout.
    @Test(.needsSharedGoldens, arguments: ["biaobei", "Aiyue"])
    func matchesTheReference(speaker: String) throws {
        let prediction = try Self.model.get().predict(
            SymbolSequence(ids: SharedGoldens.textIDs), speaker: SpeakerVector(name: speaker), options: .init(seed: 42))
        let mel = maximumDifference(prediction.mel.values, try SharedGoldens.reference("mel-\(speaker)-seed42"))
        #expect(mel < 1e-3)
        let alignment = maximumDifference(
            prediction.alignment, try SharedGoldens.reference("alignment-\(speaker)-seed42"))
        #expect(alignment < 1e-3)
        print(speaker, mel, alignment)
    }
}
