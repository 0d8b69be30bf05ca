extension WrittenForms {
    /// How a whole text is said as what it is declared to be; nil if it is no such thing.
    static func spoken(_ text: [SourceCharacter], as interpretation: Interpretation) -> String? {
        let trimmed = Array(text.trimming { Mark.isSpace($0.scalar) })
        guard !trimmed.isEmpty else { return nil }
        var scanner = FormScanner(text: trimmed, index: 0)
        let spoken =
            switch interpretation {
            case .digits: groups(&scanner, separators: " -").map { NumberReader.digits($0.joined()) }
            case .number: number(&scanner)
            case .date: date(&scanner)
            case .telephone: telephone(&scanner)
            }
        return scanner.index == trimmed.count ? spoken : nil
    }

    /// The groups of digits that the text is made of.
    private static func groups(_ scanner: inout FormScanner, separators: String) -> [String]? {
        var groups: [String] = []
        while let scalar = scanner.current {
            if FormScanner.isDigit(scalar) {
                groups.append(scanner.takeDigits())
            } else if !groups.isEmpty || scalar == "(", separators.unicodeScalars.contains(scalar) {
                scanner.index += 1
            } else {
                return nil
            }
        }
        return groups.isEmpty ? nil : groups
    }

    private static func number(_ scanner: inout FormScanner) -> String? {
        let isNegative = scanner.take("-") || scanner.take("−")
        guard let numeral = scanner.takeNumeral(), numeral.decimals.count < 2 else { return nil }
        let prefix = scanner.take("%") ? "百分之" : scanner.take("‰") ? "千分之" : ""
        let isWhole = prefix == "百分之" && numeral.whole == "100" && numeral.decimals.isEmpty
        return (isNegative ? "负" : "") + prefix + (isWhole ? "百" : numeral.spoken)
    }

    private static func telephone(_ scanner: inout FormScanner) -> String? {
        let isInternational = scanner.take("+")
        guard let groups = groups(&scanner, separators: " -()") else { return nil }
        return (isInternational ? "加" : "") + groups.map(NumberReader.digits).joined(separator: "，")
    }

    /// 2024-05-06, 20240506, 2024-05, 05-06, 5/6.
    private static func date(_ scanner: inout FormScanner) -> String? {
        if let full = scanner.attempt({ DateForm.takeFull(from: &$0) }) { return full }
        if let compact = scanner.attempt(compactDate) { return compact }
        var parts: [String] = []
        var sign: Unicode.Scalar?
        while parts.count < 2, DateForm.isSeparator(scanner.current) || parts.isEmpty {
            if !parts.isEmpty {
                sign = scanner.current
                scanner.index += 1
            }
            parts.append(scanner.takeDigits())
        }
        guard parts.count == 2, sign != nil, let last = Int(parts[1]), parts[1].utf8.count <= 2 else { return nil }
        if parts[0].utf8.count == 4, (1...12).contains(last) {
            return NumberReader.digits(parts[0]) + "年" + NumberReader.integer(last) + "月"
        }
        guard parts[0].utf8.count <= 2, let month = Int(parts[0]), (1...12).contains(month), (1...31).contains(last)
        else {
            return nil
        }
        return DateForm.spoken(month: month, day: last)
    }

    private static func compactDate(_ scanner: inout FormScanner) -> String? {
        let digits = scanner.takeDigits()
        guard digits.utf8.count == 8, let month = Int(digits.dropFirst(4).prefix(2)), let day = Int(digits.suffix(2)),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return NumberReader.digits(digits.prefix(4)) + "年" + DateForm.spoken(month: month, day: day)
    }
}

extension [SourceCharacter] {
    /// The slice without what is not wanted at its ends.
    fileprivate func trimming(_ isUnwanted: (SourceCharacter) -> Bool) -> ArraySlice<SourceCharacter> {
        guard let first = firstIndex(where: { !isUnwanted($0) }), let last = lastIndex(where: { !isUnwanted($0) })
        else {
            return []
        }
        return self[first...last]
    }
}
