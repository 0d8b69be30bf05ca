/// The four bytes that start each frame of MPEG audio layer III.
///
///     AAAAAAAA AAABBCCD EEEEFFGH IIJJKLMM
///     A sync  B version  C layer  D no CRC  E bit rate  F sample rate  G padding  I channel mode
///
/// Source: ISO/IEC 11172-3, section 2.4.1.3, and 13818-3 for the low sample rates. Decoding is libmpg123's business;
/// this is read only to recognise MP3 and to tell a whole file from one that was cut.
struct MPEGFrameHeader: Equatable {
    /// Whether this is MPEG-1 and not one of the low-rate extensions, MPEG-2 and 2.5.
    var isMPEG1: Bool
    /// Samples per second.
    var sampleRate: Int
    /// The bytes of the frame, these four included; `nil` for the free format, which does not say.
    var frameLength: Int?
    /// Where a Xing or Info tag would start in the frame: after the side information.
    var tagOffset: Int

    /// Reads a header; `nil` if the bytes are none.
    init?(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes.prefix(4))
        guard bytes.count == 4, bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0 else { return nil }
        let version = Int(bytes[1] >> 3 & 3)  // 0: 2.5, 2: 2, 3: 1
        let layer = bytes[1] >> 1 & 3  // 1: layer III
        let bitRateIndex = Int(bytes[2] >> 4)
        let rateIndex = Int(bytes[2] >> 2 & 3)
        guard version != 1, layer == 1, bitRateIndex < 15, rateIndex < 3 else { return nil }
        isMPEG1 = version == 3
        sampleRate = [44_100, 48_000, 32_000][rateIndex] >> (version == 3 ? 0 : version == 2 ? 1 : 2)
        let kilobits =
            isMPEG1
            ? [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320][bitRateIndex]
            : [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160][bitRateIndex]
        let padding = Int(bytes[2] >> 1 & 1)
        frameLength = kilobits == 0 ? nil : (isMPEG1 ? 144_000 : 72_000) * kilobits / sampleRate + padding
        let isMono = bytes[3] >> 6 == 3
        tagOffset = 4 + (isMPEG1 ? (isMono ? 17 : 32) : (isMono ? 9 : 17))
    }

    /// Whether a frame with this header can follow one with `other` in the same stream.
    func continues(_ other: MPEGFrameHeader) -> Bool {
        isMPEG1 == other.isMPEG1 && sampleRate == other.sampleRate
    }
}
