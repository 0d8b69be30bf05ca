/// The vocoders that a caller can choose from by name.
public enum VocoderChoice: String, Sendable, Codable, CaseIterable {
    /// Sounds best.
    case hifiGAN = "hifigan"
    /// A seventh of the work.
    case melGAN = "melgan"
    /// Sample by sample, with the weights that this package ships: the third network of the paper.
    case waveNet = "wavenet"
    /// Needs no weights; sounds metallic.
    case griffinLim = "griffin-lim"

    /// Loads the vocoder.
    ///
    /// - Parameters:
    ///   - models: Where its weights are.
    ///   - precision: What the two generators multiply; the others know float32 only.
    /// - Throws: `CheckpointError` if its weights are not in the folder or cannot be read, `VocoderError` if their
    ///   sizes do not fit.
    public func load(from models: ModelDirectory, precision: WeightPrecision = .float32) throws -> any MelVocoder {
        switch self {
        case .hifiGAN: try HiFiGAN(contentsOf: models.hifiGAN, precision: precision)
        case .melGAN: try MelGAN(contentsOf: models.melGAN, precision: precision)
        case .waveNet: try WaveNet()
        case .griffinLim: GriffinLim()
        }
    }
}
