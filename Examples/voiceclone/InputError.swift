/// What only the command line can get wrong.
enum InputError: Error, CustomStringConvertible {
    case unknownVoice(String)
    /// `what` says what the file should hold.
    case unreadable(what: String, path: String, reason: String)
    case unusableText(what: String, path: String, reason: String)
    case unreadableStandardInput
    case unusableSpectrogram(path: String, reason: String)

    var description: String {
        switch self {
        case .unknownVoice(let name):
            "\(name) is neither a file nor a built-in voice. `voiceclone voices` lists those; check the path of a file."
        case .unreadable(let what, let path, let reason):
            "The \(what) in \(path) cannot be read: \(reason). Check the path and its permissions."
        case .unusableText(let what, let path, let reason):
            "The \(what) in \(path) cannot be used: \(reason). Give UTF-8 of at most \(Input.maximumTextSize) bytes."
        case .unusableSpectrogram(let path, let reason):
            """
            \(path) holds no mel spectrogram: \(reason). Give what speak --spectrogram writes, or save an array with \
            numpy.save(file, numpy.ascontiguousarray(array, numpy.float32)).
            """
        case .unreadableStandardInput:
            "Standard input (-) cannot be read: it is closed, a folder, or broke off. Check where it comes from."
        }
    }
}
