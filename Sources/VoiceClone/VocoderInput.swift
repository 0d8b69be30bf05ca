import DSP
import Foundation
import Tensor

/// A predicted spectrogram as the vocoder is given it: as loud as every other voice, and with a natural upper edge.
///
/// **The edge.** All that a vocoder makes above 8 kHz it makes of the highest band, 7.7 to 8 kHz, which is where
/// recordings at 16 kHz end. Tacotron 2 learned that edge with the voices of such recordings, as a fall by 1.3 nepers, and
/// gives other voices as steep a rise: a wall at 7.7 kHz, or hiss above it. In 120 recordings of people the band lies 0.07
/// below its neighbour (the median; in half of them between −0.3 and 0.06). Docs/architecture.md has what this changes.
struct VocoderInput {
    /// How far the highest band may lie from the one below, in nepers.
    static let edge: Float = 0.2

    /// What every value rises by, in decibels.
    let gain: Double
    private let nepers: Float
    private static let floor = MelContract.tacotron2.silence
    /// What lies so far below the floor was never predicted by sound weights, and is for the vocoder to refuse.
    private static let damaged = floor - 20

    /// - Parameter gain: In decibels.
    init(gain: Double) {
        self.gain = gain
        nepers = Float(gain * log(10) / 20)
    }

    /// Makes a frame what the vocoder is to get.
    ///
    /// - Parameter frame: Its bands; two and more.
    func prepare(_ frame: UnsafeMutableBufferPointer<Float>) {
        for band in frame.indices where frame[band] > Self.damaged {
            frame[band] = max(frame[band] + nepers, Self.floor)
        }
        let (highest, neighbour) = (frame.endIndex - 1, frame.endIndex - 2)
        guard frame[highest] > Self.damaged else { return }
        frame[highest] = min(max(frame[highest], frame[neighbour] - Self.edge), frame[neighbour] + Self.edge)
    }
}

extension MelSpectrogram {
    /// The same as a vocoder is given it; `nil` leaves it as it is.
    func prepared(_ input: VocoderInput?) -> MelSpectrogram {
        guard let input else { return self }
        var values = values.transposed().elements  // [frames, bands]
        values.withUnsafeMutableBufferPointer { values in
            for frame in 0..<frames { input.prepare(.init(rebasing: values[frame * bands..<(frame + 1) * bands])) }
        }
        return MelSpectrogram(values: Tensor(values, shape: [frames, bands]).transposed(), contract: contract)
    }
}
