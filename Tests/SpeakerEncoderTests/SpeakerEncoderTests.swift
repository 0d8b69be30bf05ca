import AudioIO
import Checkpoint
import Foundation
import Tensor
import TestSupport
import Testing

@testable import SpeakerEncoder

@Suite struct SpeakerEncoderTests {
    private static let loaded = Result {
        try SpeakerEncoder(contentsOf: Golden.models.appending(path: "pretrained.pt"))
    }
    private let encoder: SpeakerEncoder

    init() throws { encoder = try Self.loaded.get() }

    private func voice() throws -> Waveform {
        try Waveform(contentsOf: Golden.root.appending(path: "Fixtures/voices/synthetic.mp3"))
    }

    /// The beginning of a waveform.
    private func cut(_ waveform: Waveform, seconds: Double) -> Waveform {
        Waveform(
            samples: Array(waveform.samples.prefix(Int(seconds * Double(waveform.sampleRate)))),
            sampleRate: waveform.sampleRate)
    }

    // The published log has six digits; FFmpeg's decoder, which it used, differs from mpg123 by 1.2e-6 here.
    @Test(.enabled(if: SharedGoldens.arePresent, "\(SharedGoldens.absence)")) func theDocumentedEmbedding() throws {
        let embedding = try encoder.embed(Waveform(contentsOf: SharedGoldens.recording), convention: .aias).values
        let published: [Float] = [0.06272025, 0.0, 0.24136968, 0.027405139, 0.0, 0.07339379, 0.0]
        #expect(maximumDifference(Array(embedding.prefix(3) + embedding.suffix(4)), published) < 2e-6)
        #expect(maximumDifference(embedding, try SharedGoldens.embedding("aias").elements) < 2e-6)
    }

    // Measured 1.1e-7.
    @Test(.enabled(if: SharedGoldens.arePresent, "\(SharedGoldens.absence)")) func theStandardEmbedding() throws {
        let embedding = try encoder.embed(Waveform(contentsOf: SharedGoldens.recording)).values
        #expect(maximumDifference(embedding, try SharedGoldens.embedding("standard").elements) < 2e-6)
    }

    // Against PyTorch and librosa in double precision (Scripts/goldens/networks.py).
    @Test(arguments: EmbeddingConvention.allCases)
    func matchesPyTorch(convention: EmbeddingConvention) throws {
        let golden = try LayerGolden("embedding", in: "networks.safetensors")
        let voice = try voice()
        #expect(Float(voice.samples.count) == (try golden("samples").elements.first))
        let embedding = try encoder.embed(voice, convention: convention)
        #expect(embedding.convention == convention)
        #expect(maximumDifference(embedding.values, try golden(convention.rawValue).elements) < 2e-6)
    }

    // The digest is Python's (Scripts/goldens/digest.py).
    @Test func theWeightsAreKnownByTheirDigestInAnyContainer() throws {
        let golden = try String(contentsOf: Golden.url("speaker-encoder.sha256"), encoding: .utf8)
        #expect(encoder.weightsDigest.description + "\n" == golden)
        try withTemporaryFolder { folder in
            let published = try Checkpoint(contentsOf: Golden.models.appending(path: "pretrained.pt"))
            var own: [String: Tensor] = [:]
            for name in published.names where name.hasPrefix("lstm.") || name.hasPrefix("linear.") {
                own[name] = try published.tensor(name)
            }
            let url = folder.appending(path: "encoder.safetensors")
            try Checkpoint.write(own, to: url)
            #expect(try SpeakerEncoder(contentsOf: url).weightsDigest == encoder.weightsDigest)
            // One bit of one weight makes another encoder.
            var elements = try #require(own["linear.bias"]).elements
            elements[7] = Float(bitPattern: elements[7].bitPattern ^ 1)
            own["linear.bias"] = Tensor(elements)
            try Checkpoint.write(own, to: url)
            #expect(try SpeakerEncoder(contentsOf: url).weightsDigest != encoder.weightsDigest)
        }
    }

