/// How loud speech is made, whoever speaks.
///
/// Voices, built in and cloned, speak at −11 to −33 dBFS of themselves, as the recordings of their speakers did.
/// A constant that is added to the logarithms of a spectrogram brings them to one level before the vocoder, whose
/// sound is more natural there than of what is louder or softer (Docs/architecture.md).
enum SpeechLevel {
    /// The level that speech is brought to, in dBFS.
    static let target = -20.0
    /// The greatest change, in decibels.
    static let largestGain = 12.0

    /// What brings a level, in dBFS, to within a tolerance of the target, in decibels.
    static func gain(from level: Double, tolerance: Double) -> Double {
        let wanted = min(max(level, target - tolerance), target + tolerance) - level
        return min(max(wanted, -largestGain), largestGain)
    }
}
