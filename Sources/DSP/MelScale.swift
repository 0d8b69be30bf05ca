import Foundation

/// Slaney's mel scale: linear below 1000 Hz, logarithmic above.
///
///     mel(f) = 3f / 200                          f < 1000 Hz
///     mel(f) = 15 + 27 · ln(f / 1000) / ln 6.4   f ≥ 1000 Hz
///
/// Source: Slaney, "Auditory Toolbox", 1998; `librosa.hz_to_mel`.
enum MelScale {
    private static let linearLimit = 1000.0
    private static let limitMel = 15.0
    private static let logarithmicStep = log(6.4) / 27

    /// The mel of a frequency in hertz.
    static func mel(hertz: Double) -> Double {
        hertz < linearLimit ? hertz * 3 / 200 : limitMel + log(hertz / linearLimit) / logarithmicStep
    }

    /// The frequency in hertz of a mel.
    static func hertz(mel: Double) -> Double {
        mel < limitMel ? mel * 200 / 3 : linearLimit * exp(logarithmicStep * (mel - limitMel))
    }
}
