extension SSMLReader {
    /// The syllables that `<phoneme>` gives.
    func phonemes(of tag: SSMLTag) throws -> [PinyinSyllable] {
        try tag.allow(["alphabet", "ph"])
        guard let alphabet = tag.value("alphabet"), ["py", "pinyin"].contains(alphabet) else {
            let found =
                tag.attributes["alphabet"].map { "\"\(MarkupReader.excerpt($0))\", which is not known" } ?? "missing"
            throw tag.invalid(
                "the alphabet of <phoneme> is \(found). Write alphabet=\"py\" or alphabet=\"pinyin\"")
        }
        let form = "Write pinyin with tone digits or diacritics, for example ph=\"yin2 hang2\""
        guard let value = tag.attributes["ph"] else { throw tag.invalid("<phoneme> has no ph. \(form)") }
        guard let syllables = markup.pinyin.syllables(in: value, anyCase: true) else {
            throw tag.invalid(
                "in the ph of <phoneme>, \"\(MarkupReader.excerpt(markup.pinyin.invalidWord(in: value)))\" is not pinyin. \(form)"
            )
        }
        return syllables
    }

    /// The content of `<phoneme>` with a reading for each of its hanzi.
    ///
    /// It is nil if syllables and hanzi are not as many, or if something else in the content would be said besides:
    /// only marks, spaces and invisible characters may stand among the hanzi.
    func fixingReadings(of content: [SourceCharacter], to syllables: [PinyinSyllable]) -> [SourceCharacter]? {
        var result = content
        var count = 0
        for (index, character) in content.enumerated() {
            let scalar = character.scalar
            if markup.isHanzi(scalar) {
                guard count < syllables.count else { return nil }
                result[index].reading = syllables[count]
                count += 1
            } else if Mark.symbol(of: scalar) == nil, !Mark.isSpace(scalar), !Mark.isSilent(scalar),
                !scalar.properties.isDefaultIgnorableCodePoint
            {
                return nil
            }
        }
        return count == syllables.count ? result : nil
    }

    /// What is said instead of the content of `<sub>`.
    func alias(of tag: SSMLTag) throws -> [SourceCharacter] {
        try tag.allow(["alias"])
        guard let alias = tag.attributes["alias"], !alias.isEmpty else {
            throw tag.invalid("<sub> has no alias. Write what is to be said instead, for example alias=\"世界卫生组织\"")
        }
        return alias
    }

    /// The alias of `<sub>` in the place of the content, over which it is spread evenly.
    func placing(_ alias: [SourceCharacter], at content: [SourceCharacter], else position: Int) -> [SourceCharacter] {
        alias.enumerated().map { index, character in
            let place = index * content.count / alias.count
            return SourceCharacter(
                scalar: character.scalar, position: content.isEmpty ? position : content[place].position)
        }
    }

    /// What `<say-as>` says that its content is.
    func interpretation(of tag: SSMLTag) throws -> Interpretation {
        try tag.allow(["interpret-as"])
        guard let interpretation = tag.value("interpret-as").flatMap(Interpretation.init) else {
            let found =
                tag.attributes["interpret-as"].map { "\"\(MarkupReader.excerpt($0))\", which is not known" }
                ?? "missing"
            let known = Interpretation.allCases.map(\.rawValue).joined(separator: ", ")
            throw tag.invalid("the interpret-as of <say-as> is \(found). Known are \(known)")
        }
        return interpretation
    }
}

extension SSMLTag {
    /// Refuses attributes of other names: what they ask for would not happen.
    func allow(_ names: [String]) throws {
        guard let unknown = attributes.keys.filter({ !names.contains($0) }).min() else { return }
        throw invalid(
            "<\(name)> has the attribute \(unknown), which is not known. Allowed is \(names.joined(separator: ", "))")
    }
}
