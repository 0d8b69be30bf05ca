import CKernels

/// The energies of location-sensitive attention for some sentences at once, divided among threads by their symbols.
///
///     energy_s = vᵀ tanh(query + keys_s + L·window_s)
///
/// It refers to memory and does not keep it alive.
package final class AttentionEnergies {
    /// Where one sentence's numbers lie.
    package struct Sentence {
        let work: ckernels_attention_work
        let symbols: Int

        /// Refers to them.
        ///
        /// - Parameters:
        ///   - location: L. [attention, window]
        ///   - windows: A lane for each symbol, with outputs one behind the other from `features` on. [symbols]
        ///   - features: L·window. [symbols, attention]
        ///   - query: [attention]
        ///   - keys: [symbols, attention]
        ///   - v: [attention]
        ///   - energies: Receives them. [symbols]
        package init(
            location: PackedLayer, windows: UnsafePointer<LayerLane>, symbols: Int,
            features: UnsafePointer<Double>, query: UnsafePointer<Double>, keys: UnsafePointer<Double>,
            v: UnsafePointer<Double>, energies: UnsafeMutablePointer<Double>
        ) {
            let lanes = UnsafeRawPointer(windows).assumingMemoryBound(to: ckernels_lane.self)
            work = ckernels_attention_work(
                variant: location.variant, location: location.kernel, windows: lanes, features: features, query: query,
                keys: keys, v: v, energies: energies)
            self.symbols = symbols
        }
    }

    /// As many symbols as make a piece: some microseconds.
    private static let symbolsPerPiece = 8
    private let works: UnsafeMutablePointer<ckernels_attention_work>
    private let pieces: UnsafeMutablePointer<ckernels_attention_piece>
    private let count: Int

    /// Divides the work of some sentences.
    package init(_ sentences: [Sentence]) {
        works = .allocate(capacity: sentences.count)
        var list: [ckernels_attention_piece] = []
        for (index, sentence) in sentences.enumerated() {
            (works + index).initialize(to: sentence.work)
            for first in stride(from: 0, to: sentence.symbols, by: Self.symbolsPerPiece) {
                let count = min(Self.symbolsPerPiece, sentence.symbols - first)
                list.append(ckernels_attention_piece(work: works + index, first: first, count: count))
            }
        }
        count = list.count
        pieces = .allocate(capacity: count)
        pieces.initialize(from: list, count: count)
    }

    deinit {
        works.deallocate()
        pieces.deallocate()
    }

    /// Computes all energies, without allocating.
    package func compute() { Crew.run(ckernels_attention_job, pieces, pieces: count) }

    /// weights ← softmax(energies). [symbols]
    package static func softmax(
        _ energies: UnsafePointer<Double>, symbols: Int, into weights: UnsafeMutablePointer<Double>
    ) {
        ckernels_softmax(Kernels.variant, symbols, energies, weights)
    }
}
