import Foundation
import TestSupport
import Testing

@testable import VoiceClone

@Suite struct SpeechStreamTests {
    private static let melGAN = Result { try VoiceCloner(models: ModelDirectory(Golden.models), vocoder: .melGAN) }
    private static let hifiGAN = Result { try VoiceCloner(models: ModelDirectory(Golden.models), vocoder: .hifiGAN) }
    private static let waveNet = Result { try VoiceCloner(models: ModelDirectory(Golden.models), vocoder: .waveNet) }
    private static let griffinLim = Result {
        try VoiceCloner(models: ModelDirectory(Golden.models), vocoder: .griffinLim)
    }
    private let voice = Voice.builtIn("biaobei")

    private func chunks(_ cloner: VoiceCloner, _ text: String, _ options: Tacotron2Options) async throws
        -> [SpeechChunk]
    {
        var chunks: [SpeechChunk] = []
        for try await chunk in try cloner.stream(text, as: voice, options: options) { chunks.append(chunk) }
        return chunks
    }

    @Test(arguments: [
        "好", "今天天气很好。", "你好！我们去公园散步吧。再见。", "<speak>你好。<break time=\"700ms\"/>再见<break/></speak>",
        "<speak><break time=\"1s\"/>你好。</speak>",
    ])
    func itsChunksAreTheWholeBitForBit(text: String) async throws {
        for cloner in [try Self.melGAN.get(), try Self.hifiGAN.get()] {
            let options = Tacotron2Options(seed: 3, maximumFrames: 300)
            let whole = try await cloner.speak(text, as: voice, options: options, recovery: .off)
            let chunks = try await chunks(cloner, text, options)
            #expect(chunks.flatMap(\.waveform.samples) == whole.waveform.samples)
            let sentences = chunks.flatMap(\.finishedSentences)
            #expect(sentences.map(\.mel) == whole.predictions.map(\.mel))
            #expect(sentences.map(\.alignment) == whole.predictions.map(\.alignment))
            #expect(sentences.map(\.stopReason) == whole.predictions.map(\.stopReason))
            #expect(SpeechTimestamps(joining: chunks.map(\.timestamps)) == whole.timestamps)
            let reports = chunks.flatMap(\.reports)
            #expect(reports.map(\.text) == whole.sentences.map(\.text))
            #expect(reports.map(\.attention) == whole.sentences.map(\.attention))
            #expect(reports.map(\.gain) == whole.sentences.map(\.gain))
            #expect(chunks.allSatisfy { $0.waveform.provenance == whole.waveform.provenance })
            #expect(chunks[0].waveform.samples.count == min(whole.waveform.samples.count, 8 * 256))
        }
    }

