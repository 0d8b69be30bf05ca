extension Checkpoint {
    /// What a user sees who opens something else: a text, a web page, a picture.
    static func unrecognised(_ file: MappedFile) -> CheckpointError {
        let head = file.bytes.prefix(16)
        let isText = head.allSatisfy { (0x20..<0x7F).contains($0) || (9...13).contains($0) }
        let shown =
            isText
            ? "the text \"\(file.text(0..<head.count))\""
            : "the bytes " + head.map { String($0, radix: 16).leftPadded(to: 2) }.joined(separator: " ")
        return .notACheckpoint(path: file.path, reason: "it begins with \(shown)")
    }

    /// What there is instead of `name`: the nearest names, and what the file seems to be.
    func describeContents(without name: String) -> String {
        guard !names.isEmpty else { return "it holds none at all" }
        let nearest = names(nearestTo: name)
        let hint = nearest.isEmpty ? "" : ", the nearest are \(nearest.joined(separator: ", "))"
        var prefixes: [Substring] = []
        for name in names {
            let prefix = name.prefix { $0 != "." }
            if prefixes.last != prefix { prefixes.append(prefix) }
        }
        let shown = prefixes.prefix(8).joined(separator: ", ") + (prefixes.count > 8 ? ", …" : "")
        return "its \(names.count) tensors belong to \(shown)\(hint)"
    }

    /// Up to three names that end in the same words between dots, those with the most of them first.
    private func names(nearestTo name: String) -> [String] {
        let words = name.split(separator: ".")
        let scored = names.compactMap { candidate -> (name: String, score: Int)? in
            let pairs = zip(candidate.split(separator: ".").reversed(), words.reversed())
            let score = pairs.prefix { $0 == $1 }.count
            return score > 0 ? (candidate, score) : nil
        }
        return scored.sorted { ($1.score, $0.name) < ($0.score, $1.name) }.prefix(3).map(\.name)
    }
}

extension String {
    fileprivate func leftPadded(to count: Int) -> String {
        String(repeating: "0", count: max(0, count - self.count)) + self
    }
}
