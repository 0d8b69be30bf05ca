/// Speaks sentences, and those again that did not come out whole.
struct SentenceSpeaker {
    let tacotron2: Tacotron2
    let speaker: SpeakerVector
    let options: Tacotron2Options
    let recovery: SpeechRecovery
    let scale: TimeScale

    /// A sentence, the best attempt at it, and all attempts.
    struct Spoken {
        let sentence: TextSentence
        var prediction: SpectrogramPrediction
        var report: AttentionReport
        /// The attempt that the prediction is of.
        var kept: SpeechAttempt
        var attempts: [SpeechAttempt]
        /// At which rate it is heard; all else is told at the network's own.
        let scale: TimeScale
    }

    /// Speaks them all; one that only comes out whole in pieces is several in the result.
    func speak(_ sentences: [TextSentence]) throws -> [Spoken] {
        let options = sentences.indices.map { self.options.ofSentence($0) }
        let predictions = try tacotron2.predict(
            zip(sentences, options).map { Tacotron2Sentence($0.symbols, speaker: speaker, options: $1) })
        return try predictions.indices.flatMap { index in
            let best = judged(predictions[index], of: sentences[index], way: .first)
            return try recovered(best, options: options[index], seeds: recovery.seeds)
        }
    }

    /// Speaks a sentence that is not sound with its attention in a window, then with other seeds, and if that is not
    /// enough in two halves, and these in their halves; whole again if that comes out no better.
    private func recovered(_ first: Spoken, options: Tacotron2Options, seeds: Int) throws -> [Spoken] {
        var (whole, again) = (first, options)
        if recovery.usesAttentionWindow, options.attentionWindow == nil, !whole.report.isSound {
            again.attentionWindow = AttentionWindow()
            try attempt(.attentionWindow, at: &whole, options: again)
        }
        var number = 0
        while number < seeds && !whole.report.isSound {
            number += 1
            again.seed = SpeechRecovery.seed(options.seed, attempt: number)
            try attempt(.anotherSeed, at: &whole, options: again)
        }
        // A cut is quiet too, so it mends no gap.
        guard recovery.cutsSentences, !whole.report.hasNothingButGaps else { return [whole] }
        var pieces = try tacotron2.frontend.halves(of: whole.sentence).flatMap { half in
            let prediction = try tacotron2.predict(half.symbols, speaker: speaker, options: options)
            return try recovered(judged(prediction, of: half, way: .half), options: options, seeds: 0)
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
        Spoken(prediction, of: sentence, way: way, cutsMurmur: recovery.cutsMurmur, scale: scale)
    }
}

extension SentenceSpeaker.Spoken {
    /// Judges the only attempt so far; murmur behind an otherwise sound sentence may be cut off, which dies away then.
    init(
        _ prediction: SpectrogramPrediction, of sentence: TextSentence, way: SpeechAttempt.Way, cutsMurmur: Bool,
        scale: TimeScale
    ) {
        var (kept, report) = (prediction, AttentionReport(prediction))
        if cutsMurmur, let frames = report.framesBeforeMurmur {
            kept = prediction.prefix(frames: frames).dyingAway()
            report = AttentionReport(kept)
        }
        let frames = prediction.mel.frames
        let attempt = SpeechAttempt(
            way: way, seed: prediction.seed, frames: frames, cutFrames: frames - kept.mel.frames,
            problems: report.problems)
        self.init(
            sentence: sentence, prediction: kept, report: report, kept: attempt, attempts: [attempt],
            scale: scale)
    }
}
