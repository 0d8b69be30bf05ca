/// Sentences on their way through the decoder together: a step reads each weight once for all of them.
///
/// A sentence gets the same frames as alone, bit for bit, whichever others there are and whenever they end.
package final class SpeechBatch {
    /// The sentences, in the order in which they were given.
    package let decodings: [SpeechDecoding]
    private let decoder: Decoder
    /// Who is not at its end, in groups that take their steps together.
    private var groups: [(decodings: [SpeechDecoding], batch: DecoderBatch)] = []

    init(_ decodings: [SpeechDecoding], decoder: Decoder) {
        self.decodings = decodings
        self.decoder = decoder
        regroup()
    }

    /// Makes the next frame of every sentence that is not at its end.
    ///
    /// - Returns: Whether there was one to make.
    /// - Throws: ``Tacotron2Error/notFinite(frame:)`` if the weights are damaged.
    package func nextFrames() throws -> Bool {
        guard !groups.isEmpty else { return false }
        var hasEnded = false
        for group in groups {
            group.batch.step()
            for decoding in group.decodings {
                try decoding.takeFrame()
                hasEnded = hasEnded || decoding.stopReason != nil
            }
        }
        if hasEnded { regroup() }
        return true
    }

    private func regroup() {
        let active = decodings.filter { $0.stopReason == nil }
        groups = [true, false].compactMap { hasTables in
            let group = active.filter { ($0.state.text.tables != nil) == hasTables }
            return group.isEmpty ? nil : (group, DecoderBatch(group.map(\.state), decoder: decoder))
        }
    }
}
