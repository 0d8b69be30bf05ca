/// Gathers decoded blocks into one mono waveform and stops at the limits.
struct SampleCollector {
    private(set) var samples: [Float] = []
    private let name: String
    private let sampleRate: Int
    private let maximumDuration: Double
    private let maximumCount: Int

    /// Prepares for audio of `sampleRate`; memory grows with what is appended, whatever a header claims.
    init(name: String, sampleRate: Int, maximumDuration: Double) throws {
        guard AudioLimits.sampleRates.contains(sampleRate) else {
            throw AudioError.unsupportedSampleRate(path: name, hertz: sampleRate)
        }
        self.name = name
        self.sampleRate = sampleRate
        self.maximumDuration = maximumDuration
        maximumCount = Int(min(maximumDuration * Double(sampleRate), Double(AudioLimits.maximumSamples)))
    }

    /// Appends a block of interleaved frames, each averaged to one sample.
    mutating func append(_ block: UnsafeBufferPointer<Float>, channels: Int) throws {
        guard (1...AudioLimits.maximumChannels).contains(channels) else {
            throw AudioError.unsupportedChannelCount(path: name, channels: channels)
        }
        let frames = block.count / channels
        guard samples.count + frames <= maximumCount else {
            let limit = min(maximumDuration, AudioLimits.longestDuration(sampleRate: sampleRate))
            throw AudioError.tooLong(path: name, limit: limit)
        }
        if channels == 1 {
            samples.append(contentsOf: block)
        } else {
            samples.append(contentsOf: mixed(block, frames: frames, channels: channels))
        }
    }

    private func mixed(_ block: UnsafeBufferPointer<Float>, frames: Int, channels: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: frames) { target, initialized in
            let divisor = Float(channels)
            var (frame, index) = (0, 0)
            while frame < frames {
                var sum: Float = 0
                let end = index + channels
                while index < end {
                    sum += block[index]
                    index += 1
                }
                target[frame] = sum / divisor
                frame += 1
            }
            initialized = frames
        }
    }

    /// The waveform of everything appended.
    ///
    /// - Throws: ``AudioError/noSamples(path:)`` or ``AudioError/nonFiniteSample(path:index:)``.
    func waveform() throws -> Waveform {
        let waveform = Waveform(samples: samples, sampleRate: sampleRate)
        try waveform.validate(name: name)
        return waveform
    }
}
