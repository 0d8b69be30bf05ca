import DSP
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
