import Foundation
import VoiceClone

/// Says how much speech the decoder makes in a second when several sentences take their steps together.
///
///     BatchThroughput ROUNDS COUNT…
///
/// prints, for each number of sentences, the medians over ROUNDS of the milliseconds that a sentence takes, and of the
/// seconds of speech that a second makes, with text encoder and postnet. A sentence has 331 frames. The numbers take
/// turns, so that what else the machine does concerns all of them. The models are those of `VOICECLONE_MODELS`.
@main
struct BatchThroughput {
    struct BadRequest: Error, CustomStringConvertible {
        let description: String
    }

    private static let frames = 331

    static func main() {
        do {
            try run()
        } catch {
            FileHandle.standardError.write(Data("BatchThroughput: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() throws {
        let numbers = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
        guard numbers.count > 1, numbers.allSatisfy({ $0 > 0 }) else {
            throw BadRequest(description: "usage: BatchThroughput ROUNDS COUNT…")
        }
        for precision in [WeightPrecision.float32, .bfloat16] {
            let tacotron2 = try Tacotron2(contentsOf: ModelDirectory.locate().tacotron2, precision: precision)
            print("\(precision)\nsentences   ms a sentence   s of speech a second   times the first")
            let counts = Array(numbers.dropFirst())
            let medians = try medians(tacotron2, rounds: numbers[0], counts)
            let length = Double(frames * MelContract.tacotron2.hopLength) / Double(MelContract.tacotron2.sampleRate)
            for (count, median) in zip(counts, medians) {
                print(
                    String(
                        format: "%9d %15.1f %22.0f %17.2f", count, 1000 * median, length / median, medians[0] / median))
            }
        }
    }

    /// The seconds that a sentence takes, for each number of them.
    private static func medians(_ tacotron2: Tacotron2, rounds: Int, _ counts: [Int]) throws -> [Double] {
        let symbols = try TextFrontend().symbols(for: "基于给定音色将文本转为语音")
        let names = SpeakerVector.trainedNames
        var seconds = counts.map { _ in [Double]() }
        for round in 0...rounds {
            for (index, count) in counts.enumerated() {
                let sentences = (0..<count).map {
                    Tacotron2Sentence(
                        symbols, speaker: SpeakerVector(name: names[$0 % names.count]),
                        // No stop probability lies above 1, so the number of frames is the limit.
                        options: .init(seed: UInt64($0), gateThreshold: 1, maximumFrames: frames))
                }
                let time = try ContinuousClock().measure { _ = try tacotron2.predict(sentences) } / .seconds(1)
                if round > 0 { seconds[index].append(time / Double(count)) }  // the first is to warm up
            }
        }
        return seconds.map { $0.sorted()[$0.count / 2] }
    }
}
