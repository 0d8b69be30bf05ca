import Foundation

/// Makes the chunks of a text one after the other, each when it is asked for.
///
/// The sentences' spectrograms are one signal to the vocoder. It gets each frame as soon as the postnet has finished
/// it, which is when the decoder is some frames ahead, and makes a chunk when it has some frames beyond the chunk's
/// end. What lies too far back to be heard is forgotten.
actor SpeechProducer {
    private let executor = QueueExecutor()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let cloner: VoiceCloner
    private let voice: Voice
    /// What is written, for each character of the text.
    private let writing: [String]
    private let options: Tacotron2Options
    private let scale: TimeScale
    private var waiting: ArraySlice<TextSentence>
    private var sentenceCount = 0

    /// The sentence that is being decoded, and its frames that are finished. [frames, bands]
    private var decoding: SpeechDecoding?
    private var sentence: TextSentence?
    private var sentenceMel: [Float] = []
    /// Where the sentence begins in the whole.
    private var sentenceStart = 0
    private var finishedSentences: [SentenceSpeaker.Spoken] = []
    /// When those are spoken.
    private var timestamps = SpeechTimestamps()

    /// Finished frames, at the rate at which they are heard, that still may be; from `melStart` on. [frames, bands]
    private var mel: [Float] = []
    private var melStart = 0
    private var emitted = 0
    /// How the vocoder is given them, known from the first chunk on; `nil` leaves them as they are.
    private var input: VocoderInput?
    private var hasInput = false
    /// What the vocoder carries from chunk to chunk.
    private var sound: (any StretchSignal)?
    private var chunkFrames = smallestChunk
    /// The first chunk, so that the sound begins soon, and the least that may be left for the last.
    private static let smallestChunk = 8
    /// The largest chunk: with less, too much of the vocoder's work would be for what surrounds the chunk.
    private static let largestChunk = 64

    private var bands: Int { cloner.vocoder.contract.bands }
    private var finished: Int { melStart + mel.count / bands }
    private var finishedInSentence: Int { sentenceMel.count / bands }
    /// The frames that the present sentence has so far.
    var decodedFrames: Int { decoding?.gates.count ?? 0 }
    private var isAtEnd: Bool { waiting.isEmpty && decoding == nil }

    /// - Parameter text: What the sentences are of.
    init(
        cloner: VoiceCloner, text: String, sentences: [TextSentence], voice: Voice, options: Tacotron2Options,
        scale: TimeScale = TimeScale(rate: 1)
    ) {
        (self.cloner, self.voice, self.options, self.scale) = (cloner, voice, options, scale)
        writing = cloner.tacotron2.writing(of: text)
        waiting = sentences[...]
    }

    /// The next chunk; `nil` at the end.
    ///
    /// - Throws: What ``VoiceCloner/speak(_:as:options:recovery:rate:)`` throws; `CancellationError` as soon as the task is
    ///   cancelled.
    func next() throws -> SpeechChunk? {
        guard !(isAtEnd && emitted == finished) else { return nil }
        if !hasInput { (input, hasInput) = (try cloner.vocoderInput(for: voice), true) }
        guard let vocoder = cloner.vocoder as? any StretchVocoder else { return try wholeSentence() }
        let wanted = emitted..<emitted + chunkFrames
        try finishFrames(upTo: vocoder.inputFrames(for: wanted).upperBound)
        let frames = emitted..<min(wanted.upperBound, finished)
        // A chunk that ends where all ends takes what little remains.
        let end = isAtEnd && finished - frames.upperBound < Self.smallestChunk ? finished : frames.upperBound
        let waveform = try sound(of: frames.lowerBound..<end, vocoder: vocoder)
        emitted = end
        chunkFrames = min(2 * chunkFrames, Self.largestChunk)
        return chunk(waveform)
    }

    /// A sentence at a time, for a vocoder that knows whole spectrograms only.
    private func wholeSentence() throws -> SpeechChunk? {
        guard let decoding = try current() else { return nil }
        while self.decoding != nil { try advance(decoding, to: finished - sentenceStart + Self.largestChunk) }
        emitted = finished
        forget(before: finished)
        guard let spoken = finishedSentences.last else { preconditionFailure("a sentence has a prediction") }
        let mels = spoken.withPauses(spoken.spectrogram(input), isLast: waiting.isEmpty)
        return chunk(try cloner.vocoder.waveform(from: MelSpectrogram(joining: mels), seed: options.seed))
    }

    private func chunk(_ waveform: Waveform) -> SpeechChunk {
        var waveform = waveform
        waveform.provenance = SpeechProvenance(voice: voice, seed: options.seed, rate: scale.rate).audioProvenance
        let chunk = SpeechChunk(
            waveform: waveform, finishedSentences: finishedSentences.map(\.prediction),
            reports: finishedSentences.map { SentenceReport($0, in: writing, gain: input?.gain ?? 0) },
            timestamps: timestamps)
        (finishedSentences, timestamps) = ([], SpeechTimestamps(duration: timestamps.duration))
        return chunk
    }

    /// Goes on until `count` frames are finished, or all are.
    private func finishFrames(upTo count: Int) throws {
        while finished < count, let decoding = try current() {
            guard finished < count else { return }  // The pause before the sentence is long enough.
            try advance(decoding, to: count - sentenceStart)
        }
    }

    /// Finishes so many frames of a sentence, as it is heard, or all that it has.
    private func advance(_ decoding: SpeechDecoding, to count: Int) throws {
        let tacotron2 = cloner.tacotron2
        let wanted = scale.framesNeeded(for: count)
        let needed = tacotron2.decodedFrames(toFinish: wanted, of: decoding)
        while decoding.gates.count < needed, try decoding.nextFrame() { try Task.checkCancellation() }
        let ended = decoding.stopReason != nil
        let ready = ended ? decoding.gates.count : wanted
        let frames = try tacotron2.finish(decoding, frames: finishedInSentence..<ready)
        for frame in frames.frames { sentenceMel += UnsafeBufferPointer(start: frames[frame], count: bands) }
        appendHeard(upTo: ended ? scale.frames(of: ready) : count)
        if ended { finishSentence(decoding) }
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

    /// The sentence that is being decoded, or the next one; `nil` at the end.
    private func current() throws -> SpeechDecoding? {
        if let decoding { return decoding }
        guard let sentence = waiting.popFirst() else { return nil }
        let decoding = try cloner.tacotron2.decoding(
            sentence.symbols, speaker: voice.vector, options: options.ofSentence(sentenceCount))
        (self.decoding, self.sentence) = (decoding, sentence)
        appendSilence(of: sentence.pauseBefore)
        (sentenceCount, sentenceStart, sentenceMel) = (sentenceCount + 1, finished, [])
        return decoding
    }

    /// Puts a pause behind what is finished.
    private func appendSilence(of seconds: Double) {
        mel += MelSpectrogram(silence: seconds, contract: .tacotron2).values.transposed().elements
    }

    private func finishSentence(_ decoding: SpeechDecoding) {
        guard let sentence else { preconditionFailure("a sentence that is decoded is one of the text") }
        cloner.warnIfCut(decoding.stopReason, frames: finishedInSentence)
        let mel = Tensor(sentenceMel, shape: [finishedInSentence, bands]).transposed()
        let prediction = decoding.prediction(mel: MelSpectrogram(values: mel, contract: .tacotron2))
        let spoken = SentenceSpeaker.Spoken(prediction, of: sentence, way: .first, cutsMurmur: false, scale: scale)
        finishedSentences.append(spoken)
        timestamps.append(spoken, isLast: waiting.isEmpty, in: writing)
        appendSilence(of: spoken.pause(isLast: waiting.isEmpty))
        self.decoding = nil
    }

    /// The samples of some frames, all of whose surroundings are finished or do not exist.
    private func sound(of frames: Range<Int>, vocoder: any StretchVocoder) throws -> Waveform {
        let needed = vocoder.inputFrames(for: frames)
        forget(before: needed.lowerBound)
        let signal = 0..<(isAtEnd ? finished + vocoder.appendedFrames : Int(Int32.max))
        let window = FrameBuffer(frames: needed.clamped(to: signal), channels: bands)
        for frame in window.frames {
            for band in 0..<bands {
                window[frame][band] = frame < finished ? mel[(frame - melStart) * bands + band] : vocoder.silence
            }
        }
        try vocoder.requirePlausible(window)
        let sound = sound ?? vocoder.signal(seed: options.seed)
        self.sound = sound
        return Waveform(
            samples: try sound.samples(of: window, signal: signal, frames: frames),
            sampleRate: vocoder.contract.sampleRate)
    }

    private func forget(before frame: Int) {
        guard frame > melStart else { return }
        mel.removeFirst((frame - melStart) * bands)
        melStart = frame
    }
}
