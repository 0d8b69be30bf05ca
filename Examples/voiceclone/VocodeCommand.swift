import ArgumentParser
import Foundation
import VoiceClone

/// `voiceclone vocode`: from a spectrogram to sound, to hear a vocoder by itself.
struct VocodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vocode", abstract: "Makes sound of a recording's mel spectrogram, or of one in a file.",
        discussion: """
            What a vocoder makes of a recording's own spectrogram is the best that it can do. A .npy file is what \
            speak --spectrogram writes: 80 bands a frame, ln(max(magnitude, 10⁻⁵)).
            """)

    @Argument(help: "A recording, or a .npy file [80, frames].")
    var input: String
    @Option(
        name: .shortAndLong,
        help: "Where the sound is written; the ending .wav or .flac decides the format, .wav if there is none.")
    var output: String
    @Option(help: VocoderChoice.help)
    var vocoder = VocoderChoice.hifiGAN
    @Option(help: "What HiFi-GAN and MelGAN multiply; bfloat16 is faster with AVX512-BF16, and adds a little noise.")
    var precision: WeightPrecision = .float32
    @Option(help: "The seed, for vocoders that draw the sound at random.")
    var seed: UInt64 = 0
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        try Input.requireApart(outputs: [output], inputs: [input])
        _ = try Input.soundFormat(of: output)
    }

    func run() throws {
        let mel = try spectrogram()
        Console.progress("Loading the vocoder")
        let model = try vocoder.load(from: shared.directory(), precision: precision)
        Console.progress("Making \(mel.frames) frames of sound")
        let start = ContinuousClock.now
        let waveform = try model.waveform(from: mel, seed: seed)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        Console.endProgress()
        let clipped = try waveform.write(to: URL(filePath: output))
        Console.say("\(output): \(rounded(waveform.duration)) s.")
        guard shared.json else { return }
        try Console.answer(
            json: Answer(
                output: output, seconds: waveform.duration, sampleRate: waveform.sampleRate,
                samples: waveform.samples.count, clippedSamples: clipped, seed: seed, vocoder: vocoder,
                vocoderSeconds: seconds))
    }

    private func spectrogram() throws -> MelSpectrogram {
        guard URL(filePath: input).pathExtension.lowercased() == "npy" else {
            let contract = MelContract.tacotron2
            let recording = try Input.recording(input).waveform.resampled(to: contract.sampleRate)
            return try MelExtractor(contract).melSpectrogram(of: recording)
        }
        let (values, bands) = (try numbers(), MelContract.tacotron2.bands)
        guard values.shape.count == 2, values.shape[0] == bands, values.shape[1] > 0 else {
            throw InputError.unusableSpectrogram(
                path: input, reason: "its shape is \(values.shape), not [\(bands), frames]")
        }
        guard values.elements.allSatisfy(\.isFinite) else {
            throw InputError.unusableSpectrogram(path: input, reason: "it has numbers that are not finite")
        }
        return MelSpectrogram(values: values, contract: .tacotron2)
    }

    private func numbers() throws -> Tensor {
        do { return try Tensor(numPy: URL(filePath: input)) } catch TensorError.file(let path, let reason) {
            throw InputError.unreadable(what: "spectrogram", path: path, reason: reason)
        } catch TensorError.notNumPy(_, let reason) {
            throw InputError.unusableSpectrogram(path: input, reason: reason)
        }
    }

    private struct Answer: Encodable {
        let output: String
        let seconds: Double
        let sampleRate: Int
        let samples: Int
        let clippedSamples: Int
        let seed: UInt64
        let vocoder: VocoderChoice
        let vocoderSeconds: Double
    }
}
