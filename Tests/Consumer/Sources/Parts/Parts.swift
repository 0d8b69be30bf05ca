import AudioIO
import Checkpoint
import DSP
import SpeakerEncoder
import Tacotron2
import Tensor
import TextFrontend
import Vocoder

/// Uses the libraries one by one, each value imported from its maker: text to symbols, sound to mel and back.
@main
enum Parts {
    static func main() throws {
        let symbols: SymbolSequence = try TextFrontend().symbols(for: "你好")
        let tone = Waveform(samples: (0..<22_050).map { $0 / 40 % 2 == 0 ? 0.3 : -0.3 }, sampleRate: 22_050)
        let mel: MelSpectrogram = try MelExtractor(.tacotron2).melSpectrogram(of: tone)
        let values: Tensor = mel.values
        let sound = try GriffinLim(iterations: 2).waveform(from: mel)
        let voice: SpeakerVector = SpeakerVector(name: "biaobei")
        let convention: EmbeddingConvention = .standard
        let formats: [CheckpointFormat] = CheckpointFormat.allCases
        print(symbols, values.shape, sound, voice.values.count, convention, formats.count)
    }
}
