/// 一 and 不 take their tone from the syllable after them.
///
/// - 不 before a fourth tone is bú (不是), else bù. Between two equal characters (好不好) it is neutral.
/// - 一 before a fourth tone is yí (一个, 一样), before another tone yì (一天, 一年, 一起). It is yī as the end of a word
///   or a phrase (统一, 第一) and as a digit among digits (二零一一, 十一). Between two equal verbs (看一看) it is neutral.
/// - `sandhi.tsv` comes first. Its rules tell where 一 numbers rather than counts, which keeps it yī (第一次, 周一,
///   一月一日, 一楼, 一比零, 一班和二班), and where 不 is neutral before the complement of a verb (看不见).
///
/// A neutral syllable counts with the tone that its character has: 一个 (个 gè) is yí ge. Source: Xiandai Hanyu Cidian,
/// entries 一 and 不.
struct YiBuSandhi: Sendable {
    let rules: NeighbourRules

    func apply(to units: inout [SpeechUnit], in phrase: Range<Int>) {
        let places = phrase.filter { units[$0].hanzi == "一" || units[$0].hanzi == "不" }
        guard !places.isEmpty else { return }
        let text = SegmentedText(units, in: phrase)
        for index in places {
            let told = rule(for: units[index], at: index - phrase.lowerBound, of: text)?.readings?.first?.tone
            let neighbours = Neighbours(of: index, in: units, phrase)
            if units[index].hanzi == "一" {
                units[index].speak(tone: told ?? neighbours.toneOfYi, because: .yi)
            } else {
                units[index].speak(tone: told ?? neighbours.toneOfBu, because: .bu)
            }
        }
    }

    /// The first rule that fits; those for figures come before those for hanzi.
    func rule(for unit: SpeechUnit, at place: Int, of text: SegmentedText) -> NeighbourRules.Rule? {
        let range = place..<place + 1
        if unit.hanzi == "一", unit.rule == .writtenForm,
            let rule = rules.rule(for: ["1"], at: range, of: text)
        {
            return rule
        }
        return rules.rule(for: text.scalars[range], at: range, of: text)
    }
}

/// What stands around 一 or 不 in its phrase.
private struct Neighbours {
    let unit: SpeechUnit
    let beforePrevious: SpeechUnit?
    let previous: SpeechUnit?
    let next: SpeechUnit?

    init(of index: Int, in units: [SpeechUnit], _ phrase: Range<Int>) {
        func unit(_ index: Int) -> SpeechUnit? { phrase.contains(index) ? units[index] : nil }
        (self.unit, next) = (units[index], unit(index + 1))
        (beforePrevious, previous) = (unit(index - 2), unit(index - 1))
    }

    var toneOfBu: Int {
        guard let next else { return 4 }
        if isBetweenEquals, !isProtest { return 5 }
        return tone(of: next) == 4 ? 2 : 4
    }

    var toneOfYi: Int {
        guard let next else { return 1 }
        if isBetweenEquals, let verb = next.hanzi, isDoneBriefly(verb) { return 5 }
        if endsWord(before: next) || isInNumber(before: next) { return 1 }
        return tone(of: next) == 4 ? 2 : 4
    }

    /// Whether equal characters stand on both sides: 看一看, 好不好.
    private var isBetweenEquals: Bool {
        guard let previous, let hanzi = previous.hanzi, !isDigit(previous) else { return false }
        return hanzi == next?.hanzi && previous.spoken?.tone != 5
    }

    /// Whether it is said twice that something is not so: 不对不对, where nothing is asked as in 对不对.
    private var isProtest: Bool { beforePrevious?.hanzi == "不" || previous?.hanzi == "不" }

    /// Whether a character around 一 is a verb and, if it is a measure word as well, counts nothing there: 一站一站.
    private func isDoneBriefly(_ verb: Unicode.Scalar) -> Bool {
        NeutralTone.verbs.contains(verb) || Self.brief.contains(verb) && !isDigit(beforePrevious)
    }

    /// What one does for a moment (停一停, 搅一搅), besides the verbs that have no tone when they are doubled.
    private static let brief = Set(
        "停清搅压泡抖称煮晃剥调切钻烧炒蒸炖焯烫涮刷冲洗拧扭按拆贴锯磨削剪扎捆绑系松紧缓提拔抽拖挤站躲藏避让拦赶爬攀登踢抛扔接递送收放拿端扛举托顶弹拨拌腌揣遮盖挪垫撑撩捋抿舔嚼咬吸呼吐喊叫骂哭理捞撒浇淋焐哈亮露静定醒绕拐烤热凉"
            .unicodeScalars)

    /// Whether 一 is the end of a longer word: 统一|思想.
    private func endsWord(before next: SpeechUnit) -> Bool {
        previous?.word == unit.word && next.word != unit.word
    }

    /// Whether 一 stands beside a digit, but not behind 十一, or another word that ends so: 唯一|一次.
    private func isInNumber(before next: SpeechUnit) -> Bool {
        if isDigit(next) { return true }
        guard let previous, isDigit(previous) else { return false }
        guard previous.hanzi == "一", previous.word != unit.word, let beforePrevious else { return true }
        return beforePrevious.hanzi != "十" && (beforePrevious.word != previous.word || isDigit(beforePrevious))
    }

    private func isDigit(_ unit: SpeechUnit?) -> Bool { unit?.hanzi.map(NeighbourPattern.digits.contains) ?? false }

    /// The tone of the next syllable; a neutral one counts with that of its character.
    private func tone(of next: SpeechUnit) -> Int {
        guard next.spoken?.tone == 5 else { return next.spoken?.tone ?? 0 }
        // The lexicon has 个 neutral in many words.
        return next.hanzi == "个" ? 4 : next.reading?.tone ?? 5
    }
}
