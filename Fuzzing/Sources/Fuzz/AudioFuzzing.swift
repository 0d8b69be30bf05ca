import Foundation

@testable import AudioIO

/// Reads bytes as recordings.
enum AudioFuzzing {
    /// Ten seconds at the most, and whatever is read can be used: every sample is finite.
    static func read(_ data: Data) {
        allowing(AudioError.self) {
            let waveform = try Waveform(data: data, name: "fuzz", maximumDuration: 10)
            precondition(waveform.duration <= 10 && waveform.samples.allSatisfy(\.isFinite), "\(waveform)")
        }
        allowing(AudioError.self) { _ = try AudioProvenance(data: data, name: "fuzz") }
    }

    /// Without a decoder, which would take most of the time.
    static func readContainer(_ data: Data) {
        let source = ByteSource(memory: data, name: "fuzz")
        allowing(AudioError.self) { _ = try AudioContainer(of: source) }
        allowing(AudioError.self) { try checkRIFFLength(of: source) }
        allowing(AudioError.self) { try checkOggPages(of: source) }
        _ = MPEGFrameHeader(data.prefix(4))
    }
}
