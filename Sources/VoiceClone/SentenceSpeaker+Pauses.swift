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

    /// A spectrogram between the pauses before and after the sentence.
    func withPauses(_ spectrogram: MelSpectrogram, isLast: Bool) -> [MelSpectrogram] {
        let contract = spectrogram.contract
        return [
            MelSpectrogram(silence: sentence.pauseBefore, contract: contract),
            spectrogram,
            MelSpectrogram(silence: pause(isLast: isLast), contract: contract),
        ]
    }
}
