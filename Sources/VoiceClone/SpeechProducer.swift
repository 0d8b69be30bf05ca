/// Makes the chunks of a text one after the other, each when it is asked for.
///
/// The sentences' spectrograms are one signal to the vocoder. It gets each frame as soon as that is finished, which is
/// when the decoder is some frames ahead, and makes a chunk when it has some frames beyond the chunk's end. What lies
/// too far back to be heard is forgotten.
actor SpeechProducer {
    private let executor = QueueExecutor()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let cloner: VoiceCloner
    private let text: String
    private let sentences: [TextSentence]
    private let voice: Voice
    private let options: Tacotron2Options
    private let recovery: SpeechRecovery
    private let scale: TimeScale
    /// What the next chunk tells of the text.
    private var textWarnings: [TextWarning]

    /// Begun with the first chunk.
    private var stream: SpectrogramStream?
    /// What the vocoder carries from chunk to chunk.
    private var sound: (any StretchSignal)?
    /// The frames whose sound is made.
    private var emitted = 0
    private var chunkFrames = smallestChunk
    /// The first chunk, so that the sound begins soon, and the least that may be left for the last.
    private static let smallestChunk = 8
    /// The largest chunk: with less, too much of the vocoder's work would be for what surrounds the chunk.
    private static let largestChunk = 64

    /// - Parameters:
    ///   - text: What the sentences are of.
    ///   - textWarnings: What of it is not spoken as it stands.
    init(
        cloner: VoiceCloner, text: String, sentences: [TextSentence], textWarnings: [TextWarning] = [], voice: Voice,
        options: Tacotron2Options, recovery: SpeechRecovery = .off, scale: TimeScale = TimeScale(rate: 1)
    ) {
        (self.cloner, self.text, self.sentences, self.textWarnings) = (cloner, text, sentences, textWarnings)
        (self.voice, self.options, self.recovery, self.scale) = (voice, options, recovery, scale)
    }

    /// The next chunk; `nil` at the end.
    ///
    /// - Throws: What `VoiceCloner.speak(_:as:options:recovery:rate:)` throws; `CancellationError` as soon as the task
    ///   is cancelled.
    func next() throws -> SpeechChunk? {
        let stream = try begun()
        guard !(stream.isAtEnd && emitted == stream.finished) else { return nil }
        guard let vocoder = cloner.vocoder as? any StretchVocoder else { return try wholeSentence(of: stream) }
        let wanted = emitted..<emitted + chunkFrames
        let needed = vocoder.inputFrames(for: wanted).upperBound
        // What is whole is given before the next sentence is spoken, which may take its time, or fail.
        var end = min(stream.finished - (needed - wanted.upperBound), wanted.upperBound)
        if !recovery.listens || end - emitted < Self.smallestChunk {
            try stream.finish(upTo: needed)
            // A chunk that ends where all ends takes what little remains.
            let left = stream.finished - wanted.upperBound
            end = left < 0 || stream.isAtEnd && left < Self.smallestChunk ? stream.finished : wanted.upperBound
        }
        let waveform = try sound(of: emitted..<end, stream, vocoder)
        emitted = end
        chunkFrames = min(2 * chunkFrames, Self.largestChunk)
        return chunk(waveform, stream)
    }

    private func begun() throws -> SpectrogramStream {
        if let stream { return stream }
        let stream = SpectrogramStream(
            sentences, of: text, speaker: voice.vector, options: options, recovery: recovery, scale: scale,
            input: try cloner.vocoderInput(for: voice), cloner: cloner)
        self.stream = stream
        return stream
    }

    /// A sentence at a time, for a vocoder that knows whole spectrograms only.
    private func wholeSentence(of stream: SpectrogramStream) throws -> SpeechChunk {
        try stream.finishSentence()
        let frames = Tensor(
            Array(stream.frames(emitted..<stream.finished)),
            shape: [stream.finished - emitted, cloner.vocoder.contract.bands])
        emitted = stream.finished
        stream.forget(before: emitted)
        let mel = MelSpectrogram(values: frames.transposed(), contract: cloner.vocoder.contract)
        return chunk(try cloner.vocoder.checkedWaveform(from: mel, seed: options.seed), stream)
    }

    private func chunk(_ waveform: Waveform, _ stream: SpectrogramStream) -> SpeechChunk {
        var waveform = waveform
        waveform.provenance = SpeechProvenance(voice: voice, seed: options.seed, rate: scale.rate).audioProvenance
        let (sentences, timestamps) = stream.takeSentences()
        defer { textWarnings = [] }
        return SpeechChunk(
            waveform: waveform, finishedSentences: sentences.map(\.prediction),
            reports: sentences.map { SentenceReport($0, in: stream.writing, gain: stream.input?.gain ?? 0) },
            timestamps: timestamps, textWarnings: textWarnings)
    }

    /// The samples of some frames, all of whose surroundings are finished or do not exist.
    private func sound(
        of frames: Range<Int>, _ stream: SpectrogramStream, _ vocoder: any StretchVocoder
    ) throws -> Waveform {
        let (needed, bands) = (vocoder.inputFrames(for: frames), vocoder.contract.bands)
        stream.forget(before: needed.lowerBound)
        let signal = 0..<(stream.isAtEnd ? stream.finished + vocoder.appendedFrames : Int(Int32.max))
        let window = FrameBuffer(frames: needed.clamped(to: signal), channels: bands)
        let known = window.frames.clamped(to: 0..<stream.finished)
        stream.frames(known).withUnsafeBufferPointer { values in
            guard let values = values.baseAddress else { return }
            for (place, frame) in known.enumerated() {
                window[frame].update(from: values + place * bands, count: bands)
            }
        }
        for frame in known.upperBound..<window.frames.upperBound {
            window[frame].update(repeating: vocoder.silence, count: bands)
        }
        try vocoder.requirePlausible(window)
        let sound = sound ?? vocoder.signal(seed: options.seed)
        self.sound = sound
        return Waveform(
            samples: try sound.samples(of: window, signal: signal, frames: frames),
            sampleRate: vocoder.contract.sampleRate)
    }
}
