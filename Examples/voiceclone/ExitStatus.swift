import VoiceClone

/// How the program ends, after sysexits.h where that has a fitting number.
enum ExitStatus: Int32 {
    case failure = 1
    case badInput = 65
    case missingInput = 66
    case modelsUnavailable = 69
    case cannotWrite = 73
    case unsound = 75

    static let documentation = """
        Exit status: 0 done; 64 wrong arguments; 65 a text, recording or profile that cannot be used; 66 an input that \
        is missing or unreadable, or an unknown voice; 69 models that are missing or damaged; 73 an output that cannot \
        be written; 75 speech that did not come out whole, with --strict; 1 anything else.
        """

    /// The status for an error of the library or of this program, or `nil` for one that ArgumentParser knows.
    init?(for error: any Error) {
        switch error {
        case let error as AudioError: self.init(error)
        case let error as VoiceCloneError: self.init(error)
        case InputError.unusableText, InputError.unusableSpectrogram, VocoderError.emptySpectrogram,
            VocoderError.implausible:
            self = .badInput
        case is InputError: self = .missingInput
        case is OutputError: self = .cannotWrite
        case Tacotron2Error.textTooLong, Tacotron2Error.emptySymbols, is TextError, is SpeakerEncoderError, is DSPError:
            self = .badInput
        case is CheckpointError, is VocoderError, is Tacotron2Error: self = .modelsUnavailable
        default: return nil
        }
    }

    private init(_ error: AudioError) {
        switch error {
        case .missingFile, .unreadable: self = .missingInput
        case .unwritable: self = .cannotWrite
        default: self = .badInput
        }
    }

    private init(_ error: VoiceCloneError) {
        switch error {
        case .modelsNotFound: self = .modelsUnavailable
        case .unreadableProfile: self = .missingInput
        case .unwritableProfile: self = .cannotWrite
        case .unsoundSpeech: self = .unsound
        default: self = .badInput
        }
    }
}
