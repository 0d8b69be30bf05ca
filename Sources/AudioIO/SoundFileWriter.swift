import CSndFile
import Foundation

/// Encodes mono audio with libsndfile, into a sink.
final class SoundFileWriter {
    private let sink: Sink
    private var handle: OpaquePointer?
    private let name: String

    private let format: AudioFileFormat

    /// What libsndfile's callbacks are given.
    private final class Sink {
        let sink: any SoundSink
        init(_ sink: any SoundSink) { self.sink = sink }

        static func of(_ user: UnsafeMutableRawPointer?) -> any SoundSink {
            guard let user else { preconditionFailure("libsndfile lost its user data") }
            return Unmanaged<Sink>.fromOpaque(user).takeUnretainedValue().sink
        }
    }

    /// Starts a file; what it says about its making goes before the first sample.
    init(
        to sink: any SoundSink, format: AudioFileFormat, sampleRate: Int, provenance: AudioProvenance?, name: String
    ) throws {
        (self.sink, self.format, self.name) = (Sink(sink), format, name)
        var info = SF_INFO()
        info.samplerate = Int32(sampleRate)
        info.channels = 1
        info.format = Int32(format.soundFileFormat)
        var callbacks = SF_VIRTUAL_IO(
            get_filelen: { sf_count_t(Sink.of($0).length) },
            seek: { offset, whence, user in sf_count_t(Sink.of(user).seek(to: Int(offset), whence: whence)) },
            read: { _, _, _ in 0 },
            write: { bytes, count, user in
                sf_count_t(Sink.of(user).write(UnsafeRawBufferPointer(start: bytes, count: Int(count))))
            },
            tell: { sf_count_t(Sink.of($0).position) })
        let user = Unmanaged.passUnretained(self.sink).toOpaque()
        guard let handle = sf_open_virtual(&callbacks, Int32(SFM_WRITE), &info, user) else {
            throw AudioError.unwritable(path: name, reason: soundFileMessage(sf_error(nil)))
        }
        self.handle = handle
        // The PEAK chunk holds the time of day, and the same audio should give the same bytes.
        sf_command(handle, Int32(SFC_SET_ADD_PEAK_CHUNK), nil, Int32(SF_FALSE))
        let code = provenance?.write(to: handle) ?? 0
        guard code == 0 else { throw AudioError.unwritable(path: name, reason: soundFileMessage(code)) }
    }

    deinit {
        if let handle { sf_close(handle) }
    }

    /// Appends samples as the format has them; returns how many were clipped.
    func write(_ samples: [Float]) throws -> Int {
        if format == .wav(.float32) {
            try check(sf_writef_float(handle, samples, sf_count_t(samples.count)), of: samples.count)
            return 0
        }
        let quantization = Quantization(samples, bits: format.bitsPerSample)
        try write(quantization.integers, bits: format.bitsPerSample)
        return quantization.clipped
    }

    private func write(_ integers: [Int32], bits: Int) throws {
        // libsndfile takes the top bits of a 32-bit integer.
        let shift = Int32(32 - bits)
        let aligned = integers.map { $0 << shift }
        try check(sf_writef_int(handle, aligned, sf_count_t(aligned.count)), of: aligned.count)
    }

    /// Completes the file; nothing can be written afterwards.
    func finish() throws {
        let status = sf_close(handle)
        handle = nil
        guard status == 0 else { throw AudioError.unwritable(path: name, reason: soundFileMessage(status)) }
    }

    private func check(_ written: sf_count_t, of count: Int) throws {
        guard written == count else {
            throw AudioError.unwritable(path: name, reason: soundFileMessage(sf_error(handle)))
        }
    }
}

extension AudioFileFormat {
    /// libsndfile's number for the format.
    fileprivate var soundFileFormat: Int {
        switch self {
        case .wav(.int16): Int(SF_FORMAT_WAV | SF_FORMAT_PCM_16)
        case .wav(.int24): Int(SF_FORMAT_WAV | SF_FORMAT_PCM_24)
        case .wav(.float32): Int(SF_FORMAT_WAV | SF_FORMAT_FLOAT)
        case .flac(.int16): Int(SF_FORMAT_FLAC | SF_FORMAT_PCM_16)
        case .flac(.int24): Int(SF_FORMAT_FLAC | SF_FORMAT_PCM_24)
        }
    }
}
