"""Makes Fixtures/goldens/text/phkit-sentences.tsv: what phkit makes of our sentences.

    pip install -r requirements.txt; python make_phkit_goldens.py

Each line: the sentence, a tab, the symbol ids separated by spaces. phkit's own output, unchanged; where it reads a
character plainly wrong, phkit-excused.tsv beside it says so, by hand.
"""

import logging
import sys
from pathlib import Path

import sources

HERE = Path(__file__).parent
GOLDENS = HERE.parents[1] / "Fixtures" / "goldens" / "text"


def main():
    sources.check_versions()
    logging.disable(logging.INFO)
    from phkit.chinese import text_to_sequence
    from phkit.chinese.symbol import symbol_chinese

    sentences = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
    if len(set(sentences)) != len(sentences):
        raise SystemExit("sentences.txt has a sentence twice")
    GOLDENS.mkdir(parents=True, exist_ok=True)
    pairs = set()
    with open(GOLDENS / "phkit-sentences.tsv", "w", encoding="utf-8") as goldens:
        for sentence in sentences:
            ids = text_to_sequence(sentence, cleaner_names="hanzi")
            goldens.write(f"{sentence}\t{' '.join(map(str, ids))}\n")
            names = [symbol_chinese[i] for i in ids]
            pairs |= set(zip(names, names[1:]))
    covered = {s: p in pairs for s, p in sources.phkit_syllables().items()}
    missing = [s for s, is_covered in covered.items() if not is_covered]
    print(f"{len(sentences)} sentences, {len(covered) - len(missing)} of {len(covered)} syllables; missing:", *missing)


if __name__ == "__main__":
    sys.exit(main())
