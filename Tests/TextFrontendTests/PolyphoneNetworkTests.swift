import Checkpoint
import Foundation
import TestSupport
import Testing

@testable import TextFrontend

@Suite struct PolyphoneNetworkTests {
    /// Readings and probabilities against g2pM's own arithmetic in NumPy, in double precision.
    @Test func golden() throws {
        let network = try PolyphoneNetwork(contentsOf: Golden.models)
        let syllables = try FrontendTables.shared().syllables
        let rows = try tsv("polyphones.tsv", columns: 4)
        #expect(rows.count >= 500)
        for row in rows {
            let sentence = Array(row[0].unicodeScalars)
            let place = try #require(Int(row[1])) - 1
            #expect(network.knows(sentence[place]))
            let choice = network.choices(in: sentence[...], at: [place])[0]
            let probability = try #require(Float(row[3]))
            #expect(syllables.name(of: choice.syllable) == row[2], "\(row[0]), \(row[1])")
            #expect(abs(choice.probability - probability) < 1e-4, "\(row[0]), \(row[1])")
        }
    }

    /// Several places of one sentence are what each is by itself; a sentence may be a slice of a text.
    @Test func placesOfASlice() throws {
        let network = try PolyphoneNetwork(contentsOf: Golden.models)
        let text = Array("好。他在行长那里重新数了一遍。".unicodeScalars)
        let places = text.indices.dropFirst(2).filter { network.knows(text[$0]) }
        let together = network.choices(in: text[2...], at: places)
        #expect(places.count >= 5)
        for (place, choice) in zip(places, together) {
            #expect(network.choices(in: Array(text[2...])[...], at: [place - 2]) == [choice])
        }
    }

    @Test func withoutTheFilesTheDictionaryReads() throws {
        try withTemporaryFolder { folder in
            #expect(!PolyphoneNetwork.isPresent(in: folder))
            let frontend = try TextFrontend(models: folder)
            #expect(!frontend.hasPolyphoneNetwork)
            #expect(try frontend.reading(of: "银行").characters[1].readings == ["hang2"])
        }
    }

    @Test(arguments: ["g2pm.np_ckpt.pkl", "g2pm.char2idx.pkl", "g2pm.class2idx.pkl", "g2pm.digest_cedict.pkl"])
    func aDamagedFileIsNamed(_ name: String) throws {
        try withTemporaryFolder { folder in
            try replace(name, by: Data([0x80, 3, 0x2E]), in: folder)
            #expect { try TextFrontend(models: folder) } throws: { "\($0)".contains(name) }
        }
    }

    /// The file has no checksum, so that any tensor may hold what is no number.
    @Test(arguments: ["embedding.weight", "lstm.weight_ih_l0_reverse", "logit_layer.2.weight"])
    func weightsThatAreNoNumbersAreRefused(_ tensor: String) throws {
        let url = Golden.models.appending(path: PolyphoneNetwork.weightsName)
        let values = try Checkpoint(contentsOf: url).tensor(tensor).elements.suffix(64)
        var file = try Data(contentsOf: url)
        let place = try #require(file.range(of: values.withUnsafeBytes { Data($0) }))
        for bad in [Float.nan, -.infinity] {
            file.replaceSubrange(place.suffix(4), with: withUnsafeBytes(of: bad) { Data($0) })
            try withTemporaryFolder { folder in
                try replace(PolyphoneNetwork.weightsName, by: file, in: folder)
                let reason = "\(tensor) holds values that are not finite numbers"
                let path = folder.appending(path: PolyphoneNetwork.weightsName).path
                #expect(throws: CheckpointError.corrupted(path: path, reason: reason)) {
                    try TextFrontend(models: folder)
                }
            }
        }
    }

    /// The network's files, but of one other bytes.
    private func replace(_ name: String, by bytes: Data, in folder: URL) throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: Golden.models.path)
        where file.hasPrefix("g2pm.") && file != name {
            try FileManager.default.copyItem(
                at: Golden.models.appending(path: file), to: folder.appending(path: file))
        }
        try bytes.write(to: folder.appending(path: name))
    }

    @Test(
        arguments: [
            (1, "0.999"), (0.99999, "0.999"), (0.998_76, "0.998"), (0.5, "0.500"), (0.0123, "0.012"), (0, "0.000"),
            (-1, "0.000"), (7, "0.999"), (.infinity, "0.999"), (-.infinity, "0.000"), (.nan, "0.000"),
        ] as [(Float, String)])
    func anyProbabilityHasADescription(_ probability: Float, _ text: String) {
        #expect(ReadingRule.network(probability: probability).description == "network \(text)")
    }

    /// The development half of the CPP set of polyphones, where that data lies beside the clone.
    ///
    /// g2pM alone has 97.36 %, phkit 0.2.11 88.7 %, pypinyin 0.55 87.5 %.
    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: Golden.shared.appending(path: "data/cpp-dev.lb").path),
            "the polyphone data is not at \(Golden.shared.path)/data, so the readings cannot be counted here"))
    func developmentHalf() throws {
        let data = Golden.shared.appending(path: "data")
        let sentences = try lines(of: data.appending(path: "cpp-dev.sent"))
        let labels = try lines(of: data.appending(path: "cpp-dev.lb"))
        let frontend = try FrontendFixture.frontend()
        var right = 0
        for (sentence, label) in zip(sentences, labels) {
            let parts = sentence.split(separator: "\u{2581}", omittingEmptySubsequences: false)
            let reading = try frontend.reading(of: parts.joined(), options: .init(unreadableCharacters: .leaveOut))
            #expect(reading.symbols.ids.suffix(2) == [1, 0])
            right += reading.characters[parts[0].count].readings == [String(label).replacing("u:", with: "v")] ? 1 : 0
        }
        let accuracy = Double(right) / Double(labels.count)
        #expect(accuracy >= 0.975, "\(accuracy)")
    }
}
