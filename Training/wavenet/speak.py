"""Spectrograms of this package's own speech: many voices, each with sentences of its own.

    swift build -c release --product voiceclone
    python speak.py TEXTS OUTPUT VOICE... [--tool .build/release/voiceclone] [--sentences 4]

TEXTS has a sentence a line (▁ is left out); a VOICE is the name of a built-in voice, a recording or a profile. Each
voice gets the next lines of TEXTS, so the same call makes the same files. Files that are there already are kept: it may
be stopped and called again.
"""
import argparse
import subprocess
import sys
from pathlib import Path

# What a sentence may have in characters: short ones teach little, long ones may fail.
LENGTHS = range(10, 41)


def sentences(path):
    lines = (line.replace("▁", "").strip() for line in path.read_text().splitlines())
    return [line for line in lines if len(line) in LENGTHS and not any("A" <= c <= "z" for c in line)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("voices", nargs="+")
    parser.add_argument("--tool", default=Path(__file__).resolve().parents[2] / ".build/release/voiceclone")
    parser.add_argument("--sentences", type=int, default=4)
    options = parser.parse_args()
    if len({Path(voice).stem for voice in options.voices}) < len(options.voices):
        sys.exit("Two of the voices have one name, and so would their spectrograms: rename one.")
    options.output.mkdir(parents=True, exist_ok=True)
    texts = sentences(options.texts)
    sound = options.output / "sound.wav"
    for index, voice in enumerate(options.voices):
        target = options.output / f"{Path(voice).stem}.npy"
        if target.exists():
            continue
        first = index * options.sentences
        text = "\n".join(texts[(first + i) % len(texts)] for i in range(options.sentences))
        call = [options.tool, "speak", text, "--voice", voice, "--vocoder", "melgan", "--seed", str(index)]
        result = subprocess.run([*call, "--output", sound, "--spectrogram", target], capture_output=True, text=True)
        if result.returncode:
            sys.exit(f"{voice}: {result.stderr.strip()}")
        print(f"{index + 1} of {len(options.voices)}: {result.stderr.strip().splitlines()[-1]}", file=sys.stderr)
    sound.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
