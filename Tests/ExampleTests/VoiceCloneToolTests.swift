import Foundation
import TestSupport
import Testing
import VoiceClone

/// Runs `voiceclone` as a user or a script does.
@Suite struct VoiceCloneToolTests {
    private let program = Program("voiceclone")
    private let recording = Golden.root.appending(path: "Fixtures/voices/synthetic.mp3").path

    private func run(_ arguments: String..., input: Data = Data()) throws -> Program.Run {
        try program.run(arguments, input: input)
    }

    /// What a run with `--json` answered: one object, and nothing else on standard output.
    private func answer(_ run: Program.Run) throws -> [String: Any] {
        #expect(run.status == 0, "\(run.errors)")
        #expect(!run.errors.contains("\u{1B}"))  // no terminal, no progress
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    @Test func theBuiltInVoicesAreListed() throws {
        let run = try run("voices")
        #expect(run.output == SpeakerVector.trainedNames.map { "\($0)\n" }.joined())
        #expect(run.errors.isEmpty)
        #expect(try answer(self.run("voices", "--json"))["voices"] as? [String] == SpeakerVector.trainedNames)
    }

    @Test func modelsWithoutBuiltInVoicesListNone() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.copyItem(
                at: Golden.url("torchscript/tacotron2-scripted.zip"), to: folder.appending(path: "tacotron2.zip"))
            let run = try run("voices", "--models", folder.path)
            #expect(run.status == 0 && run.output.isEmpty && run.errors.contains("no built-in voices"), "\(run.errors)")
            #expect(try answer(self.run("voices", "--models", folder.path, "--json"))["voices"] as? [String] == [])
        }
    }

    @Test func aProfileIsMadeSpokenInAndCompared() throws {
        try withTemporaryFolder { folder in
            let (profile, wave) = (folder.appending(path: "Zoë.voice.json"), folder.appending(path: "a.flac"))
            let made = try answer(
                run(
                    "voice", "create", recording, "--output", profile.path, "--consent", "Yes, Zoë", "--try",
                    "--vocoder",
                    "melgan", "--seed", "4", "--json"))
            let read = try VoiceProfile(contentsOf: profile)
            #expect(read.name == "Zoë" && made["name"] as? String == "Zoë")
            #expect(read.consent == "Yes, Zoë")
            #expect(read.clips.map(\.name) == ["synthetic.mp3"])
            #expect(read.trial?.seed == 4)
            #expect(made["encoder"] as? String == read.encoder.description)

            let spoken = try answer(
                run(
                    "speak", "今天天气很好。", "--voice", profile.path, "--output", wave.path, "--seed", "7", "--vocoder",
                    "melgan", "--likeness", "--json"))
            let speech = try Waveform(contentsOf: wave)
            #expect(spoken["samples"] as? Int == speech.samples.count)
            #expect(spoken["voice"] as? String == "Zoë" && spoken["isCloned"] as? Bool == true)
            let provenance = try #require(speech.provenance.flatMap { SpeechProvenance($0) })
            #expect(provenance.kind == .cloned && provenance.seed == 7 && provenance.consent == "Yes, Zoë")

            // The file is heard as loud as it is, not as the network spoke it.
            let likeness = try #require(spoken["likeness"] as? Double)
            let similarity = try run("similarity", profile.path, wave.path)
            #expect(abs(try #require(Double(similarity.output.dropLast())) - likeness) < 0.1)
            #expect(similarity.errors.isEmpty)
            let same = try answer(run("similarity", recording, profile.path, "--json"))
            #expect(abs(try #require(same["similarity"] as? Double) - 1) < 1e-5)
        }
    }

    @Test func aSpectrogramMakesTheSoundThatWasSpoken() throws {
        try withTemporaryFolder { folder in
            let path = { (name: String) in folder.appending(path: name).path }
            let speak = ["speak", "你好", "--voice", "biaobei", "--vocoder", "melgan", "-o", path("a.wav")]
            #expect(try program.run(speak + ["--spectrogram", path("mel.npy")]).status == 0)
            let run = try self.run("vocode", path("mel.npy"), "--vocoder", "melgan", "-o", path("b.wav"), "--json")
            let samples = try ["a.wav", "b.wav"].map { try Waveform(contentsOf: URL(filePath: path($0))).samples }
            #expect(samples[0] == samples[1])
            #expect(try answer(run)["samples"] as? Int == samples[0].count)
        }
    }

    @Test func theNumberOfThreadsDoesNotChangeWhatWaveNetDraws() throws {
        try withTemporaryFolder { folder in
            let path = { (name: String) in folder.appending(path: name).path }
            let values = (0..<80 * 5).map { Float(-3 - $0 % 7) }
            try Tensor(values, shape: [80, 5]).writeNumPy(to: URL(filePath: path("mel.npy")))
            let files = try ["1", "2", "3"].map { threads in
                let run = try program.run(
                    ["vocode", path("mel.npy"), "--vocoder", "wavenet", "--seed", "9", "-o", path("\(threads).wav")],
                    environment: ["VOICECLONE_THREADS": threads])
                #expect(run.status == 0, "\(run.errors)")
                return try Waveform(contentsOf: URL(filePath: path("\(threads).wav"))).samples
            }
            #expect(files[0].count == 5 * 256 && files[0] == files[1] && files[0] == files[2])
        }
    }

    @Test func textAndRecordingsComeFromStandardInputToo() throws {
        try withTemporaryFolder { folder in
            let (text, profile) = (folder.appending(path: "text"), folder.appending(path: "p.json"))
            try Data("你好\n".utf8).write(to: text)
            let sources: [(name: String, arguments: [String])] = [
                ("a", ["你好"]), ("b", ["-"]), ("c", ["--file", "-"]), ("d", ["--file", text.path]),
            ]
            for source in sources {
                let run = try program.run(
                    ["speak"] + source.arguments + [
                        "--voice", "biaobei", "--vocoder", "melgan", "-o", folder.appending(path: source.name).path,
                    ], input: Data("你好\n".utf8))
                #expect(run.status == 0, "\(run.errors)")
                // The answer is the file; what is said is said to people.
                #expect(run.output.isEmpty)
                #expect(run.errors.contains("in the voice biaobei"))
                #expect(
                    try Data(contentsOf: folder.appending(path: source.name))
                        == Data(contentsOf: folder.appending(path: "a")))
            }
            let sound = try Data(contentsOf: URL(filePath: recording))
            #expect(try run("voice", "create", "-", recording, "-o", profile.path, input: sound).status == 0)
            #expect(try VoiceProfile(contentsOf: profile).clips.map(\.name) == ["standard input", "synthetic.mp3"])
            // The same recording twice.
            #expect(abs(try #require(VoiceProfile(contentsOf: profile).clips[0].agreement) - 1) < 1e-5)
        }
    }

    @Test func recordingsOfDifferentSpeakersAreNamed() throws {
        try withTemporaryFolder { folder in
            let whole = try Waveform(contentsOf: URL(filePath: recording))
            let small = folder.appending(path: "small.wav")
            try Waveform(samples: whole.samples, sampleRate: whole.sampleRate * 8 / 5).write(to: small)
            let profile = folder.appending(path: "p.voice.json").path
            let run = try run("voice", "create", recording, recording, small.path, "-o", profile, "--json")
            #expect(run.errors.contains("Warning: small.wav does not sound like the other recordings"))
            #expect((try answer(run)["warnings"] as? [String])?.count == 1)
        }
    }

    @Test func modelsAreDescribedAndMissed() throws {
        let models = try #require(try answer(run("models", "--json"))["models"] as? [[String: Any]])
        #expect(
            models.map { $0["role"] as? String } == [
                "speaker encoder", "Tacotron 2", "HiFi-GAN", "MelGAN", "polyphones",
            ])
        // models.tsv has the digests and sizes of the published files.
        let table = try String(contentsOf: Golden.root.appending(path: "Scripts/models.tsv"), encoding: .utf8)
        for model in models {
            let (digest, bytes) = (model["sha256"] as? String, model["bytes"] as? Int)
            let row = table.split(separator: "\n").first { $0.contains(digest ?? "?") }
            #expect(row?.contains("\t\(bytes ?? 0)\t") == true, "\(model)")
        }
        #expect((models[1]["layout"] as? String)?.hasPrefix("mspk") == true)
        let missing = try run("models", "--models", "/nowhere")
        #expect(missing.status == 69)
        #expect(missing.output.contains("/nowhere/pretrained.pt: there is no such file"))
    }

    @Test func explainSaysHowEachCharacterIsRead() throws {
        let run = try run("explain", "我去银[hang2]行😀。", "--json")
        let reading = try answer(run)
        #expect(reading["characters"] as? [String] == "我去银[hang2]行😀。".map(String.init))
        #expect((reading["readings"] as? [String])?[10] == "hang2")
        #expect((reading["rules"] as? [String])?[10] == "direct")
        #expect((reading["rules"] as? [String])?[11] == "dropped")
        #expect((reading["symbols"] as? [String])?.suffix(2) == ["~", "_"])
        #expect((reading["warnings"] as? [String])?.count == 1)
        let table = try self.run("explain", "银行ж")
        #expect(table.output.contains("行  hang2  hang2  dictionary 银行\n"))
        #expect(table.output.contains("! unknown"))
        #expect(table.errors.contains("Warning: Character 3"))
    }

    /// One object a line, for every line, also one that says nothing.
    @Test func explainReadsLines() throws {
        try withTemporaryFolder { folder in
            let (lines, own) = (folder.appending(path: "lines.txt"), folder.appending(path: "own.tsv"))
            try Data("他在银行。\n。。。\n\n重庆路\n".utf8).write(to: lines)
            try Data("重庆路\tzhong4 qing4 lu4\n".utf8).write(to: own)
            let run = try run("explain", "--lines", lines.path, "--dictionary", own.path, "--json")
            #expect(run.status == 0)
            let objects = try run.output.split(separator: "\n").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            }
            #expect(objects.count == 4)
            #expect(objects[0]?["readings"] as? [String] == ["ta1", "zai4", "yin2", "hang2", ""])
            #expect((objects[1]?["error"] as? String)?.contains("nothing to speak") == true)
            #expect((objects[2]?["error"] as? String)?.contains("empty") == true)
            #expect(objects[3]?["rules"] as? [String] == ["user 重庆路", "user 重庆路", "user 重庆路"])
        }
    }

    @Test func reportAndTimestampsAreWritten() throws {
        try withTemporaryFolder { folder in
            func path(_ name: String) -> String { folder.appending(path: name).path }
            let speak = ["speak", "你好。再见。", "--voice", "biaobei", "--vocoder", "melgan", "-o", path("a.wav")]
            for ending in ["json", "srt", "TextGrid"] {
                let arguments = speak + ["--timestamps", path("t.\(ending)"), "--report", path("r.json"), "--strict"]
                let run = try Program("voiceclone").run(arguments)
                #expect(run.status == 0, "\(run.errors)")
                #expect(try String(contentsOf: folder.appending(path: "t.\(ending)"), encoding: .utf8).contains("你好。"))
            }
            let data = try Data(contentsOf: folder.appending(path: "r.json"))
            let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect(report["isSound"] as? Bool == true)
            #expect((report["sentences"] as? [[String: Any]])?.count == 2)
            #expect(try Program("voiceclone").run(speak + ["--timestamps", path("t.txt")]).status == 64)
        }
    }

    /// The voice that was trained least leaves gaps in a long sentence whatever is tried.
    @Test func whatDoesNotComeOutWholeIsAnErrorIfAskedForAndNotWritten() throws {
        try withTemporaryFolder { folder in
            let sound = folder.appending(path: "a.wav").path
            let text = "老师告诉我们只要坚持不懈地努力就一定能够取得成功我昨天在图书馆借了一本关于中国历史的书非常有意思"
            let speak = ["speak", text, "--voice", "Xiaowei", "--vocoder", "melgan", "-o", sound]
            let run = try Program("voiceclone").run(speak + ["--strict"])
            #expect(run.status == 75)
            #expect(run.errors.contains("did not come out whole") && run.errors.contains(" s in unit "))
            #expect(!FileManager.default.fileExists(atPath: sound))
            let lenient = try Program("voiceclone").run(speak)
            #expect(lenient.status == 0 && lenient.errors.contains("did not come out whole"))
            #expect(FileManager.default.fileExists(atPath: sound))
        }
    }
}
