import Foundation

/// The data files of this module.
enum ResourceFile {
    /// The bytes of a file in `Resources`.
    static func data(_ name: String) throws -> Data {
        guard let folder = Bundle.module.resourceURL else {
            throw TextError.damagedResource(name: name, reason: "the bundle has no folder")
        }
        do {
            return try Data(contentsOf: folder.appending(path: "Resources").appending(path: name))
        } catch {
            throw TextError.damagedResource(name: name, reason: "\(error)")
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
