import Foundation
import VoiceClone

/// Counts how many inputs come out whole, by what the attention tells, before and after recovery.
///
///     HardInputs [--window] TABLE VOICE…
///
/// With `--window`, the first attempt has an attention window already, as a stream can have it.
///
/// TABLE has lines `kind TAB text`; a VOICE is the name of a built-in one, or a recording. MelGAN makes the sound. The
/// inputs that were spoken again are named, with what was wrong each time.
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
        let arguments = CommandLine.arguments.dropFirst().filter { $0 != "--window" }
        guard let table = arguments.first, arguments.count > 1 else {
            throw BadRequest(description: "usage: HardInputs [--window] TABLE VOICE…")
        }
        let window = CommandLine.arguments.contains("--window") ? AttentionWindow() : nil
        let options = Tacotron2Options(attentionWindow: window)
        let texts = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.compactMap { $0.split(separator: "\t").last.map(String.init) }
        let cloner = try VoiceCloner(models: .locate(), vocoder: .melGAN)
        var total = Count()
        for name in arguments.dropFirst() {
            let voice =
                FileManager.default.fileExists(atPath: name)
                ? try cloner.voice(from: Waveform(contentsOf: URL(filePath: name))) : Voice.builtIn(name)
            var count = Count()
            for text in texts { count.add(try outcome(of: text, cloner, voice, options)) }
            say("\(name): \(count)")
            total.add(count)
        }
        say("all: \(total)")
    }

    /// How the sentences of a text came out.
    private static func outcome(
        of text: String, _ cloner: VoiceCloner, _ voice: Voice, _ options: Tacotron2Options
    ) throws -> Count {
        let speech = try cloner.speak(text, as: voice, options: options)
        let attempts = speech.sentences.flatMap(\.attempts)
        let again = attempts.filter { $0.way != .first }
        if !speech.isSound || !again.isEmpty {
            say("  \(speech.isSound ? "whole" : "NOT WHOLE"): \(text)")
            for attempt in attempts {
                say("    \(attempt.way) \(attempt.problems.map(\.description).joined(separator: "; "))")
            }
        }
        var count = Count()
        count.texts = 1
        count.soundAtOnce = speech.isSound && again.isEmpty ? 1 : 0
        count.sound = speech.isSound ? 1 : 0
        count.frames = attempts.map(\.frames).reduce(0, +)
        count.extraFrames = again.map(\.frames).reduce(0, +)
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
