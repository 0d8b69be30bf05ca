extension AttentionReport.Problem: CustomStringConvertible {
    /// The problem in words; units are counted from 1.
    public var description: String {
        func list(_ units: [Int]) -> String { units.map { String($0 + 1) }.joined(separator: ", ") }
        return switch self {
        case .skipped(let units): "units \(list(units)) were skipped"
        case .unheard(let units): "units \(list(units)) were not heard"
        case .repeated(let units): "units \(list(units)) were spoken out of turn"
        case .stalled(let unit, let seconds): "unit \(unit + 1) took \(Self.rounded(seconds)) s"
        case .gap(let unit, let seconds): "it was quiet for \(Self.rounded(seconds)) s in unit \(unit + 1)"
        case .trailing(let seconds): "it went on for \(Self.rounded(seconds)) s behind its end"
        case .notStopped: "it did not end by itself"
        }
    }

    private static func rounded(_ seconds: Double) -> String { String((seconds * 100).rounded() / 100) }
}
