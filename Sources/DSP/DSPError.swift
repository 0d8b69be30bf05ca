import Foundation

/// What can go wrong in DSP.
public enum DSPError: Error, Equatable, Sendable {
    /// There are no samples to analyse.
    case emptySignal
    /// A sample was NaN, infinite, or so large that its power is.
    case nonFiniteSamples
    /// The waveform's sample rate, in hertz, is not the one that the contract asks for.
    case sampleRateMismatch(waveform: Int, contract: MelContract)
    /// A mel spectrogram of one contract was given where another is expected.
    case contractMismatch(expected: MelContract, actual: MelContract)
    /// No part of the waveform is louder than digital silence.
    case onlySilence
}

extension DSPError: LocalizedError, CustomStringConvertible {
    /// What was wrong, where, and what to do.
    public var description: String {
        switch self {
        case .emptySignal:
            "The signal has no samples. Use a recording of a few seconds."
        case .nonFiniteSamples:
            "The signal has samples that are NaN, infinite or far beyond full scale. Repair or scale the samples."
        case .sampleRateMismatch(let waveform, let contract):
            "The waveform has \(waveform) Hz, the mel spectrogram is defined at \(contract.sampleRate) Hz (\(contract)). "
                + "Resample the waveform with resampled(to: \(contract.sampleRate))."
        case .contractMismatch(let expected, let actual):
            "The mel spectrogram was made as (\(actual)), expected is (\(expected)). Use models that share one contract."
        case .onlySilence:
            "The waveform is silent from start to end. Use a recording with speech in it."
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
