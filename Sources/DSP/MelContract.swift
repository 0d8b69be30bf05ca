import Foundation

/// Everything that defines a mel spectrogram, so that two models can tell whether they mean the same by it.
///
/// What is not listed is the same for all: periodic Hann window, centred frames, reflect padding, Slaney's mel bands of
/// equal area.
public struct MelContract: Sendable, Hashable {
    /// What of the complex spectrum is summed into bands.
    public enum Spectrum: String, Sendable {
        /// |X|
        case magnitude
        /// |X|²
        case power
    }

    /// The sample rate of the audio, in hertz.
    public let sampleRate: Int
    /// The samples of one Fourier transform.
    public let fftSize: Int
    /// The samples under the window.
    public let windowLength: Int
    /// The samples from one frame to the next.
    public let hopLength: Int
    /// The number of mel bands.
    public let bands: Int
    /// Where the lowest band starts, in hertz.
    public let lowestFrequency: Double
    /// Where the highest band ends, in hertz.
    public let highestFrequency: Double
    /// What is summed into bands.
    public let spectrum: Spectrum
    /// The values are ln(max(x, floor)), or x itself if there is none.
    public let logarithmFloor: Float?

    /// Makes a contract.
    ///
    /// - Parameters:
    ///   - sampleRate: In hertz.
    ///   - fftSize: Even.
    ///   - windowLength: At most `fftSize`; `fftSize` if `nil`.
    ///   - hopLength: In samples.
    ///   - bands: At least one.
    ///   - frequencies: The range of the bands in hertz, up to half the sample rate.
    ///   - spectrum: Magnitude or power.
    ///   - logarithmFloor: Positive, or `nil` for no logarithm.
    public init(
        sampleRate: Int, fftSize: Int, windowLength: Int? = nil, hopLength: Int, bands: Int,
        frequencies: ClosedRange<Double>, spectrum: Spectrum, logarithmFloor: Float?
    ) {
        precondition(sampleRate > 0, "a sample rate must be positive, not \(sampleRate)")
        precondition(fftSize > 0 && fftSize % 2 == 0, "the FFT size must be positive and even, not \(fftSize)")
        precondition(
            (1...fftSize).contains(windowLength ?? fftSize),
            "a window of \(windowLength ?? fftSize) samples does not fit an FFT of \(fftSize)")
        precondition(hopLength > 0 && bands > 0, "hop length \(hopLength) and \(bands) bands must be positive")
        precondition(
            frequencies.lowerBound >= 0 && frequencies.lowerBound < frequencies.upperBound
                && frequencies.upperBound <= Double(sampleRate) / 2,
            "bands of \(frequencies) Hz do not fit below half of \(sampleRate) Hz")
        precondition(logarithmFloor ?? 1 > 0, "the floor of a logarithm must be positive")
        self.sampleRate = sampleRate
        self.fftSize = fftSize
        self.windowLength = windowLength ?? fftSize
        self.hopLength = hopLength
        self.bands = bands
        lowestFrequency = frequencies.lowerBound
        highestFrequency = frequencies.upperBound
        self.spectrum = spectrum
        self.logarithmFloor = logarithmFloor
    }
}

extension MelContract {
    /// What the GE2E speaker encoder was trained with: 16 kHz, 25 ms windows every 10 ms, 40 bands of power.
    public static let ge2e = MelContract(
        sampleRate: 16_000, fftSize: 400, hopLength: 160, bands: 40, frequencies: 0...8000, spectrum: .power,
        logarithmFloor: nil)

    /// What AIAS feeds the same encoder: as ``ge2e`` but with windows of 1024 samples.
    ///
    /// AIAS reads samples of any rate as if they were at 16 kHz; who reproduces it relabels the waveform.
    public static let ge2eAIAS = MelContract(
        sampleRate: 16_000, fftSize: 1024, hopLength: 160, bands: 40, frequencies: 0...8000, spectrum: .power,
        logarithmFloor: nil)

    /// What Tacotron 2 and its vocoders speak: 22 050 Hz, 80 bands up to 8 kHz, ln(max(magnitude, 10⁻⁵)).
    public static let tacotron2 = MelContract(
        sampleRate: 22_050, fftSize: 1024, hopLength: 256, bands: 80, frequencies: 0...8000, spectrum: .magnitude,
        logarithmFloor: 1e-5)
}

extension MelContract {
    /// The least value that a spectrogram has.
    package var silence: Float { logarithmFloor.map { log($0) } ?? 0 }

    /// The time from one frame to the next, in seconds.
    package var frameDuration: Double { Double(hopLength) / Double(sampleRate) }

    /// The frames in so many seconds, to the nearest one.
    package func frames(in seconds: Double) -> Int {
        Int((seconds * Double(sampleRate) / Double(hopLength)).rounded())
    }
}

extension MelContract: CustomStringConvertible {
    /// All of the contract in one line.
    public var description: String {
        let values = logarithmFloor.map { "ln(max(\(spectrum.rawValue), \($0)))" } ?? spectrum.rawValue
        return "\(sampleRate) Hz, FFT \(fftSize), window \(windowLength), hop \(hopLength), \(bands) mel bands from "
            + "\(lowestFrequency) to \(highestFrequency) Hz, \(values)"
    }
}