    /// The second sentence cannot come out whole within the limit, so it comes in two pieces.
    @Test(arguments: [1, 1.3]) func withRecoveryItIsTheWholeToo(rate: Double) async throws {
        let text = "你好。今天天气很好，我们去公园。再见！"
        let options = Tacotron2Options(seed: 3, maximumFrames: 130)
        for cloner in [try Self.melGAN.get(), try Self.griffinLim.get()] {
            let recovery = SpeechRecovery(seeds: 0, usesAttentionWindow: false, evensLoudness: false)
            let whole = try await cloner.speak(text, as: voice, options: options, recovery: recovery, rate: rate)
            var chunks: [SpeechChunk] = []
            let stream = try cloner.stream(text, as: voice, options: options, recovery: recovery, rate: rate)
            for try await chunk in stream { chunks.append(chunk) }
            #expect(whole.sentences.map(\.text) == ["你好。", "今天天气很好，", "我们去公园。", "再见！"])
            #expect(chunks.flatMap(\.reports) == whole.sentences)
            #expect(SpeechTimestamps(joining: chunks.map(\.timestamps)) == whole.timestamps)
            let samples = chunks.flatMap(\.waveform.samples)
            // Griffin-Lim makes each sentence by itself.
            #expect(
                cloner.vocoder is GriffinLim
                    ? samples.count == whole.waveform.samples.count : samples == whole.waveform.samples)
        }
    }

    @Test func aStrictStreamEndsBeforeASentenceThatIsNotWhole() async throws {
        let options = Tacotron2Options(seed: 3, maximumFrames: 80)
        let recovery = SpeechRecovery(seeds: 0, cutsSentences: false, isStrict: true)
        var (sentences, frames, samples) = ([String](), 0, 0)
        await #expect(throws: VoiceCloneError.self) {
            let stream = try Self.melGAN.get().stream("你好。今天天气很好，你好。", as: voice, options: options, recovery: recovery)
            for try await chunk in stream {
                sentences += chunk.reports.map(\.text)
                frames += chunk.finishedSentences.reduce(0) { $0 + $1.mel.frames }
                samples += chunk.waveform.samples.count
            }
        }
        #expect(sentences == ["你好。"])
        // All of its sound, and some of the pause behind it.
        #expect(frames > 0 && samples > frames * 256)
    }

    // A sentence that its window ends fades, so its last fifth of a second has to wait for that.
    @Test func whatAWindowEndsIsTheWholeToo() async throws {
        let cloner = try Self.melGAN.get()
        let options = Tacotron2Options(seed: 7, gateThreshold: 1, attentionWindow: .init())
        let whole = try await cloner.speak("你好。再见。", as: voice, options: options, recovery: .off)
        let chunks = try await chunks(cloner, "你好。再见。", options)
        #expect(whole.predictions.map(\.stopReason) == [.attention, .attention])
        #expect(chunks.flatMap(\.waveform.samples) == whole.waveform.samples)
    }

    @Test(arguments: [0.5, 0.77, 1.3, 2])
    func atAnotherRateItIsTheWholeToo(rate: Double) async throws {
        for cloner in [try Self.melGAN.get(), try Self.griffinLim.get()] {
            let text = cloner.vocoder is GriffinLim ? "你好。" : "你好，再见。<break time=\"700ms\"/>好！"
            let ssml = "<speak>\(text)</speak>"
            let options = Tacotron2Options(seed: 5, attentionWindow: .init())
            let whole = try await cloner.speak(ssml, as: voice, options: options, recovery: .off, rate: rate)
            var chunks: [SpeechChunk] = []
            for try await chunk in try cloner.stream(ssml, as: voice, options: options, rate: rate) {
                chunks.append(chunk)
            }
            #expect(chunks.flatMap(\.waveform.samples) == whole.waveform.samples)
            #expect(SpeechTimestamps(joining: chunks.map(\.timestamps)) == whole.timestamps)
            #expect(chunks.flatMap(\.finishedSentences).map(\.mel) == whole.predictions.map(\.mel))
            #expect(chunks.allSatisfy { $0.waveform.provenance == whole.waveform.provenance })
        }
    }

    // Its samples depend on all before them, so the chunks have to carry on what they end with. Few frames: in a debug
    // build a sample takes a millisecond.
    @Test func waveNetStreamsToo() async throws {
        let cloner = try Self.waveNet.get()
        let options = Tacotron2Options(seed: 3, maximumFrames: 17)
        let whole = try await cloner.speak("好", as: voice, options: options, recovery: .off)
        let chunks = try await chunks(cloner, "好", options)
        #expect(chunks.count == 2)
        #expect(chunks.flatMap(\.waveform.samples) == whole.waveform.samples)
        let mel = whole.prediction.mel.prepared(try cloner.vocoderInput(for: voice))
        #expect(try cloner.vocoder.waveform(from: mel, seed: 3).samples == whole.waveform.samples)
        #expect(try cloner.vocoder.waveform(from: mel, seed: 4).samples != whole.waveform.samples)
    }

    /// A break is as long as it says, to the nearest frame of 11.6 ms, with what is quiet at the sentence's end.
    @Test func aBreakIsSilence() throws {
        let cloner = try Self.melGAN.get()
        let options = Tacotron2Options(seed: 3)
        let plain = try cloner.speak("你好。再见。", as: voice, options: options)
        let broken = try cloner.speak("<speak>你好。<break time=\"1s\"/>再见。</speak>", as: voice, options: options)
        #expect(broken.predictions.map(\.mel) == plain.predictions.map(\.mel))
        let spoken = broken.predictions.map(\.mel.frames).reduce(0, +)
        let quietEnd = Int((broken.sentences[0].attention.quietEnd * 22050 / 256).rounded())
        #expect((1..<20).contains(quietEnd))
        #expect(broken.waveform.samples.count == (spoken + 86 - quietEnd) * 256)
        let middle = plain.predictions[0].mel.frames * 256 + (43 - quietEnd) * 256
        #expect(broken.waveform.samples[(middle - 5000)..<(middle + 5000)].allSatisfy { abs($0) < 0.01 })
    }

    /// With the checkpoint's own symbols for letters every voice babbled to the limit of frames.
    @Test(arguments: ["biaobei", "Aiyue", "Aida"])
    func lettersAreSpoken(voice: String) throws {
        let speech = try Self.melGAN.get().speak("他看NBA和CBA。", as: .builtIn(voice), options: .init(seed: 3))
        #expect(speech.stopReason == .gate)
        #expect((1.2...4).contains(speech.waveform.duration))
    }

    @Test func whatIsLeftOutIsTold() async throws {
        let cloner = try Self.melGAN.get()
        let speech = try await cloner.speak("你好😀。", as: voice, options: .init(seed: 3))
        #expect(speech.textWarnings == [.dropped("😀", position: 3)])
        // A stream tells all of it at once.
        let chunks = try await chunks(cloner, "你好。再😀见。", .init(seed: 3))
        #expect(chunks[0].textWarnings == [.dropped("😀", position: 5)])
        #expect(chunks.count > 1 && chunks.dropFirst().allSatisfy(\.textWarnings.isEmpty))
    }

    @Test func anotherVocoderGivesSentences() async throws {
        let cloner = try Self.griffinLim.get()
        let chunks = try await chunks(cloner, "你好！再见。", .init(seed: 3))
        #expect(chunks.count == 2)
        #expect(chunks.map { $0.finishedSentences.count } == [1, 1])
        // Each by itself: the first with the pause behind it.
        let input = try cloner.vocoderInput(for: voice)
        let mels = chunks.map { $0.finishedSentences[0].mel.prepared(input) }
        #expect(chunks[0].waveform.samples.count > (mels[0].frames + 20) * 256)
        #expect(chunks[1].waveform.samples == (try cloner.vocoder.waveform(from: mels[1], seed: 3).samples))
    }

    // Between two chunks a stream that is cancelled just ends; in the midst of one, see the next test.
    @Test func nothingIsMadeForACancelledTask() async throws {
        let stream = try Self.hifiGAN.get().stream("今天天气很好。我们去公园散步吧。", as: voice)
        let task = Task {
            var chunks = 0
            for try await _ in stream {
                chunks += 1
                if chunks == 2 { withUnsafeCurrentTask { $0?.cancel() } }
            }
            return chunks
        }
        #expect(try await task.value == 2)
    }

    // A vocoder that needs the whole sentence asks for as many frames as it may have.
    @Test func withoutALimitOnFramesInAWindow() async throws {
        let options = Tacotron2Options(seed: 3, maximumFrames: .max, attentionWindow: .init())
        var samples = 0
        for try await chunk in try Self.griffinLim.get().stream("你好。", as: voice, options: options) {
            samples += chunk.waveform.samples.count
        }
        #expect(samples > 5000)
    }

    // Not by what becomes of the stream, which a cancelled task leaves in any case.
    @Test func theDecoderAndEveryVocoderLookWhetherTheyAreCancelled() async throws {
        let (melGAN, hifiGAN) = (try Self.melGAN.get(), try Self.hifiGAN.get())
        let (waveNet, griffinLim) = (try Self.waveNet.get(), try Self.griffinLim.get())
        let text = "今天天气很好。"
        let sentences = try melGAN.tacotron2.frontend.sentences(of: text)
        let producer = SpeechProducer(
            cloner: melGAN, text: text, sentences: sentences, voice: voice, options: .init())
        let mel = MelSpectrogram(values: Tensor(zeros: [80, 20]), contract: .tacotron2)
        // Else it may be in finding out the voice's level that the producer looks.
        _ = try melGAN.vocoderInput(for: voice)
        let task = Task { [voice] in
            withUnsafeCurrentTask { $0?.cancel() }
            await #expect(throws: CancellationError.self) { try await producer.next() }
            let stream = SpectrogramStream(
                sentences, of: text, speaker: voice.vector, options: .init(), recovery: .off, scale: TimeScale(rate: 1),
                input: nil,
                cloner: melGAN)
            #expect(throws: CancellationError.self) { try stream.finish(upTo: 8) }
            #expect(stream.current?.decoding.gates.count == 1)
            for cloner in [melGAN, hifiGAN, waveNet, griffinLim] {
                #expect(throws: CancellationError.self) { try cloner.vocoder.waveform(from: mel) }
            }
        }
        await task.value
    }

    @Test func aBadTextIsRefusedBeforeAnythingIsSpoken() throws {
        let cloner = try Self.melGAN.get()
        #expect(throws: TextError.emptyText) { try cloner.stream("", as: voice) }
        #expect(throws: TextError.self) { try cloner.stream("你好。这是坏的\u{E000}。", as: voice) }
    }
}
