import DSP
import Tensor
import TextFrontend

// How a sentence's frames are finished while it is still being decoded, and how sentences become one prediction.
extension Tacotron2 {
    /// The sentences of a text, and what of it is not spoken.
    ///
    /// - Throws: `TextError` if it cannot be read.
    package func sentences(
        of text: String, options: TextFrontendOptions
    ) throws -> (sentences: [TextSentence], warnings: [TextWarning]) {
        try frontend.sentencesAndWarnings(of: text, options: options)
    }

    /// Two sentences that together say what one says; none if it cannot be cut.
    package func halves(of sentence: TextSentence) throws -> [TextSentence] { try frontend.halves(of: sentence) }

    /// The number of frames that must be decoded before frames `0..<frames` can be finished, unless the sentence ends.
    package func decodedFrames(toFinish frames: Int) -> Int {
        frames == 0 ? 0 : postnet.inputFrames(for: 0..<frames).upperBound
    }

    /// Finishes some frames of a sentence: those of its prediction, bit for bit. [frames, bands]
    ///
    /// - Parameters:
    ///   - decoding: Has ended, or has decoded ``decodedFrames(toFinish:)`` of the last one.
    ///   - frames: Which ones.
    /// - Throws: ``Tacotron2Error/notFinite(frame:)`` if the weights are damaged.
    package func finish(_ decoding: SpeechDecoding, frames: Range<Int>) throws -> FrameBuffer {
        let count = decoding.gates.count
        let ended = decoding.stopReason != nil
        precondition(
            frames.upperBound <= count && (ended || decodedFrames(toFinish: frames.upperBound) <= count),
            "\(count) decoded frames are too few for frames \(frames)")
        let signal = 0..<(ended ? count : Int(Int32.max))
        let needed = postnet.inputFrames(for: frames).clamped(to: 0..<count)
        let decoded = FrameBuffer(frames: needed, channels: decoding.bands)
        for frame in needed {
            for band in 0..<decoding.bands { decoded[frame][band] = decoding.frames[frame * decoding.bands + band] }
        }
        let finished = postnet(decoded, of: signal, frames: frames)
        if let bad = finished.tensor.firstIndexNotFinite {
            throw Tacotron2Error.notFinite(frame: frames.lowerBound + bad / decoding.bands)
        }
        return finished
    }
}

extension SpeechDecoding {
    /// The prediction of a sentence that has ended, with its finished frames.
    package func prediction(mel: MelSpectrogram) -> SpectrogramPrediction {
        guard let stopReason else {
            preconditionFailure("a sentence of \(gates.count) frames is not at its end, so it is no prediction yet")
        }
        return SpectrogramPrediction(
            mel: mel, alignment: Tensor(alignment, shape: [gates.count, symbols.ids.count]), gates: gates,
            stopReason: stopReason, symbols: symbols, seed: options.seed)
    }
}

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
