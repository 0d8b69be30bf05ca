import Foundation
import TestSupport
import Testing

@testable import VoiceClone

/// Many calls at once, calls that are cancelled, and models that are replaced while they are in use.
@Suite struct UnderLoadTests {
    private static let loaded = Result { try VoiceCloner(models: ModelDirectory(Golden.models), vocoder: .melGAN) }
    private static let texts = ["你好。", "再见！", "谢谢", "好"]
    private static let voices = ["biaobei", "Aiyue", "Aida", "Bella"]

    /// What call `number` of 64 asks for: 4 texts, 4 voices, 4 seeds.
    private static func speak(_ number: Int, with cloner: VoiceCloner) throws -> Waveform {
        try cloner.speak(
            texts[number % 4], as: .builtIn(voices[number / 4 % 4]),
            options: .init(seed: UInt64(number / 16), maximumFrames: 40)
        ).waveform
    }

    /// Sixty-four calls at once on one set of models give what they give one after the other, bit for bit.
    @Test func callsAtOnceAreThoseInTurn() async throws {
        let cloner = try Self.loaded.get()
        let inTurn = try (0..<64).map { try Self.speak($0, with: cloner) }
        let atOnce = try await withThrowingTaskGroup(of: (Int, Waveform).self) { group in
            for number in 0..<64 { group.addTask { (number, try Self.speak(number, with: cloner)) } }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(Set(inTurn.map(\.samples)).count == 64)
        for number in 0..<64 { #expect(atOnce[number] == inTurn[number]) }
    }

    /// However many speak at once, tasks have threads to run on: without, nobody could cancel before all is spoken.
    @Test func tasksKeepTheirThreads() async throws {
        let cloner = try Self.loaded.get()
        let text = String(repeating: "今天天气很好，我们去公园散步吧。", count: 100)
        let tasks = (0..<2 * ProcessInfo.processInfo.activeProcessorCount + 2).map { number in
            Task {
                if number % 2 == 0 { return try await cloner.speak(text, as: .builtIn("biaobei")).sentences.count }
                // A stream that is cancelled between two chunks just ends.
                var sentences = 0
                for try await chunk in try cloner.stream(text, as: .builtIn("biaobei")) {
                    sentences += chunk.finishedSentences.count
                }
                return sentences
            }
        }
        try await Task.sleep(for: .milliseconds(20))
        for task in tasks { task.cancel() }
        for task in tasks {
            switch await task.result {
            case .success(let sentences): #expect(sentences < 100)
            case .failure(let error): #expect(error is CancellationError)
            }
        }
    }

    /// A thousand streams, each cancelled at another moment, leave nothing behind.
    ///
    /// `make sanitize` looks for leaks of what they are made of.
    @Test func cancelledStreamsLeaveNothingBehind() async throws {
        final class Reference: Sendable {
            // Written once, before anybody reads it.
            nonisolated(unsafe) weak var producer: SpeechProducer?
            init(_ producer: SpeechProducer) { self.producer = producer }
        }
        let cloner = try Self.loaded.get()
        var (references, cancelled) = ([Reference](), 0)
        for number in 0..<1000 {
            let text = Self.texts[number % 4]
            let producer = SpeechProducer(
                cloner: cloner, text: text, sentences: try cloner.tacotron2.frontend.sentences(of: text),
                voice: .builtIn(Self.voices[number / 4 % 4]), options: .init(seed: UInt64(number), maximumFrames: 40))
            references.append(Reference(producer))
            let task = Task { while try await producer.next() != nil {} }
            // One in five at once, the others by a sequence that fills the time evenly.
            if number % 5 > 0 { try await Task.sleep(for: .microseconds(number * 618 % 1000 * 20)) }
            task.cancel()
            if case .failure(let error) = await task.result {
                #expect(error is CancellationError)
                cancelled += 1
            }
        }
        #expect(references.allSatisfy { $0.producer == nil })
        // On a busy machine the others may come to their end before.
        #expect(cancelled > 100)
    }

    /// Models that were loaded are what they were, whatever takes the place of their files.
    @Test func modelsReplacedDuringARunAreTheOldOnes() throws {
        try withTemporaryFolder { folder in
            let (models, old) = (folder.appending(path: "models"), folder.appending(path: "old"))
            try FileManager.default.copyItem(at: Golden.models.resolvingSymlinksInPath(), to: models)
            let names = try FileManager.default.contentsOfDirectory(atPath: models.path)
            let cloner = try VoiceCloner(models: ModelDirectory(models), vocoder: .melGAN)
            let before = try Self.speak(0, with: cloner)
            // The whole folder, then the files one by one, then nothing at all.
            try FileManager.default.moveItem(at: models, to: old)
            try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
            for name in names { try Data("no model".utf8).write(to: models.appending(path: name)) }
            #expect(try Self.speak(0, with: cloner) == before)
            #expect(throws: CheckpointError.self) { try VoiceCloner(models: ModelDirectory(models), vocoder: .melGAN) }
            for name in names { try Data("no model".utf8).write(to: old.appending(path: name), options: .atomic) }
            try FileManager.default.removeItem(at: old)
            try FileManager.default.removeItem(at: models)
            #expect(try Self.speak(0, with: cloner) == before)
            #expect(try cloner.voice(from: VoiceFixture.recording()).profile != nil)
            #expect(throws: CheckpointError.self) { try VoiceCloner(models: ModelDirectory(models), vocoder: .melGAN) }
        }
    }
}
