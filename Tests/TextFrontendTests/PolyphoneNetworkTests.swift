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
            for file in try FileManager.default.contentsOfDirectory(atPath: Golden.models.path)
            where file.hasPrefix("g2pm.") && file != name {
                try FileManager.default.copyItem(
                    at: Golden.models.appending(path: file), to: folder.appending(path: file))
            }
            try Data([0x80, 3, 0x2E]).write(to: folder.appending(path: name))
            #expect { try TextFrontend(models: folder) } throws: { "\($0)".contains(name) }
        }
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
