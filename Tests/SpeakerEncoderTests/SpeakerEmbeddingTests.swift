import Testing

@testable import SpeakerEncoder

@Suite struct SpeakerEmbeddingTests {
    private let unit: [Float] = [1] + [Float](repeating: 0, count: 255)

    @Test func onlyUnitVectorsAreEmbeddings() throws {
        _ = try SpeakerEmbedding(values: unit, convention: .standard)
        for values in [
            Array(unit.dropLast()), unit.map { 2 * $0 }, unit.map { $0 == 1 ? .nan : $0 }, unit.map { _ in 0 },
        ] {
            #expect(throws: SpeakerEncoderError.self) { try SpeakerEmbedding(values: values, convention: .standard) }
        }
    }

    @Test func nothingToAverageIsNoVoice() {
        #expect(throws: SpeakerEncoderError.noVoice) {
            try SpeakerEmbedding(meanOf: [[Float](repeating: 0, count: 256)], convention: .aias)
        }
    }

    @Test func similarityIsTheCosine() throws {
        let other = [0.6, 0.8] + [Float](repeating: 0, count: 254)
        let (left, right) = (
            try SpeakerEmbedding(values: unit, convention: .aias),
            try SpeakerEmbedding(values: other, convention: .aias)
        )
        #expect(abs(try left.similarity(to: right) - 0.6) < 1e-6)
    }
}
