import Tensor

// How a sentence's frames are finished while it is still being decoded.
extension Tacotron2 {
    /// The number of frames that must be decoded before frames `0..<frames` can be finished, unless the sentence ends.
    ///
    /// A sentence that its window may end fades then, so frames wait until they are too far from its end for that.
    package func decodedFrames(toFinish frames: Int, of decoding: SpeechDecoding) -> Int {
        guard frames > 0 else { return 0 }
        let frames = min(frames, Int(Int32.max))  // No signal is longer, and places in it are computed from this.
        let needed = postnet.inputFrames(for: 0..<frames).upperBound
        guard decoding.options.attentionWindow != nil else { return needed }
        return max(needed, frames + DyingAway.frames)
    }

    /// Finishes some frames of a sentence: those of its prediction, bit for bit. [frames, bands]
    ///
    /// - Parameters:
    ///   - decoding: Has ended, or has decoded ``decodedFrames(toFinish:of:)`` of the last one.
    ///   - frames: Which ones.
    /// - Throws: ``Tacotron2Error/notFinite(frame:)`` if the weights are damaged.
    package func finish(_ decoding: SpeechDecoding, frames: Range<Int>) throws -> FrameBuffer {
        let count = decoding.gates.count
        let ended = decoding.stopReason != nil
        precondition(
            frames.upperBound <= count && (ended || decodedFrames(toFinish: frames.upperBound, of: decoding) <= count),
            "\(count) decoded frames are too few for frames \(frames)")
        let signal = 0..<(ended ? count : Int(Int32.max))
        let needed = postnet.inputFrames(for: frames).clamped(to: 0..<count)
        let decoded = FrameBuffer(frames: needed, channels: decoding.bands)
        decoding.frames.withUnsafeBufferPointer { all in
            guard let all = all.baseAddress else { return }
            for frame in needed {
                decoded[frame].update(from: all + frame * decoding.bands, count: decoding.bands)
            }
        }
        let finished = postnet(decoded, of: signal, frames: frames)
        if let bad = finished.firstFrameNotFinite { throw Tacotron2Error.notFinite(frame: bad) }
        if decoding.stopReason == .attention { finished.dieAway(before: count) }
        return finished
    }
}

extension FrameBuffer {
    /// The first frame with a number that is not finite.
    fileprivate var firstFrameNotFinite: Int? {
        frames.first { frame in
            !UnsafeBufferPointer(start: self[frame], count: channels).allSatisfy { $0.isFinite }
        }
    }
}
