import Checkpoint
import DSP
import Foundation
import Tensor
import TestSupport
import Testing

@testable import Vocoder

private let hifiGAN = Result { try HiFiGAN(contentsOf: Golden.models.appending(path: "generator_universal.pth.tar")) }
private let melGAN = Result { try MelGAN(contentsOf: Golden.models.appending(path: "melgan.kuangdd.pt")) }

private func vocoders() throws -> [any MelVocoder] {
    [try hifiGAN.get(), try melGAN.get(), try WaveNet(), GriffinLim(iterations: 2)]
}

private func mel(frames: Int, value: Float = -5) -> MelSpectrogram {
    MelSpectrogram(
        values: Tensor([Float](repeating: value, count: 80 * frames), shape: [80, frames]), contract: .tacotron2)
}

/// The power of what a vocoder makes otherwise than PyTorch in double precision, beside the power of the sound.
private func noise(in name: String, of vocoder: () throws -> any MelVocoder) throws -> Float {
    let golden = try LayerGolden("vocoder", in: "networks.safetensors")
    let mel = MelSpectrogram(values: try golden("mel"), contract: .tacotron2)
    let (samples, exact) = (try vocoder().waveform(from: mel).samples, try golden(name).elements)
    return zip(samples, exact).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / exact.reduce(0) { $0 + $1 * $1 }
}

/// Loads a network from the real checkpoint with some tensors left out, renamed or added.
private func withChanged<Network>(
    _ file: String, _ load: (Checkpoint) throws -> Network, _ change: (inout [String: Tensor]) -> Void
) throws -> Network {
    let real = try Checkpoint(contentsOf: Golden.models.appending(path: file))
    var tensors = try Dictionary(uniqueKeysWithValues: real.names.map { ($0, try real.tensor($0)) })
    change(&tensors)
    return try withTemporaryFolder { folder in
        let url = folder.appending(path: "generator.safetensors")
        try Checkpoint.write(tensors, to: url)
        return try load(Checkpoint(contentsOf: url))
    }
}

@Suite struct MelVocoderTests {
    @Test(arguments: [1, 2, 7]) func eachFrameBecomesAHopOfSamples(frames: Int) throws {
        for vocoder in try vocoders() {
            let waveform = try vocoder.waveform(from: mel(frames: frames))
            #expect(waveform.samples.count == frames * 256)
            #expect(waveform.sampleRate == 22_050)
            #expect(waveform.samples.allSatisfy { abs($0) <= 1 })
        }
    }

    // As bytes of 0xFF in a damaged file are.
    @Test(arguments: [WeightPrecision.float32, .bfloat16]) func weightsThatAreNotFiniteAreNoticed(
        precision: WeightPrecision
    ) throws {
        func damage(_ name: String, in tensors: inout [String: Tensor]) {
            guard let bias = tensors[name] else {
                Issue.record("there is no \(name)")
                return
            }
            tensors[name] = Tensor(
                [Float](repeating: Float(bitPattern: 0xffff_ffff), count: bias.count), shape: bias.shape)
        }
        let generators: [any MelVocoder] = [
            try withChanged(
                "generator_universal.pth.tar", { try HiFiGAN($0, precision: precision) },
                { damage("conv_pre.bias", in: &$0) }),
            try withChanged(
                "melgan.kuangdd.pt", { try MelGAN($0, precision: precision) }, { damage("generator.1.bias", in: &$0) }),
        ]
        for generator in generators {
            #expect(throws: VocoderError.notFinite(frame: 0)) { try generator.waveform(from: mel(frames: 2)) }
        }
    }

    // A stream has its frames one by one.
    @Test func framesThatNoSoundHasAreRefused() throws {
        let frames = FrameBuffer(frames: 3..<5, channels: 80)
        for frame in frames.frames { frames[frame].update(repeating: -5, count: 80) }
        let vocoder = GriffinLim(iterations: 1)
        try vocoder.requirePlausible(frames)
        for value in [-40, 90, Float.nan, .infinity] {
            frames[4][7] = value
            #expect(throws: VocoderError.self) { try vocoder.requirePlausible(frames) }
        }
    }

    @Test func aSpectrogramOfAnotherContractIsRefused() throws {
        let other = MelSpectrogram(values: Tensor(zeros: [40, 3]), contract: .ge2e)
        for vocoder in try vocoders() {
            let error = #expect(throws: DSPError.self) { try vocoder.waveform(from: other) }
            #expect(error?.description.contains("22050") == true)
            #expect(error?.description.contains("16000") == true)
        }
    }

    @Test func nothingToSpeakIsRefused() throws {
        for vocoder in try vocoders() {
            #expect(throws: VocoderError.emptySpectrogram) { try vocoder.waveform(from: mel(frames: 0)) }
        }
    }

