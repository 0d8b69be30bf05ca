/// Why a syllable is spoken with another tone than it is read with.
public enum ToneChange: String, Sendable, Equatable, CaseIterable {
    /// A third tone before a third tone is spoken as a second.
    case thirdTone = "third tone"
    /// 一 is spoken yí before a fourth tone, yì before the others, yi between two verbs.
    case yi = "一"
    /// 不 is spoken bú before a fourth tone, bu inside 好不好 and 看不见.
    case bu = "不"
    /// The syllable loses its tone: the second of 妈妈 and 看看, the end of 朋友.
    case neutral = "neutral"
    /// 儿 at the end of a word has no tone.
    case erhua = "儿"
}
