import AudioIO
import Checkpoint
import DSP
import Foundation
import Tensor
import TestSupport
import Testing

@testable import Vocoder

/// A small network with random weights, and what PyTorch made of it: Scripts/goldens/wavenet.py.
struct SmallWaveNet: CustomTestStringConvertible {
    static let all = ["logistics", "gaussian", "mulaw"].map(SmallWaveNet.init)
    static let contract = MelContract(
        sampleRate: 8000, fftSize: 32, hopLength: 8, bands: 6, frequencies: 0...4000, spectrum: .magnitude,
        logarithmFloor: 1e-5)
    static let seed: UInt64 = 0x1234_5678_9ABC

    let kind: String
    var testDescription: String { kind }

    func checkpoint() throws -> Checkpoint {
        try Checkpoint(contentsOf: Golden.url("wavenet-\(kind).safetensors"))
    }

    func network() throws -> WaveNet { try WaveNet(checkpoint(), contract: Self.contract) }

    func golden(_ name: String) throws -> Tensor { try checkpoint().tensor("golden.\(name)") }

    func mel(frames: Range<Int>? = nil) throws -> MelSpectrogram {
        let values = try golden("mel")
        guard let frames else { return MelSpectrogram(values: values, contract: Self.contract) }
        let part = (0..<6).flatMap { band in frames.map { values[band, $0] } }
        return MelSpectrogram(values: Tensor(part, shape: [6, frames.count]), contract: Self.contract)
    }

    /// The network with some tensors or metadata changed.
    func changed(
        contract: MelContract = Self.contract, metadata change: (inout [String: String]) -> Void = { _ in },
        tensors changeTensors: (inout [String: Tensor]) -> Void = { _ in }
    ) throws -> WaveNet {
        let checkpoint = try checkpoint()
        var tensors = try Dictionary(uniqueKeysWithValues: checkpoint.names.map { ($0, try checkpoint.tensor($0)) })
        var metadata = checkpoint.metadata
        change(&metadata)
        changeTensors(&tensors)
        return try withTemporaryFolder { folder in
            let url = folder.appending(path: "wavenet.safetensors")
            try Checkpoint.write(tensors, metadata: metadata, to: url)
            return try WaveNet(contentsOf: url, contract: contract)
        }
    }
}

@Suite struct WaveNetTests {
    // PyTorch in double precision; measured 1e-6.
    @Test(arguments: SmallWaveNet.all) func knowsAKnownSignalAsTheReferenceDoes(small: SmallWaveNet) throws {
        let parameters = try small.network().parameters(of: small.golden("known").elements, mel: small.mel())
        let expected = try small.golden("parameters")
        let every = (0..<expected.shape[0]).flatMap { row in (0..<expected.shape[1]).map { parameters[8 * row, $0] } }
        #expect(maximumDifference(every, expected.elements) < 1e-5)
    }

    // Measured 5e-7, though what differs goes in again with every sample.
    @Test(arguments: SmallWaveNet.all) func runsFreeAsTheReferenceDoes(small: SmallWaveNet) throws {
        let sound = try small.network().waveform(from: small.mel(), seed: SmallWaveNet.seed)
        #expect(sound.sampleRate == 8000)
        let difference = maximumDifference(sound.samples, try small.golden("sound").elements)
        #expect(difference < 1e-4)
    }

    @Test func tellsItsSizesFromTheShapes() throws {
        let configurations = try SmallWaveNet.all.map { try $0.network().configuration }
        #expect(configurations.map(\.output) == [.mixtureOfLogistics(4), .gaussian, .muLaw])
        #expect(configurations.map(\.taps) == [2, 3, 2])
        #expect(configurations.map(\.layersPerStack) == [3, 4, 2])
        #expect(configurations[0].preemphasis == 0.85)
        #expect(configurations[1].leastLogScale == -7)
    }

    @Test(arguments: SmallWaveNet.all) func aStretchHasTheSamplesOfTheWhole(small: SmallWaveNet) throws {
        let network = try small.network()
        let mel = try small.mel()
        let whole = try network.waveform(from: mel, seed: 5).samples
        let signal = network.signal(seed: 5)
        var samples: [Float] = []
        for frames in [0..<1, 1..<4, 4..<50, 50..<130] {
            // No more than what it says it needs, and no end before it comes.
            let needed = network.inputFrames(for: frames).clamped(to: 0..<130)
            let window = FrameBuffer(frames: needed, channels: 6)
            for frame in needed { for band in 0..<6 { window[frame][band] = mel.values[band, frame] } }
            let end = needed.upperBound == 130 ? 130 : Int(Int32.max)
            samples += try signal.samples(of: window, signal: 0..<end, frames: frames)
        }
        #expect(samples == whole)
    }