    @Test(arguments: [8, -40] as [Float]) func valuesThatNoSoundHasAreRefused(value: Float) throws {
        var values = mel(frames: 4).values
        values[79, 3] = value
        for vocoder in try vocoders() {
            let error = #expect(throws: VocoderError.self) {
                try vocoder.waveform(from: MelSpectrogram(values: values, contract: .tacotron2))
            }
            #expect(error?.description.contains("Frame 3 has the value \(value)") == true)
        }
    }

    // What the decoder made of a sentence in one voice of some hundred.
    @Test func valuesBelowTheFloorAreSpoken() throws {
        var values = mel(frames: 4).values
        values[79, 3] = -17.3
        for vocoder in try vocoders() {
            let sound = try vocoder.waveform(from: MelSpectrogram(values: values, contract: .tacotron2))
            #expect(sound.samples.allSatisfy { abs($0) <= 1 })
        }
    }

    @Test func valuesThatAreNotFiniteAreRefused() throws {
        var values = mel(frames: 4).values
        values[10, 2] = .nan
        for vocoder in try vocoders() {
            #expect(throws: VocoderError.notFinite(frame: 2)) {
                try vocoder.waveform(from: MelSpectrogram(values: values, contract: .tacotron2))
            }
        }
    }
}

@Suite struct HiFiGANTests {
    // Measured 3e-5 against PyTorch in single precision.
    @Test(.enabled(if: SharedGoldens.arePresent, "\(SharedGoldens.absence)"), arguments: ["biaobei", "Aiyue"])
    func matchesTheReference(speaker: String) throws {
        let mel = MelSpectrogram(values: try SharedGoldens.reference("mel-\(speaker)-seed42"), contract: .tacotron2)
        let expected = try SharedGoldens.reference("hifigan-\(speaker)-seed42")
        #expect(maximumDifference(try hifiGAN.get().waveform(from: mel).samples, expected.elements) < 2e-4)
    }

    // Against PyTorch in double precision (Scripts/goldens/networks.py).
    @Test func matchesPyTorch() throws {
        let golden = try LayerGolden("vocoder", in: "networks.safetensors")
        let mel = MelSpectrogram(values: try golden("mel"), contract: .tacotron2)
        #expect(maximumDifference(try hifiGAN.get().waveform(from: mel).samples, try golden("hifigan").elements) < 1e-4)
    }

    // Measured: the noise is 37 dB below the sound.
    @Test func withBFloat16ItIsTheSameWithALittleNoise() throws {
        let noise = try noise(in: "hifigan") {
            try HiFiGAN(
                contentsOf: Golden.models.appending(path: "generator_universal.pth.tar"), precision: .bfloat16)
        }
        #expect(noise > 1e-8 && noise < 0.0006)
    }

    @Test func aMissingTensorIsNamed() throws {
        let error = #expect(throws: CheckpointError.self) {
            try withChanged("generator_universal.pth.tar", { try HiFiGAN($0) }) {
                $0["resblocks.5.convs1.0.bias"] = nil
            }
        }
        #expect(error?.description.contains("resblocks.5.convs1.0.bias") == true)
    }

    @Test func aGeneratorWithoutResidualBlocksIsRefused() {
        let expected = VocoderError.incompatibleCheckpoint(what: "residual blocks", expected: 12, found: 0)
        #expect(throws: expected) {
            try withChanged("generator_universal.pth.tar", { try HiFiGAN($0) }) { tensors in
                tensors = tensors.filter { !$0.key.hasPrefix("resblocks.") }
            }
        }
        #expect(throws: VocoderError.incompatibleCheckpoint(what: "upsampling stages", expected: 4, found: 0)) {
            try withChanged("generator_universal.pth.tar", { try HiFiGAN($0) }) { tensors in
                tensors = tensors.filter { !$0.key.hasPrefix("ups.") }
            }
        }
        // V3 has one convolution in place of two, under other names.
        #expect(throws: CheckpointError.self) {
            try withChanged("generator_universal.pth.tar", { try HiFiGAN($0) }) { tensors in
                tensors = Dictionary(
                    uniqueKeysWithValues: tensors.filter { !$0.key.contains("convs2") }
                        .map { ($0.key.replacingOccurrences(of: "convs1", with: "convs"), $0.value) })
            }
        }
    }

    // Two channels, fewer than any kernel computes at once, down to the last stage.
    @Test func aSmallGeneratorSpeaks() throws {
        let network = try withTemporaryFolder { folder in
            let url = folder.appending(path: "small.safetensors")
            try Checkpoint.write(Self.generator(channels: [32, 16, 8, 4, 2]), to: url)
            return try HiFiGAN(contentsOf: url)
        }
        let waveform = try network.waveform(from: mel(frames: 3))
        #expect(waveform.samples.count == 3 * 256)
        #expect(Set(waveform.samples).count > 100)
    }

    /// The tensors of a generator of any width, made of sines.
    private static func generator(channels: [Int]) -> [String: Tensor] {
        var tensors: [String: Tensor] = [:]
        func add(_ name: String, _ shape: [Int]) {
            let count = shape.reduce(1, *)
            let scale = 1 / Float(shape[1] * shape[2]).squareRoot()
            tensors["\(name).weight"] = Tensor((0..<count).map { scale * sin(Float($0 * $0 % 997)) }, shape: shape)
            tensors["\(name).bias"] = Tensor(zeros: [name.hasPrefix("ups") ? shape[1] : shape[0]])
        }
        add("conv_pre", [channels[0], 80, 7])
        for (stage, stride) in [8, 8, 2, 2].enumerated() {
            let (inputs, outputs) = (channels[stage], channels[stage + 1])
            add("ups.\(stage)", [inputs, outputs, 2 * stride])
            for (block, kernel) in [3, 7, 11].enumerated() {
                for index in 0..<3 {
                    for kind in ["convs1", "convs2"] {
                        add("resblocks.\(3 * stage + block).\(kind).\(index)", [outputs, outputs, kernel])
                    }
                }
            }
        }
        add("conv_post", [1, channels[4], 7])
        return tensors
    }

    @Test func anotherNetworksCheckpointIsRefused() {
        let error = #expect(throws: CheckpointError.self) {
            try HiFiGAN(contentsOf: Golden.models.appending(path: "melgan.kuangdd.pt"))
        }
        #expect(error?.description.contains("conv_pre") == true)
    }
}

