import ArgumentParser
import Foundation
import VoiceClone

/// `voiceclone voice create`: from recordings to a profile.
struct VoiceCreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a voice profile of one person's recordings.")

    @Argument(help: "Recordings: WAV, FLAC, OGG or MP3, each half a second or more; - for standard input.")
    var clips: [String]
    @Option(name: .shortAndLong, help: "Where the profile is written, for example me.voice.json.")
    var output: String
    @Option(help: "What the voice is called. If left out: the name of the output.")
    var name: String?
    @Option(help: "The speaker's consent in words. It is put into every file that is spoken in the voice.")
    var consent: String?
    @Flag(name: .customLong("try"), help: "Speak a sentence and note how alike it is; say how alike to expect.")
    var isTried = false
    @Option(help: "The seed of that sentence.")
    var seed: UInt64 = 0
    @Option(help: VocoderChoice.help)
    var vocoder = VocoderChoice.hifiGAN
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if clips.filter({ $0 == "-" }).count > 1 { throw ValidationError(Input.readTwice) }
        try Input.requireApart(outputs: [output], inputs: clips)
    }

    func run() throws {
        // Without a trial, nothing but the encoder is needed.
        let cloner = isTried ? try shared.cloner(vocoder: vocoder) : nil
        let encoder = try cloner?.speakerEncoder ?? shared.encoder()
        let recordings = try clips.map { clip in
            Console.progress("Reading \(clip)")
            return try Input.recording(clip)
        }
        var profile = try VoiceProfile(
            name: name ?? outputName, recordings: recordings, encoder: encoder, consent: consent,
            progress: { Console.progress("\($0) of \(recordings.count) recordings heard") })
        Console.progress("Trying the voice")
        profile.trial = try cloner?.trial(of: profile, options: .init(seed: seed))
        let voice = try cloner?.voice(from: profile)
        Console.endProgress()
        try profile.write(to: URL(filePath: output))
        let warnings = voice?.warnings ?? profile.warnings
        report(profile, warnings)
        if let likeness = voice?.expectedLikeness {
            Console.say("Speech of some length is expected to be alike to \(rounded(likeness)).")
        }
        guard shared.json else { return }
        try Console.answer(
            json: Answer(
                output: output, profile: profile, warnings: warnings, expectedLikeness: voice?.expectedLikeness))
    }

    /// `folder/me.voice.json` makes `me`.
    private var outputName: String {
        let file = URL(filePath: output).lastPathComponent
        let end = [".voice.json", ".json"].first { file.hasSuffix($0) && file.count > $0.count } ?? ""
        return String(file.dropLast(end.count))
    }

    private func report(_ profile: VoiceProfile, _ warnings: [VoiceWarning]) {
        let seconds = profile.clips.reduce(0) { $0 + $1.duration }
        let recordings = profile.clips.count == 1 ? "1 recording" : "\(profile.clips.count) recordings"
        Console.say("\(output): the voice \(profile.name), of \(recordings) and \(rounded(seconds)) s.")
        for clip in profile.clips {
            let agreement = clip.agreement.map { ", agrees with the others to \(rounded($0))" } ?? ""
            Console.say("  \(clip.name): \(rounded(clip.duration)) s\(agreement)")
        }
        for warning in warnings { Console.say("Warning: \(warning)") }
        if let trial = profile.trial { Console.say("Tried: its speech is alike to \(rounded(trial.likeness)).") }
    }

    private struct Answer: Encodable {
        let output: String
        let name: String
        let encoder: SHA256Digest
        let clips: [VoiceProfile.Clip]
        let warnings: [String]
        let consent: String?
        let trial: VoiceProfile.Trial?
        let expectedLikeness: Float?

        init(output: String, profile: VoiceProfile, warnings: [VoiceWarning], expectedLikeness: Float?) {
            (self.output, name, encoder, clips) = (output, profile.name, profile.encoder, profile.clips)
            self.warnings = warnings.map(\.description)
            (consent, trial, self.expectedLikeness) = (profile.consent, profile.trial, expectedLikeness)
        }
    }
}
