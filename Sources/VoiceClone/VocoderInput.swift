import DSP
import Foundation

/// A predicted spectrogram as the vocoder is given it: as loud as every other voice, and with a natural upper edge.
///
/// **The edge.** All that a vocoder makes above 8 kHz it makes of the highest band, 7.7 to 8 kHz, which is where
/// recordings at 16 kHz end. Tacotron 2 learned that edge with the voices of such recordings, as a fall by 1.3 nepers, and
/// gives other voices as steep a rise: a wall at 7.7 kHz, or hiss above it. In 120 recordings of people the band lies 0.07
/// below its neighbour (the median; in half of them between −0.3 and 0.06). Docs/architecture.md has what this changes.
struct VocoderInput {
    /// How far the highest band may lie from the one below, in nepers.
    static let edge: Float = 0.2

    /// What is added to every value, in nepers.
    private let gain: Float
    /// Whether it is anything but what was predicted.
    private let isCorrected: Bool
    /// The least value.
    private let floor = log(MelContract.tacotron2.logarithmFloor ?? 1)

    /// - Parameter gain: In decibels; `nil` leaves the spectrogram as it was predicted.
    init(gain: Double?) {
        self.gain = Float((gain ?? 0) * log(10) / 20)
        isCorrected = gain != nil
    }

    /// A value as loud as it is to be.
    func levelled(_ value: Float) -> Float { gain == 0 ? value : max(value + gain, floor) }

    /// The value of the highest band, beside that of the one below.
    func edged(_ highest: Float, beside neighbour: Float) -> Float {
        isCorrected ? min(max(highest, neighbour - Self.edge), neighbour + Self.edge) : highest
    }
}

extension MelSpectrogram {
    /// The same as a vocoder is given it.
    func prepared(_ input: VocoderInput) -> MelSpectrogram {
        var values = values
        for frame in 0..<frames {
            for band in 0..<bands { values[band, frame] = input.levelled(values[band, frame]) }
            values[bands - 1, frame] = input.edged(values[bands - 1, frame], beside: values[bands - 2, frame])
        }
        return MelSpectrogram(values: values, contract: contract)
    }
}