    @Test func severalRecordingsAreAveraged() throws {
        let voice = try voice()
        let half = Waveform(samples: Array(voice.samples.dropFirst(40_000)), sampleRate: voice.sampleRate)
        let (first, second) = (try encoder.embed(voice), try encoder.embed(half))
        let both = try encoder.embed([voice, half])
        let sum = zip(first.values, second.values).map(+)
        #expect(maximumDifference(both.values, sum.map { $0 / sum.norm }) < 1e-6)
        #expect(abs(try both.similarity(to: both) - 1) < 1e-5)
        #expect(try first.similarity(to: second) > 0.7)
        #expect(try encoder.embed([voice]) == first)
        #expect(throws: SpeakerEncoderError.noRecordings) { try encoder.embed([Waveform]()) }
    }

    // Also where the partials of one recording go through the network in two batches, the second with those of the
    // next.
    @Test(arguments: [3, 64]) func recordingsDoNotMeetInTheNetwork(partialsAtATime: Int) throws {
        let voice = try voice()
        let recordings = [voice, cut(voice, seconds: 2.9), cut(voice, seconds: 0.6)]
        let together = try encoder.embeddings(
            of: recordings, convention: .standard, partialsAtATime: partialsAtATime)
        #expect(together.count == recordings.count)
        for (embedding, recording) in zip(together, recordings) {
            #expect(maximumDifference(embedding.values, try encoder.embed(recording).values) < 1e-6)
        }
    }

    // The mel has no logarithm, so the level would matter if it were not made the same.
    @Test func quietRecordingsAreRaisedToOneLevel() throws {
        let voice = try voice()
        let quiet = [50, 100].map { factor in
            Waveform(samples: voice.samples.map { $0 / factor }, sampleRate: voice.sampleRate)
        }
        for convention in EmbeddingConvention.allCases {
            let embeddings = try quiet.map { try encoder.embed($0, convention: convention) }
            // The AIAS convention first rounds to 16 bits, which is coarse here.
            #expect(try embeddings[0].similarity(to: embeddings[1]) > (convention == .aias ? 0.99 : 0.999999))
        }
    }

    // 0 dB is left alone; −30 dBFS is the level to which quiet recordings are raised, and none is lowered.
    @Test func preparation() throws {
        let tone = Waveform(samples: (0..<16_000).map { $0 % 40 < 20 ? 1 : -1 }, sampleRate: 16_000)
        func prepared(_ amplitude: Float, _ convention: EmbeddingConvention) throws -> Float {
            let wave = Waveform(samples: tone.samples.map { $0 * amplitude }, sampleRate: 16_000)
            return try convention.levelled(convention.heard(wave)).peak
        }
        let thirty = Float(0.0316228)  // 10^(−30/20)
        #expect(abs(try prepared(0.5, .standard) - 0.5) < 1e-6)
        #expect(abs(try prepared(0.04, .standard) - 0.04) < 1e-6)
        #expect(abs(try prepared(0.02, .standard) - thirty) < 1e-5)
        #expect(abs(try prepared(0.5, .aias) - 0.9) < 1e-6)
        // Below a peak of 0.01 the AIAS convention amplifies no further: 0.005 · 0.9 / 0.01, after rounding to 16 bits.
        #expect(abs(try prepared(0.005, .aias) - 0.45) < 2e-3)
    }

    @Test func limits() throws {
        #expect(SpeakerEncoder.minimumDuration == 0.5)
        #expect(SpeakerEncoder.silenceLevel == -70)
        let voice = try voice().resampled(to: 16_000)
        func embed(samples: Int) throws {
            _ = try encoder.embed(Waveform(samples: Array(voice.samples[8000..<8000 + samples]), sampleRate: 16_000))
        }
        try embed(samples: 8_000)
        #expect(throws: SpeakerEncoderError.self) { try embed(samples: 7_999) }
        let voiceLevel = voice.rootMeanSquareLevel
        func embed(level: Float) throws {
            let gain = Float.pow10((level - voiceLevel) / 20)
            _ = try encoder.embed(Waveform(samples: voice.samples.map { $0 * gain }, sampleRate: 16_000))
        }
        try embed(level: -69)
        #expect(throws: SpeakerEncoderError.self) { try embed(level: -71) }
    }

