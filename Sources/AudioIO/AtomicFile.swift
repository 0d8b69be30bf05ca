import Foundation

// Foundation's atomic writing does the same for one file, but hides the system's reason for a failure.

/// Writes `data` to a temporary file in the folder of `url` and gives it the name; on any failure, an existing file is
/// as it was and the temporary file is gone.
///
/// A symbolic link is followed as ``destination(of:)`` says, the permissions of a file that is replaced are kept, and
/// one that may not be written is not replaced either. Only regular files are replaced, never a folder or a device.
///
/// - Throws: ``AudioError/unwritable(path:reason:)``.
package func writeAtomically(_ data: Data, to url: URL) throws { try writeAtomically([(data, url)]) }

/// The same for several files: none takes its name unless all of them could be written.
///
/// They take their names one after the other, so a failure to rename one leaves those before it replaced.
///
/// - Throws: ``AudioError/unwritable(path:reason:)``.
package func writeAtomically(_ files: [(data: Data, url: URL)]) throws {
    let staged = try files.map { data, url in
        let file = try StagedFile(for: url)
        _ = data.withUnsafeBytes(file.write)
        try file.complete()
        return file
    }
    for file in staged { try file.takePlace() }
}
