"""Reads sentences as pypinyin or g2pM does, on request: the protocol of Benchmarks' FrontEndRunner.

    python read.py pypinyin|g2pm SENTENCES

SENTENCES is a file of one sentence a line.
"""

import json
import sys
import time


def pypinyin_reader():
    from pypinyin import Style, lazy_pinyin

    def read(sentence):
        return lazy_pinyin(sentence, style=Style.TONE3, neutral_tone_with_five=True, errors=list)

    return read


def g2pm_reader():
    from g2pM import G2pM

    model = G2pM()
    return lambda sentence: model(sentence, char_split=True)


def main():
    read = {"pypinyin": pypinyin_reader, "g2pm": g2pm_reader}[sys.argv[1]]()
    with open(sys.argv[2], encoding="utf-8") as file:
        sentences = file.read().splitlines()
    read(sentences[0])  # loads what is loaded at first use
    print("ready", flush=True)
    for line in sys.stdin:
        words = line.split(maxsplit=2)
        if words == ["stages"]:
            print("read", flush=True)
        elif words == ["time", "read"]:
            start = time.perf_counter()
            for sentence in sentences:
                read(sentence)
            print(time.perf_counter() - start, flush=True)
        elif words[:2] == ["write", "read"] and len(words) == 3:
            with open(words[2].strip(), "w", encoding="utf-8") as file:
                for sentence in sentences:
                    file.write(json.dumps(read(sentence), ensure_ascii=False) + "\n")
            print("written", flush=True)
        else:
            sys.exit(f"read.py: {line.strip()} is no request")


if __name__ == "__main__":
    main()
