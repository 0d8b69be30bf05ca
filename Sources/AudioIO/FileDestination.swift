import Foundation

/// Where what is written to a path goes: the path behind all symbolic links, in a folder without any, whether there is
/// such a file yet or not.
///
/// Foundation follows links only to what exists.
///
/// - Throws: ``AudioError/unwritable(path:reason:)`` for links that lead to one another, and for those to an open file
///   of a running program, such as `/dev/stdout`: a file of its name would take the place of what it writes.
package func destination(of url: URL) throws -> URL {
    var place = url
    for _ in 0..<32 {
        let folder = place.deletingLastPathComponent().resolvingSymlinksInPath()
        place = folder.appending(path: place.lastPathComponent)
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: place.path) else { return place }
        guard !folder.path.hasPrefix("/proc/") else {
            throw AudioError.unwritable(path: url.path, reason: "it is what a running program has open, not a file")
        }
        place = target.hasPrefix("/") ? URL(filePath: target) : folder.appending(path: target)
    }
    throw AudioError.unwritable(path: url.path, reason: String(cString: strerror(ELOOP)))
}
