import Foundation
import TestSupport
import Testing

@testable import VoiceClone

@Suite struct SpeechReportTests {
    private static let loaded = Result { try VoiceCloner(models: ModelDirectory(Golden.models), vocoder: .melGAN) }
    private let voice = Voice.builtIn("biaobei")
    private let text = "你好，世界。<再见>2024年！"

    @Test func everySentenceHasItsReport() throws {
        // Of ever so many attempts those are made that are needed.
        let speech = try Self.loaded.get().speak(
            "你好。\n 再见！", as: voice, options: .init(seed: 3), recovery: .init(seeds: .max))
        #expect(speech.isSound)
        #expect(speech.sentences.map(\.text) == ["你好。", "再见！"])
        #expect(speech.sentences.map(\.seed) == [3, 4])
        #expect(speech.sentences.map { $0.attempts.map(\.way) } == [[.first], [.first]])
    }

    /// A sentence that cannot come out whole is spoken again in every way; the whole is the same every time, and the
    /// best attempt is kept.
    @Test func anUnsoundSentenceIsSpokenAgain() throws {
        let cloner = try Self.loaded.get()
        let (text, options) = ("今天天气很好，你好。", Tacotron2Options(seed: 3, maximumFrames: 80))
        let whole = SpeechRecovery(seeds: 2, cutsSentences: false)
        let speech = try cloner.speak(text, as: voice, options: options, recovery: whole)
        #expect(!speech.isSound)
        let attempts = speech.sentences[0].attempts
        #expect(attempts.map(\.way) == [.first, .attentionWindow, .anotherSeed, .anotherSeed])
        #expect(attempts.map(\.seed) == [0, 0, 1, 2].map { SpeechRecovery.seed(3, attempt: $0) })
        #expect(attempts.allSatisfy { $0.frames == 80 && $0.cutFrames == 0 && !$0.problems.isEmpty })
        #expect(attempts.contains(speech.sentences[0].kept))
        // It ends before it comes to the last words, which are told by what is written there.
        #expect(speech.sentences[0].unitTexts == text.map(String.init))
        #expect(speech.sentences[0].problems.contains("10 (。)") == false)
        #expect(speech.sentences[0].problemDescriptions.contains { $0.hasPrefix("units") && $0.contains("9 (好)") })
        let again = try cloner.speak(text, as: voice, options: options, recovery: whole)
        #expect(again.waveform == speech.waveform)
        #expect(
            try JSONDecoder().decode(SentenceReport.self, from: JSONEncoder().encode(speech.sentences[0]))
                == speech.sentences[0])
        let off = try cloner.speak(text, as: voice, options: options, recovery: .off)
        #expect(off.sentences[0].attempts.map(\.way) == [.first])
        #expect {
            try cloner.speak(
                text, as: voice, options: options, recovery: .init(seeds: 0, cutsSentences: false, isStrict: true))
        } throws: { error in
            guard case VoiceCloneError.unsoundSpeech(let sentence, let problems) = error else { return false }
            return text.hasPrefix(sentence) && problems.contains("did not end by itself")
        }
    }

    /// What does not fit into the limit as a whole does so in pieces, which share out the text.
    @Test func aSentenceIsCutAsLongAsItHelps() throws {
        let options = Tacotron2Options(seed: 3, maximumFrames: 130)
        let text = "今天天气很好，我们去公园。"
        let speech = try Self.loaded.get().speak(
            text, as: voice, options: options, recovery: .init(seeds: 0, usesAttentionWindow: false))
        #expect(speech.isSound)
        #expect(speech.sentences.map(\.text) == ["今天天气很好，", "我们去公园。"])
        #expect(speech.sentences.map { $0.attempts.map(\.way) } == [[.first, .half], [.half]])
        #expect(speech.timestamps.sentences.map(\.text) == speech.sentences.map(\.text))
        #expect(speech.timestamps.characters.map(\.text).joined() == text)
        #expect(abs(speech.timestamps.duration - speech.waveform.duration) < 1e-6)
    }

    @Test func speakingCanBeCancelled() async throws {
        let cloner = try Self.loaded.get()
        let task = Task { [voice] in
            withUnsafeCurrentTask { $0?.cancel() }
            #expect(throws: CancellationError.self) { try cloner.speak("今天天气很好。", as: voice) }
        }
        await task.value
    }

    /// Sentences more than 1.5 dB from the level of speech are brought that near, by 12 dB at most; what is far below the
    /// others, or silence, does not count.
    @Test func loudnessIsEvened() {
        func mel(_ level: Double) -> MelSpectrogram {
            let value = Float(((level + 23.3) / 10 * log(10) - log(80)) / 2)
            return MelSpectrogram(
                values: Tensor([Float](repeating: value, count: 800), shape: [80, 10]), contract: .tacotron2)
        }
        func gains(_ mels: [MelSpectrogram]) -> [Double] { SentenceLoudness(of: mels).gains }
        let expected = [0, 0, 6.5, -12, 0, 0]
        let silence = MelSpectrogram(silence: 0.1, contract: .tacotron2)
        for (gain, wanted) in zip(gains([-20, -21.4, -28, -2, -45].map(mel) + [silence]), expected) {
            #expect(abs(gain - wanted) < 1e-4)
        }
        // Soft speech is made louder, and what is far below it by as much.
        for gain in gains([-30, -30, -51].map(mel)) { #expect(abs(gain - 8.5) < 1e-4) }
        #expect(gains([silence, silence]) == [0, 0])
        #expect(gains([]).isEmpty)
    }

    @Test func timestampsShareOutTheSound() throws {
        let speech = try Self.loaded.get().speak(
            "<speak>你好，世界。<break time=\"500ms\"/>2024年再见！</speak>", as: voice, options: .init(seed: 3))
        let times = speech.timestamps
        let frame = 256.0 / 22050
        #expect(abs(times.duration - speech.waveform.duration) < frame)
        #expect(times.sentences.count == 2)
        // What is quiet: the first sentence's end, the silence put behind it, the second one's beginning.
        let quietEnd = speech.sentences[0].attention.quietEnd
        #expect(quietEnd > 0.05)
        let quiet = quietEnd + times.sentences[1].start - times.sentences[0].end
        #expect((0.5 - frame..<0.56).contains(quiet), "\(quiet)")
        // Units follow one another from the beginning of a sentence to its end.
        for sentence in times.sentences {
            for tier in [times.characters, times.syllables, times.symbols] {
                let units = tier.filter { $0.start >= sentence.start - 1e-9 && $0.end <= sentence.end + 1e-9 }
                let sum = units.reduce(0) { $0 + $1.end - $1.start }
                #expect(abs(sum - (sentence.end - sentence.start)) < 1e-6)
            }
        }
        for tier in [times.characters, times.syllables, times.symbols] {
            for interval in tier { #expect(interval.start <= interval.end) }
            for (left, right) in zip(tier, tier.dropFirst()) { #expect(left.end <= right.start + 1e-9) }
        }
        #expect(times.characters.map(\.text).prefix(4) == ["你", "好", "，", "世"])
        #expect(times.syllables.map(\.text).prefix(4) == ["ni2", "hao3", ",", "shix4"])
        #expect(times.characters.map(\.text).contains("2"))
        // A program that shows the text follows the speech through it.
        let written = Array("<speak>你好，世界。<break time=\"500ms\"/>2024年再见！</speak>")
        for interval in times.characters {
            let positions = try #require(interval.positions)
            #expect(String(written[positions.lowerBound - 1...positions.upperBound - 1]) == interval.text)
        }
        #expect(times.sentences.map { $0.positions?.lowerBound } == [1, 35])
        #expect(times.syllables.map(\.positions) == times.characters.map(\.positions))
        // A syllable of speech takes a tenth of a second to half of one.
        for interval in times.characters where interval.text.allSatisfy(\.isLetter) {
            #expect((0.05...0.6).contains(interval.end - interval.start), "\(interval)")
        }
    }

    /// Between sentences it is quiet for longer than at a comma, behind the last one for as long as the network makes
    /// it.
    @Test(arguments: ["biaobei", "Aida"]) func sentencesArePartedAsAReaderDoes(name: String) throws {
        let speech = try Self.loaded.get().speak(
            "今天天气很好。我们去公园吧！他来吗？他来。", as: .builtIn(name), options: .init(seed: 3))
        let times = speech.timestamps
        #expect(times.sentences.count == 4)
        let frame = 256.0 / 22050
        for (index, (left, right)) in zip(times.sentences, times.sentences.dropFirst()).enumerated() {
            // What is quiet: the sentence's end, the silence put behind it, the next one's beginning.
            let quiet = speech.sentences[index].attention.quietEnd + right.start - left.end
            #expect((0.4 - frame...0.5).contains(quiet), "\(quiet)")
            let (start, end) = (Int((left.end + 2 * frame) * 22_050), Int((right.start - 4 * frame) * 22_050))
            let silence = speech.waveform.samples[start..<end]
            #expect(silence.count > 1000)
            #expect(!silence.isEmpty && silence.allSatisfy { abs($0) < 0.01 })
        }
        let last = try #require(times.sentences.last)
        #expect(times.duration == last.end)
    }

    @Test func markupIsNoPartOfWhatIsShown() throws {
        let text = "<speak>[ni3]你&#x597D;<break time=\"200ms\"/><!-- so -->再<sub alias=\"见\">J</sub>。</speak>"
        let speech = try Self.loaded.get().speak(text, as: voice, options: .init(seed: 3))
        #expect(speech.sentences.map(\.text).joined() == "你好再J。")
        #expect(speech.timestamps.sentences.map(\.text).joined() == "你好再J。")
        #expect(speech.timestamps.characters.map(\.text) == ["你", "好", "再", "J", "。"])
    }

    @Test func timesThatNoSpeechHasAreTheFirstOrTheLast() {
        let times = SpeechTimestamps(
            sentences: [.init(text: "x", start: -1, end: 1e30)], characters: [], syllables: [], symbols: [], duration: 1
        )
        #expect(times.srt == "1\n00:00:00,000 --> 99:59:59,999\nx\n")
        let unknown = SpeechTimestamps(
            sentences: [.init(text: "x", start: .nan, end: 1)], characters: [], syllables: [], symbols: [], duration: 1)
        #expect(unknown.srt == "1\n00:00:00,000 --> 00:00:01,000\nx\n")
    }

    @Test func controlCharactersDoNotReachOtherPrograms() {
        let times = SpeechTimestamps(
            sentences: [.init(text: "你\u{1B}[31m好\0。", start: 0, end: 1)], characters: [], syllables: [], symbols: [],
            duration: 1)
        #expect(times.srt.contains("\n你 [31m好 。\n"))
        #expect(times.textGrid.contains("text = \"你 [31m好 。\""))
    }

    // What is spoken part by part is put together: a part's times are counted from its own beginning.
    @Test func timesOfPartsAreThoseOfTheWhole() throws {
        let cloner = try Self.loaded.get()
        let parts = try ["你好。", "再见。"].map { try cloner.speak($0, as: voice, options: .init(seed: 3)) }
        let first = parts[0].timestamps, second = parts[1].timestamps
        let whole = SpeechTimestamps(joining: [first, second.delayed(by: first.duration + 0.5)])
        #expect(whole.sentences.map(\.text) == ["你好。", "再见。"])
        #expect(whole.sentences[1].start == second.sentences[0].start + (first.duration + 0.5))
        #expect(whole.symbols.count == first.symbols.count + second.symbols.count)
        let moved = second.delayed(by: 0, characters: 7)
        #expect(moved.characters[0].positions == 8...8 && second.characters[0].positions == 1...1)
        #expect(whole.duration == second.duration + (first.duration + 0.5))
    }

    @Test func formatsOfTimestamps() throws {
        let times = SpeechTimestamps(
            sentences: [.init(text: "说\"好\"。\n", start: 0.5, end: 3661.2345)],
            characters: [.init(text: "说", start: 0.5, end: 1), .init(text: "", start: 1, end: 1)], syllables: [],
            symbols: [],
            duration: 3662)
        #expect(times.srt == "1\n00:00:00,500 --> 01:01:01,235\n说\"好\"。\n")
        let grid = times.textGrid
        #expect(grid.hasPrefix("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n"))
        #expect(grid.contains("text = \"说\"\"好\"\"。\""))
        // Without gaps, and without what is empty: before, the sentence, after.
        #expect(
            grid.contains("name = \"sentences\"\n        xmin = 0\n        xmax = 3662.0\n        intervals: size = 3"))
        #expect(
            grid.contains("name = \"characters\"\n        xmin = 0\n        xmax = 3662.0\n        intervals: size = 3")
        )
        #expect(
            grid.contains("name = \"symbols\"\n        xmin = 0\n        xmax = 3662.0\n        intervals: size = 1"))
        let decoded = try JSONDecoder().decode(SpeechTimestamps.self, from: JSONEncoder().encode(times))
        #expect(decoded == times)
    }

    /// Where speech begins after a pause, the attention says so: within 50 ms of where the sound rises.
    @Test(arguments: ["biaobei", "Aiyue"]) func timestampsAreWhereTheSoundIs(name: String) throws {
        let speech = try Self.loaded.get().speak(
            "今天天气很好，我们去公园吧。他说的话，我一句也没听懂。虽然很累，但是我很开心。", as: .builtIn(name),
            options: .init(seed: 3))
        let (samples, rate) = (speech.waveform.samples, Double(speech.waveform.sampleRate))
        /// The root mean square of a hundredth of a second.
        func level(_ time: Double) -> Float {
            let window = samples[min(Int(time * rate), samples.count)...].prefix(Int(0.01 * rate))
            return (window.reduce(0) { $0 + $1 * $1 } / Float(max(1, window.count))).squareRoot()
        }
        let times = speech.timestamps
        let levels = stride(from: 0, to: times.duration, by: 0.01).map(level).sorted()
        // 25 dB below what one hundredth in ten exceeds.
        let quiet = levels[levels.count * 9 / 10] * 0.056
        var pauses = 0
        for (index, unit) in times.syllables.enumerated() {
            let previous = index == 0 ? nil : times.syllables[index - 1]
            guard previous.map({ ",.".contains($0.text) }) ?? true, !",.".contains(unit.text) else { continue }
            // The end of the last hundredth that is quiet, not much behind the beginning.
            let near = stride(from: max(0, unit.start - 0.1), to: unit.start + 0.1, by: 0.001)
            let onset = try #require(near.filter { level($0) < quiet }.last, "\(unit)") + 0.01
            #expect(abs(onset - unit.start) < 0.05, "\(unit)")
            pauses += 1
        }
        #expect(pauses == 6)
    }
}
