import Foundation
import TestSupport
import Testing
import VoiceClone

/// What happens around `voiceclone` while it writes: the old file or the new one is there, never a part.
@Suite struct VoiceCloneToolHarmTests {
    private static let program = Program("voiceclone")
    private static let old = "what was there before"
    private static let speak = ["speak", "你好", "--voice", "biaobei", "--vocoder", "melgan"]

    /// What is written, and how many kilobytes a file may have so that it is cut off.
    static let outputs: [(name: String, arguments: [String], limit: Int)] = [
        ("a.wav", speak + ["-o", "a.wav"], 8), ("a.flac", speak + ["-o", "a.flac"], 8),
        (
            "p.json",
            ["voice", "create", Golden.root.appending(path: "Fixtures/voices/synthetic.mp3").path, "-o", "p.json"], 1
        ),
    ]

    /// Runs the program behind shell commands, in a folder where the file has old contents.
    private func run(_ arguments: [String], replacing name: String, after preparation: String, in folder: URL) throws
        -> Program.Run
    {
        try Data(Self.old.utf8).write(to: folder.appending(path: name))
        // What the tests' threads block or ignore, their children do as well, and a shell cannot change that.
        signal(SIGXFSZ, SIG_DFL)
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGXFSZ)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        let script = "cd \"$1\"; shift; ulimit -c 0\n\(preparation)\nexec \"$@\""
        return try Self.program.run(
            ["-c", script, "bash", folder.path, Self.program.executable.path] + arguments,
            executable: URL(filePath: "/bin/bash"))
    }

    private func contents(_ name: String, in folder: URL) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }

    // With the signal for a file that grows too large off, writing fails as it does on a full disk.
    @Test(arguments: outputs) func aFullDiskLeavesTheOldFile(name: String, arguments: [String], limit: Int) throws {
        try withTemporaryFolder { folder in
            let run = try run(
                arguments, replacing: name, after: "trap '' XFSZ; ulimit -f \(limit)", in: folder)
            #expect(run.status == 73, "\(run.errors)")
            #expect(run.errors.contains("\(name) cannot be written"), "\(run.errors)")
            #expect(try contents(name, in: folder) == Self.old)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left.allSatisfy { !$0.hasPrefix(".") }, "\(left)")
        }
    }

    @Test func anOutputThatCannotBeWrittenLeavesTheOthersAsTheyWere() throws {
        try withTemporaryFolder { folder in
            let run = try run(
                Self.speak + ["-o", "a.wav", "--timestamps", "t.srt", "--report", "missing/r.json"],
                replacing: "a.wav", after: ":", in: folder)
            #expect(run.status == 73, "\(run.errors)")
            #expect(run.errors.contains("missing/r.json cannot be written"), "\(run.errors)")
            #expect(try contents("a.wav", in: folder) == Self.old)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.wav"])
        }
    }

    // With the signal on, it ends the process in the middle of writing.
    @Test(arguments: outputs) func aKilledProgramLeavesTheOldFile(name: String, arguments: [String], limit: Int) throws
    {
        try withTemporaryFolder { folder in
            let run = try run(arguments, replacing: name, after: "ulimit -f \(limit)", in: folder)
            #expect(run.reason == .uncaughtSignal && run.status == SIGXFSZ, "\(run.errors)")
            #expect(try contents(name, in: folder) == Self.old)
        }
    }

    @Test func aProgramKilledAtAnyTimeLeavesTheOldFileOrTheNewOne() throws {
        try withTemporaryFolder { folder in
            let arguments = Self.speak + ["-o", "a.wav"]
            let start = ContinuousClock.now
            _ = try run(arguments, replacing: "a.wav", after: ":", in: folder)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let new = try Data(contentsOf: folder.appending(path: "a.wav"))
            for number in 1...20 {
                // By its job, which the shell knows to have ended; a number may be another program's by then.
                let run = try run(
                    arguments, replacing: "a.wav",
                    after: "\"$@\" & sleep \(seconds * Double(number) / 18); kill -9 %1 2>/dev/null; wait %1; exit $?",
                    in: folder)
                let found = try Data(contentsOf: folder.appending(path: "a.wav"))
                #expect(found == new || (found == Data(Self.old.utf8) && run.status == 128 + SIGKILL), "\(number)")
            }
        }
    }

    // Below four descriptors the system cannot even load the program.
    @Test(arguments: 4...16) func fewFileDescriptorsAreEnoughOrSaid(descriptors: Int) throws {
        try withTemporaryFolder { folder in
            let run = try run(
                Self.speak + ["-o", "a.wav", "--spectrogram", "s.npy", "--report", "r.json"], replacing: "a.wav",
                after: "ulimit -n \(descriptors)", in: folder)
            if run.status == 0 {
                #expect(try Waveform(contentsOf: folder.appending(path: "a.wav")).duration > 0.3)
            } else {
                #expect(run.errors.hasPrefix("Error: "), "\(run.errors)")
                #expect(try contents("a.wav", in: folder) == Self.old)
            }
        }
    }
}
