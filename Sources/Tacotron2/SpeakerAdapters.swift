import Foundation
import SpeakerEncoder

/// The adapters of a network, at most one for each convention; those of the package are opened when first needed.
///
/// A built-in voice needs none, and opening one takes longer than speaking a syllable.
final class SpeakerAdapters: @unchecked Sendable {
    /// The conventions that there are adapters for.
    let conventions: [EmbeddingConvention]

    private let lock = NSLock()
    private var opened: [EmbeddingConvention: SpeakerAdapter]  // under the lock

    /// Those that the package ships for some conventions.
    init(bundled conventions: [EmbeddingConvention]) {
        (self.conventions, opened) = (conventions, [:])
    }

    /// Those that the caller has made; of two for one convention, the first.
    init(_ adapters: [SpeakerAdapter]) {
        conventions = adapters.map(\.convention)
        opened = Dictionary(adapters.map { ($0.convention, $0) }) { first, _ in first }
    }

    /// The adapter for a convention, or `nil` if there is none.
    ///
    /// - Throws: `CheckpointError` or ``Tacotron2Error/invalidAdapter(path:reason:)`` if the package's resources are
    ///   missing or damaged.
    func adapter(for convention: EmbeddingConvention) throws -> SpeakerAdapter? {
        guard conventions.contains(convention) else { return nil }
        return try lock.withLock {
            if let adapter = opened[convention] { return adapter }
            let adapter = try SpeakerAdapter.bundled(convention)
            opened[convention] = adapter
            return adapter
        }
    }
}
