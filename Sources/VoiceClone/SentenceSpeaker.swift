/// Speaks sentences, and those again that did not come out whole.
struct SentenceSpeaker {
    let tacotron2: Tacotron2
    let speaker: SpeakerVector
    let options: Tacotron2Options
    let recovery: SpeechRecovery

    /// A sentence, the best attempt at it, and all attempts.
    struct Spoken {
        let sentence: TextSentence
        var prediction: SpectrogramPrediction
        var report: AttentionReport
        /// The attempt that the prediction is of.
        var kept: SpeechAttempt
        var attempts: [SpeechAttempt]
    }

    /// Speaks them all; one that only comes out whole in two halves is two in the result.
    func speak(_ sentences: [TextSentence]) throws -> [Spoken] {
        let options = sentences.indices.map { self.options.ofSentence($0) }
        for (sentence, options) in zip(sentences, options) {
            try tacotron2.requireLength(of: sentence.symbols, options: options)
        }
        var result: [Spoken] = []
        // More at a time would save nothing further (Docs/decoder-speed.md) and take more memory.
        for start in stride(from: 0, to: sentences.count, by: 4) {
            let batch = start..<min(start + 4, sentences.count)
            let predictions = try tacotron2.predict(
                batch.map { Tacotron2.Sentence(sentences[$0].symbols, speaker: speaker, options: options[$0]) })
            for (index, prediction) in zip(batch, predictions) {
                let first = judged(prediction, of: sentences[index], way: .first)
                let best = try improved(first, options: options[index])
                result += try best.report.isSound ? [best] : inHalves(best, options: options[index])
            }
        }
        return result
    }

    /// The sentence spoken again, with other seeds and then in a window, until it is sound, or the best of all.
    private func improved(_ first: Spoken, options: Tacotron2Options) throws -> Spoken {
        var best = first
        func attempt(_ way: SpeechAttempt.Way, _ options: Tacotron2Options) throws {
            guard !best.report.isSound else { return }
            let prediction = try tacotron2.predict(best.sentence.symbols, speaker: speaker, options: options)
            var next = judged(prediction, of: best.sentence, way: way)
            next.attempts = best.attempts + next.attempts
            if next.report.badness < best.report.badness { best = next } else { best.attempts = next.attempts }
        }
        for number in 0..<recovery.seeds {
            var options = options
            options.seed = SpeechRecovery.seed(options.seed, attempt: number + 1)
            try attempt(.anotherSeed, options)
        }
        if recovery.usesAttentionWindow, options.attentionWindow == nil {
            var options = options
            options.attentionWindow = AttentionWindow()
            try attempt(.attentionWindow, options)
        }
        return best
    }

    /// The halves of a sentence, if they come out better than the whole, else the whole.
    private func inHalves(_ whole: Spoken, options: Tacotron2Options) throws -> [Spoken] {
        guard recovery.cutsSentences else { return [whole] }
        var halves = try tacotron2.halves(of: whole.sentence).map { half in
            let prediction = try tacotron2.predict(half.symbols, speaker: speaker, options: options)
            return try improved(judged(prediction, of: half, way: .half), options: options)
        }
        guard !halves.isEmpty, halves.map(\.report.badness).reduce(0, +) < whole.report.badness else {
            var whole = whole
            whole.attempts += halves.flatMap(\.attempts)
            return [whole]
        }
        halves[0].attempts = whole.attempts + halves[0].attempts
        return halves
    }

    private func judged(_ prediction: SpectrogramPrediction, of sentence: TextSentence, way: SpeechAttempt.Way) -> Spoken {
        Spoken(prediction, of: sentence, way: way, cutsMurmur: recovery.cutsMurmur)
    }
}

extension SentenceSpeaker.Spoken {
    /// Judges the only attempt so far; murmur behind an otherwise sound sentence may be cut off.
    init(
        _ prediction: SpectrogramPrediction, of sentence: TextSentence, way: SpeechAttempt.Way, cutsMurmur: Bool
    ) {
        var (kept, report) = (prediction, AttentionReport(prediction))
        if cutsMurmur, let frames = report.framesBeforeMurmur {
            kept = prediction.prefix(frames: frames)
            report = AttentionReport(kept)
        }
        let frames = prediction.mel.frames
        let attempt = SpeechAttempt(
            way: way, seed: prediction.seed, frames: frames, cutFrames: frames - kept.mel.frames,
            problems: report.problems)
        self.init(sentence: sentence, prediction: kept, report: report, kept: attempt, attempts: [attempt])
    }
}
