import Foundation

/// The data files of this module.
enum ResourceFile {
    /// The bytes of a file in `Resources`.
    static func data(_ name: String) throws -> Data {
        // SwiftPM copies the folder; whether the bundle counts it as its own resource folder depends on who built it.
        let url =
            Bundle.module.url(forResource: name, withExtension: nil)
            ?? Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Resources")
        guard let url else { throw TextError.damagedResource(name: name, reason: "it is not in the bundle") }
        do {
            return try Data(contentsOf: url)
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
