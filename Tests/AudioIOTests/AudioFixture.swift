import AudioIO
import Foundation
import TestSupport
import Testing

/// A small audio file under `Fixtures/goldens/audio`; `Scripts/goldens/audio.py` makes them.
struct AudioFixture: CustomTestStringConvertible {
    var name: String
    var sampleRate: Int

    var url: URL { Golden.url("audio/\(name)") }
    var testDescription: String { name }

    static let all = wav + flac + ogg + mp3
    static let wav = [
        AudioFixture(name: "stereo-int16.wav", sampleRate: 44_100),
        AudioFixture(name: "three-channels-int16.wav", sampleRate: 22_050),
        AudioFixture(name: "mono-int24.wav", sampleRate: 22_050),
        AudioFixture(name: "mono-float32.wav", sampleRate: 22_050),
        AudioFixture(name: "mono-uint8.wav", sampleRate: 8_000),
        AudioFixture(name: "mono-mulaw.wav", sampleRate: 8_000),
        AudioFixture(name: "big-endian-int16.wav", sampleRate: 22_050),
        AudioFixture(name: "rf64-int16.wav", sampleRate: 22_050),
    ]
    static let flac = [
        AudioFixture(name: "stereo-int16.flac", sampleRate: 44_100),
        AudioFixture(name: "mono-int24.flac", sampleRate: 22_050),
    ]
    static let ogg = [
        AudioFixture(name: "mono.ogg", sampleRate: 22_050), AudioFixture(name: "stereo.ogg", sampleRate: 44_100),
    ]
    /// `no-info.mp3` is `low-rate.mp3` without the tag that states its length.
    static let mp3 = [
        AudioFixture(name: "mono.mp3", sampleRate: 44_100), AudioFixture(name: "stereo.mp3", sampleRate: 44_100),
        AudioFixture(name: "low-rate.mp3", sampleRate: 16_000), AudioFixture(name: "no-info.mp3", sampleRate: 16_000),
    ]
}

/// The error that `body` throws, if it is this module's.
func audioError(_ body: () throws -> some Any) -> AudioError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? AudioError
    }
}

/// The error from reading `bytes` as a file.
func errorReading(_ bytes: Data, maximumDuration: Double = AudioLimits.maximumDuration) -> AudioError? {
    audioError { try Waveform(data: bytes, name: "bytes", maximumDuration: maximumDuration) }
}

/// A WAV file with the given fields and contents, right or wrong.
func wavFile(
    tag: UInt16 = 1, channels: UInt16 = 1, sampleRate: UInt32 = 16_000, bits: UInt16 = 16, riffSize: UInt32? = nil,
    dataSize: UInt32? = nil, samples: Data
) -> Data {
    func bytes<Value: FixedWidthInteger>(_ value: Value) -> Data {
        withUnsafeBytes(of: value.littleEndian) { Data($0) }
    }
    let block = UInt16(truncatingIfNeeded: Int(channels) * Int(bits) / 8)
    var file = Data("RIFF".utf8) + bytes(riffSize ?? UInt32(36 + samples.count)) + Data("WAVEfmt ".utf8)
    file += bytes(UInt32(16)) + bytes(tag) + bytes(channels) + bytes(sampleRate)
    file += bytes(sampleRate &* UInt32(block)) + bytes(block) + bytes(bits)
    file += Data("data".utf8) + bytes(dataSize ?? UInt32(samples.count)) + samples
    return file
}
