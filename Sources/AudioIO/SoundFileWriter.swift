import CSndFile
import Foundation

/// Encodes mono audio with libsndfile, into memory; `writeAtomically` brings it to disk.
final class SoundFileWriter {
    private let sink = MemorySink()
    private var handle: OpaquePointer?
    private let name: String

    /// Starts a file; what it says about its making goes before the first sample.
    init(format: AudioFileFormat, sampleRate: Int, provenance: AudioProvenance?, name: String) throws {
        self.name = name
        var info = SF_INFO()
        info.samplerate = Int32(sampleRate)
        info.channels = 1
        info.format = Int32(format.soundFileFormat)
        var callbacks = SF_VIRTUAL_IO(
            get_filelen: { sf_count_t(memorySink($0).bytes.count) },
            seek: { offset, whence, user in sf_count_t(memorySink(user).seek(to: Int(offset), whence: whence)) },
            read: { _, _, _ in 0 },
            write: { bytes, count, user in
                memorySink(user).write(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
                return count
            },
            tell: { sf_count_t(memorySink($0).position) })
        let user = Unmanaged.passUnretained(sink).toOpaque()
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

    /// Appends integers of `bits` bits.
    func write(_ integers: [Int32], bits: Int) throws {
        // libsndfile takes the top bits of a 32-bit integer.
        let shift = Int32(32 - bits)
        let aligned = integers.map { $0 << shift }
        try check(sf_writef_int(handle, aligned, sf_count_t(aligned.count)), of: aligned.count)
    }

    /// Appends floats as they are.
    func write(_ samples: [Float]) throws {
        try check(sf_writef_float(handle, samples, sf_count_t(samples.count)), of: samples.count)
    }

    /// Completes the file and returns its bytes; nothing can be written afterwards.
    func finish() throws -> Data {
        let status = sf_close(handle)
        handle = nil
        guard status == 0 else { throw AudioError.unwritable(path: name, reason: soundFileMessage(status)) }
        return Data(sink.bytes)
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
