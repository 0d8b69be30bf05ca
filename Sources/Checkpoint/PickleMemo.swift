/// The values that a pickle has numbered, to be recalled.
///
/// Python numbers them from zero without gaps, and nearly every text and list gets a number: those are an array. Other
/// numbers, which a file may have up to 2^32, are a dictionary.
struct PickleMemo {
    private var sequence: [PickleValue] = []
    /// None of these numbers is one of the sequence.
    private var others: [UInt32: PickleValue] = [:]

    var count: Int { sequence.count + others.count }

    subscript(_ index: UInt32) -> PickleValue? {
        index < sequence.count ? sequence[Int(index)] : others[index]
    }

    mutating func store(_ value: PickleValue, at index: UInt32) {
        if index < sequence.count {
            sequence[Int(index)] = value
        } else if index == sequence.count {
            sequence.append(value)
            if !others.isEmpty { others[index] = nil }
        } else {
            others[index] = value
        }
    }
}
