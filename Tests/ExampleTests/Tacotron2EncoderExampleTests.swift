import AudioIO
import Foundation
import Tensor
import TestSupport
import Testing

/// Runs the example as a user does, as a process of its own.
@Suite struct Tacotron2EncoderExampleTests {
    private let program = Program("Tacotron2EncoderExample")

    private func run(
        _ arguments: String..., environment: [String: String] = [:], executable: URL? = nil
    ) throws -> Program.Run {
        try program.run(arguments, environment: environment, executable: executable)
    }

    @Test func theLogHasTheDocumentedForm() throws {
        try withTemporaryFolder { folder in
            let wave = folder.appending(path: "audio.wav")
            let run = try run(
                "--text", "ni3 hao3", "--seed", "7", "--vocoder", "melgan", "--output", wave.path, "--export-npy",
                folder.path)
            #expect(run.status == 0, "\(run.errors)")
            let number = #"-?\d+\.\d+(e-\d+)?"#
            let lines = [
                #"\[INFO \] - Text: ni3 hao3"#,
                #"\[INFO \] - Given voice: Fixtures/voices/synthetic.mp3"#,
                "",
                "# Generate feature vector:",
                #"\[INFO \] - Speaker Embedding Shape: \[256\]"#,
                #"\[INFO \] - Speaker Embedding: \[(<number>, ){3}\.\.\.(, <number>){4}\]"#,
                #"\[INFO \] - Mel-spectrogram data Shape: \[80, \d+\]"#,
                #"\[INFO \] - Mel-spectrogram data: \[(<number>, ){3}\.\.\.(, <number>){3}\]"#,
                #"\[INFO \] - Likeness to the given voice: <number>"#,
                #"\[INFO \] - Audio: .*audio.wav \(Waveform of \d+ samples at 22050 Hz, ended by the stop gate\)"#,
                "",
            ].map { $0.replacingOccurrences(of: "<number>", with: number) }
            let form = try Regex("^" + lines.joined(separator: "\n") + "$")
            #expect(run.output.wholeMatch(of: form) != nil, "\(run.output)")

            // What is printed is what is exported.
            let embedding = try Tensor(numPy: folder.appending(path: "embedding.npy"))
            #expect(embedding.shape == [256])
            #expect(run.output.contains("Speaker Embedding: [\(embedding[0]), \(embedding[1]), \(embedding[2]), ..., "))
            let mel = try Tensor(numPy: folder.appending(path: "mel.npy"))
            #expect(run.output.contains("Mel-spectrogram data Shape: \(mel.shape)\n"))
            #expect(run.output.contains(", \(mel[79, mel.shape[1] - 1])]\n"))
            let alignment = try Tensor(numPy: folder.appending(path: "alignment.npy"))
            #expect(alignment.shape == [mel.shape[1], 10])
            let audio = try Tensor(numPy: folder.appending(path: "audio.npy"))
            #expect(audio.shape == [mel.shape[1] * 256])
            #expect(try Waveform(contentsOf: wave).samples.count == audio.count)
        }
    }

    // Rule: same seed, same result, bit for bit, whatever the number of threads; all the way, in a cloned voice.
    @Test(arguments: ["hifigan", "melgan", "griffin-lim"]) func theNumberOfThreadsDoesNotMatter(vocoder: String) throws
    {
        try withTemporaryFolder { folder in
            for threads in ["1", "2", "3"] {
                let run = try run(
                    "--text", "你好", "--vocoder", vocoder, "--output", folder.appending(path: "\(threads).flac").path,
                    "--export-npy", folder.appending(path: threads).path,
                    environment: ["VOICECLONE_THREADS": threads, "OPENBLAS_NUM_THREADS": threads])
                #expect(run.status == 0, "\(run.errors)")
                #expect(run.output.contains("Likeness to the given voice: "))
            }
            for array in ["embedding", "mel", "alignment", "audio"] {
                let arrays = try ["1", "2", "3"].map {
                    try Data(contentsOf: folder.appending(path: $0).appending(path: "\(array).npy"))
                }
                #expect(arrays[0] == arrays[1] && arrays[0] == arrays[2], "\(array)")
            }
        }
    }

