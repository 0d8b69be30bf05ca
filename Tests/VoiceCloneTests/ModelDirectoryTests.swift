import Foundation
import TestSupport
import Testing

@testable import VoiceClone

@Suite struct ModelDirectoryTests {
    private func makeFolder(_ url: URL) throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    @Test func theFoldersAreTriedInOrder() throws {
        try withTemporaryFolder { folder in
            let (named, here) = (folder.appending(path: "named"), folder.appending(path: "here"))
            let cache = folder.appending(path: "cache")
            let environment = ["XDG_CACHE_HOME": cache.path]
            func located(_ more: [String: String] = [:]) throws -> String {
                try ModelDirectory.locate(
                    environment: environment.merging(more) { $1 }, workingDirectory: here
                ).url.path
            }
            let error = #expect(throws: VoiceCloneError.self) { try located() }
            #expect(error?.description.contains("here/models") == true)
            #expect(error?.description.contains("cache/voiceclone/models") == true)

            try makeFolder(cache.appending(path: "voiceclone/models"))
            #expect(try located() == cache.appending(path: "voiceclone/models").path)
            try makeFolder(here.appending(path: "models"))
            #expect(try located() == here.appending(path: "models").path)
            // A named folder is never silently replaced by another.
            #expect(throws: VoiceCloneError.modelsNotFound(searched: [named.path])) {
                try located(["VOICECLONE_MODELS": named.path])
            }
            try makeFolder(named)
            #expect(try located(["VOICECLONE_MODELS": named.path]) == named.path)
        }
    }

    @Test func aPrefixedArchiveIsDescribed() throws {
        let file = ModelFile(role: .speakerEncoder, url: Golden.url("torchscript/encoder-wrapped.pt"))
        let contents = try file.contents.get()
        #expect(contents.format == .torchScript)
        #expect(contents.layout == "GE2E, 2 LSTM layers of 8")
    }

    @Test func aLinkHasTheSizeOfItsFile() throws {
        try withTemporaryFolder { folder in
            let (link, target) = (
                folder.appending(path: "speakerEncoder.zip"), Golden.url("torchscript/encoder-traced.zip")
            )
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
            let encoder = try #require(ModelDirectory(folder).inventory().first { $0.role == .speakerEncoder })
            #expect(try encoder.contents.get().bytes == Data(contentsOf: target).count)
        }
    }

    @Test func archivesThatPeopleHaveComeFirst() throws {
        try withTemporaryFolder { folder in
            let models = ModelDirectory(folder)
            #expect(models.speakerEncoder.lastPathComponent == "pretrained.pt")
            #expect(models.tacotron2.lastPathComponent == "mellotron.kuangdd-mspk.pt")
            try Data([1]).write(to: folder.appending(path: "tacotron2.zip"))
            #expect(models.tacotron2 == folder.appending(path: "tacotron2.zip"))
            #expect(models.speakerEncoder.lastPathComponent == "pretrained.pt")
            try Data([1]).write(to: folder.appending(path: "speakerEncoder.zip"))
            #expect(models.speakerEncoder == folder.appending(path: "speakerEncoder.zip"))
        }
    }
}
