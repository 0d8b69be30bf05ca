extension SpeechTimestamps {
    /// The sentences as subtitles in SubRip's format.
    public var srt: String {
        sentences.enumerated().map { index, sentence in
            "\(index + 1)\n\(Self.clock(sentence.start)) --> \(Self.clock(sentence.end))\n\(Self.oneLine(sentence.text))\n"
        }.joined(separator: "\n")
    }

    /// All tiers as a TextGrid of Praat, in its long text format.
    public var textGrid: String {
        let tiers = [
            ("sentences", sentences), ("characters", characters), ("syllables", syllables), ("symbols", symbols),
        ]
        var lines = [
            "File type = \"ooTextFile\"", "Object class = \"TextGrid\"", "", "xmin = 0", "xmax = \(duration)",
            "tiers? <exists>", "size = \(tiers.count)", "item []:",
        ]
        for (number, (name, intervals)) in tiers.enumerated() {
            let filled = Self.withoutGaps(intervals, until: duration)
            lines += [
                "    item [\(number + 1)]:", "        class = \"IntervalTier\"", "        name = \"\(name)\"",
                "        xmin = 0",
                "        xmax = \(duration)", "        intervals: size = \(filled.count)",
            ]
            for (place, interval) in filled.enumerated() {
                lines += [
                    "        intervals [\(place + 1)]:", "            xmin = \(interval.start)",
                    "            xmax = \(interval.end)",
                    "            text = \"\(Self.oneLine(interval.text).replacing("\"", with: "\"\""))\"",
                ]
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Intervals that cover all the time: Praat wants no gaps and nothing empty.
    private static func withoutGaps(_ intervals: [Interval], until end: Double) -> [Interval] {
        var result: [Interval] = []
        var time = 0.0
        for interval in intervals where interval.end > interval.start {
            if interval.start > time { result.append(Interval(text: "", start: time, end: interval.start)) }
            result.append(interval)
            time = interval.end
        }
        if time < end { result.append(Interval(text: "", start: time, end: end)) }
        return result
    }

    /// A time as SubRip has it, `00:00:01,234`, up to its last one: timestamps may have been decoded from anything.
    private static func clock(_ seconds: Double) -> String {
        let known = seconds.isNaN ? 0 : min(max(seconds, 0), 359_999.999)
        let milliseconds = Int((known * 1000).rounded())
        func padded(_ value: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
        }
        let (hours, minutes) = (milliseconds / 3_600_000, milliseconds / 60_000 % 60)
        return
            "\(padded(hours, 2)):\(padded(minutes, 2)):\(padded(milliseconds / 1000 % 60, 2)),\(padded(milliseconds % 1000, 3))"
    }

    /// A text for a line of a file that other programs read.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ").tidied(maximumLength: .max)
    }
}
