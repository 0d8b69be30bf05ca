import CMessageDigest
import Foundation

/// A SHA-256 (FIPS 180-4): 32 bytes by which a file or a set of weights is known.
public struct SHA256Digest: Sendable, Hashable {
    /// The bytes. [32]
    public let bytes: [UInt8]

    /// The digest of bytes in memory.
    public init(of data: Data) {
        var hash = SHA256Stream()
        data.withUnsafeBytes { hash.update($0) }
        self = hash.digest()
    }

    /// The digest of a file, which is mapped rather than read into memory.
    ///
    /// - Throws: ``CheckpointError`` if the file is missing, unreadable or empty.
    public init(contentsOf url: URL) throws {
        let file = try MappedFile(contentsOf: url)
        var hash = SHA256Stream()
        // The bytes are mapped for as long as the object lives.
        withExtendedLifetime(file) { hash.update(file.bytes) }
        self = hash.digest()
    }

    /// Takes the form in which digests are written.
    ///
    /// - Returns: `nil` unless it is 64 hexadecimal digits, of either case.
    public init?(hexadecimal: String) {
        let digits = hexadecimal.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 64, hexadecimal.utf8.count == 64 else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    fileprivate init(bytes: [UInt8]) { self.bytes = bytes }

    /// The first twelve digits, enough to tell two apart in a message.
    public var abbreviated: String { String(description.prefix(12)) }
}

extension SHA256Digest: CustomStringConvertible {
    /// 64 hexadecimal digits in lower case.
    public var description: String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

extension SHA256Digest: Codable {
    /// Reads the 64 digits.
    ///
    /// - Throws: `DecodingError` if they are anything else.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = SHA256Digest(hexadecimal: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a SHA-256 has 64 hexadecimal digits")
        }
        self = digest
    }

    /// Writes the 64 digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A SHA-256 of bytes that come in pieces.
struct SHA256Stream {
    private var context = SHA2_CTX()

    init() { SHA256Init(&context) }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        // libmd's type for bytes; the pointer is not kept.
        SHA256Update(&context, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count)
    }

    mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// Ends the stream.
    mutating func digest() -> SHA256Digest {
        var bytes = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256Final(&bytes, &context)
        return SHA256Digest(bytes: bytes)
    }
}
