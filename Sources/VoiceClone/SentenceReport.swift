/// How a sentence came out.
public struct SentenceReport: Sendable, Equatable {
    /// The sentence as it stands in the text.
    public let text: String
    /// The seed that it was spoken with.
    public let seed: UInt64
    /// How often it was spoken: 1 if the first attempt was sound.
    public let attempts: Int
    /// Why the decoder stopped.
    public let stopReason: SpectrogramPrediction.StopReason
    /// What the attention tells.
    public let attention: AttentionReport

    /// Whether everything was spoken, once, and in time.
    public var isSound: Bool { attention.isSound }

    /// What is wrong, in words; empty if nothing is.
    public var problems: String { attention.problems.map(\.description).joined(separator: "; ") }
}

extension AttentionReport.Problem: CustomStringConvertible {
    /// The problem in words; units are counted from 1.
    public var description: String {
        func list(_ units: [Int]) -> String { units.map { String($0 + 1) }.joined(separator: ", ") }
        return switch self {
        case .skipped(let units): "units \(list(units)) were skipped"
        case .repeated(let units): "units \(list(units)) were spoken out of turn"
        case .stalled(let unit, let seconds): "unit \(unit + 1) took \(Self.rounded(seconds)) s"
        case .trailing(let seconds): "it went on for \(Self.rounded(seconds)) s behind its end"
        case .notStopped: "it did not end by itself"
        }
    }

    private static func rounded(_ seconds: Double) -> String { String((seconds * 100).rounded() / 100) }
}
