import Foundation
import Stages
import VoiceClone

/// Runs stages on request, so that a script can time them between other programs, all of them loaded and warm.
///
///     StageRunner RECORDING FRAMES
///
/// says `ready` when the models of `VOICECLONE_MODELS` are loaded, and answers each line of standard input with one:
///
///     stages                  the names of the stages
///     time STAGE              the seconds of one run
///     allocations STAGE       the blocks of memory that one run allocates
///     frames N                works on N mel frames from now on
///     mel FILE                has the vocoders work on the floats of a file, [80, frames], little-endian
///     write STAGE FILE        writes what a run makes, as floats
@main
struct StageRunner {
    struct BadRequest: Error, CustomStringConvertible {
        let description: String
    }

    static func main() {
        do {
            try serve()
        } catch {
            FileHandle.standardError.write(Data("StageRunner: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func serve() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let frames = Int(arguments[2]), frames > 0 else {
            throw BadRequest(description: "usage: StageRunner RECORDING FRAMES")
        }
        let workbench = try Workbench(
            models: .locate(), recording: URL(filePath: arguments[1]), frames: frames)
        answer("ready")
        while let line = readLine() {
            answer(try reply(to: line.split(separator: " ", maxSplits: 2).map(String.init), workbench))
        }
    }

    private static func reply(to words: [String], _ workbench: Workbench) throws -> String {
        switch (words.first, words.count) {
        case ("stages", 1): return Stage.allCases.map(\.rawValue).joined(separator: " ")
        case ("time", 2): return "\(try workbench.seconds(stage(words[1])))"
        case ("allocations", 2): return try workbench.allocations(stage(words[1])).map(String.init) ?? "uncounted"
        case ("frames", 2):
            guard let frames = Int(words[1]), frames > 0 else {
                throw BadRequest(description: "\(words[1]) is no number of frames")
            }
            try workbench.setFrames(frames)
        case ("mel", 2...):
            // The rest of the line is one path.
            let data = try Data(contentsOf: URL(filePath: words.dropFirst().joined(separator: " ")))
            workbench.setMel(data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) })
        case ("write", 3):
            let values = try workbench.run(stage(words[1]))
            try values.withUnsafeBytes { Data($0) }.write(to: URL(filePath: words[2]))
        default: throw BadRequest(description: "no such request: \(words.joined(separator: " "))")
        }
        return "done"
    }

    private static func stage(_ name: String) throws -> Stage {
        guard let stage = Stage(rawValue: name) else { throw BadRequest(description: "no such stage: \(name)") }
        return stage
    }

    private static func answer(_ line: String) {
        print(line)
        fflush(nil)
    }
}
