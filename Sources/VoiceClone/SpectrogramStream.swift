import DSP
import Tensor

/// The frames of a text's sentences, one signal, each finished as soon as the decoder is far enough ahead.
///
/// Frames are as the vocoder gets them: at the rate and the level at which they are heard, with the pauses between
/// sentences. They are numbered from the beginning of the whole. It belongs to one thread at a time.
final class SpectrogramStream {
    /// How the vocoder is given frames; `nil` leaves them as they are.
    let input: VocoderInput?
    /// What is written, for each character of the text.
    let writing: [String]
    /// The sentence that is being decoded.
    private(set) var current: Current?

    /// A sentence and how far it is.
    struct Current {
        let sentence: TextSentence
        let decoding: SpeechDecoding
    }

    private let cloner: VoiceCloner
    private let speaker: SpeakerVector
    private let options: Tacotron2Options
    private let recovery: SpeechRecovery
    private let scale: TimeScale
    private var waiting: ArraySlice<TextSentence>
    private var sentenceCount = 0
    /// The finished frames of the present sentence at the network's own pace. [frames, bands]
    private var sentenceMel: [Float] = []
    /// Where the sentence begins in the whole.
    private var sentenceStart = 0
    private var sentences: [SentenceSpeaker.Spoken] = []
    private var timestamps = SpeechTimestamps()
    /// Finished frames that may still be asked for; from `melStart` on. [frames, bands]
    private var mel: [Float] = []
    private var melStart = 0
    private let bands = MelContract.tacotron2.bands

    /// - Parameter text: What the sentences are of.
    init(
        _ sentences: [TextSentence], of text: String, speaker: SpeakerVector, options: Tacotron2Options,
        recovery: SpeechRecovery, scale: TimeScale, input: VocoderInput?, cloner: VoiceCloner
    ) {
        (waiting, writing) = (sentences[...], cloner.tacotron2.frontend.writing(of: text))
        (self.speaker, self.options, self.recovery, self.scale) = (speaker, options, recovery, scale)
        (self.input, self.cloner) = (input, cloner)
    }

    /// How many frames are finished.
    var finished: Int { melStart + mel.count / bands }
    /// Whether these are all.
    var isAtEnd: Bool { waiting.isEmpty && current == nil }

    private var finishedInSentence: Int { sentenceMel.count / bands }

    /// Goes on until `count` frames are finished, or all are.
    func finish(upTo count: Int) throws {
        if recovery.listens {
            while finished < count, !waiting.isEmpty { try finishSentence() }
            return
        }
        while finished < count, let current = try begun() {
            guard finished < count else { return }  // The pause before the sentence is long enough.
            try advance(current, to: count - sentenceStart)
        }
    }

    /// Goes on to the end of a sentence, with the pause behind it.
    func finishSentence() throws {
        if recovery.listens {
            try finishListening()
            return
        }
        guard let sentence = try begun() else { return }
        while current != nil { try advance(sentence, to: finished - sentenceStart + 64) }
    }

    /// Speaks the next sentence, again and in pieces if it does not come out whole, before any of it is finished.
    private func finishListening() throws {
        guard let sentence = waiting.popFirst() else { return }
        let pieces = try SentenceSpeaker(
            tacotron2: cloner.tacotron2, speaker: speaker, options: options.ofSentence(sentenceCount),
            recovery: recovery, scale: scale
        ).speak([sentence])
        sentenceCount += 1
        try cloner.tellUnsound(
            pieces.map { SentenceReport($0, in: writing, gain: 0) }, isStrict: recovery.isStrict)
        for (index, piece) in pieces.enumerated() {
            let isLast = waiting.isEmpty && index + 1 == pieces.count
            appendSilence(of: piece.sentence.pauseBefore)
            mel += piece.spectrogram(input).values.transposed().elements
            append(piece, isLast: isLast)
        }
    }

