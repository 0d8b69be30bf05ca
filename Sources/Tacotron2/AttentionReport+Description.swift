extension AttentionReport.Problem: CustomStringConvertible {
    /// The problem in words; units are counted from 1.
    public var description: String { description(naming: []) }

    /// The problem in words, in which what is written at a unit stands behind its number: unit 3 (的).
    ///
    /// - Parameter texts: What is written at each unit, as far as it is known.
    package func description(naming texts: [String]) -> String {
        func name(_ unit: Int) -> String {
            texts.indices.contains(unit) ? "\(unit + 1) (\(texts[unit]))" : "\(unit + 1)"
        }
        func list(_ units: [Int]) -> String { units.map(name).joined(separator: ", ") }
        return switch self {
        case .skipped(let units): "units \(list(units)) were skipped"
        case .unheard(let units): "units \(list(units)) were not heard"
        case .repeated(let units): "units \(list(units)) were spoken out of turn"
        case .stalled(let unit, let seconds): "unit \(name(unit)) took \(Self.rounded(seconds)) s"
        case .gap(let unit, let seconds): "it was quiet for \(Self.rounded(seconds)) s in unit \(name(unit))"
        case .trailing(let seconds): "it went on for \(Self.rounded(seconds)) s behind its end"
        case .notStopped: "it did not end by itself"
        }
    }

    private static func rounded(_ seconds: Double) -> String { String((seconds * 100).rounded() / 100) }
}
