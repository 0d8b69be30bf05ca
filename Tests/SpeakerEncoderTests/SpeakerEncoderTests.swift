import AudioIO
import Foundation
import TestSupport
import Testing

@testable import SpeakerEncoder

@Suite struct SpeakerEncoderTests {
    static let encoder = Result { try SpeakerEncoder(contentsOf: Golden.models.appending(path: "pretrained.pt")) }

    @Test(.needsSharedGoldens) func theDocumentedEmbedding() throws {
        let waveform = try Waveform(contentsOf: SharedGoldens.recording)
        let embedding = try Self.encoder.get().embed(waveform, convention: .aias)
        let published: [Float] = [0.06272025, 0.0, 0.24136968, 0.027405139, 0.0, 0.07339379, 0.0]
        #expect(
            maximumDifference(Array(embedding.values.prefix(3) + embedding.values.suffix(4)), published) < 2e-6)
        let difference = maximumDifference(embedding.values, try SharedGoldens.embedding("aias").elements)
        #expect(difference < 2e-6)
        print("aias", difference)
    }

    @Test(.needsSharedGoldens) func theStandardEmbedding() throws {
        let waveform = try Waveform(contentsOf: SharedGoldens.recording)
        let embedding = try Self.encoder.get().embed(waveform)
        let difference = maximumDifference(embedding.values, try SharedGoldens.embedding("standard").elements)
        #expect(difference < 2e-5)
        print("standard", difference)
    }
}