    /// Some finished frames that are not forgotten. [frames, bands]
    func frames(_ range: Range<Int>) -> ArraySlice<Float> {
        mel[(range.lowerBound - melStart) * bands..<(range.upperBound - melStart) * bands]
    }

    /// Lets go of what lies before a frame.
    func forget(before frame: Int) {
        guard frame > melStart else { return }
        mel.removeFirst((frame - melStart) * bands)
        melStart = frame
    }

    /// The sentences that were finished since this was last asked for, and when they are spoken.
    func takeSentences() -> (sentences: [SentenceSpeaker.Spoken], timestamps: SpeechTimestamps) {
        defer { (sentences, timestamps) = ([], SpeechTimestamps(duration: timestamps.duration)) }
        return (sentences, timestamps)
    }

    /// The sentence that is being decoded, or the next one; `nil` at the end.
    private func begun() throws -> Current? {
        if let current { return current }
        guard let sentence = waiting.popFirst() else { return nil }
        let decoding = try cloner.tacotron2.decoding(
            sentence.symbols, speaker: speaker, options: options.ofSentence(sentenceCount))
        current = Current(sentence: sentence, decoding: decoding)
        appendSilence(of: sentence.pauseBefore)
        (sentenceCount, sentenceStart, sentenceMel) = (sentenceCount + 1, finished, [])
        return current
    }

    /// Finishes so many frames of a sentence, as it is heard, or all that it has.
    private func advance(_ current: Current, to count: Int) throws {
        let (tacotron2, decoding) = (cloner.tacotron2, current.decoding)
        let wanted = scale.framesNeeded(for: count)
        let needed = tacotron2.decodedFrames(toFinish: wanted, of: decoding)
        while decoding.gates.count < needed, try decoding.nextFrame() { try Task.checkCancellation() }
        let ended = decoding.stopReason != nil
        let ready = ended ? decoding.gates.count : wanted
        let frames = try tacotron2.finish(decoding, frames: finishedInSentence..<ready)
        for frame in frames.frames { sentenceMel += UnsafeBufferPointer(start: frames[frame], count: bands) }
        appendHeard(upTo: ended ? scale.frames(of: ready) : count)
        if ended { end(current) }
    }

    /// Appends the sentence's frames as they are heard, those that are not yet there.
    private func appendHeard(upTo count: Int) {
        for frame in finished - sentenceStart..<count {
            if scale.rate == 1 {
                mel += sentenceMel[frame * bands..<(frame + 1) * bands]
            } else {
                let taps = scale.taps(of: frame, in: finishedInSentence)
                for band in 0..<bands { mel.append(taps.value { sentenceMel[$0 * bands + band] }) }
            }
            mel.withUnsafeMutableBufferPointer { mel in input?.prepare(.init(rebasing: mel.suffix(bands))) }
        }
    }

    /// Puts a pause behind what is finished.
    private func appendSilence(of seconds: Double) {
        let contract = MelContract.tacotron2
        mel += repeatElement(contract.silence, count: contract.frames(in: seconds) * bands)
    }

    private func end(_ ended: Current) {
        cloner.warnIfCut(ended.decoding.stopReason, frames: finishedInSentence)
        let mel = Tensor(sentenceMel, shape: [finishedInSentence, bands]).transposed()
        let prediction = ended.decoding.prediction(mel: MelSpectrogram(values: mel, contract: .tacotron2))
        let spoken = SentenceSpeaker.Spoken(
            prediction, of: ended.sentence, way: .first, cutsMurmur: false, scale: scale)
        append(spoken, isLast: waiting.isEmpty)
        current = nil
    }

    /// Takes note of a sentence whose frames are all there, and puts the pause behind it.
    private func append(_ spoken: SentenceSpeaker.Spoken, isLast: Bool) {
        sentences.append(spoken)
        timestamps.append(spoken, isLast: isLast, in: writing)
        appendSilence(of: spoken.pause(isLast: isLast))
    }
}
