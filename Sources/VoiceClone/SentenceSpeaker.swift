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

    /// Speaks them all; one that only comes out whole in pieces is several in the result.
    func speak(_ sentences: [TextSentence]) throws -> [Spoken] {
        let options = sentences.indices.map { self.options.ofSentence($0) }
        let predictions = try tacotron2.predict(
            zip(sentences, options).map { Tacotron2.Sentence($0.symbols, speaker: speaker, options: $1) })
        return try predictions.indices.flatMap { index in
            var best = judged(predictions[index], of: sentences[index], way: .first)
            for number in 0..<recovery.seeds where !best.report.isSound {
                var options = options[index]
                options.seed = SpeechRecovery.seed(options.seed, attempt: number + 1)
                try attempt(.anotherSeed, at: &best, options: options)
            }
            return try inWindowAndHalves(best, options: options[index])
        }
    }

    /// Speaks a sentence that is not sound with its attention in a window, and if that is not enough in two halves, and
    /// these in their halves; whole again if that comes out no better.
    private func inWindowAndHalves(_ whole: Spoken, options: Tacotron2Options) throws -> [Spoken] {
        var whole = whole
        if recovery.usesAttentionWindow, options.attentionWindow == nil, !whole.report.isSound {
            var options = options
            options.attentionWindow = AttentionWindow()
            try attempt(.attentionWindow, at: &whole, options: options)
        }
        guard recovery.cutsSentences, !whole.report.isSound else { return [whole] }
        var pieces = try tacotron2.halves(of: whole.sentence).flatMap { half in
            let prediction = try tacotron2.predict(half.symbols, speaker: speaker, options: options)
            return try inWindowAndHalves(judged(prediction, of: half, way: .half), options: options)
        }
        guard !pieces.isEmpty, pieces.map(\.report.badness).reduce(0, +) < whole.report.badness else {
            whole.attempts += pieces.flatMap(\.attempts)
            return [whole]
        }
        pieces[0].attempts = whole.attempts + pieces[0].attempts
        return pieces
    }

    /// Speaks a sentence once more, and keeps the better of the two.
    private func attempt(_ way: SpeechAttempt.Way, at best: inout Spoken, options: Tacotron2Options) throws {
        let prediction = try tacotron2.predict(best.sentence.symbols, speaker: speaker, options: options)
        var next = judged(prediction, of: best.sentence, way: way)
        next.attempts = best.attempts + next.attempts
        if next.report.badness < best.report.badness { best = next } else { best.attempts = next.attempts }
    }

    private func judged(_ prediction: SpectrogramPrediction, of sentence: TextSentence, way: SpeechAttempt.Way)
        -> Spoken
    {
        Spoken(prediction, of: sentence, way: way, cutsMurmur: recovery.cutsMurmur)
    }
}

extension SentenceSpeaker.Spoken {
    /// Judges the only attempt so far; murmur behind an otherwise sound sentence may be cut off.
    ///
    /// What ends in the middle of a sound, because of that or of an attention window, dies away then.
    init(
        _ prediction: SpectrogramPrediction, of sentence: TextSentence, way: SpeechAttempt.Way, cutsMurmur: Bool
    ) {
        var (kept, report) = (prediction, AttentionReport(prediction))
        if cutsMurmur {
            if let frames = report.framesBeforeMurmur {
                kept = prediction.prefix(frames: frames).dyingAway()
                report = AttentionReport(kept)
            } else if prediction.stopReason == .attention {
                kept = prediction.dyingAway()
            }
        }
        let frames = prediction.mel.frames
        let attempt = SpeechAttempt(
            way: way, seed: prediction.seed, frames: frames, cutFrames: frames - kept.mel.frames,
            problems: report.problems)
        self.init(sentence: sentence, prediction: kept, report: report, kept: attempt, attempts: [attempt])
    }
}
