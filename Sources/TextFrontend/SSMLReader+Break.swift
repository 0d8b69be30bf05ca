extension SSMLReader {
    /// The pause of `<break>`: its time, or else what its strength stands for, which is medium where it has neither.
    func pauseLength(of tag: SSMLTag) throws -> Double {
        try tag.allow(["time", "strength"])
        let strength = tag.attributes["strength"]
        guard let pause = tag.value("strength").map(Self.pause(ofStrength:)) ?? Self.pause(ofStrength: "medium") else {
            throw tag.invalid(
                "the strength of <break> is \"\(MarkupReader.excerpt(strength ?? []))\", which is not known. Known are "
                    + "none, x-weak, weak, medium, strong, x-strong")
        }
        guard let time = tag.attributes["time"] else { return pause }
        guard let seconds = Self.seconds(tag.value("time") ?? "") else {
            throw tag.invalid(
                "the time of <break> is \"\(MarkupReader.excerpt(time))\". Write a number with s or ms, from 0 to 60 "
                    + "seconds, for example time=\"500ms\" or time=\"1.5s\"")
        }
        return seconds
    }

    /// The standard orders the strengths and leaves their lengths to the processor.
    private static func pause(ofStrength strength: String) -> Double? {
        switch strength {
        case "none": 0
        case "x-weak": 0.125
        case "weak": 0.25
        case "medium": 0.5
        case "strong": 1
        case "x-strong": 1.5
        default: nil
        }
    }

    /// A time like `500ms` or `1.5s` in seconds; nil if it is none, or out of range.
    private static func seconds(_ time: String) -> Double? {
        let unit = time.hasSuffix("ms") ? "ms" : "s"
        guard time.hasSuffix(unit) else { return nil }
        let number = time.dropLast(unit.count)
        // Double reads much else: signs, exponents, "nan".
        guard number.utf8.count <= 20, number.unicodeScalars.allSatisfy({ FormScanner.isDigit($0) || $0 == "." }),
            let value = Double(number)
        else { return nil }
        let seconds = unit == "ms" ? value / 1000 : value
        return seconds <= SentenceSplitter.longestPause ? seconds : nil
    }
}