@Suite struct MelGANTests {
    // Measured 6e-6 against PyTorch in single precision.
    @Test(.enabled(if: SharedGoldens.arePresent, "\(SharedGoldens.absence)"), arguments: ["biaobei", "Aiyue"])
    func matchesTheReference(speaker: String) throws {
        let mel = MelSpectrogram(values: try SharedGoldens.reference("mel-\(speaker)-seed42"), contract: .tacotron2)
        let expected = try SharedGoldens.reference("wav-\(speaker)-seed42")
        #expect(maximumDifference(try melGAN.get().waveform(from: mel).samples, expected.elements) < 2e-4)
    }

    // Against PyTorch in double precision (Scripts/goldens/networks.py).
    @Test func matchesPyTorch() throws {
        let golden = try LayerGolden("vocoder", in: "networks.safetensors")
        let mel = MelSpectrogram(values: try golden("mel"), contract: .tacotron2)
        #expect(maximumDifference(try melGAN.get().waveform(from: mel).samples, try golden("melgan").elements) < 1e-4)
    }

    // Measured: the noise is 31 dB below the sound.
    @Test func withBFloat16ItIsTheSameWithALittleNoise() throws {
        let noise = try noise(in: "melgan") {
            try MelGAN(contentsOf: Golden.models.appending(path: "melgan.kuangdd.pt"), precision: .bfloat16)
        }
        #expect(noise > 1e-8 && noise < 0.0025)
    }

    @Test func aMissingTensorIsNamed() throws {
        let error = #expect(throws: CheckpointError.self) {
            try withChanged("melgan.kuangdd.pt", { try MelGAN($0) }) { $0["generator.7.blocks.0.2.bias"] = nil }
        }
        #expect(error?.description.contains("generator.7.blocks.0.2.bias") == true)
    }

    @Test func aShortcutOfSeveralTapsIsRefused() throws {
        #expect(throws: VocoderError.unsupportedKernel(layer: "generator.4.shortcuts.1", taps: 3)) {
            try withChanged("melgan.kuangdd.pt", { try MelGAN($0) }) { tensors in
                for name in tensors.keys where name.hasPrefix("generator.4.shortcuts.1.weight") { tensors[name] = nil }
                tensors["generator.4.shortcuts.1.weight"] = Tensor(zeros: [256, 256, 3])
            }
        }
    }

    @Test func aGeneratorOfOtherDepthIsRefused() throws {
        #expect(throws: VocoderError.incompatibleCheckpoint(what: "layers", expected: 17, found: 16)) {
            try withChanged("melgan.kuangdd.pt", { try MelGAN($0) }) { tensors in
                tensors = tensors.filter { !$0.key.hasPrefix("generator.16") && !$0.key.hasPrefix("generator.15") }
                tensors["generator.15.bias"] = Tensor([0])
            }
        }
    }

    @Test func anotherNetworksCheckpointIsRefused() {
        #expect(throws: CheckpointError.self) {
            try MelGAN(contentsOf: Golden.models.appending(path: "mellotron.kuangdd-mspk.pt"))
        }
    }
}
