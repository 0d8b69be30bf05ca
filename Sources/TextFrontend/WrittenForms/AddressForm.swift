/// E-mail and web addresses, letter by letter: every letter by its name, every digit alone, the signs by theirs.
///
/// `http://` and its like are not said, nor a slash at the end. A mark that may end a sentence belongs to an address
/// only where the address goes on behind it.
enum AddressForm {
    /// How certain an address must be.
    enum Kind {
        /// With `@`, `://` or `www.`: nothing else looks like that.
        case marked
        /// A name with one of the common endings: `baidu.com`.
        case bare
    }

    /// The longest path that is read.
    private static let longestPath = 2048

    static func take(_ kind: Kind, from scanner: inout FormScanner) -> String? {
        let start = scanner.index
        guard let first = scanner.current, isWord(first), !(scanner.scalar(start - 1).map(isWord) ?? false) else {
            return nil
        }
        return scanner.attempt { scanner in
            switch kind {
            case .marked: takeMail(&scanner) ?? takeLink(&scanner)
            case .bare: takeBare(&scanner)
            }
        }
    }

    private static func takeMail(_ scanner: inout FormScanner) -> String? {
        let start = scanner.index
        let at = scanner.end(of: start) { isWord($0) || "._-+%".unicodeScalars.contains($0) }
        guard scanner.scalar(at) == "@", scanner.scalar(at + 1).map(isWord) ?? false else { return nil }
        let end = host(scanner, at + 1)
        guard hasPoint(scanner, at + 1, end) else { return nil }
        scanner.index = end
        return spoken(scanner, start, end)
    }

    private static func takeLink(_ scanner: inout FormScanner) -> String? {
        var start = scanner.index
        let scheme = scanner.end(of: start, where: FormScanner.isLetter)
        if scanner.starts(with: schemeMark, at: scheme) {
            start = scheme + schemeMark.count
        } else if !"wW".unicodeScalars.contains(scanner.scalar(start) ?? " ")
            || scanner.string(start, min(start + 4, scanner.text.count)).lowercased() != "www."
        {
            return nil
        }
        let end = host(scanner, start)
        guard end > start else { return nil }
        return takePath(&scanner, from: start, host: end)
    }

    private static func takeBare(_ scanner: inout FormScanner) -> String? {
        let start = scanner.index
        let end = host(scanner, start)
        guard let point = scanner.text[start..<end].lastIndex(where: { $0.scalar == "." }), point > start,
            endings.contains(scanner.string(point + 1, end).lowercased()),
            scanner.text[start..<point].contains(where: { FormScanner.isLetter($0.scalar) || $0.scalar == "." })
                || end - point == 4
        else { return nil }
        return takePath(&scanner, from: start, host: end)
    }

    /// The address from `start`, whose host ends at `host`, with a port and a path if there are any.
    private static func takePath(_ scanner: inout FormScanner, from start: Int, host: Int) -> String? {
        var end = host
        if scanner.scalar(end) == ":", scanner.isDigit(end + 1) {
            end += 1
            while scanner.isDigit(end) { end += 1 }
        }
        if let next = scanner.scalar(end), "/?#".unicodeScalars.contains(next) {
            var last = end
            var place = end
            while place < host + longestPath, let scalar = scanner.scalar(place), isWord(scalar) || name(scalar) != nil
            {
                if isWord(scalar) { last = place + 1 }
                place += 1
            }
            end = last
        }
        let spokenEnd = end
        if scanner.scalar(end) == "/", !scanner.isHanzi(end + 1) { end += 1 }
        scanner.index = end
        return spoken(scanner, start, spokenEnd)
    }

    /// The end of a host name: labels of letters and digits with points and hyphens between them.
    private static func host(_ scanner: FormScanner, _ start: Int) -> Int {
        var end = scanner.end(of: start) { isWord($0) || $0 == "." || $0 == "-" }
        while end > start, let last = scanner.scalar(end - 1), !isWord(last) { end -= 1 }
        return end
    }

    private static func hasPoint(_ scanner: FormScanner, _ start: Int, _ end: Int) -> Bool {
        scanner.text[start..<end].contains { $0.scalar == "." }
    }

    private static func spoken(_ scanner: FormScanner, _ start: Int, _ end: Int) -> String {
        scanner.text[start..<end].reduce(into: "") { spoken, character in
            let scalar = character.scalar
            if FormScanner.isDigit(scalar) {
                spoken += NumberReader.digits(String(Character(scalar)))
            } else if FormScanner.isLetter(scalar) {
                spoken += String(Character(scalar)).uppercased()
            } else {
                spoken += name(scalar) ?? ""
            }
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        FormScanner.isLetter(scalar) || FormScanner.isDigit(scalar)
    }

    /// What the signs of an address are called.
    private static func name(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case ".": "点"
        case "@": "艾特"
        case "/": "斜杠"
        case ":": "冒号"
        case "-": "杠"
        case "_": "下划线"
        case "?": "问号"
        case "=": "等于"
        case "&": "和"
        case "%": "百分号"
        case "#": "井号"
        case "~": "波浪号"
        case "+": "加"
        default: nil
        }
    }

    private static let schemeMark = Array("://".unicodeScalars)
    private static let endings: Set<String> = [
        "com", "cn", "net", "org", "edu", "gov", "io", "ai", "tv", "me", "cc", "co", "top", "info", "app", "dev", "xyz",
        "hk", "tw",
        "jp", "uk", "us", "de", "fr", "ru", "eu", "vip", "club", "shop", "site", "online",
    ]
}
