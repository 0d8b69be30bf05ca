/// The second of two equal syllables loses its tone in words for relatives and in verbs: 妈妈, 看看.
///
/// Other neutral tones come with the words of the lexicon (朋友, 东西) and with the readings of particles (的, 了, 吗). A verb
/// in the third tone becomes second before its copy (想想 xiáng xiang), a relative does not (姐姐 jiě jie). Source: Chao, A
/// Grammar of Spoken Chinese (1968), §1.3.6 and §4.4.
enum NeutralTone {
    static func apply(to units: inout [SpeechUnit], in phrase: Range<Int>) {
        for index in phrase.dropFirst() {
            guard let hanzi = units[index].hanzi, units[index - 1].hanzi == hanzi else { continue }
            // Three in a row and more are a cry, or laughter.
            let isPair =
                (index - 2 < phrase.lowerBound || units[index - 2].hanzi != hanzi)
                && (index + 1 == phrase.upperBound || units[index + 1].hanzi != hanzi)
            guard isPair else { continue }
            if relatives.contains(hanzi) {
                units[index].speak(tone: 5, because: .neutral)
            } else if verbs.contains(hanzi), isCopy(units[index - 1...index]),
                !isPartOfWord(index, of: units, in: phrase), !isOneOfTwoPairs(index, of: units, in: phrase),
                !isDue(index, of: units, in: phrase)
            {
                if units[index - 1].spoken?.tone == 3 { units[index - 1].speak(tone: 2, because: .thirdTone) }
                units[index].speak(tone: 5, because: .neutral)
            }
        }
    }

    /// Whether the pair at whose second place a unit stands is in a longer word: 乱哄哄, 比比皆是, 摇摇欲坠, 补补丁.
    private static func isPartOfWord(_ index: Int, of units: [SpeechUnit], in phrase: Range<Int>) -> Bool {
        let isEnd = index - 2 >= phrase.lowerBound && units[index - 2].word == units[index - 1].word
        guard !isEnd, index + 1 < phrase.upperBound, let next = units[index + 1].hanzi else { return isEnd }
        return "皆欲队丁".unicodeScalars.contains(next)
    }

    /// Whether the second of two is the verb again.
    ///
    /// Not in 教弟弟数数, where their neighbours tell a verb and its object apart.
    private static func isCopy(_ pair: ArraySlice<SpeechUnit>) -> Bool {
        let isTold = pair.allSatisfy { $0.rule == .neighbours }
        return !isTold || pair.first?.reading == pair.last?.reading
    }

    /// Whether the pair at whose second place a unit stands stands beside a pair of another verb, as in 停停走走 and 跑跑跳跳,
    /// which have their full tones; but 爸爸看看, 慢慢走走, 做做试试看.
    private static func isOneOfTwoPairs(_ index: Int, of units: [SpeechUnit], in phrase: Range<Int>) -> Bool {
        for place in [index - 3, index + 1] {
            guard let verb = doubled(at: place, of: units, in: phrase) else { continue }
            let end = max(place + 2, index + 1)
            if end < phrase.upperBound, units[end].hanzi == "看" { continue }
            if verbs.contains(verb) || pairedVerbs.contains(verb) { return true }
        }
        return false
    }

    /// Whether the pair at whose second place a unit stands is what 该 bids one do: 该吃吃，该睡睡, 你该吃吃该睡睡; but 也该歇歇.
    private static func isDue(_ index: Int, of units: [SpeechUnit], in phrase: Range<Int>) -> Bool {
        let place = index - 2
        guard place >= phrase.lowerBound, units[place].hanzi == "该" else { return false }
        if place == phrase.lowerBound && index + 1 == phrase.upperBound { return true }
        for other in [index + 1, place - 3] where phrase.contains(other) && units[other].hanzi == "该" {
            if doubled(at: other + 1, of: units, in: phrase) != nil { return true }
        }
        return false
    }

    /// The character that stands at a place and behind it, if it is the same.
    private static func doubled(at place: Int, of units: [SpeechUnit], in phrase: Range<Int>) -> Unicode.Scalar? {
        guard place >= phrase.lowerBound, place + 1 < phrase.upperBound else { return nil }
        let pair = units[place..<place + 2].compactMap(\.hanzi)
        return pair.count == 2 && pair[0] == pair[1] ? pair[0] : nil
    }

    private static let relatives = Set("爸妈爷奶哥弟姐妹叔伯舅姑姨婶嫂姥公婆太娃宝星猩蛐蝈饽".unicodeScalars)
    static let verbs = Set(
        "看想说走听试问坐等谈聊玩吃喝写读学做找数讲笑尝跑歇逛猜查算练教帮擦洗扫摸闻唱跳修改动晒躺转瞧管比拍揉敲推拉瞅品摇搓挑捏踩碰掂量抱哄劝催遛陪求救吹换补养治借醒忍伸搬挠捶熨凑翻逗".unicodeScalars)
    /// Verbs that begin such pairs of pairs and are hardly doubled alone.
    private static let pairedVerbs = Set("停磕蹦打哭吵扯缝躲藏遮涂写吹赶挑爬滚蹲站".unicodeScalars)
}
