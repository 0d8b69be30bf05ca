import Foundation
import TestSupport
import Testing

@testable import VoiceClone

@Suite struct SpeechProvenanceTests {
    private let cloner: VoiceCloner
    private let limited = Tacotron2Options(seed: .max, maximumFrames: 60)

    init() throws { cloner = try VoiceFixture.cloner.get() }

    private func voice(_ name: String, consent: String?) throws -> Voice {
        let recordings = [VoiceRecording(name: "a", waveform: try VoiceFixture.recording())]
        return try cloner.voice(
            from: VoiceProfile(
                name: name, recordings: recordings, encoder: cloner.speakerEncoder, consent: consent))
    }

    @Test(arguments: [AudioFileFormat.wav(.int16), .wav(.int24), .wav(.float32), .flac(.int16), .flac(.int24)])
    func everyFileOfAClonedVoiceSaysSo(format: AudioFileFormat) throws {
        try withTemporaryFolder { folder in
            let consent = "I, Zoë 小燕, agree.\n\"Always\" \\ \u{200F}\t😀"
            let speech = try cloner.speak("你好", as: voice("小燕 Zoë", consent: consent), options: limited)
            let url = folder.appending(path: "speech")
            try speech.waveform.write(to: url, format: format)
            let provenance = try #require(try SpeechProvenance(contentsOf: url))
            #expect(provenance.kind == .cloned)
            #expect(provenance.voice == "小燕 Zoë")
            #expect(provenance.seed == .max)
            #expect(provenance.encoder == cloner.speakerEncoder.weightsDigest)
            #expect(provenance.consent == consent)
            let texts = try #require(try AudioProvenance(contentsOf: url))
            #expect(texts.software == "VoiceClone")
            #expect(
                texts.comment?.hasPrefix("Synthetic speech in a cloned voice, not a recording of a person. {") == true)
            // Nothing that changes how a terminal shows the rest.
            #expect(texts.comment?.unicodeScalars.contains { ["\n", "\u{202E}", "\t"].contains($0) } == false)
            // Other rates and formats of the same speech say it too.
            let copy = folder.appending(path: "copy.flac")
            try Waveform(contentsOf: url).resampled(to: 16_000).write(to: copy)
            #expect(try SpeechProvenance(contentsOf: copy) == provenance)
        }
    }

    @Test func aBuiltInVoiceIsSyntheticToo() throws {
        let speech = try cloner.speak("你好", as: .builtIn("biaobei"), options: limited)
        let provenance = try #require(speech.waveform.provenance.flatMap { SpeechProvenance($0) })
        #expect(provenance.kind == .builtIn && provenance.voice == "biaobei" && provenance.encoder == nil)
    }

    // The most that a profile may hold, in characters whose JSON is as long as can be.
    @Test(arguments: [
        "\t", "\u{200B}", "\u{E0001}", "\"", "长", "a\u{301}", "e" + String(repeating: "\u{301}", count: 599),
    ])
    func aLongNoteIsCutAndTheRestStays(unit: String) throws {
        try withTemporaryFolder { folder in
            let consent = String(repeating: unit, count: 1_200 / unit.utf8.count)
            let name = String(repeating: "\"", count: 200)
            let speech = try cloner.speak("你好", as: voice(name, consent: consent), options: limited)
            let url = folder.appending(path: "speech.wav")
            try speech.waveform.write(to: url)
            let provenance = try #require(try SpeechProvenance(contentsOf: url))
            #expect(provenance.voice == name)
            let read = try #require(provenance.consent)
            #expect(
                read == consent
                    || read.hasSuffix("…") && consent.unicodeScalars.starts(with: read.unicodeScalars.dropLast()))
            #expect(read.utf8.count > 100)
        }
    }

    // Anybody can write such a comment, and names are shown on terminals.
    @Test func aNameFromAStrangerIsTidied() throws {
        let json =
            #"{"kind":"cloned","seed":1,"consent":"I\u001b[2J\nagree","voice":"a\u001b[31m\u0007\#(String(repeating: "b", count: 300))"}"#
        let comment = "Synthetic speech in a cloned voice, not a recording of a person. " + json
        let provenance = try #require(SpeechProvenance(AudioProvenance(comment: comment)))
        #expect(provenance.voice == "a [31m " + String(repeating: "b", count: 193))
        #expect(provenance.consent == "I [2J\nagree")
    }

    // Where tests can look at a process that ends.
    #if compiler(>=6.2)
        @Test func aRateThatIsNoneIsAMistake() async {
            await #expect(processExitsWith: .failure) {
                _ = SpeechProvenance(voice: .builtIn("biaobei"), seed: 1, rate: .nan)
            }
        }
    #endif

    @Test func otherTextsAreNotTakenForOurs() {
        for comment in [
            "", "Synthetic speech", "Synthetic speech, not a recording of a person. {}",
            "Synthetic speech in a cloned voice, not a recording of a person. {\"kind\":\"cloned\"}",
            #"{"kind":"cloned","seed":1,"voice":"a"}"#,
        ] {
            #expect(SpeechProvenance(AudioProvenance(software: "VoiceClone", comment: comment)) == nil)
        }
    }

    @Test func severalVoicesAreOneLabel() throws {
        let (ada, bob) = (try voice("Ada", consent: "yes"), try voice("Bob", consent: nil))
        let mixed = SpeechProvenance(voices: [.builtIn("Aida"), ada, bob], seed: 3)
        #expect(mixed.kind == .cloned && mixed.voice == "Aida, Ada, Bob" && mixed.consent == "Ada: yes")
        #expect(mixed.encoder == cloner.speakerEncoder.weightsDigest)
        #expect(SpeechProvenance(mixed.audioProvenance) == mixed)
        #expect(SpeechProvenance(voices: [ada], seed: 3).consent == "yes")
        let none = SpeechProvenance(voices: [.builtIn("Aida"), .builtIn("biaobei")], seed: 3)
        #expect(none.kind == .builtIn && none.consent == nil && none.encoder == nil)
    }
}
