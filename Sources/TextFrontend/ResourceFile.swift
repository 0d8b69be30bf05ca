import Foundation

/// The data files of this module.
///
/// SwiftPM puts them into a bundle beside the executable. Its own `Bundle.module` ends the process where that bundle is
/// missing, as after a binary was copied alone; here that is an error.
enum ResourceFile {
    /// The folders that may hold the files, the likeliest first.
    private static let folders: [URL] = {
        #if canImport(Darwin)
            let name = "VoiceClone_TextFrontend.bundle"
        #else
            let name = "VoiceClone_TextFrontend.resources"
        #endif
        let bundles = [Bundle.main.resourceURL, Bundle.main.bundleURL].compactMap { $0?.appending(path: name) }
        // Xcode nests a bundle's resources, SwiftPM does not.
        let beside = bundles + bundles.compactMap { Bundle(url: $0)?.resourceURL }
        // Tests and packages that depend on this one are built where the source lies.
        let source = URL(filePath: #filePath).deletingLastPathComponent()
        return (beside + [source]).flatMap { [$0.appending(path: "Resources"), $0] }
    }()

    /// The bytes of a file in `Resources`.
    static func data(_ name: String) throws -> Data {
        let candidates = folders.map { $0.appending(path: name) }
        guard let url = candidates.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            throw TextError.damagedResource(
                name: name, reason: "it is not in the bundle beside the executable, \(candidates[0].path)")
        }
        do {
            return try Data(contentsOf: url)
        } catch {
            throw TextError.damagedResource(name: name, reason: error.localizedDescription)
        }
    }

    /// The text of a file in `Resources`, which is UTF-8.
    static func text(_ name: String) throws -> String {
        guard let text = String(data: try data(name), encoding: .utf8) else {
            throw TextError.damagedResource(name: name, reason: "it is not UTF-8")
        }
        return text
    }
}
