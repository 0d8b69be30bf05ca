import Foundation
import VoiceClone

/// Embeddings of real speakers, as `recordings` writes them.
struct RealVoices {
    private let checkpoint: Checkpoint

    init(contentsOf url: URL) throws { checkpoint = try Checkpoint(contentsOf: url) }

    /// Two speakers in five are left out of every fit.
    static func isHeldOut(_ index: Int) -> Bool { index % 5 < 2 }

    /// The speakers that a fit may see. [speakers, 256]
    func fitted(_ convention: EmbeddingConvention) throws -> Tensor {
        let all = try checkpoint.tensor(convention.rawValue, shape: [nil, SpeakerEmbedding.dimension])
        return all.rows((0..<all.shape[0]).filter { !Self.isHeldOut($0) })
    }

    /// Speakers drawn by chance, every second one blended with another: voices between those that were recorded.
    static func blends(of real: Tensor, count: Int, random: Philox, step: Int) -> Tensor {
        func drawn(_ stream: UInt32) -> Tensor {
            real.rows((0..<count).map { random.integer(below: real.shape[0], stream, step, $0) })
        }
        let parts = (0..<count).map { $0 % 2 == 0 ? 0 : random.uniform(8, step, $0) }
        var blend = drawn(6).scaledRows(parts.map { 1 - $0 })
        blend.add(drawn(7).scaledRows(parts))
        return blend.unitRows().rows
    }
}
