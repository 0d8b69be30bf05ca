import Foundation

/// What can go wrong before a model is even opened.
public enum VoiceCloneError: Error, Equatable, Sendable {
    /// There is no folder of models at any of these paths.
    case modelsNotFound(searched: [String])
}

extension VoiceCloneError: LocalizedError, CustomStringConvertible {
    /// What was wrong and what to do.
    public var description: String {
        switch self {
        case .modelsNotFound(let searched):
            """
            There are no models at \(searched.joined(separator: " or at ")). Run `make models` in a clone of VoiceClone, \
            and name the folder in VOICECLONE_MODELS if you move it.
            """
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
