import Foundation
import VoiceClone

/// Embeddings of real speakers, as `recordings` writes them.
struct RealVoices {
    private let checkpoint: Checkpoint

    /// What of a recording was embedded.
    enum Part: String {
        case whole, firstHalf, secondHalf
    }

    init(contentsOf url: URL) throws { checkpoint = try Checkpoint(contentsOf: url) }

    /// What the tensor of embeddings is called. [speakers, 256]
    static func name(_ part: Part, _ convention: EmbeddingConvention) -> String { "\(convention.rawValue).\(part)" }

    /// Two speakers in five are left out of every fit.
    static func isHeldOut(_ index: Int) -> Bool { index % 5 < 2 }

    /// The embeddings of all speakers. [speakers, 256]
    func all(_ convention: EmbeddingConvention, _ part: Part = .whole) throws -> Tensor {
        try checkpoint.tensor(Self.name(part, convention), shape: [nil, SpeakerEmbedding.dimension])
    }

    /// The speakers that a fit may see: their recordings, and below them the halves. [3 · speakers, 256]
    func fitted(_ convention: EmbeddingConvention) throws -> Tensor {
        let parts = try [Part.whole, .firstHalf, .secondHalf].map { part in
            let all = try all(convention, part)
            return all.rows((0..<all.shape[0]).filter { !Self.isHeldOut($0) })
        }
        return parts.dropFirst().reduce(parts[0]) { $0.above($1) }
    }

    /// Speakers drawn by chance, every second one blended with another: voices between those that were recorded.
    static func blends(of real: Tensor, count: Int, random: Philox) -> Tensor {
        func drawn(_ stream: UInt32) -> Tensor {
            real.rows((0..<count).map { random.integer(below: real.shape[0], stream, 0, $0) })
        }
        let parts = (0..<count).map { $0 % 2 == 0 ? 0 : random.uniform(8, 0, $0) }
        var blend = drawn(6).scaledRows(parts.map { 1 - $0 })
        blend.add(drawn(7).scaledRows(parts))
        return blend.unitRows()
    }
}
