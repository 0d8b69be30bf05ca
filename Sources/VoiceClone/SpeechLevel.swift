import AudioIO
import DSP
import Foundation

/// How loud speech is made, whoever speaks.
///
/// Voices, built in and cloned, speak at −11 to −33 dBFS of themselves, as the recordings of their speakers did.
/// A constant that is added to the logarithms of a spectrogram brings them to one level before the vocoder, whose
/// sound is more natural there than of what is louder or softer (Docs/architecture.md).
enum SpeechLevel {
    /// The level that speech is brought to, in dBFS.
    static let target = -20.0
    /// The greatest change, in decibels.
    static let largestGain = 12.0

    /// What brings a level to within a tolerance of the target, in decibels.
    static func gain(from level: Double, tolerance: Double) -> Double {
        let wanted = min(max(level, target - tolerance), target + tolerance) - level
        return min(max(wanted, -largestGain), largestGain)
    }
}

extension MelSpectrogram {
    /// The level of the sound that HiFi-GAN makes of it, in dBFS: the mean power of the frames within 30 dB of the loudest;
    /// `nil` if that is no speech, below −60 dBFS.
    ///
    /// The constant is from eighteen sentences in as many voices (standard deviation 0.8 dB); MelGAN is 3 dB quieter.
    var level: Double? {
        let powers = (0..<frames).map { frame in
            (0..<bands).reduce(0) { $0 + exp(2 * Double(values[$1, frame])) }
        }
        guard let loudest = powers.max(), loudest > 0, loudest.isFinite else { return nil }
        let heard = powers.filter { $0 > loudest / 1000 }
        let level = 10 * log10(heard.reduce(0, +) / Double(heard.count)) - 23.3
        return level > -60 ? level : nil
    }
}

extension Speech {
    /// The sound at the level at which the network spoke, within full scale.
    var waveformAsPredicted: Waveform {
        let gain = sentences.map(\.gain).reduce(0, +) / Double(max(1, sentences.count))
        var waveform = waveform
        let factor = Float(pow(10, -gain / 20))
        waveform.samples = waveform.samples.map { min(max($0 * factor, -1), 1) }
        return waveform
    }
}
