import DSP
import Foundation

extension MelSpectrogram {
    /// The level of the sound that HiFi-GAN makes of it, in dBFS: the mean power of the frames within 30 dB of the loudest;
    /// `nil` if that is no speech, below −60 dBFS.
    ///
    /// The constant is from eighteen sentences in as many voices (standard deviation 0.8 dB); MelGAN is 3 dB quieter.
    var level: Double? {
        let powers = framePowers(bands: 0..<bands)
        guard let loudest = powers.max(), loudest > 0, loudest.isFinite else { return nil }
        let heard = powers.filter { $0 > loudest / 1000 }
        let level = 10 * log10(heard.reduce(0, +) / Double(heard.count)) - 23.3
        return level > -60 ? level : nil
    }
}