    @Test(arguments: SmallWaveNet.all) func severalTogetherAreWhatEachIsAlone(small: SmallWaveNet) throws {
        let network = try small.network()
        let mels = try [0..<30, 10..<90, 40..<41].map { try small.mel(frames: $0) }
        let together = try network.waveforms(from: mels, seed: 3).map(\.samples)
        #expect(try together == mels.map { try network.waveform(from: $0, seed: 3).samples })
    }

    @Test func anotherSeedIsAnotherSound() throws {
        let small = SmallWaveNet.all[0]
        let network = try small.network()
        let sounds = try [0, 1].map { try network.waveform(from: small.mel(), seed: $0) }
        #expect(sounds[0] != sounds[1])
        #expect(try network.waveform(from: small.mel()) == sounds[0])
    }

    @Test func weightsWithoutNormalisationAreReadAsTheyAre() throws {
        let small = SmallWaveNet.all[1]
        let folded = try small.changed(tensors: { tensors in
            for (name, direction) in tensors where name.hasSuffix(".weight_v") {
                let base = String(name.dropLast(2))
                guard let magnitude = tensors.removeValue(forKey: base + "_g") else { continue }
                tensors[name] = nil
                tensors[base] = Tensor(weightNormDirection: direction, magnitude: magnitude)
            }
        })
        let expected = try small.network().waveform(from: small.mel())
        #expect(maximumDifference(try folded.waveform(from: small.mel()).samples, expected.samples) < 1e-4)
    }

    @Test func theShippedNetworkMakesSound() throws {
        let network = try WaveNet()
        #expect(network.contract == .tacotron2)
        let values = (0..<80 * 3).map { Float(-4 - $0 % 5) }
        let mel = MelSpectrogram(values: Tensor(values, shape: [80, 3]), contract: .tacotron2)
        let waveform = try network.waveform(from: mel)
        #expect(waveform.samples.count == 3 * 256)
        #expect(waveform.samples.contains { abs($0) > 1e-3 })
        #expect(waveform.samples.allSatisfy { abs($0) <= 1 })
    }
}

@Suite struct WaveNetRefusalTests {
    private let small = SmallWaveNet.all[0]

    @Test func aSpectrogramOfAnotherContract() throws {
        let network = try small.network()
        let mel = MelSpectrogram(values: Tensor(zeros: [80, 3]), contract: .tacotron2)
        #expect(throws: DSPError.self) { try network.waveform(from: mel) }
        #expect(throws: DSPError.self) { try network.waveforms(from: [small.mel(), mel]) }
    }

