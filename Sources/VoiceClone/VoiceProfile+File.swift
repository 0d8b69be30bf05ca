import AudioIO
import Foundation

extension VoiceProfile {
    /// The version of the format that is written, and the newest that is read.
    public static let formatVersion = 1
    /// The largest file that is read, in bytes: a profile of a thousand recordings is a tenth of it.
    public static let maximumFileSize = 1 << 20

    /// Reads a profile, which may come from a stranger.
    ///
    /// Whether it fits an encoder is checked by ``VoiceCloner/voice(from:)-(VoiceProfile)``, or by
    /// ``requireEncoder(_:)``.
    ///
    /// - Throws: ``VoiceCloneError/unreadableProfile(path:reason:)`` if the file cannot be read, else what
    ///   ``init(json:name:)`` throws.
    public init(contentsOf url: URL) throws {
        let data: Data
        do {
            data = try readRegularFile(url, maximumSize: Self.maximumFileSize)
        } catch AudioError.missingFile(let path) {
            throw VoiceCloneError.unreadableProfile(path: path, reason: "there is no such file")
        } catch AudioError.unreadable(let path, let reason) {
            throw VoiceCloneError.unreadableProfile(path: path, reason: reason)
        }
        try self.init(json: data, name: url.path)
    }

    /// Reads a profile from memory.
    ///
    /// - Parameters:
    ///   - json: The bytes of the file.
    ///   - name: What error messages call it.
    /// - Throws: ``VoiceCloneError/notAProfile(path:reason:)`` unless it is a whole and valid profile,
    ///   ``VoiceCloneError/newerProfile(path:version:)`` if its format is newer than this package.
    public init(json: Data, name: String = "the profile") throws {
        do {
            let decoder = JSONDecoder()
            guard json.count <= Self.maximumFileSize else {
                throw VoiceCloneError.invalidProfile("it is larger than \(Self.maximumFileSize) bytes")
            }
            // The version first: what a newer one holds is not for this code to judge.
            let header = try decoder.decode(VoiceProfileDocument.Header.self, from: json)
            guard header.format == VoiceProfileDocument.format else {
                throw VoiceCloneError.invalidProfile("its format is not \(VoiceProfileDocument.format)")
            }
            guard header.version <= Self.formatVersion else {
                throw VoiceCloneError.newerProfile(path: name, version: header.version)
            }
            self = try decoder.decode(VoiceProfileDocument.self, from: json).profile(version: header.version)
        } catch let error as DecodingError {
            throw VoiceCloneError.notAProfile(path: name, reason: error.reason)
        } catch let error as SpeakerEncoderError {
            throw VoiceCloneError.notAProfile(path: name, reason: error.description)
        } catch VoiceCloneError.invalidProfile(let reason) {
            throw VoiceCloneError.notAProfile(path: name, reason: reason)
        }
    }

    /// The bytes of the file: JSON with sorted keys, the same for the same profile, every number in full precision.
    public var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(VoiceProfileDocument(self)) + Data("\n".utf8)
        }
    }

    /// Writes the profile, as a whole or not at all.
    ///
    /// - Throws: ``VoiceCloneError/unwritableProfile(path:reason:)``.
    public func write(to url: URL) throws {
        do {
            let json = try json
            guard json.count <= Self.maximumFileSize else {
                throw VoiceCloneError.unwritableProfile(
                    path: url.path,
                    reason: "it has \(json.count) bytes, and more than \(Self.maximumFileSize) are not read")
            }
            try writeAtomically(json, to: url)
        } catch AudioError.unwritable(let path, let reason) {
            throw VoiceCloneError.unwritableProfile(path: path, reason: reason)
        }
    }

    /// Refuses an encoder that did not make this profile.
    ///
    /// - Throws: ``VoiceCloneError/anotherEncoder(voice:profile:encoder:)``.
    public func requireEncoder(_ digest: SHA256Digest) throws {
        guard encoder == digest else {
            throw VoiceCloneError.anotherEncoder(voice: name, profile: encoder, encoder: digest)
        }
    }
}
