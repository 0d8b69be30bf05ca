/// A part of the way from a recording and a text to speech that can be timed alone.
public enum Stage: String, CaseIterable, Sendable {
    /// A recording's samples at their own rate → the embedding [256], resampling included.
    case embed
    /// A text → its symbols.
    case frontEnd = "front-end"
    /// Symbols → mel spectrogram at a fixed number of frames, text encoder and postnet included.
    case decode
    /// ``decode`` of two sentences that take their steps together.
    case decodeBatch = "decode-batch"
    /// The five convolutions of the postnet at the public checkpoint's sizes, with weights of zero: the network's own is
    /// out of reach here.
    case postnet
    /// Mel spectrogram → samples, by MelGAN.
    case vocode
    /// ``vocode`` with products of bfloat16.
    case vocodeReduced = "vocode-reduced"
    /// Mel spectrogram → samples, by HiFi-GAN.
    case vocodeHiFiGAN = "vocode-hifigan"
    /// ``vocodeHiFiGAN`` with products of bfloat16.
    case vocodeHiFiGANReduced = "vocode-hifigan-reduced"
    /// The first ``Workbench/waveNetFrames`` of the mel spectrogram → samples, by WaveNet.
    case vocodeWaveNet = "vocode-wavenet"
    /// Mel spectrogram → samples, by Griffin-Lim.
    case griffinLim = "griffin-lim"
    /// Text → samples at a fixed number of frames, by MelGAN.
    case endToEnd = "end-to-end"
    /// Text → samples at a fixed number of frames, by HiFi-GAN.
    case endToEndHiFiGAN = "end-to-end-hifigan"
    /// ``decode`` with weights in bfloat16.
    case decodeReduced = "decode-reduced"
    /// ``endToEnd`` with both networks in bfloat16.
    case endToEndReduced = "end-to-end-reduced"
    /// ``endToEndHiFiGAN`` with both networks in bfloat16.
    case endToEndHiFiGANReduced = "end-to-end-hifigan-reduced"
    /// Files → the three models, with MelGAN.
    case load
    /// Files → the three models, with HiFi-GAN.
    case loadHiFiGAN = "load-hifigan"
}
