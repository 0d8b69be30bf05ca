import Foundation
import TestSupport
import Testing

@testable import VoiceClone

@Suite struct SpeakingRateTests {
    private static let cloner = Result { try VoiceCloner(models: ModelDirectory(Golden.models), vocoder: .melGAN) }
    private let voice = Voice.builtIn("biaobei")
    private let text = "<speak>今天天气很好。<break time=\"1s\"/>我们去公园散步吧。</speak>"

    // Sentences shrink and grow with the rate, a break that the text asks for does not; the times follow the sound.
    @Test(arguments: [0.6, 1, 1.5, 2])
    func itDividesTheTimeOfAllButBreaks(rate: Double) throws {
        let cloner = try Self.cloner.get()
        let speech = try cloner.speak(text, as: voice, options: .init(seed: 4), rate: rate)
        let usual = try cloner.speak(text, as: voice, options: .init(seed: 4))
        #expect(speech.rate == rate)
        #expect(speech.predictions.map(\.mel) == usual.predictions.map(\.mel))
        let frames = usual.predictions.map { ($0.mel.frames, (Double($0.mel.frames) / rate).rounded()) }
        // Of the break, the silence that is put behind what is quiet at the sentence's own end.
        let quietEnd = usual.sentences[0].attention.quietEnd
        func silence(_ rate: Double) -> Double { ((1 - quietEnd / rate) * 22_050 / 256).rounded() }
        #expect(quietEnd > 0.03)
        #expect(speech.waveform.samples.count == Int(frames[0].1 + frames[1].1 + silence(rate)) * 256)
        #expect(abs(speech.timestamps.duration - speech.waveform.duration) < 1e-9)
        let second = speech.timestamps.sentences[1], before = usual.timestamps.sentences[1]
        let start = 256.0 / 22_050 * (frames[0].1 + silence(rate))
        let startBefore = 256.0 / 22_050 * (Double(frames[0].0) + silence(1))
        #expect(abs((second.start - start) * rate - (before.start - startBefore)) < 1e-6)
        #expect(abs(second.end - speech.waveform.duration) < 1e-9)
        #expect(speech.timestamps.characters.count == usual.timestamps.characters.count)
        let provenance = try #require(speech.waveform.provenance.flatMap { SpeechProvenance($0) })
        #expect(provenance.rate == (rate == 1 ? nil : rate))
    }

    // What is quiet between two sentences by itself passes faster too.
    @Test func itDividesThePauseBetweenSentences() throws {
        let cloner = try Self.cloner.get()
        func pause(_ rate: Double) throws -> Int {
            let speech = try cloner.speak("你好。再见。", as: voice, options: .init(seed: 4), rate: rate)
            let spoken = speech.predictions.map { Int((Double($0.mel.frames) / rate).rounded()) }
            return speech.waveform.samples.count / 256 - spoken[0] - spoken[1]
        }
        let usual = try pause(1)
        #expect(usual > 10)
        #expect(abs(Double(try pause(2)) - Double(usual) / 2) <= 1)
    }

    // The pitch of a vowel is where its samples repeat: a voice that is played faster would be higher.
    @Test(arguments: [0.7, 1.4]) func thePitchStays(rate: Double) throws {
        let cloner = try Self.cloner.get()
        func period(_ rate: Double) throws -> Int {
            let speech = try cloner.speak("阿。", as: voice, options: .init(seed: 4), rate: rate)
            let samples = speech.waveform.samples
            // The loudest 2 048 samples, and the shift by which they are most like themselves (70 to 400 Hz).
            let start = stride(from: 0, to: samples.count - 2500, by: 256).max { first, second in
                samples[first..<first + 2048].reduce(0) { $0 + $1 * $1 }
                    < samples[second..<second + 2048].reduce(0) { $0 + $1 * $1 }
            }!
            return (55..<315).max { first, second in
                func alike(_ shift: Int) -> Float {
                    (start..<start + 2048).reduce(0) { $0 + samples[$1] * samples[$1 + shift] }
                }
                return alike(first) < alike(second)
            }!
        }
        let (scaled, usual) = (Double(try period(rate)), Double(try period(1)))
        #expect(abs(scaled / usual - 1) < 0.1, "a period of \(scaled) samples, of \(usual) before")
    }

    @Test(arguments: [0, -1, 0.49, 2.01, .nan, .infinity]) func otherRatesAreRefused(rate: Double) throws {
        let cloner = try Self.cloner.get()
        let isRateOutOfRange = { (error: any Error) in
            guard case VoiceCloneError.rateOutOfRange = error else { return false }
            return "\(error)".hasSuffix("a rate is from 0.5 to 2.0.")
        }
        #expect(performing: { try cloner.speak("好", as: voice, rate: rate) }, throws: isRateOutOfRange)
        #expect(performing: { try cloner.stream("好", as: voice, rate: rate) }, throws: isRateOutOfRange)
    }
}
