import DSP
import Tensor
import TextFrontend

extension SpectrogramPrediction {
    /// Sentences, one behind the other, as one prediction: each attends to its own symbols only.
    ///
    /// It stopped as the worst of them did; the seed is the first one's.
    package init(joining sentences: [SpectrogramPrediction]) {
        precondition(!sentences.isEmpty, "nothing was predicted")
        let frames = sentences.map(\.mel.frames).reduce(0, +)
        let symbols = sentences.map(\.symbols.ids.count).reduce(0, +)
        var alignment = Tensor(zeros: [frames, symbols])
        alignment.withUnsafeMutableBufferPointer { target in
            var (row, column) = (0, 0)
            for sentence in sentences {
                let count = sentence.symbols.ids.count
                for frame in 0..<sentence.mel.frames {
                    let values = sentence.alignment.row(frame)
                    for symbol in 0..<count { target[(row + frame) * symbols + column + symbol] = values[symbol] }
                }
                row += sentence.mel.frames
                column += count
            }
        }
        self.init(
            mel: MelSpectrogram(joining: sentences.map(\.mel)), alignment: alignment,
            gates: sentences.flatMap(\.gates),
            stopReason: sentences.stopReason,
            symbols: SymbolSequence(joining: sentences.map(\.symbols)), seed: sentences[0].seed)
    }
}

extension Sequence<SpectrogramPrediction> {
    /// Why sentences stopped: at the frame limit if any of them did, or else at the end of a window.
    package var stopReason: SpectrogramPrediction.StopReason {
        [.frameLimit, .attention].first { reason in contains { $0.stopReason == reason } } ?? .gate
    }
}
