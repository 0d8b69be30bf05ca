import Foundation
import TestSupport
import Testing
import VoiceClone

/// What `voiceclone` does with wrong input: a reason on standard error, nothing on standard output, the documented
/// status.
@Suite struct VoiceCloneToolErrorTests {
    private let program = Program("voiceclone")
    private let recording = Golden.root.appending(path: "Fixtures/voices/synthetic.mp3").path

    @Test func everyKindOfFailureHasItsStatus() throws {
        try withTemporaryFolder { folder in
            func path(_ name: String) -> String { folder.appending(path: name).path }
            try Data("no sound".utf8).write(to: folder.appending(path: "text.wav"))
            try Data("{}".utf8).write(to: folder.appending(path: "empty.json"))
            try Data("This is no array.".utf8).write(to: folder.appending(path: "text.npy"))
            try Tensor(zeros: [40, 3]).writeNumPy(to: folder.appending(path: "flat.npy"))
            try Tensor([Float](repeating: .nan, count: 80), shape: [80, 1])
                .writeNumPy(to: folder.appending(path: "nan.npy"))
            // What numpy.save makes of numbers whose kind nobody has named.
            let wide = try Data(contentsOf: folder.appending(path: "flat.npy")).map { $0 == 0x34 ? 0x38 : $0 }
            try Data(wide).write(to: folder.appending(path: "wide.npy"))
            try Data([0xFF, 0xFE]).write(to: folder.appending(path: "binary.txt"))
            try Data(count: 1 << 20 + 1).write(to: folder.appending(path: "long.txt"))
            let short = Waveform(samples: [Float](repeating: 0.1, count: 4_000), sampleRate: 16_000)
            try short.write(to: folder.appending(path: "short.wav"))
            try Waveform(samples: [Float](repeating: 0, count: 40_000), sampleRate: 16_000)
                .write(to: folder.appending(path: "silent.wav"))
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "link.wav"), withDestinationURL: folder.appending(path: "short.wav"))
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "folder"), withDestinationURL: folder)
            let speak = ["--vocoder", "griffin-lim", "-o", path("out.wav"), "--voice"]
            let cases: [(arguments: [String], status: Int32, reason: String)] = [
                (["frobnicate"], 64, "frobnicate"), (["speak", "你好"], 64, "--voice"),
                (["speak"] + speak + ["biaobei"], 64, "behind all options and --"),
                (["speak", "你好", "--file", "x"] + speak + ["biaobei"], 64, "either a text or --file"),
                (["speak", "-"] + speak + ["-"], 64, "only once"), (["similarity", "-", "-"], 64, "only once"),
                (["speak", "你好", "--voice", "biaobei", "-o", path("out.mp3")], 64, "only .wav and .flac"),
                (["speak", "你好", "--voice", "biaobei", "-o", "-"], 64, "Name a file"),
                (["voice", "create", recording, "-o", "-"], 64, "Name a file"),
                (["speak", "你好", "--likeness"] + speak + ["biaobei"], 64, "Leave out --likeness"),
                (["speak", "你好", "--seed", "-1"] + speak + ["biaobei"], 64, "seed"),
                (["voice", "create", "-o", path("p.json")], 64, "clips"),
                (
                    ["voice", "create", recording, path("short.wav"), "-o", path("./short.wav")], 64,
                    "is read too"
                ),
                (["speak", "你好", "--voice", path("short.wav"), "-o", path("link.wav")], 64, "is read too"),
                (
                    ["speak", "你好", "--timestamps", path("p.json")] + speak + [path("p.json")], 64,
                    "p.json is read too"
                ),
                (
                    ["speak", "你好", "--timestamps", path("r.json"), "--report", path("./r.json")] + speak + ["biaobei"],
                    64, "r.json is named for two outputs"
                ),
                (
                    ["speak", "你好", "--report", path("folder/out.wav")] + speak + ["biaobei"], 64,
                    "folder/out.wav is named for two outputs"
                ),
                (["vocode", path("nowhere.npy"), "-o", path("out.wav")], 66, "nowhere.npy"),
                (["speak", "你好", "--report", path("missing/r.json")] + speak + ["biaobei"], 73, "missing/r.json"),
                (["speak", "你好", "--spectrogram", "/dev/null"] + speak + ["biaobei"], 73, "a device"),
                (["speak", "--file", path("a.wav"), "--voice", "biaobei", "-o", path("a.wav")], 64, "is read too"),
                (["vocode", path("a.wav"), "-o", path("a.wav")], 64, "is read too"),
                (["vocode", path("text.wav"), "-o", path("out.mp3")], 64, "only .wav and .flac"),
                (["vocode", path("text.npy"), "-o", path("out.wav")], 65, "text.npy holds no mel spectrogram"),
                (["vocode", path("flat.npy"), "-o", path("out.wav")], 65, "[40, 3], not [80, frames]"),
                (["vocode", path("wide.npy"), "-o", path("out.wav")], 65, "(array, numpy.float32)"),
                (["vocode", path("nan.npy"), "-o", path("out.wav")], 65, "not finite"),
                (["vocode", path("text.wav"), "-o", path("out.wav")], 65, "text.wav is not audio"),
                (["vocode", path("nowhere.wav"), "-o", path("out.wav")], 66, "nowhere.wav"),
                (["speak", "😀"] + speak + ["biaobei"], 65, "nothing to speak"),
                (["speak", "好ж"] + speak + ["biaobei"], 65, "U+0436"),
                (["speak", "<speak><b>好</b></speak>"] + speak + ["biaobei"], 65, "<b>"),
                (["explain", "<speak>好"], 65, "speak"), (["explain", ""], 65, "empty"),
                (["explain", "好", "--dictionary", path("text.wav")], 65, "dictionary"),
                (["speak", "-"] + speak + ["biaobei"], 65, "empty"),
                (["speak", "你好"] + speak + [path("text.wav")], 65, "text.wav is not audio"),
                (["speak", "你好"] + speak + [path("empty.json")], 65, "empty.json is not a voice profile"),
                (
                    ["similarity", recording, path("short.wav")], 65,
                    "short.wav cannot be used. The recording is 0.25 s"
                ),
                (["voice", "create", path("silent.wav"), "-o", path("p.json")], 65, "silent.wav cannot be used"),
                (["voice", "create", recording, "-o", path("p.json"), "--name", ""], 65, "its name is empty"),
                (["speak", "--file", path("binary.txt")] + speak + ["biaobei"], 65, "not UTF-8"),
                (["speak", "--file", path("long.txt")] + speak + ["biaobei"], 65, "too long"),
                (["explain", "好", "--dictionary", path("nope.tsv")], 66, "The dictionary in \(path("nope.tsv"))"),
                (["explain", "好", "--dictionary", path("binary.txt")], 65, "The dictionary in"),
                (["voices", "--models", path("nowhere")], 69, "nowhere"),
                (["speak", "--file", path("nowhere")] + speak + ["biaobei"], 66, "no such file"),
                (["speak", "你好"] + speak + ["Biaobei"], 66, "Biaobei is neither a file nor a built-in voice"),
                (["similarity", recording, path("nowhere.wav")], 66, "nowhere.wav"),
                (["similarity", recording, path("nowhere.json")], 66, "nowhere.json"),
                (["similarity", recording, recording, "--models", "/nowhere"], 69, "make models"),
                (["voice", "create", recording, "-o", path("missing/p.json")], 73, "missing/p.json cannot be written"),
                (
                    ["speak", "你好", "--voice", "biaobei", "--vocoder", "melgan", "-o", path("missing/a.wav")], 73,
                    "missing"
                ),
            ]
            for (arguments, status, reason) in cases {
                let run = try program.run(arguments)
                #expect(run.status == status, "\(arguments): \(run.errors)")
                #expect(run.errors.hasPrefix("Error: ") && run.errors.contains(reason), "\(arguments): \(run.errors)")
                #expect(run.output.isEmpty, "\(arguments)")
            }
            // Whoever names a folder of models means that one.
            let run = try program.run(["explain", "好"], environment: ["VOICECLONE_MODELS": "/nowhere"])
            #expect(run.status == 69 && run.errors.contains("/nowhere") && run.output.isEmpty, "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: path("out.wav")))
            #expect(!FileManager.default.fileExists(atPath: path("p.json")))
        }
    }

    /// Whoever made a file may have put into it what clears a screen or turns a line round.
    @Test func nothingThatATerminalObeysIsRepeated() throws {
        let obeyed: [Unicode.Scalar] = ["\u{1B}", "\u{9B}", "\u{202E}", "\u{7}", "\r"]
        let harm = String(String.UnicodeScalarView(obeyed))
        let runs = try [
            ["explain", "好\(harm)。"], ["explain", "好\(harm)。", "--json"],
            ["speak", "你好", "--voice", "a\(harm)", "-o", "a.wav"],
            ["speak", "你好", "--voice", "a", "-o", "\(harm).mp3"],
            ["speak", "你好", "--voice", "a", "-o", "a.wav", "--seed", harm],
        ].map { try program.run($0) }
        for run in runs {
            #expect(!(run.output + run.errors).unicodeScalars.contains { obeyed.contains($0) })
        }
        #expect(runs[0].output.contains("hao3") && runs[2].errors.contains("neither a file"))
        #expect(runs.map(\.status) == [0, 0, 66, 64, 64])
        #expect(runs[3].errors.contains("only .wav and .flac") && runs[4].errors.contains("--seed"))
        // A program gets every character as it was.
        let answer = try JSONSerialization.jsonObject(with: Data(runs[1].output.utf8)) as? [String: Any]
        #expect(answer?["text"] as? String == "好\(harm)。")
    }

    @Test func aMissingNetworkForReadingsIsSaidOnce() throws {
        try withTemporaryFolder { folder in
            for name in ["pretrained.pt", "mellotron.kuangdd-mspk.pt"] {
                try FileManager.default.createSymbolicLink(
                    at: folder.appending(path: name), withDestinationURL: Golden.models.appending(path: name))
            }
            let run = try program.run([
                "speak", "你好", "--voice", "biaobei", "--vocoder", "griffin-lim", "--models", folder.path,
                "-o", folder.appending(path: "a.wav").path,
            ])
            #expect(run.status == 0 && run.errors.split(separator: "the network for characters").count == 2)
        }
    }

    @Test func aProfileOfAnotherEncoderIsRefused() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "p.voice.json")
            #expect(try program.run(["voice", "create", recording, "-o", url.path]).status == 0)
            let digest = try VoiceProfile(contentsOf: url).encoder
            let other = String(digest.description.reversed())
            let text = try String(contentsOf: url, encoding: .utf8)
            try Data(text.replacing(digest.description, with: other).utf8).write(to: url)
            let run = try program.run(["similarity", recording, url.path])
            #expect(run.status == 65)
            #expect(run.errors.contains(digest.abbreviated) && run.errors.contains(other.prefix(12)))
        }
    }

    @Test func speechTooShortToBeComparedIsNotLost() throws {
        try withTemporaryFolder { folder in
            let output = folder.appending(path: "a.wav")
            let run = try program.run([
                "speak", "你", "--voice", recording, "--likeness", "--json", "--vocoder", "melgan", "-o", output.path,
            ])
            #expect(run.status == 0)
            #expect(run.errors.contains("a comparison needs at least 0.5 s"), "\(run.errors)")
            #expect(run.errors.contains(/The speech is 0\.\d{1,2} s long/), "\(run.errors)")
            #expect(try Waveform(contentsOf: output).duration < 0.5)
            #expect(!run.output.contains("likeness"))
        }
    }

    @Test func charactersWithoutAReadingAreLeftOutOnRequest() throws {
        try withTemporaryFolder { folder in
            let output = folder.appending(path: "a.wav").path
            let run = try program.run([
                "speak", "好ж", "--leave-out-unreadable", "--voice", "biaobei", "--vocoder", "griffin-lim", "-o", output,
            ])
            #expect(run.status == 0)
            #expect(run.errors.contains("Warning: ") && run.errors.contains("ж"), "\(run.errors)")
        }
    }

    #if os(Linux)
        @Test func anAnswerThatCannotBeWritten() throws {
            let run = try program.run(
                ["-c", #"exec "$0" voices > /dev/full"#, program.executable.path], executable: URL(filePath: "/bin/sh"))
            #expect(run.status == 73)
            #expect(run.errors.hasPrefix("Error: The answer cannot be written"), "\(run.errors)")
        }
    #endif

    @Test func standardInputThatCannotBeRead() throws {
        for (input, arguments) in [("< /", "speak - --voice biaobei"), ("<&-", "voice create -")] {
            let script = #"exec "$0" \#(arguments) --output out.wav \#(input)"#
            let run = try program.run(
                ["-c", script, program.executable.path], executable: URL(filePath: "/bin/sh"))
            #expect(run.status == 66, "\(run.errors)")
            #expect(run.errors.hasPrefix("Error: Standard input (-) cannot be read"), "\(run.errors)")
            #expect(run.output.isEmpty)
        }
    }

    // As in `voiceclone voices | head -0`: the end of the reader is no error to talk about.
    @Test func aReaderThatGoesAwayEndsTheProgramQuietly() throws {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let run = try program.run(["voices"], output: pipe.fileHandleForWriting)
        #expect(run.reason == .uncaughtSignal && run.status == SIGPIPE)
        #expect(run.errors.isEmpty)
    }
}
