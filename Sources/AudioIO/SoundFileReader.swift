import CSndFile

/// Decodes WAV, FLAC and Ogg with libsndfile.
final class SoundFileReader {
    private let source: ByteSource
    private let handle: OpaquePointer
    private let info: SF_INFO

    /// Reads the headers.
    init(_ source: ByteSource) throws {
        self.source = source
        var callbacks = SF_VIRTUAL_IO(
            get_filelen: { sf_count_t(byteSource($0).count) },
            seek: { offset, whence, user in sf_count_t(byteSource(user).seek(to: Int(offset), whence: whence)) },
            read: { target, length, user in
                target.map { sf_count_t(byteSource(user).read(into: $0, length: Int(length))) } ?? 0
            },
            write: { _, _, _ in 0 },
            tell: { sf_count_t(byteSource($0).position) })
        var info = SF_INFO()
        let user = Unmanaged.passUnretained(source).toOpaque()
        guard let handle = sf_open_virtual(&callbacks, Int32(SFM_READ), &info, user) else {
            try source.check()
            throw AudioError.damaged(path: source.name, reason: soundFileMessage(sf_error(nil)))
        }
        self.handle = handle
        self.info = info
    }

    deinit { sf_close(handle) }

    /// What the file says about its making.
    var provenance: AudioProvenance? { AudioProvenance(handle) }

    /// Decodes everything.
    func waveform(maximumDuration: Double) throws -> Waveform {
        let channels = Int(info.channels)
        var collector = try SampleCollector(
            name: source.name, sampleRate: Int(info.samplerate), maximumDuration: maximumDuration)
        guard (1...AudioLimits.maximumChannels).contains(channels) else {
            throw AudioError.unsupportedChannelCount(path: source.name, channels: channels)
        }
        let blockFrames = 16_384
        let block = UnsafeMutableBufferPointer<Float>.allocate(capacity: blockFrames * channels)
        defer { block.deallocate() }
        var frames = 0
        while true {
            let read = Int(sf_readf_float(handle, block.baseAddress, sf_count_t(blockFrames)))
            try source.check()
            guard read > 0 else { break }
            frames += read
            try collector.append(UnsafeBufferPointer(rebasing: block[..<(read * channels)]), channels: channels)
        }
        // libsndfile stands for an unknown number of frames with the largest one.
        if info.frames != Int64.max, frames < info.frames {
            throw AudioError.truncated(
                path: source.name, detail: "its header announces \(info.frames) samples, \(frames) could be decoded")
        }
        let error = sf_error(handle)
        guard error == 0 else { throw AudioError.damaged(path: source.name, reason: soundFileMessage(error)) }
        var waveform = try collector.waveform()
        // Some formats may have their texts behind the sound, so they are asked for after it.
        waveform.provenance = provenance
        return waveform
    }
}

/// libsndfile's text for an error number: fixed strings, so nothing of the file gets into a message.
func soundFileMessage(_ error: Int32) -> String {
    guard let text = sf_error_number(error) else { return "libsndfile's error \(error)" }
    return String(cString: text).withoutFullStop
}