    @Test func aSpectrogramThatIsEmptyOrNotFinite() throws {
        let network = try small.network()
        #expect(throws: VocoderError.emptySpectrogram) { try network.waveform(from: small.mel(frames: 0..<0)) }
        var values = try small.mel().values
        values[2, 7] = .infinity
        #expect(throws: VocoderError.notFinite(frame: 7)) {
            try network.waveform(from: MelSpectrogram(values: values, contract: SmallWaveNet.contract))
        }
    }

    @Test(
        arguments: [
            "first_conv.bias", "conv_layers.0.conv.bias", "conv_layers.5.conv1x1_skip.bias",
            "conv_layers.2.conv1x1_out.bias",
            "last_conv_layers.1.bias", "last_conv_layers.3.bias",
        ], SmallWaveNet.all) func weightsThatAreNotFinite(name: String, small: SmallWaveNet) throws
    {
        guard try small.checkpoint().contains(name) else { return }  // it has fewer layers
        let network = try small.changed(tensors: { tensors in
            guard let tensor = tensors[name] else { return }
            tensors[name] = Tensor([Float](repeating: .nan, count: tensor.count), shape: tensor.shape)
        })
        #expect(throws: VocoderError.notFinite(frame: 0)) { try network.waveform(from: small.mel()) }
    }

    @Test func dilationsThatNothingTells() throws {
        #expect(throws: VocoderError.unknownDilations(layers: 6)) {
            try small.changed(metadata: { $0["layers_per_stack"] = nil })
        }
        let told = try WaveNet(small.checkpoint(), layersPerStack: 3, contract: SmallWaveNet.contract)
        #expect(try told.waveform(from: small.mel()) == small.network().waveform(from: small.mel()))
    }

    @Test(arguments: [
        ("layers_per_stack", "0"), ("layers_per_stack", "7"), ("layers_per_stack", "2.5"), ("layers_per_stack", "60"),
        ("preemphasis", "1"), ("preemphasis", "nan"), ("log_scale_min", "much"), ("temperature", "0"),
    ]) func metadataThatCannotBe(name: String, value: String) throws {
        let error = #expect(throws: VocoderError.self) { try small.changed(metadata: { $0[name] = value }) }
        #expect(error?.description.contains(name) == true)
    }

    @Test func aMessageHasNoCommandsForATerminal() throws {
        let value = "\u{1B}[2J" + String(repeating: "1", count: 1000)
        let error = #expect(throws: VocoderError.self) { try small.changed(metadata: { $0["temperature"] = value }) }
        let message = try #require(error?.description)
        #expect(message.contains(" [2J1") && !message.contains("\u{1B}") && message.count < 200)
    }

    // ln(1e-14), which r9y9's presets have.
    @Test func theLeastScaleThatPublishedNetworksState() throws {
        let network = try small.changed(metadata: { $0["log_scale_min"] = "-32.23619130191664" })
        #expect(network.configuration.leastLogScale == -32.236192)
        #expect(try network.waveform(from: small.mel()).samples.allSatisfy(\.isFinite))
    }

    // Of few channels, so that the file is small; packing would make much more of them.
    @Test(arguments: ["conv_layers.0.conv", "upsample_net.conv_in"]) func kernelsOfTooManyTaps(layer: String) throws {
        let error = #expect(throws: (any Error).self) {
            try small.changed(tensors: { tensors in
                let name = tensors["\(layer).weight"] == nil ? "\(layer).weight_v" : "\(layer).weight"
                guard let shape = tensors[name]?.shape else { return }
                tensors[name] = Tensor(zeros: [shape[0], shape[1], 257])
            })
        }
        let message = error.map { "\($0)" }
        #expect(message?.contains(layer) == true && message?.contains("257 taps") == true)
    }

    @Test func partsThatItDoesNotHave() throws {
        let changes: [(inout [String: Tensor]) -> Void] = [
            { $0["conv_layers.1.conv1x1g.weight"] = Tensor(zeros: [36, 4, 1]) },
            { $0["upsample_net.upsample.up_layers.1.weight_v"] = Tensor(zeros: [1, 1, 3, 9]) },
            { $0["upsample_net.upsample.up_layers.1.weight_v"] = nil },
            { $0["last_conv_layers.3.weight_v"] = Tensor(zeros: [13, 28, 1]) },
            { $0["first_conv.weight_v"] = Tensor(zeros: [20, 2, 1]) },
            { $0["conv_layers.0.conv.weight_v"] = Tensor(zeros: [0, 20, 2]) },
            { $0["first_conv.weight_v"] = Tensor(zeros: [0, 1, 1]) },
        ]
        for change in changes {
            let error = #expect(throws: VocoderError.self) { try small.changed(tensors: change) }
            guard case .unsupportedPart = error else { Issue.record("\(String(describing: error))"); continue }
        }
    }

    @Test func sizesThatDoNotFit() throws {
        let changes: [(inout [String: Tensor]) -> Void] = [
            { $0["first_conv.weight_v"] = nil },
            { $0["conv_layers.3.conv.bias"] = Tensor(zeros: [35]) },
            { $0["conv_layers.2.conv1x1_skip.weight_v"] = Tensor(zeros: [27, 18, 1]) },
            { $0["last_conv_layers.3.bias"] = Tensor(zeros: [11]) },
            { $0["conv_layers.4.conv1x1c.weight_v"] = Tensor(zeros: [36, 7, 1]) },
        ]
        for change in changes { #expect(throws: CheckpointError.self) { try small.changed(tensors: change) } }
    }

    @Test func anotherHop() throws {
        let other = MelContract(
            sampleRate: 8000, fftSize: 32, hopLength: 16, bands: 6, frequencies: 0...4000, spectrum: .magnitude,
            logarithmFloor: 1e-5)
        #expect(throws: VocoderError.incompatibleCheckpoint(what: "samples a frame", expected: 16, found: 8)) {
            try small.changed(contract: other)
        }
    }

    @Test func moreUpsamplingThanThereAreIntegers() throws {
        let error = #expect(throws: VocoderError.self) {
            try small.changed(tensors: { tensors in
                for place in stride(from: 5, through: 15, by: 2) {
                    tensors["upsample_net.upsample.up_layers.\(place).weight"] = Tensor(zeros: [1, 1, 1, 8191])
                }
            })
        }
        guard case .incompatibleCheckpoint = error else { Issue.record("\(String(describing: error))"); return }
    }

    @Test func anotherNetworksCheckpoint() throws {
        #expect(throws: CheckpointError.self) {
            try WaveNet(contentsOf: Golden.models.appending(path: "melgan.kuangdd.pt"))
        }
    }
}
