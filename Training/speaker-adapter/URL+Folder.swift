import Foundation

extension URL {
    /// The folder at a path, which is made if it is not there.
    static func folder(_ path: String) throws -> URL {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }
}
