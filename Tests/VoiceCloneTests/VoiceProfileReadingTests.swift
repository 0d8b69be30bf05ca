import Foundation
import TestSupport
import Testing

@testable import VoiceClone

/// Profiles come from strangers.
@Suite struct VoiceProfileReadingTests {
    /// The fields of a valid profile, to spoil one by one.
    private static let valid = [
        "format": #""voiceclone-profile""#, "version": "1", "name": #""Zoë""#,
        "encoder": "\"\(String(repeating: "0123456789abcdef", count: 4))\"",
        "embeddings": #"{"standard": \#([1] + [Int](repeating: 0, count: 255))}"#,
        "clips": #"[{"name": "a.wav", "duration": 4.5}]"#,
    ]

    private func reading(_ change: [String: String?]) throws -> VoiceProfile {
        let fields = Self.valid.merging(change.compactMapValues(\.self)) { $1 }.filter { change[$0.key] != .some(nil) }
        let text = "{" + fields.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
        return try VoiceProfile(json: Data(text.utf8), name: "me.voice.json")
    }

    @Test func aSmallProfileIsEnough() throws {
        let profile = try reading([:])
        #expect(profile.embeddings.map(\.convention) == [.standard])
        #expect(profile.clips == [.init(name: "a.wav", duration: 4.5, agreement: nil, quality: nil)])
        #expect(throws: VoiceCloneError.missingConvention(voice: "Zoë", needed: .aias)) { try profile.embedding(.aias) }
    }

    private static func clip(_ quality: String) -> String {
        #"[{"name": "a", "duration": 1, "quality": \#(quality)}]"#
    }

