import Checkpoint
import Dispatch
import Foundation
import SpeakerEncoder
import TestSupport
import Testing
import TextFrontend

@testable import Tacotron2

/// From embeddings to mel spectrograms, through the checkpoint that takes 32 numbers; RTVCLayoutTests has the other.
@Suite struct Tacotron2CloningTests {
    private static let file = Golden.models.appending(path: "mellotron.kuangdd-mspk.pt")
    private let options = Tacotron2Options(seed: 3, maximumFrames: 40)

    private func tacotron2(adapters: [SpeakerAdapter]? = nil) throws -> Tacotron2 {
        try Tacotron2(Checkpoint(contentsOf: Self.file), frontend: TextFrontend(), adapters: adapters)
    }

    private func embedding(_ convention: EmbeddingConvention) throws -> SpeakerEmbedding {
        try SpeakerEmbedding(values: [0.6, 0.8] + [Float](repeating: 0, count: 254), convention: convention)
    }

    @Test func anEmbeddingPicksTheAdapterOfItsConvention() throws {
        let tacotron2 = try tacotron2()
        #expect(!tacotron2.takesEmbeddings)
        #expect(Set(tacotron2.adapters.conventions) == Set(EmbeddingConvention.allCases))
        for convention in EmbeddingConvention.allCases {
            let embedding = try embedding(convention)
            let vector = try SpeakerAdapter.bundled(convention).speakerVector(for: embedding)
            #expect(try tacotron2.speakerVector(for: embedding) == vector)
            let mel = try tacotron2.melSpectrogram(text: "你好", embedding: embedding, options: options)
            #expect(try mel == tacotron2.predict("你好", speaker: vector, options: options).mel)
        }
    }

    // The package's adapters are opened on first use, here by several threads at once.
    @Test func adaptersAreOpenedOnceForAllThreads() throws {
        let (tacotron2, embedding) = (try tacotron2(), try embedding(.standard))
        let vectors = Locked([SpeakerVector?](repeating: nil, count: 4))
        DispatchQueue.concurrentPerform(iterations: 4) { index in
            let vector = try? tacotron2.speakerVector(for: embedding)
            vectors.withLock { $0[index] = vector }
        }
        let expected = try SpeakerAdapter.bundled(.standard).speakerVector(for: embedding)
        #expect(vectors.withLock { $0 } == [SpeakerVector?](repeating: expected, count: 4))
    }

    @Test func anEmbeddingWithoutAnAdapterIsRefused() throws {
        let one = try tacotron2(adapters: [.bundled(.aias)])
        let standard = try embedding(.standard)
        let expected = Tacotron2Error.noAdapter(convention: .standard, available: [.aias])
        let error = #expect(throws: expected) { try one.speakerVector(for: standard) }
        #expect(error?.description.contains("under the convention standard") == true)
        #expect(error?.description.contains("adapters for aias") == true)
        #expect(throws: expected) { try one.melSpectrogram(text: "你好", embedding: standard, options: options) }
        _ = try one.speakerVector(for: embedding(.aias))

        let none = try tacotron2(adapters: [])
        let other = #expect(throws: Tacotron2Error.noAdapter(convention: .aias, available: [])) {
            try none.speakerVector(for: embedding(.aias))
        }
        #expect(other?.description.contains("has no adapter") == true)
    }
}
