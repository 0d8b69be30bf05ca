"""Makes Sources/TextFrontend/Resources from PyPI packages: pip install -r requirements.txt; python build_resources.py

    symbols.txt      the 145 symbols of the checkpoint, one a line, in the order of their ids
    syllables.tsv    pinyin without tone, initial, final
    lexicon.trie     words: what they cost in segmentation, how they are read, and their part of speech
    traditional.trie traditional characters and phrases → simplified ones

Same packages, same bytes.
"""

import math
import unicodedata
from pathlib import Path

import sources
from trie import KIND, MARK, Pool, write_trie

RESOURCES = Path(__file__).parents[2] / "Sources" / "TextFrontend" / "Resources"

# A word that jieba counted at least this often takes part in segmentation even if its reading is the plain one.
# A limit of 3 was tried: three times the words for 0.03 % other readings.
KEPT_COUNT = 30
# What a phrase counts that jieba does not know: it gives way to known words (树下|乘凉, not 树|下乘|凉).
UNKNOWN_PHRASE_COUNT = 1

# What our own corrections count at least, so that they win against their parts (有多重, not 有|多重).
CORRECTION_COUNT = 5000


# The parts of speech that the lexicon tells apart, by the letters that standalone.tsv calls them; WordClass.swift has the
# same order. Noun, time, place, pronoun, verb, verb that is as often a noun, adjective, adverb, number, measure, preposition,
# verb and its object (jieba has no such class).
CLASSES = "-ntsrvwadmqpo"
# jieba's, by how they begin; what is missing is 0. The parts of speech of morphemes (ng, vg …) are those of words.
JIEBA_CLASSES = {
    "n": "n", "t": "t", "s": "s", "f": "s", "r": "r", "v": "v", "vn": "w", "a": "a", "z": "a", "zg": "-", "d": "d", "m": "m", "q": "q",
    "p": "p", "j": "n",
}


def word_class(word, part_of_speech, corrections):
    """The number of a word's class."""
    letter = corrections.get(word) or JIEBA_CLASSES.get(part_of_speech) or JIEBA_CLASSES.get(part_of_speech[:1], "-")
    return CLASSES.index(letter)


def settle(word, newer, older, valid):
    """One reading of a phrase from the two editions of phrase-pinyin-data.

    The newer edition corrected many errors of the older one (大城市 dài, 一帆 fán), so it rules; but the older one has
    more neutral tones (认识 shi5, 豆腐 fu5), which the checkpoint was trained with, so those are kept. 得 is no such
    case: the older edition has a neutral one in 取得, 赢得.
    """
    candidates = [r if r and len(r) == len(word) and all(s in valid for s in r) else None for r in (newer, older)]
    if None in candidates:
        return candidates[0] or candidates[1]
    return [
        old if old[-1] == "5" and old[:-1] == new[:-1] and character != "得" else new
        for character, new, old in zip(word, *candidates)
    ]


def agree(newer, older):
    """Whether both editions have a phrase and read it alike, neutral tones aside: then there is no doubt of it."""
    if not newer or not older or len(newer) != len(older):
        return False
    return all(new == old or new[:-1] == old[:-1] and "5" in (new[-1], old[-1]) for new, old in zip(newer, older))


class Segmenter:
    """The segmentation that the Swift side does: the path of least cost, the longer word on a tie."""

    def __init__(self, characters):
        self.words = {}
        self.prefixes = set()
        self.characters = characters

    def add(self, word, cost, reading):
        self.words[word] = (cost, reading)
        self.prefixes.update(word[:k] for k in range(2, len(word) + 1))

    def read(self, text):
        count = len(text)
        best, following = [0] * (count + 1), [0] * (count + 1)
        for start in range(count - 1, -1, -1):
            best[start] = self.characters[text[start]][0] + best[start + 1]
            following[start] = start + 1
            for end in range(start + 2, count + 1):
                if text[start:end] not in self.prefixes:
                    break
                word = self.words.get(text[start:end])
                if word and word[0] + best[end] <= best[start]:
                    best[start], following[start] = word[0] + best[end], end
        reading, start = [], 0
        while start < count:
            end = following[start]
            reading += self.words[text[start:end]][1] if end - start > 1 else [self.characters[text[start]][1]]
            start = end
        return reading


