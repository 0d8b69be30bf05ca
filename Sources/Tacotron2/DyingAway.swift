import DSP
import Foundation
import Tensor

/// How a sentence ends that would break off in the middle of a sound: it fades by 60 dB, as voices do.
enum DyingAway {
    /// How long that takes: a fifth of a second.
    static let frames = 17
}

extension FrameBuffer {
    /// Fades what lies less than a fifth of a second before the end of a sentence of so many frames, down to silence at
    /// the most.
    func dieAway(before end: Int) {
        let (fading, silence) = (min(DyingAway.frames, end), MelContract.tacotron2.silence)
        for frame in frames.clamped(to: end - fading..<end) {
            let fall = 3 * log(10) * Float(frame - (end - fading) + 1) / Float(fading)  // in nepers
            let values = self[frame]
            for band in 0..<channels where values[band] > silence { values[band] = max(values[band] - fall, silence) }
        }
    }
}

extension SpectrogramPrediction {
    /// The prediction with its last fifth of a second fading by 60 dB.
    package func dyingAway() -> SpectrogramPrediction {
        let faded = FrameBuffer(mel.values.transposed())
        faded.dieAway(before: mel.frames)
        return SpectrogramPrediction(
            mel: MelSpectrogram(values: faded.tensor.transposed(), contract: mel.contract), alignment: alignment,
            gates: gates, stopReason: stopReason, symbols: symbols, seed: seed)
    }
}
