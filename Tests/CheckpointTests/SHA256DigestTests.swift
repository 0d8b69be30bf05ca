import Foundation
import Tensor
import TestSupport
import Testing

@testable import Checkpoint

@Suite struct SHA256DigestTests {
    // FIPS 180-4's examples (NIST, SHA256.pdf), and the digest of nothing.
    private let known = [
        "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq":
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ]

    @Test func theStandardsExamples() throws {
        for (text, expected) in known {
            #expect(SHA256Digest(of: Data(text.utf8)).description == expected)
            try withTemporaryFolder { folder in
                let url = folder.appending(path: "text")
                try Data(text.utf8).write(to: url)
                if text.isEmpty {
                    #expect(throws: CheckpointError.emptyFile(path: url.path)) { try SHA256Digest(contentsOf: url) }
                } else {
                    #expect(try SHA256Digest(contentsOf: url).description == expected)
                }
            }
        }
    }

    @Test func theWrittenFormIsReadAgain() throws {
        let digest = SHA256Digest(of: Data("abc".utf8))
        #expect(SHA256Digest(hexadecimal: digest.description) == digest)
        #expect(SHA256Digest(hexadecimal: digest.description.uppercased()) == digest)
        #expect(digest.abbreviated == "ba7816bf8f01")
        let json = try JSONEncoder().encode([digest])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(digest)\"]")
        #expect(try JSONDecoder().decode([SHA256Digest].self, from: json) == [digest])
        for wrong in ["", "ba78", digest.description + "0", String(digest.description.dropLast()) + "g"] {
            #expect(SHA256Digest(hexadecimal: wrong) == nil)
        }
        let short = Data("[\"ba78\"]".utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([SHA256Digest].self, from: short) }
    }

    // What the definition says, written out: two tensors, in the order of their names.
    @Test func weightsAreHashedAsDefined() throws {
        try withTemporaryFolder { folder in
            let tensors = ["b": Tensor([1, -2], shape: [1, 2]), "a.b": Tensor([0.5], shape: []), "c": Tensor([3])]
            var expected = Data("voiceclone weights 1\na.b \n".utf8) + [0, 0, 0, 0x3F]
            expected += Data("b 1,2\n".utf8) + [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]
            let url = folder.appending(path: "weights.safetensors")
            try Checkpoint.write(tensors, to: url)
            let checkpoint = try Checkpoint(contentsOf: url)
            #expect(try checkpoint.digest(of: ["b", "a.b"]) == SHA256Digest(of: expected))
            expected += Data("c 1\n".utf8) + [0, 0, 0x40, 0x40]
            #expect(try checkpoint.digest() == SHA256Digest(of: expected))
            #expect(throws: CheckpointError.self) { try checkpoint.digest(of: ["d"]) }
        }
    }

    // The same state dict, saved by PyTorch in both of its formats and by safetensors.
    @Test func theContainerDoesNotMatter() throws {
        let digests = try ["state-legacy.pt", "state-zip.pt", "state.safetensors"].map {
            try Checkpoint(contentsOf: Golden.url("checkpoint/\($0)")).digest()
        }
        #expect(Set(digests).count == 1)
    }
}