def longest_match(text, phrases, characters):
    """The reading of a word that has none of its own: of the longest phrases inside it.

    子 without a phrase is a suffix only at the end: 郭子仪 is zǐ. 率 at the end is a rate: 完好率 is lǜ.
    """
    reading, start = [], 0
    while start < len(text):
        end = next((e for e in range(len(text), start + 1, -1) if text[start:e] in phrases), start + 1)
        if end - start > 1:
            reading += phrases[text[start:end]]
        elif text[start] == "子" and end < len(text):
            reading.append("zi3")
        else:
            reading.append("lv4" if text[start] == "率" and end == len(text) > 2 else characters[text[start]])
        start = end
    return reading


def holds(word, reading, agreed, phrases, characters):
    """Whether phrases without doubt inside a longer word give its reading: 理发店 by 理发."""
    found, inner, start = False, [], 0
    while start < len(word):
        longest = min(len(word), start + len(word) - 1)
        end = next((e for e in range(longest, start + 1, -1) if word[start:e] in agreed), start + 1)
        found = found or end - start > 1
        inner += phrases[word[start:end]] if end - start > 1 else [characters[word[start]]]
        start = end
    return found and inner == reading


def build_lexicon(valid):
    """Characters → (cost, reading), words → (cost, reading) without the words that change nothing, words without doubt."""
    counts = {word: count for word, (count, _) in sources.jieba_words().items()}
    total = sum(counts.values())

    def cost(count):
        return max(1, min(255, round(-10 * math.log(count / total))))  # tenths of a nat

    # Words for which no phrase list counts.
    own = sources.readings("overrides.tsv")
    corrections = sources.neutral_words() | sources.readings("certain-words.tsv") | own
    first = {}
    for character, readings in sources.pypinyin_characters().items():
        reading = next((r for r in readings if r in valid), None)
        if reading:
            first[character] = reading
    first.update({word: reading[0] for word, reading in corrections.items() if len(word) == 1})
    characters = {c: (cost(counts.get(c) or 1), reading) for c, reading in first.items()}

    newer, older = sources.pypinyin_phrases(), sources.phkit_phrases()
    phrases = {}
    for word in newer.keys() | older.keys() | {w for w in corrections if len(w) > 1}:
        reading = corrections.get(word) or settle(word, newer.get(word), older.get(word), valid)
        if reading and sources.is_hanzi(word) and len(word) > 1 and all(c in first for c in word):
            phrases[word] = reading
    for word, (_, part_of_speech) in sources.jieba_words().items():
        # 轻轻地, 猛地: jieba calls them adverbs or words of manner, and no phrase list has them.
        if len(word) > 1 and word[-1] == "地" and part_of_speech in ("d", "z") and sources.is_hanzi(word):
            phrases.setdefault(word, longest_match(word[:-1], phrases, first) + ["de5"])
    known = {
        word
        for word, count in counts.items()
        if (count >= KEPT_COUNT or word[-1] == "率" and len(word) > 2)
        and len(word) > 1 and sources.is_hanzi(word) and all(c in first for c in word)
    }
    segmenter = Segmenter(characters)
    for word in sorted(phrases.keys() | known, key=lambda w: (len(w), w)):
        reading = phrases.get(word) or longest_match(word, phrases, first)
        if word not in corrections and corrections.get(word[-2:], [""])[-1] == reading[-1][:-1] + "5":
            reading = [*reading[:-1], reading[-1][:-1] + "5"]  # 没关系, 男朋友: as 关系, 朋友
        # A rare word that reads the same without an entry is left out: 40 % of the words, 0.003 % of the readings.
        if word in known or word in corrections or segmenter.read(word) != reading:
            count = counts.get(word) or UNKNOWN_PHRASE_COUNT
            segmenter.add(word, cost(max(count, CORRECTION_COUNT) if word in own else count), reading)
    agreed = {w for w in phrases if w in corrections or agree(newer.get(w), older.get(w))}
    # A rate of something, which the network takes for a leader as soon as it does not rise or fall (毛利率承压).
    agreed |= {w for w, (_, reading) in segmenter.words.items() if len(w) > 2 and w[-1] == "率" and reading[-1] == "lv4"}
    certain = {
        word
        for word, (_, reading) in segmenter.words.items()
        if word in agreed or holds(word, reading, agreed, phrases, first)
    }
    return characters, segmenter.words, certain


