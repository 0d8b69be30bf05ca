"""Vocoders side by side on the same spectrograms: predicted naturalness and how far the sound's own spectrogram is away.

    pip install torch librosa soundfile speechmos && pip install --no-deps distillmos==0.9.1 xls-r-sqa==0.1.0
    swift build -c release --product voiceclone
    python evaluate.py FOLDER OUTPUT [--vocoders hifigan melgan wavenet griffin-lim] [--picture PICTURE.png]

FOLDER holds what `voiceclone speak --spectrogram` writes, or recordings; the group of a file is its name up to the first
hyphen. --picture also needs matplotlib and pillow. Printed for each group and vocoder: DistillMOS and DNSMOS (overall),
1 to 5, and the mean difference of the mel spectrograms in decibels. A group of recordings has a row of its own for the
recordings themselves.
"""
import argparse
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import librosa
import numpy as np

from prepare import mel

DECIBELS = 20 / np.log(10)


def scores(path, model):
    import torch
    from speechmos import dnsmos

    samples, _ = librosa.load(path, sr=16000)
    with torch.inference_mode():
        distilled = model(torch.from_numpy(samples)[None]).item()
    peak = np.abs(samples).max()
    return distilled, dnsmos.run(samples / max(1, peak), 16000)["ovrl_mos"]


def distance(wanted, found):
    """Over the frames and bands that are not near silence, which no ear compares."""
    frames = min(wanted.shape[1], found.shape[1])
    wanted, found = wanted[:, :frames], found[:, :frames]
    return DECIBELS * np.abs(wanted - found)[wanted > wanted.max() - 60 / DECIBELS].mean()


def draw(picture, sounds):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from PIL import Image

    figure, axes = plt.subplots(len(sounds), 1, figsize=(10, 2.2 * len(sounds)), sharex=True)
    for axis, (name, path) in zip(axes, sounds):
        samples, rate = librosa.load(path, sr=22050, duration=3)
        spectrum = librosa.amplitude_to_db(np.abs(librosa.stft(samples, n_fft=1024, hop_length=128)), ref=1.0)
        extent = [0, len(samples) / rate, 0, rate / 2000]
        axis.imshow(spectrum, origin="lower", aspect="auto", vmin=-60, vmax=35, extent=extent, cmap="magma")
        axis.set_ylabel("kHz")
        axis.set_title(name, fontsize=9, loc="left")
    axes[-1].set_xlabel("s")
    plt.tight_layout()
    plt.savefig(picture, dpi=80)
    Image.open(picture).convert("RGB").quantize(64).save(picture, optimize=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--vocoders", nargs="+", default=["hifigan", "melgan", "wavenet", "griffin-lim"])
    parser.add_argument("--tool", default=Path(__file__).resolve().parents[2] / ".build/release/voiceclone")
    parser.add_argument("--picture", type=Path, help="draws the first recording and what each vocoder makes of it")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    # DistillMOS imports torchaudio for its own command line alone, and torchaudio goes with few versions of torch.
    sys.modules.setdefault("torchaudio", ModuleType("torchaudio"))
    import distillmos

    model = distillmos.ConvTransformerSQAModel().eval()
    found, sounds = defaultdict(list), []
    files = sorted(path for path in options.folder.iterdir() if path.suffix in (".npy", ".wav", ".flac"))
    for path in files:
        group, wanted = path.stem.split("-")[0], np.load(path) if path.suffix == ".npy" else mel(path)
        makes = {vocoder: options.output / f"{vocoder}.{path.stem}.wav" for vocoder in options.vocoders}
        for vocoder, sound in makes.items():
            call = [options.tool, "vocode", path, "--vocoder", vocoder, "--output", sound]
            subprocess.run(call, check=True, capture_output=True)
            found[group, vocoder].append((*scores(sound, model), distance(wanted, mel(sound))))
        if path.suffix != ".npy":
            found[group, "recording"].append((*scores(path, model), 0.0))
            sounds = sounds or [("recording", path), *makes.items()]
        print(f"{path.stem} done", file=sys.stderr)
    print("| spectrograms of | vocoder | DistillMOS | DNSMOS | distance, dB |\n|---|---|---|---|---|")
    for (group, vocoder), values in sorted(found.items(), key=lambda item: (item[0][0], -np.mean(item[1], 0)[0])):
        row = np.mean(values, 0)
        print(f"| {group} ({len(values)}) | {vocoder} | {row[0]:.2f} | {row[1]:.2f} | {row[2]:.2f} |")
    if options.picture and sounds:
        draw(options.picture, sounds)


if __name__ == "__main__":
    main()