    @Test func aBinaryMovedOnThisMachineFindsItsResources() throws {
        try withTemporaryFolder { folder in
            let moved = folder.appending(path: "moved")
            try FileManager.default.copyItem(at: program.executable, to: moved)
            let run = try run("--text", "你好", "--vocoder", "melgan", executable: moved)
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    @Test func aBuiltInSpeakerIsSaidToSpeak() throws {
        let run = try run("--speaker", "Aida", "--text", "你好", "--vocoder", "melgan")
        #expect(run.status == 0)
        #expect(run.output.contains("Spoken by the built-in speaker Aida\n"))
        #expect(!run.output.contains("Likeness"))
    }

    @Test func badInputEndsWithItsReasonAndLeavesTheOutputWhole() throws {
        try withTemporaryFolder { folder in
            let (output, text) = (folder.appending(path: "audio.wav"), folder.appending(path: "text.mp3"))
            try Data("precious".utf8).write(to: output)
            try Data("This is no sound.".utf8).write(to: text)
            for (arguments, reason) in [
                (["--voice", "/nowhere.mp3"], "/nowhere.mp3"), (["--voice", text.path], "text"),
                (["--text", ""], "empty"), (["--text", "  "], "speak"), (["--text", "😀"], "nothing to speak"),
                (["--models", "/nowhere"], "make models"),
            ] {
                let run = try run(arguments[0], arguments[1], "--vocoder", "melgan", "--output", output.path)
                #expect(run.status == 1, "\(arguments)")
                #expect(run.errors.hasPrefix("Error: ") && run.errors.contains(reason), "\(arguments): \(run.errors)")
                #expect(try Data(contentsOf: output) == Data("precious".utf8))
            }
            let beneathAFile = text.appending(path: "audio.wav").path
            let run = try run("--text", "你好", "--vocoder", "melgan", "--output", beneathAFile)
            #expect(run.status == 1)
            #expect(run.errors.contains(beneathAFile))
        }
    }

    /// Where the reference's samples are, by the vocoder's name.
    private static let goldens = ["hifigan": "hifigan", "melgan": "wav"]

    // Measured: embedding 1.2e-6, mel 7e-5, samples 6e-4; PyTorch's single precision is as far from its double
    // precision.
    @Test(
        .enabled(if: SharedGoldens.arePresent, "\(SharedGoldens.absence)"), arguments: ["biaobei", "Aiyue"],
        ["hifigan", "melgan"])
    func fromRecordingAndTextToSamples(speaker: String, vocoder: String) throws {
        let golden = try #require(Self.goldens[vocoder])
        try withTemporaryFolder { folder in
            let start = ContinuousClock.now
            let run = try run(
                "--voice", SharedGoldens.recording.path, "--speaker", speaker, "--seed", "42", "--vocoder", vocoder,
                "--export-npy", folder.path, "--output", folder.appending(path: "audio.wav").path)
            #expect(run.status == 0, "\(run.errors)")
            #expect(ContinuousClock.now - start < .seconds(90))  // the limit for a debug build
            func difference(_ name: String, _ golden: Tensor) throws -> Float {
                maximumDifference(try Tensor(numPy: folder.appending(path: "\(name).npy")), golden)
            }
            #expect(try difference("embedding", SharedGoldens.embedding("aias")) < 2e-6)
            #expect(try difference("mel", SharedGoldens.reference("mel-\(speaker)-seed42")) < 1e-3)
            #expect(try difference("alignment", SharedGoldens.reference("alignment-\(speaker)-seed42")) < 1e-3)
            #expect(try difference("audio", SharedGoldens.reference("\(golden)-\(speaker)-seed42")) < 2e-3)
        }
    }
}
