import Foundation
import TestSupport

/// A program of this package, to run as a user does: as a process of its own, in an empty folder.
struct Program {
    struct Run {
        /// The exit status, or the signal that ended the process.
        let status: Int32
        let reason: Process.TerminationReason
        let output: String
        let errors: String
    }

    /// The program beside the test bundle, where SwiftPM builds both.
    let executable: URL

    init(_ name: String) {
        var folder = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
        while folder.path != "/" {
            let candidate = folder.appending(path: name)
            if FileManager.default.isExecutableFile(atPath: candidate.path) {
                executable = candidate
                return
            }
            folder.deleteLastPathComponent()
        }
        executable = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
    }

    /// Runs it to its end; `output`, if given, takes what it prints on standard output.
    func run(
        _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], executable: URL? = nil,
        output pipe: FileHandle? = nil
    ) throws -> Run {
        try withTemporaryFolder { folder in
            let files = ["input", "output", "errors"].map { folder.appending(path: $0) }
            for (file, contents) in zip(files, [input, Data(), Data()]) { try contents.write(to: file) }
            let process = Process()
            process.executableURL = executable ?? self.executable
            process.arguments = arguments
            process.currentDirectoryURL = folder
            process.environment = ProcessInfo.processInfo.environment
                .merging(["VOICECLONE_MODELS": Golden.models.path]) { $1 }.merging(environment) { $1 }
            process.standardInput = try FileHandle(forReadingFrom: files[0])
            process.standardOutput = try pipe ?? FileHandle(forWritingTo: files[1])
            process.standardError = try FileHandle(forWritingTo: files[2])
            try process.run()
            process.waitUntilExit()
            return Run(
                status: process.terminationStatus, reason: process.terminationReason,
                output: try String(contentsOf: files[1], encoding: .utf8),
                errors: try String(contentsOf: files[2], encoding: .utf8))
        }
    }
}
