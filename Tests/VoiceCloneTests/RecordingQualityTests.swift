import Foundation
import TestSupport
import Testing

@testable import VoiceClone

@Suite struct RecordingQualityTests {
    private let encoder: SpeakerEncoder
    private let recording: Waveform

    init() throws {
        encoder = try VoiceFixture.cloner.get().speakerEncoder
        recording = try VoiceFixture.recording()
    }

    private func profile(_ samples: [Float]) throws -> VoiceProfile {
        let waveform = Waveform(samples: samples, sampleRate: recording.sampleRate)
        return try VoiceProfile(
            name: "Ada", recordings: [.init(name: "a.wav", waveform: waveform)], encoder: encoder)
    }

    @Test func aGoodRecordingIsNotBlamed() throws {
        let profile = try profile(recording.samples + recording.samples + recording.samples)
        let quality = try #require(profile.clips[0].quality)
        #expect(profile.warnings.isEmpty && quality.range > 20 && quality.clipping < 0.001)
        #expect(try #require(quality.constancy) > 0.9)
        // Too short to be compared with itself.
        #expect(try self.profile(recording.samples).clips[0].quality?.constancy == nil)
        // It stays with the profile.
        #expect(try VoiceProfile(json: profile.json) == profile)
    }

    @Test func wavesThatWereCutOffAreTold() throws {
        let peak = try #require(recording.samples.max())
        let warnings = try profile(recording.samples.map { min(max($0, -0.2 * peak), 0.2 * peak) }).warnings
        guard case .clipped("a.wav", let part) = warnings.first, warnings.count == 1 else {
            Issue.record("\(warnings)")
            return
        }
        #expect((0.01...0.5).contains(part))
        #expect(warnings[0].description.contains("a.wav is clipped"))
    }

    @Test func noiseIsTold() throws {
        var random = SystemRandomNumberGenerator()
        let power = recording.samples.reduce(0) { $0 + $1 * $1 } / Float(recording.samples.count)
        let noise = (3 * power).squareRoot()  // uniform, of the power of the speech
        for speech in [recording.samples, [Float](repeating: 0, count: 50_000)] {
            let warnings = try profile(speech.map { $0 + .random(in: -noise...noise, using: &random) }).warnings
            guard case .noisy("a.wav", let range) = warnings.first, warnings.count == 1 else {
                Issue.record("\(warnings)")
                return
            }
            #expect((0..<14).contains(range))
        }
    }

    @Test func twoPeopleInOneRecordingAreTold() throws {
        let small = try Waveform(samples: recording.samples, sampleRate: recording.sampleRate * 8 / 5)
            .resampled(to: recording.sampleRate).samples
        let silence = [Float](repeating: 0, count: 10 * recording.sampleRate)
        let warnings = try profile(recording.samples + recording.samples + silence + small + small + small).warnings
        guard case .severalSpeakers("a.wav", let similarity) = warnings.first, warnings.count == 1 else {
            Issue.record("\(warnings)")
            return
        }
        #expect(similarity < 0.7)
        // A long pause is nobody.
        #expect(try profile(recording.samples + recording.samples + silence).warnings.isEmpty)
    }
}
