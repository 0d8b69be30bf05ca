import DSP
import Foundation
import Tensor

extension SpectrogramPrediction {
    /// The prediction without its frames from one on.
    package func prefix(frames: Int) -> SpectrogramPrediction {
        precondition((1...gates.count).contains(frames), "of \(gates.count) frames the first \(frames) are asked for")
        let symbolCount = alignment.shape[1]
        return SpectrogramPrediction(
            mel: MelSpectrogram(values: mel.values.prefixColumns(frames), contract: mel.contract),
            alignment: Tensor(Array(alignment.elements.prefix(frames * symbolCount)), shape: [frames, symbolCount]),
            gates: Array(gates.prefix(frames)), stopReason: stopReason, symbols: symbols, seed: seed)
    }
}

extension SpectrogramPrediction {
    /// The prediction with its last fifth of a second fading by 60 dB, as voices do.
    package func dyingAway() -> SpectrogramPrediction {
        let silence: Float = log(mel.contract.logarithmFloor ?? 0)
        var values = mel.values
        for frame in max(0, mel.frames - DyingAway.frames)..<mel.frames {
            for band in 0..<mel.contract.bands {
                values[band, frame] = DyingAway.faded(
                    values[band, frame], frame: frame, of: mel.frames, silence: silence)
            }
        }
        return SpectrogramPrediction(
            mel: MelSpectrogram(values: values, contract: mel.contract), alignment: alignment, gates: gates,
            stopReason: stopReason, symbols: symbols, seed: seed)
    }
}

extension AttentionReport {
    /// The frames that belong to the sentence, if all that is wrong is what comes behind them: up to a fifth of a
    /// second after the last unit, in which the voice dies away.
    public var framesBeforeMurmur: Int? {
        guard case .trailing? = problems.first, problems.count == 1, let end = units.last?.frames.upperBound, end > 0
        else {
            return nil
        }
        return end + DyingAway.frames
    }
}
