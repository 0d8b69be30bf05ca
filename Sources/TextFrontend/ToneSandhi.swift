/// The tone change that the checkpoint's front end makes.
enum ToneSandhi {
    /// Makes the first of two third tones a second tone, from the end of each run of adjacent syllables to its front.
    ///
    /// So 3 3 becomes 2 3, 3 3 3 becomes 3 2 3 and 3 3 3 3 becomes 2 3 2 3, whatever the words are. That is what phkit
    /// does and what the checkpoint heard in training. The changes of 一 and 不 are in the lexicon's phrases only.
    static func apply(to units: inout [SpeechUnit]) {
        var followedByThird = false
        for index in units.indices.reversed() {
            guard case .syllable(var syllable, let isTyped) = units[index], syllable.tone == 3 else {
                followedByThird = false
                continue
            }
            // Pinyin is spoken with the tones that were typed.
            guard followedByThird, !isTyped else {
                followedByThird = true
                continue
            }
            syllable.tone = 2
            units[index] = .syllable(syllable, isTyped: isTyped)
            followedByThird = false
        }
    }
}
