import Foundation
import VoiceClone

/// Counts how many inputs come out whole, by what the attention tells, before and after recovery.
///
///     HardInputs TABLE VOICE…
///
/// TABLE has lines `kind TAB text`; a VOICE is the name of a built-in one, or a recording. Only spectrograms are made. The
/// inputs that stay unsound are named, with what is wrong.
@main
struct HardInputs {
    struct BadRequest: Error, CustomStringConvertible {
        let description: String
    }

    static func main() {
        do {
            try run()
        } catch {
            FileHandle.standardError.write(Data("HardInputs: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() throws {
        guard CommandLine.arguments.count > 2 else { throw BadRequest(description: "usage: HardInputs TABLE VOICE…") }
        let texts = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.compactMap { $0.split(separator: "\t").last.map(String.init) }
        let models = try ModelDirectory.locate()
        let frontend = try TextFrontend(models: models.url)
        let tacotron2 = try Tacotron2(contentsOf: models.tacotron2)
        let encoder = try SpeakerEncoder(contentsOf: models.speakerEncoder)
        var total = Count()
        for name in CommandLine.arguments.dropFirst(2) {
            let speaker =
                FileManager.default.fileExists(atPath: name)
                ? try tacotron2.speakerVector(for: encoder.embed(Waveform(contentsOf: URL(filePath: name))))
                : SpeakerVector(name: name)
            var count = Count()
            for text in texts {
                count.add(try outcome(of: text, frontend, tacotron2, speaker))
            }
            say("\(name): \(count)")
            total.add(count)
        }
        say("all: \(total)")
    }

    /// How the sentences of a text came out.
    private static func outcome(
        of text: String, _ frontend: TextFrontend, _ tacotron2: Tacotron2, _ speaker: SpeakerVector
    ) throws -> Count {
        var count = Count()
        count.texts = 1
        var (isSoundAtOnce, isSound) = (true, true)
        for (index, sentence) in try frontend.sentences(of: text).enumerated() {
            var best = Int.max
            for attempt in 0...SpeechRecovery().attempts where best > 0 {
                let options = Tacotron2Options(seed: SpeechRecovery.seed(UInt64(index), attempt: attempt))
                let prediction = try tacotron2.predict(sentence.symbols, speaker: speaker, options: options)
                let report = AttentionReport(prediction)
                if attempt == 0 { isSoundAtOnce = isSoundAtOnce && report.isSound }
                count.frames += prediction.mel.frames
                if attempt > 0 { count.extraFrames += prediction.mel.frames }
                // Recovery cuts that off.
                best = report.framesBeforeMurmur == nil ? min(best, report.badness) : 0
                if attempt == SpeechRecovery().attempts, best > 0 { say("  \(text): \(report.problems)") }
            }
            isSound = isSound && best == 0
        }
        count.soundAtOnce = isSoundAtOnce ? 1 : 0
        count.sound = isSound ? 1 : 0
        return count
    }

    private struct Count: CustomStringConvertible {
        var (texts, soundAtOnce, sound, frames, extraFrames) = (0, 0, 0, 0, 0)

        mutating func add(_ other: Count) {
            texts += other.texts
            soundAtOnce += other.soundAtOnce
            sound += other.sound
            frames += other.frames
            extraFrames += other.extraFrames
        }

        var description: String {
            func share(_ part: Int, _ whole: Int) -> String {
                String(format: "%.2f %%", 100 * Double(part) / Double(max(1, whole)))
            }
            return """
                \(texts) texts, whole at once \(share(soundAtOnce, texts)), after recovery \(share(sound, texts)), \
                \(share(extraFrames, frames - extraFrames)) more frames
                """
        }
    }

    private static func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
}
