import Checkpoint
import Foundation

/// The data files of this module.
enum ResourceFile {
    private static let folder = ResourceFolder(module: "TextFrontend")

    /// The bytes of a file in `Resources`.
    static func data(_ name: String) throws -> Data {
        let url = folder.url(name)
        guard FileManager.default.fileExists(atPath: url.path) else {
            throw TextError.damagedResource(
                name: name, reason: "it is not in the bundle beside the executable, \(url.path)")
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
