import Foundation

/// The bytes of a small file, which must be a regular one.
///
/// - Throws: ``AudioError/missingFile(path:)``, or ``AudioError/unreadable(path:reason:)``, also for a file that is
///   larger than `maximumSize` bytes or becomes shorter meanwhile.
package func readRegularFile(_ url: URL, maximumSize: Int) throws -> Data {
    let source = try ByteSource(file: url)
    guard source.count <= maximumSize else {
        throw AudioError.unreadable(path: source.name, reason: "it is larger than \(maximumSize) bytes")
    }
    return Data(try source.bytes(at: 0, length: source.count))
}
