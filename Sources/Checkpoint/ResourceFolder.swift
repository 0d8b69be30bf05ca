import Foundation

/// The data files that a module of this package ships.
///
/// SwiftPM puts them into a bundle beside the executable. Its own `Bundle.module` ends the process where that bundle is
/// missing, as after a binary was copied alone; here that can be reported.
package struct ResourceFolder: Sendable {
    #if canImport(Darwin)
        private static let ending = ".bundle"
    #else
        private static let ending = ".resources"
    #endif

    /// The folders that may hold the files, the likeliest first.
    private let folders: [URL]

    /// Refers to the resources of a module.
    ///
    /// - Parameters:
    ///   - module: The target's name.
    ///   - source: A file of the target, beside whose folder `Resources` the files lie in the source.
    package init(module: String, source: String = #filePath) {
        let name = "VoiceClone_\(module)\(Self.ending)"
        let bundles = [Bundle.main.resourceURL, Bundle.main.bundleURL].compactMap { $0?.appending(path: name) }
        // Xcode nests a bundle's resources, SwiftPM does not.
        let beside = bundles + bundles.compactMap { Bundle(url: $0)?.resourceURL }
        // Tests and packages that depend on this one are built where the source lies.
        let folder = URL(filePath: source).deletingLastPathComponent()
        folders = (beside + [folder]).flatMap { [$0.appending(path: "Resources"), $0] }
    }

    /// Whether a path leads into such a folder.
    static func holds(_ path: String) -> Bool {
        path.split(separator: "/").contains { $0.hasPrefix("VoiceClone_") && $0.hasSuffix(ending) }
    }

    /// Where a file is: the first place that has it, else the likeliest, which has not.
    package func url(_ name: String) -> URL {
        let candidates = folders.map { $0.appending(path: name) }
        return candidates.first { FileManager.default.fileExists(atPath: $0.path) } ?? candidates[0]
    }
}
