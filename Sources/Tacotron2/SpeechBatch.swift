/// Sentences on their way through the decoder together: a step reads each weight once for all of them.
///
/// A sentence gets the same frames as alone, bit for bit, whichever others there are, and whenever they come and go.
final class SpeechBatch {
    /// The most sentences that are worth taking together: with more, their tables and the weights no longer fit into the
    /// cache (Docs/decoder-speed.md).
    static let size = 4

    /// A sentence and its place among all that are spoken.
    typealias Member = (place: Int, decoding: SpeechDecoding)

    private let decoder: Decoder
    private var members: [Member] = []
    /// Those that take their steps together; empty if members have come or gone since.
    private var groups: [DecoderBatch] = []

    init(decoder: Decoder) { self.decoder = decoder }

    /// Whether no sentence is on its way.
    var isEmpty: Bool { members.isEmpty }
    /// Whether there are as many as are worth it.
    var isFull: Bool { members.count >= Self.size }

    /// Takes a sentence along from the next step on.
    func add(_ decoding: SpeechDecoding, place: Int) {
        members.append((place, decoding))
        groups = []
    }

    /// Makes the next frame of every sentence.
    ///
    /// - Returns: Those that came to their end by it, and no longer belong to the batch.
    /// - Throws: ``Tacotron2Error/notFinite(frame:)`` if the weights are damaged.
    func nextFrames() throws -> [Member] {
        if groups.isEmpty { regroup() }
        for group in groups { group.step() }
        for member in members { try member.decoding.takeFrame() }
        let ended = members.filter { $0.decoding.stopReason != nil }
        if !ended.isEmpty {
            members.removeAll { $0.decoding.stopReason != nil }
            groups = []
        }
        return ended
    }

    private func regroup() {
        let states = members.map(\.decoding.state)
        groups = [true, false].compactMap { hasTables in
            let group = states.filter { ($0.text.tables != nil) == hasTables }
            return group.isEmpty ? nil : DecoderBatch(group, decoder: decoder)
        }
    }
}
