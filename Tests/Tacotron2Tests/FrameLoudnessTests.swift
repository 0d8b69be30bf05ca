import DSP
import Tensor
import Testing

@testable import Tacotron2

/// Where units begin behind pauses, in a sentence of a syllable, a mark and two syllables.
@Suite struct FrameLoudnessTests {
    private let attended = [0..<20, 20..<30, 30..<50, 50..<70]
    private let isHeard = [true, false, true, true]

    /// The spans when some frames are 43 dB fainter than the rest.
    private func spans(quiet: Range<Int>...) -> [Range<Int>] {
        loudness(quiet: quiet).spans(from: attended, isHeard: isHeard)
    }

    private func loudness(quiet: [Range<Int>]) -> FrameLoudness {
        let values = (0..<80).flatMap { _ in
            (0..<70).map { frame in quiet.contains { $0.contains(frame) } ? -5 : Float(0) }
        }
        let mel = MelSpectrogram(values: Tensor(values, shape: [80, 70]), contract: .tacotron2)
        return FrameLoudness(mel)
    }

    @Test func withoutAPauseTheAttentionStands() {
        #expect(spans() == attended)
        // The closure of a stop is no pause, nor is what is quiet between syllables.
        #expect(spans(quiet: 28..<31, 48..<56) == attended)
    }

    @Test func aPauseLastsUntilTheSoundBegins() {
        #expect(spans(quiet: 18..<38) == [0..<20, 20..<38, 38..<50, 50..<70])
        #expect(spans(quiet: 22..<26) == [0..<20, 20..<26, 26..<50, 50..<70])
        // The longest stretch, of several.
        #expect(spans(quiet: 20..<30, 34..<38) == attended)
        #expect(spans(quiet: 20..<24, 28..<38) == [0..<20, 20..<38, 38..<50, 50..<70])
    }

    /// Neither what is quiet before the first sound nor behind the last is a gap.
    @Test func gapsHaveSoundOnBothSides() {
        let loudness = loudness(quiet: [0..<10, 14..<20, 30..<35, 40..<52, 60..<70])
        #expect(loudness.gaps(of: 6) == [14..<20, 40..<52])
        #expect(loudness.gaps(of: 13).isEmpty)
    }

    @Test func aFrameAtLeastStaysWithEachUnit() {
        #expect(spans(quiet: 20..<70) == [0..<20, 20..<49, 49..<50, 50..<70])
        #expect(spans(quiet: 0..<25) == [19..<20, 20..<25, 25..<50, 50..<70])
    }

    @Test func theFirstUnitBeginsWithTheSound() {
        #expect(spans(quiet: 0..<5) == [5..<20, 20..<30, 30..<50, 50..<70])
    }
}
