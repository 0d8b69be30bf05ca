import Tensor

/// How a spectrogram is read at another rate: its frames keep pitch and timbre, and pass faster or slower.
///
/// Faster, a frame lies on the cubic curve through the four around its place (Catmull and Rom, 1974), in the domain that
/// vocoders read, which is the logarithm. Slower, it is the frame nearest to its place: a mean of two frames of speech is
/// no frame of speech, and vocoders make a blur of it (Docs/architecture.md has the figures). A stream needs two frames
/// in advance.
package struct TimeScale: Sendable {
    /// The frames of the original that pass in the time of one.
    package let rate: Double

    /// Chooses a rate.
    ///
    /// - Parameter rate: More than 1 is faster; above 0.
    package init(rate: Double) {
        precondition(rate > 0 && rate.isFinite, "a spectrogram cannot be read at \(rate) times its rate")
        self.rate = rate
    }

    /// The number of frames that so many become: at least one, if there are any.
    package func frames(of count: Int) -> Int {
        count == 0 ? 0 : max(1, Int((Double(count) / rate).rounded()))
    }

    /// The number of frames of the original that the first so many of the result need, if it has them.
    package func framesNeeded(for count: Int) -> Int {
        guard count > 0 else { return 0 }
        let place = place(of: count - 1)
        return Int(place) + (place == place.rounded() ? 1 : 3)
    }

    /// Where in the original the middle of a frame lies, from the middle of the first one on.
    private func place(of frame: Int) -> Double {
        let time = (Double(frame) + 0.5) * rate
        return rate < 1 ? time.rounded(.down) : time - 0.5
    }

    /// The four frames of the original that a frame of the result is made of, and their weights.
    ///
    /// - Parameters:
    ///   - frame: The frame of the result.
    ///   - count: The number of frames of the original, as far as it is known; frames beyond stand for its last.
    package func taps(of frame: Int, in count: Int) -> Taps {
        let place = min(place(of: frame), Double(count - 1))
        let first = Int(place)
        let t = place - Double(first)
        let weights = [
            t * (-0.5 + t * (1 - 0.5 * t)), 1 + t * t * (1.5 * t - 2.5), t * (0.5 + t * (2 - 1.5 * t)),
            t * t * (0.5 * t - 0.5),
        ]
        return Taps(
            frames: (first - 1..<first + 3).map { min(max($0, 0), count - 1) }, weights: weights.map(Float.init))
    }

    /// Frames of the original, and what each counts.
    package struct Taps {
        let frames: [Int]
        let weights: [Float]

        /// A value of the result, from those of the original.
        package func value(_ original: (Int) -> Float) -> Float {
            zip(frames, weights).reduce(0) { $0 + $1.1 * original($1.0) }
        }
    }
}

extension MelSpectrogram {
    /// The same speech, faster or slower, with its pitch and timbre.
    ///
    /// - Parameter rate: How many times as fast, above 0; a vocoder's sound stays natural from about 0.75 to 1.5. At 1
    ///   the values stay as they are.
    /// - Returns: The spectrogram, of its frames divided by the rate, to the nearest number and at least one.
    public func timeScaled(by rate: Double) -> MelSpectrogram {
        guard rate != 1 else { return self }
        let scale = TimeScale(rate: rate)
        var scaled = Tensor(zeros: [bands, scale.frames(of: frames)])
        for frame in 0..<scaled.shape[1] {
            let taps = scale.taps(of: frame, in: frames)
            for band in 0..<bands { scaled[band, frame] = taps.value { values[band, $0] } }
        }
        return MelSpectrogram(values: scaled, contract: contract)
    }
}
