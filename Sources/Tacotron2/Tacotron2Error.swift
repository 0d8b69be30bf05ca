import Foundation

/// What can go wrong between a text and its mel spectrogram.
public enum Tacotron2Error: Error, Equatable, Sendable {
    /// The checkpoint takes another number of values for a speaker than it was given.
    case speakerMismatch(expected: Int, found: Int)
    /// The checkpoint knows another number of symbols, or of mel bands, than the front end and the vocoders.
    case incompatibleCheckpoint(what: String, expected: Int, found: Int)
    /// A convolution has an even number of taps, so it has no middle and would shift what it sees.
    case evenKernel(tensor: String, taps: Int)
    /// The text has more symbols than there may be frames, so it cannot be spoken to its end.
    case textTooLong(symbols: Int, maximumFrames: Int)
    /// There are no symbols to speak.
    case emptySymbols
    /// The network's output is not finite at this frame, so the weights must be damaged.
    case notFinite(frame: Int)
}

extension Tacotron2Error: LocalizedError, CustomStringConvertible {
    /// What was wrong and what to do.
    public var description: String {
        switch self {
        case .speakerMismatch(let expected, let found):
            """
            this Tacotron 2 is conditioned on \(expected) numbers for a speaker and was given \(found): a name or a vector \
            of \(SpeakerVector.dimension) numbers goes with the mspk layout only
            """
        case .incompatibleCheckpoint(let what, let expected, let found):
            "this Tacotron 2 has \(found) \(what), this package needs \(expected): use a checkpoint trained with them"
        case .evenKernel(let tensor, let taps):
            "\(tensor) has \(taps) taps, this package needs an odd number: use a checkpoint of the published layout"
        case .textTooLong(let symbols, let maximumFrames):
            """
            a text of \(symbols) symbols cannot be spoken in \(maximumFrames) frames: split it into sentences, or raise \
            maximumFrames to at least four for each symbol
            """
        case .emptySymbols:
            "there are no symbols to speak: give a text that has at least one syllable"
        case .notFinite(let frame):
            "frame \(frame) is not made of finite numbers: the weights are damaged, fetch them again"
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