    @Test func conventionsAreNotCompared() throws {
        let voice = try voice()
        let (standard, aias) = (try encoder.embed(voice), try encoder.embed(voice, convention: .aias))
        #expect(throws: SpeakerEncoderError.conventionMismatch(.standard, .aias)) { try standard.similarity(to: aias) }
    }

    @Test func aVeryShortRecordingIsRefused() throws {
        let short = cut(try voice(), seconds: 0.02)
        let error = #expect(throws: SpeakerEncoderError.self) { try encoder.embed(short) }
        #expect(error == .tooShort(seconds: short.duration))
        #expect(error?.description.contains("0.02 s long") == true)
        #expect(throws: AudioError.self) { try encoder.embed(Waveform(samples: [], sampleRate: 16_000)) }
        _ = try encoder.embed(cut(try voice(), seconds: 0.6))
    }

    @Test func silenceIsRefused() {
        let silence = Waveform(samples: [Float](repeating: 0, count: 32_000), sampleRate: 16_000)
        for convention in EmbeddingConvention.allCases {
            let error = #expect(throws: SpeakerEncoderError.self) { try encoder.embed(silence, convention: convention) }
            #expect(error?.description.contains("silent") == true)
        }
    }

    // Neither can be heard: a constant, and a tone of 40 kHz, of which the AIAS convention would hear another.
    @Test func whatCannotBeHeardIsSilence() throws {
        let constant = Waveform(samples: [Float](repeating: 0.01, count: 32_000), sampleRate: 16_000)
        for convention in EmbeddingConvention.allCases {
            let error = #expect(throws: SpeakerEncoderError.self) {
                try encoder.embed(constant, convention: convention)
            }
            guard case .silent? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
        let shrill = Waveform(
            samples: (0..<384_000).map { 0.5 * sin(Float($0 % 24) * .pi * 5 / 12) }, sampleRate: 192_000)
        #expect(throws: SpeakerEncoderError.self) { try encoder.embed(shrill) }
    }

    // A resampler hears them begin and end, and that alone.
    @Test(arguments: [22_050, 44_100, 48_000]) func whatResamplingLeavesOfItIsSilence(sampleRate: Int) throws {
        let constant = Waveform(samples: [Float](repeating: 0.5, count: 2 * sampleRate), sampleRate: sampleRate)
        let shrill = Waveform(
            samples: (0..<2 * sampleRate).map { Float(0.5 * sin(Double($0) * 2 * .pi * 9000 / Double(sampleRate))) },
            sampleRate: sampleRate)
        for (name, waveform) in [("constant", constant), ("shrill", shrill)] {
            do {
                _ = try encoder.embed(waveform)
                Issue.record("\(name) was embedded")
            } catch SpeakerEncoderError.silent(let level) {
                #expect(level < -80, "\(name)")
            }
        }
    }

