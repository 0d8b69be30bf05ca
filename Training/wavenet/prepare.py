"""Packs spectrograms for training: of recordings, and those that speak.py made.

    python prepare.py OUTPUT.npz [--recordings FOLDER] [--spoken FOLDER] [--held-out 12]

A spectrogram is kept in steps of 1/18 (half a decibel): 80 bytes a frame, so that an hour takes 25 MB. The first
`--held-out` of each folder, by name, are for validation alone.
"""
import argparse
from pathlib import Path

import numpy as np

STEPS = 18
LEAST = np.log(1e-5)


def mel(path):
    """Tacotron 2's contract: 22 050 Hz, 1024-sample Hann windows every 256, 80 Slaney bands to 8 kHz, ln of magnitudes."""
    import librosa  # here, so that training does without

    samples, _ = librosa.load(path, sr=22050, res_type="soxr_hq")
    spectrum = np.abs(librosa.stft(samples, n_fft=1024, hop_length=256, pad_mode="reflect"))
    bands = librosa.filters.mel(sr=22050, n_fft=1024, n_mels=80, fmin=0, fmax=8000)
    return np.log(np.maximum(bands @ spectrum, 1e-5)).astype(np.float32)  # [80, frames]


def packed(mel):
    return np.clip(np.round((mel.T - LEAST) * STEPS), 0, 255).astype(np.uint8)  # [frames, 80]


def unpacked(values):
    return values.astype(np.float32) / STEPS + np.float32(LEAST)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--recordings", type=Path)
    parser.add_argument("--spoken", type=Path)
    parser.add_argument("--held-out", type=int, default=12)
    options = parser.parse_args()
    entries = []
    for folder, read in ((options.recordings, mel), (options.spoken, np.load)):
        if folder is None:
            continue
        files = sorted(path for path in folder.iterdir() if path.suffix in (".flac", ".wav", ".npy"))
        for index, path in enumerate(files):
            entries.append((path.stem, index < options.held_out, packed(read(path))))
    frames = sum(len(values) for _, _, values in entries)
    np.savez_compressed(
        options.output,
        mels=np.concatenate([values for _, _, values in entries]),
        lengths=np.array([len(values) for _, _, values in entries]),
        held_out=np.array([is_held_out for _, is_held_out, _ in entries]),
        names=np.array([name for name, _, _ in entries]),
    )
    print(f"{len(entries)} spectrograms, {frames * 256 / 22050 / 60:.1f} minutes")


if __name__ == "__main__":
    main()
