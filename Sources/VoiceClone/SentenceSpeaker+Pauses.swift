import AudioIO
import DSP

extension SentenceSpeaker.Spoken {
    /// The seconds of silence behind it: what its own end lacks of the pause that the text asks for, or else of the one
    /// that a reader makes before the next sentence.
    ///
    /// The network ends a sentence with a tenth of a second of quiet, where it rests for 0.28 seconds at a comma. What
    /// the text asks for is as long at every rate.
    func pause(isLast: Bool) -> Double {
        let natural = isLast ? 0 : sentence.naturalPause / scale.rate
        return max(0, (sentence.pause > 0 ? sentence.pause : natural) - report.quietEnd / scale.rate)
    }

    /// Its spectrogram as the vocoder gets it, at the rate at which it is heard.
    func spectrogram(_ input: VocoderInput?) -> MelSpectrogram {
        prediction.mel.timeScaled(by: scale.rate).prepared(input)
    }
}

extension [SentenceSpeaker.Spoken] {
    /// The spectrograms of all sentences, with the pauses before, between and behind them.
    ///
    /// - Throws: `AudioError.tooLong` if that is more than a waveform may be, before any of it is made.
    func joined(_ spectrograms: [MelSpectrogram]) throws -> MelSpectrogram {
        let contract = MelContract.tacotron2
        let pauses = indices.map {
            (before: self[$0].sentence.pauseBefore, behind: self[$0].pause(isLast: $0 + 1 == count))
        }
        let silence = pauses.reduce(0) { $0 + contract.frames(in: $1.before) + contract.frames(in: $1.behind) }
        guard silence + spectrograms.map(\.frames).reduce(0, +) <= AudioLimits.maximumSamples / contract.hopLength
        else {
            throw AudioError.tooLong(
                path: "The speech", limit: AudioLimits.longestDuration(sampleRate: contract.sampleRate))
        }
        return MelSpectrogram(
            joining: zip(pauses, spectrograms).flatMap { pause, spectrogram in
                [
                    MelSpectrogram(silence: pause.before, contract: contract), spectrogram,
                    MelSpectrogram(silence: pause.behind, contract: contract),
                ]
            })
    }
}
