import AudioIO
import DSP
import TestSupport
import Testing

@Suite("Silence trimmer")
struct SilenceTrimmerTests {
    static let cases = [
        ("40", SilenceTrimmer(threshold: 40, frameLength: 512, hopLength: 128, maximumPause: nil)),
        ("20", SilenceTrimmer(threshold: 20, frameLength: 400, hopLength: 160, maximumPause: nil)),
    ]

    func waveform() throws -> Waveform {
        Waveform(samples: try Golden.tensor("dsp/silence-input.npy").elements, sampleRate: 16_000)
    }

    @Test("finds the intervals of librosa.effects.split", arguments: cases)
    func split(name: String, trimmer: SilenceTrimmer) throws {
        let expected = try Golden.tensor("dsp/silence-split-\(name).npy")
        let intervals = try trimmer.soundIntervals(of: waveform())
        #expect(intervals.flatMap { [Float($0.lowerBound), Float($0.upperBound)] } == expected.elements)
    }

    @Test("cuts the ends as librosa.effects.trim does", arguments: cases)
    func trim(name: String, trimmer: SilenceTrimmer) throws {
        let ends = try Golden.tensor("dsp/silence-trim-\(name).npy").elements.map { Int($0) }
        let waveform = try waveform()
        let expected = Waveform(samples: Array(waveform.samples[ends[0]..<ends[1]]), sampleRate: 16_000)
        #expect(try trimmer.trimmed(waveform) == expected)
    }

    @Test("shortens long pauses to the maximum and keeps the sound", arguments: [0, 0.05, 0.1, 0.101])
    func pauses(maximumPause: Double) throws {
        let trimmer = SilenceTrimmer(threshold: 40, frameLength: 512, hopLength: 128, maximumPause: maximumPause)
        let waveform = try waveform()
        let intervals = try trimmer.soundIntervals(of: waveform)
        let trimmed = try trimmer.trimmed(waveform)
        let sound = intervals.map(\.count).reduce(0, +)
        let longest = Int((maximumPause * 16_000).rounded())
        let pauses = zip(intervals, intervals.dropFirst()).map { min($1.lowerBound - $0.upperBound, longest) }
        #expect(trimmed.samples.count == sound + pauses.reduce(0, +))
        #expect(trimmed.samples.starts(with: waveform.samples[intervals[0]]))
        #expect(Array(trimmed.samples.suffix(500)) == Array(waveform.samples[..<intervals[2].upperBound].suffix(500)))
    }

    @Test("keeps sound without silence as it is")
    func onlySound() throws {
        let waveform = Waveform(samples: [Float](repeating: 0.5, count: 5_000), sampleRate: 16_000)
        #expect(try SilenceTrimmer().trimmed(waveform) == waveform)
    }

    @Test("keeps what only the frame behind the last sample has, and the provenance")
    func lastClick() throws {
        var waveform = Waveform(samples: [Float](repeating: 0, count: 512), sampleRate: 16_000)
        waveform.samples[500] = 1
        waveform.provenance = AudioProvenance(software: "a", comment: "b")
        let trimmed = try SilenceTrimmer(frameLength: 256, hopLength: 256).trimmed(waveform)
        #expect(trimmed.samples == Array(waveform.samples[256...]))
        #expect(trimmed.provenance == waveform.provenance)
        let endless = SilenceTrimmer(frameLength: 64, hopLength: 64, maximumPause: .infinity)
        #expect(try endless.trimmed(waveform).samples.max() == 1)
    }

    @Test("refuses silence, nothing, and no numbers")
    func refusals() {
        for (samples, error) in [
            ([Float](repeating: 0, count: 3_000), .onlySilence), ([], .emptySignal),
            ([0.1, .nan], .nonFiniteSamples), ([-.infinity], .nonFiniteSamples),
        ] as [([Float], DSPError)] {
            #expect(throws: error) {
                try SilenceTrimmer().trimmed(Waveform(samples: samples, sampleRate: 16_000))
            }
        }
    }
}