def write_lexicon(syllables):
    """Writes lexicon.trie.

    A value's byte is the cost, its kind the class of the word; a word that is read character by character has no offset: 0;
    words without doubt are marked.
    """
    parts, classes = sources.jieba_words(), sources.word_classes()
    number = {f"{s}{tone}": 5 * i + tone - 1 for i, s in enumerate(syllables) for tone in range(1, 6)}
    characters, words, certain = build_lexicon(number)
    pool, values = Pool(), {}

    def kind(word):
        return word_class(word, parts.get(word, (0, ""))[1], classes) << KIND

    for character, (cost, reading) in characters.items():
        values[character] = (pool.offset([number[reading]]) + 1) << 8 | cost | kind(character)
    for word, (cost, reading) in words.items():
        plain = reading == [characters[c][1] for c in word]
        values[word] = (0 if plain else pool.offset([number[s] for s in reading]) + 1) << 8 | cost | kind(word)
        values[word] |= MARK if word in certain else 0
    size = write_trie(RESOURCES / "lexicon.trie", values, pool)
    print(f"lexicon.trie: {len(characters)} characters, {len(words)} words, {size} bytes")
    return characters, words


def build_traditional(characters, words):
    """Traditional → simplified, only where the simplified character can be read."""
    table = sources.opencc("TSCharacters") | sources.opencc("TSPhrases")
    # Taiwan writes 著 for the particle 着 too; OpenCC's other regional variants change nothing that is spoken.
    table["著"] = "着"
    regional = sources.opencc("TWVariantsRevPhrases")
    table |= {phrase: target for phrase, target in regional.items() if "著" in phrase}

    def simplified(phrase):
        return "".join(table.get(c, c) if c not in "著着" else c for c in phrase)

    for phrase in [p for p in regional if "著" in p]:
        table[phrase] = simplified(regional[phrase])
    # In simplified text 著 is always zhù, and 乾 stands where it is qián: the words that have them stay.
    phrases = sources.pypinyin_phrases()
    table |= {w: w for w in sources.jieba_words() if len(w) > 1 and "著" in w and simplified(w) == w}
    table |= {w: w for w, reading in phrases.items() if ("乾", "qian2") in zip(w, reading)}
    # Compatibility ideographs and Kangxi radicals, as text copied out of PDF files has them.
    for code in [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[chr(code)] = table.get(plain, plain)
    return {
        source: target
        for source, target in table.items()
        if (source != target or len(source) > 1) and all(c in characters for c in target)
    }


def write_traditional(characters, words):
    """Writes traditional.trie. The pool holds UTF-16; a value's byte is the length there."""
    pool, values = Pool(), {}
    for source, target in build_traditional(characters, words).items():
        units = memoryview(target.encode("utf-16-le")).cast("H").tolist()
        values[source] = (pool.offset(units) + 1) << 8 | len(units)
    size = write_trie(RESOURCES / "traditional.trie", values, pool)
    print(f"traditional.trie: {len(values)} entries, {size} bytes")


def main():
    sources.check_versions()
    RESOURCES.mkdir(exist_ok=True)
    symbols, syllables = sources.phkit_symbols(), sources.phkit_syllables()
    (RESOURCES / "symbols.txt").write_text("".join(f"{s}\n" for s in symbols), encoding="utf-8")
    lines = [f"{s}\t{initial}\t{final}\n" for s, (initial, final) in syllables.items()]
    (RESOURCES / "syllables.tsv").write_text("".join(lines), encoding="utf-8")
    write_traditional(*write_lexicon(syllables))


if __name__ == "__main__":
    main()
