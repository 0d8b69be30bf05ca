import Foundation
import VoiceClone

/// Reads sentences on request, so that Scripts/bench-frontend can time it between other programs.
///
///     FrontEndRunner SENTENCES
///
/// says `ready` when the front end is loaded, and answers each line of standard input with one:
///
///     stages                  the one that there is: read
///     time read               the seconds that all sentences take, from text to symbols
///     write read FILE         writes for each sentence a JSON list of its characters' readings
@main
struct FrontEndRunner {
    struct BadRequest: Error, CustomStringConvertible {
        let description: String
    }

    static func main() {
        do {
            try serve()
        } catch {
            FileHandle.standardError.write(Data("FrontEndRunner: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func serve() throws {
        guard CommandLine.arguments.count == 2 else { throw BadRequest(description: "usage: FrontEndRunner SENTENCES") }
        let sentences = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8).split(separator: "\n")
            .map(String.init)
        let frontend = try TextFrontend(models: ModelDirectory.locate().url)
        let options = TextFrontendOptions(unreadableCharacters: .leaveOut)
        answer("ready")
        while let line = readLine() {
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            switch (words.first, words.dropFirst().first, words.count) {
            case ("stages", nil, 1): answer("read")
            case ("time", "read", 2):
                let clock = ContinuousClock()
                let duration = try clock.measure {
                    for sentence in sentences { _ = try frontend.symbols(for: sentence, options: options) }
                }
                answer("\(duration / .seconds(1))")
            case ("write", "read", 3):
                let lines = try sentences.map { sentence in
                    let reading = try frontend.reading(of: sentence, options: options)
                    let readings = reading.characters.map { $0.readings.joined(separator: " ") }
                    return String(decoding: try JSONEncoder().encode(readings), as: UTF8.self)
                }
                try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: words[2]))
                answer("written")
            default: throw BadRequest(description: "\(line) is no request")
            }
        }
    }

    private static func answer(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
