"""The sound that WaveNet learns to make of packed spectrograms: HiFi-GAN's, in 16 bits.

    python teach.py MODELS DATA.npz... OUTPUT.npy

Recordings of 16 kHz have nothing above 8 kHz, and synthetic speech has no recording at all. HiFi-GAN (arXiv 2010.05646)
makes of the spectrograms of both what a recording at 22 050 Hz would be, so every sample has the same band.
"""
import sys
from pathlib import Path

import numpy as np
import torch

from prepare import unpacked

sys.path.append(str(Path(__file__).resolve().parents[2] / "Scripts" / "peers"))
import networks  # noqa: E402

BATCH_FRAMES = 2048
# What a frame's sound depends on, on either side.
CONTEXT = 32


def sound(generator, mels, device):
    """A spectrogram's samples, piece by piece. [frames, 80] uint8 → [frames · 256] int16"""
    pieces = []
    for start in range(0, len(mels), BATCH_FRAMES):
        first, end = max(0, start - CONTEXT), min(len(mels), start + BATCH_FRAMES + CONTEXT)
        mel = torch.from_numpy(unpacked(mels[first:end]).T.copy()).to(device)[None]
        with torch.no_grad():
            samples = generator(mel)[0]
        stop = min(start + BATCH_FRAMES, len(mels))
        piece = samples[(start - first) * 256 : (stop - first) * 256]
        pieces.append((piece * 32767).round().clamp(-32768, 32767).short().cpu().numpy())
    return np.concatenate(pieces)


def load_data(paths):
    """All spectrograms, with whether each is for validation. [frames, 80] uint8, lengths, held out"""
    parts = [np.load(path) for path in paths]
    return tuple(np.concatenate([part[key] for part in parts]) for key in ("mels", "lengths", "held_out"))


def teacher(path, device):
    state = torch.load(path, map_location="cpu", weights_only=True)["generator"]
    return networks.HiFiGAN(state).to(device)


def teach(generator, data, device):
    """[Σ frames · 256] int16"""
    mels, lengths, _ = data
    ends = np.cumsum(lengths)
    return np.concatenate([sound(generator, mels[end - length : end], device) for end, length in zip(ends, lengths)])


def main():
    models, *paths, output = sys.argv[1:]
    device = "cuda" if torch.cuda.is_available() else "cpu"
    data = load_data(paths)
    np.save(output, teach(teacher(Path(models) / "generator_universal.pth.tar", device), data, device))


if __name__ == "__main__":
    main()