    @Test(arguments: EmbeddingConvention.allCases) func fullScaleIsFarExceeded(convention: EmbeddingConvention) throws {
        var loud = try voice()
        let peak = loud.samples.reduce(0) { max($0, abs($1)) }
        loud.samples = loud.samples.map { $0 * 3e38 / peak }
        #expect(throws: SpeakerEncoderError.beyondFullScale(peak: 3e38)) {
            try encoder.embed(loud, convention: convention)
        }
        loud.samples = loud.samples.map { $0 / 3e38 * 1.9 }
        _ = try encoder.embed(loud, convention: convention)
    }

    @Test func integersThatWereNotScaledAreRefused() throws {
        let voice = try voice()
        let integers = Waveform(samples: voice.samples.map { $0 * 32768 }, sampleRate: voice.sampleRate)
        for convention in EmbeddingConvention.allCases {
            let error = #expect(throws: SpeakerEncoderError.self) {
                try encoder.embed(integers, convention: convention)
            }
            #expect(error?.description.contains("full scale is 1") == true)
        }
    }

    @Test(arguments: [Float.nan, .infinity])
    func samplesThatAreNotFiniteAreRefused(value: Float) throws {
        var voice = try voice()
        voice.samples[1234] = value
        #expect(throws: AudioError.nonFiniteSample(path: "The recording", index: 1234)) { try encoder.embed(voice) }
    }

    @Test func aSampleRateOfOneHertzIsRefused() {
        let waveform = Waveform(samples: (0..<100).map { sin(Float($0)) }, sampleRate: 1)
        #expect(throws: AudioError.self) { try encoder.embed(waveform) }
        #expect(throws: AudioError.self) { try encoder.embed(waveform, convention: .aias) }
    }

    @Test(arguments: EmbeddingConvention.allCases)
    func howManyPartialsGoTogetherDoesNotMatter(convention: EmbeddingConvention) throws {
        let whole = try encoder.embed(try voice(), convention: convention)
        let few = try encoder.embeddings(of: [try voice()], convention: convention, partialsAtATime: 2)
        #expect(few.count == 1)
        #expect(maximumDifference(whole.values, few[0].values) < 1e-6)
    }

    @Test func checkpointsThatDoNotFitAreRefused() throws {
        let good: [String: [Int]] = [
            "lstm.weight_ih_l0": [8, 40], "lstm.weight_hh_l0": [8, 2], "lstm.bias_ih_l0": [8], "lstm.bias_hh_l0": [8],
            "linear.weight": [256, 2], "linear.bias": [256],
        ]
        func load(_ change: [String: [Int]], filledWith value: Float = 0) throws -> SpeakerEncoder {
            try withTemporaryFolder { folder in
                let url = folder.appending(path: "encoder.safetensors")
                let shapes = good.merging(change) { $1 }.filter { !$0.value.isEmpty }  // [] leaves it out
                try Checkpoint.write(
                    shapes.mapValues { Tensor([Float](repeating: value, count: $0.reduce(1, *)), shape: $0) }, to: url)
                return try SpeakerEncoder(contentsOf: url)
            }
        }
        let encoder = try load([:])
        // All weights are zero, and so is what comes out.
        #expect(throws: SpeakerEncoderError.noVoice) { try encoder.embed(try voice()) }
        #expect(throws: SpeakerEncoderError.notFinite) { try load([:], filledWith: .nan).embed(try voice()) }
        for change: [String: [Int]] in [
            ["lstm.weight_hh_l0": [0, 2]], ["lstm.weight_hh_l0": [8, 0]], ["lstm.weight_hh_l0": [0, 1 << 40]],
            ["lstm.weight_ih_l0": [8, 41]], ["lstm.bias_hh_l0": []], ["linear.weight": [255, 2]],
            // A second layer of which a part is missing is not passed over.
            ["lstm.weight_hh_l1": [8, 2]],
        ] {
            #expect(throws: CheckpointError.self, "\(change)") { try load(change) }
        }
    }

    @Test func anotherNetworksCheckpointIsRefused() {
        let url = Golden.models.appending(path: "melgan.kuangdd.pt")
        let error = #expect(throws: CheckpointError.self) { try SpeakerEncoder(contentsOf: url) }
        #expect(error?.description.contains("lstm.weight_hh_l0") == true)
    }
}

@Suite struct UtterancePartialsTests {
    // By the rules of Docs/architecture.md, worked out by hand: 1.6 s is one partial; 77 or 80 frames on, the next
    // begins, and it counts once three quarters of it are covered.
    @Test func starts() {
        #expect(UtterancePartials(samples: 8_000, convention: .standard).starts == [0])
        #expect(UtterancePartials(samples: 25_600, convention: .standard).starts == [0])
        #expect(UtterancePartials(samples: 160 * (77 + 119), convention: .standard).starts == [0])
        #expect(UtterancePartials(samples: 160 * (77 + 120), convention: .standard).starts == [0, 77])
        #expect(UtterancePartials(samples: 160 * (80 + 120), convention: .aias).starts == [0, 80])
        #expect(UtterancePartials(samples: 160 * (80 + 120), convention: .aias).samples == 160 * 240)
    }
}
