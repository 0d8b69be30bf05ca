"""Predicts how natural speech sounds (DistillMOS, 1 to 5), for voices that SpeakerAdapterTraining wrote as WAV files.

    pip install torch soundfile soxr && pip install --no-deps distillmos==0.9.1 xls-r-sqa==0.1.0
    python naturalness.py FOLDER [--output FOLDER/naturalness.tsv] [--threads 2]

Another version of distillmos may score otherwise. Writes a line for each file: its name without .wav, a tab, the score.
Files that have a line already are left out, so it may be stopped and called again. Prints the mean, the median and the
10th percentile of each group, which is what stands before the last hyphen of a name.
"""
import argparse
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType


def read_scores(path):
    """The lines of an earlier run: name -> score."""
    if not path.exists():
        return {}
    lines = path.read_text().splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):  # cut short when the run was stopped
        path.write_text("".join(lines := lines[:-1]))
    return {name: float(score) for name, score in (line.rstrip("\n").split("\t") for line in lines)}


def summary(scores):
    """A line for each group of names, best mean first."""
    groups = defaultdict(list)
    for name, score in scores.items():
        groups[name.rpartition("-")[0]].append(score)
    rows = sorted(((sum(values) / len(values), name, sorted(values)) for name, values in groups.items()), reverse=True)
    return [
        f"{name}: {len(values)} files, mean {mean:.2f}, median {values[len(values) // 2]:.2f}, "
        f"10th percentile {values[len(values) // 10]:.2f}"
        for mean, name, values in rows
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    output = arguments.output or arguments.folder / "naturalness.tsv"
    scores = read_scores(output)
    files = [file for file in sorted(arguments.folder.glob("*.wav")) if file.stem not in scores]
    if files:
        score(files, scores, output, arguments.threads)
    print("\n".join(summary(scores)))


def score(files, scores, output, threads):
    import soundfile
    import soxr
    import torch

    # DistillMOS imports torchaudio for its own command line alone, and torchaudio goes with few versions of torch.
    sys.modules.setdefault("torchaudio", ModuleType("torchaudio"))
    import distillmos

    torch.set_num_threads(threads)
    model = distillmos.ConvTransformerSQAModel()
    model.eval()
    with output.open("a") as lines, torch.no_grad():
        for index, file in enumerate(files):
            samples, rate = soundfile.read(file, dtype="float32", always_2d=True)
            wave = soxr.resample(samples.mean(1), rate, 16000)
            scores[file.stem] = float(model(torch.from_numpy(wave)[None]))
            lines.write(f"{file.stem}\t{scores[file.stem]:.4f}\n")
            lines.flush()
            if (index + 1) % 50 == 0 or index + 1 == len(files):
                print(f"{index + 1}/{len(files)}", file=sys.stderr)


if __name__ == "__main__":
    main()