    static let spoiled: [(String, String, String)] = [
        ("embeddings", #"{"standard": [1, 0]}"#, "it has 2 values, not 256"),
        ("embeddings", #"{"standard": \#([Int](repeating: 1, count: 256))}"#, "its length is 16.0, not 1"),
        ("embeddings", #"{"standard": \#(["NaN"] + [String](repeating: "0", count: 255))}"#, "at embeddings, standard"),
        ("embeddings", #"{"standard": [1e999\#(String(repeating: ",0", count: 255))]}"#, "does not fit"),
        ("embeddings", #"{"standard": [1e39\#(String(repeating: ",0", count: 255))]}"#, "does not fit"),
        ("embeddings", #"{"standard": [null\#(String(repeating: ",0", count: 255))]}"#, "nothing at embeddings"),
        ("embeddings", "{}", "no standard embedding"), ("embeddings", "[]", "at embeddings"),
        ("embeddings", #"{"standard": [1\#(String(repeating: ",0", count: 255))], "x": []}"#, "unknown conventions"),
        ("encoder", #""12""#, "64 hexadecimal digits"), ("encoder", "null", "at encoder"),
        ("format", #""other""#, "its format is not voiceclone-profile"), ("version", "0", "its version is 0"),
        ("version", #""1""#, "at version"), ("name", #""""#, "its name is empty"),
        ("name", #""a\u001b[31m""#, "control characters"), ("name", #"" ""#, "its name is empty"),
        ("name", #""a\u202eb""#, "control characters"), ("name", #""a\u2066b""#, "control characters"),
        ("consent", "\"\(String(repeating: "y", count: 1_201))\"", "longer than 1200 bytes"),
        ("consent", #""I\u001b[2J agree""#, "control characters"),
        ("trial", #"{"text": "\u001b[2J", "seed": 1, "likeness": 0.5}"#, "control characters"),
        ("clips", "[]", "no recordings"), ("clips", #"[{"name": "a", "duration": 0}]"#, "a lasts 0.0 s"),
        ("clips", #"[{"name": "a", "duration": 1, "agreement": 2}]"#, "no cosine"),
        ("clips", clip(#"{"clipping": 2, "range": 20}"#), "the clipping of a is no part"),
        ("clips", clip(#"{"clipping": 0, "range": -1}"#), "the range of a is none"),
        ("clips", clip(#"{"clipping": 0, "range": 20, "constancy": 3}"#), "the constancy of a is no cosine"),
        ("clips", #"[{"name": "a\n", "duration": 1}]"#, "control characters"),
        ("clips", #"[{"duration": 1}]"#, "it has no name at clips, number 0"),
        ("leastAlike", #"{"first": "a", "second": "b", "similarity": -1.5}"#, "no cosine"),
        ("trial", #"{"text": "a", "seed": 1, "likeness": 7}"#, "no cosine"),
        ("trial", #"{"text": "a", "seed": -1, "likeness": 0.5}"#, "does not fit"),
    ]

    @Test(arguments: spoiled) func whatIsWrongIsRefusedAndNamed(field: String, json: String, reason: String) throws {
        let error = #expect(throws: VoiceCloneError.self) { try reading([field: json]) }
        guard case .notAProfile("me.voice.json", let found) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found.contains(reason), "\(found)")
    }

    @Test func whatAStrangerNamedAFieldIsNotShownAsItIs() throws {
        let json = #"{"\u001b[31m\#(String(repeating: "x", count: 1_000))": "y"}"#
        let error = #expect(throws: VoiceCloneError.self) { try reading(["embeddings": json]) }
        #expect(error?.description.contains("at embeddings,  [31mxxx") == true)
        #expect(error?.description.contains("\u{1B}") == false)
        #expect((error?.description.count ?? .max) < 250)
    }

    // As text, a number may be as long as the file.
    @Test(arguments: ["clips", "trial", "version"]) func aNumberWithoutEndIsNotShownInFull(field: String) throws {
        let number = String(repeating: "9", count: 100_000)
        let json = [
            "clips": #"[{"name": "a", "duration": \#(number)}]"#,
            "trial": #"{"text": "a", "seed": \#(number), "likeness": 0}"#, "version": number,
        ]
        let error = #expect(throws: VoiceCloneError.self) { try reading([field: json[field]]) }
        #expect((error?.description.count ?? .max) < 500)
    }

    @Test func everyFieldThatIsNeededIsMissed() {
        for key in ["format", "version", "name", "encoder", "embeddings", "clips"] {
            let error = #expect(throws: VoiceCloneError.self) { try reading([key: nil]) }
            #expect(error?.description.contains("no \(key)") == true, "\(String(describing: error))")
        }
    }

    @Test func aNewerVersionIsRefusedWhateverElseItHolds() {
        #expect(throws: VoiceCloneError.newerProfile(path: "me.voice.json", version: 2)) {
            try reading(["version": "2", "embeddings": #""something new""#])
        }
    }

    @Test func bytesThatAreNoProfile() throws {
        for bytes in [Data(), Data("RIFF".utf8), Data("{".utf8), Data("[1]".utf8), Data([0xFF, 0xFE, 0])] {
            let error = #expect(throws: VoiceCloneError.self) { try VoiceProfile(json: bytes, name: "x") }
            guard case .notAProfile("x", _) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        // Nested a million times over: neither the stack nor the patience of the reader may end.
        let deep = Data(String(repeating: "[", count: 1_000_000).utf8)
        #expect(throws: VoiceCloneError.self) { try VoiceProfile(json: deep) }
    }

    @Test func filesThatCannotBeRead() throws {
        try withTemporaryFolder { folder in
            let large = folder.appending(path: "large.json")
            try Data(repeating: 0x20, count: 1 << 20 | 1).write(to: large)
            for (path, reason) in [
                ("/nowhere.json", "there is no such file"), (folder.path, "it is a folder"), (large.path, "larger"),
                ("/dev/zero", "a device"),
            ] {
                let error = #expect(throws: VoiceCloneError.self) { try VoiceProfile(contentsOf: URL(filePath: path)) }
                #expect(error?.description.contains(path) == true)
                #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
            }
        }
    }
}
