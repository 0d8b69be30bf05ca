"""Makes the goldens of AudioIO and DSP: Fixtures/goldens/audio and Fixtures/goldens/dsp.

Run from the root of the clone, with librosa, soundfile and soxr installed:

    python Scripts/goldens/audio.py

The arrays in the repository were made with the versions that Fixtures/goldens/audio/versions.txt states. Everything is
computed from synthetic signals with fixed seeds; nothing is read but what this script has written. Running it again with
those versions gives the same arrays; mono-float32.wav, mono.ogg and stereo.ogg differ, for libsndfile writes the time and a
serial number into them.
"""

import platform
from pathlib import Path

import librosa
import numpy as np
import soundfile
import soxr

ROOT = Path(__file__).resolve().parents[2] / "Fixtures" / "goldens"
AUDIO = ROOT / "audio"
DSP = ROOT / "dsp"
LARGEST = 60_000


def save(folder, name, array):
    path = folder / f"{name}.npy"
    np.save(path, np.ascontiguousarray(array, dtype="<f4"))
    assert path.stat().st_size < LARGEST, (name, path.stat().st_size)


def signal(count, rate, seed):
    """A chirp with vibrato, its third harmonic and noise, peak near 0.8."""
    random = np.random.default_rng(seed)
    t = np.arange(count) / rate
    phase = 2 * np.pi * (180 * t + 900 * t**2 + np.sin(2 * np.pi * 5 * t))
    wave = 0.5 * np.sin(phase) + 0.2 * np.sin(3 * phase) + 0.05 * random.standard_normal(count)
    return wave.astype(np.float32)


def bursts(rate):
    """Silence (faint noise), speech-like bursts, pauses of several lengths, silence; 13 600 samples at 16 kHz."""
    random = np.random.default_rng(5)
    parts = []
    for kind, count in [("s", 1500), ("b", 2000), ("s", 700), ("b", 1500), ("s", 4000), ("b", 2400), ("s", 1500)]:
        scale = 0.3 if kind == "b" else 2e-4
        parts.append(scale * random.standard_normal(count))
    return np.concatenate(parts).astype(np.float32)


def audio_files():
    """Small files in every format, and the mono samples that libsndfile (through soundfile) reads from them."""

    def write(name, samples, rate, **options):
        path = AUDIO / name
        soundfile.write(path, samples, rate, **options)
        expect(name)

    def expect(name):
        path = AUDIO / name
        assert path.stat().st_size < 30_000, (name, path.stat().st_size)
        decoded, _ = soundfile.read(path, dtype="float32", always_2d=True)
        save(AUDIO, name, decoded.astype(np.float64).mean(axis=1))

    stereo = np.stack([signal(4410, 44100, 1), signal(4410, 44100, 2)], axis=1)
    mono = signal(4410, 22050, 3)
    write("stereo-int16.wav", stereo, 44100, subtype="PCM_16")
    write("three-channels-int16.wav", np.stack([mono, mono[::-1], -0.5 * mono], axis=1), 22050, subtype="PCM_16")
    write("mono-int24.wav", mono, 22050, subtype="PCM_24")
    write("mono-float32.wav", 1.5 * mono, 22050, subtype="FLOAT")
    write("mono-uint8.wav", mono[:2000], 8000, subtype="PCM_U8")
    write("mono-mulaw.wav", mono[:2000], 8000, subtype="ULAW")
    write("big-endian-int16.wav", mono[:2000], 22050, subtype="PCM_16", endian="BIG")
    write("rf64-int16.wav", mono[:2000], 22050, subtype="PCM_16", format="RF64")
    write("stereo-int16.flac", stereo, 44100, subtype="PCM_16")
    write("mono-int24.flac", mono, 22050, subtype="PCM_24")
    write("mono.ogg", signal(11025, 22050, 4), 22050, format="OGG", subtype="VORBIS")
    write("stereo.ogg", stereo, 44100, format="OGG", subtype="VORBIS")
    write("mono.mp3", signal(13230, 44100, 6), 44100, format="MP3", subtype="MPEG_LAYER_III")
    write("stereo.mp3", np.stack([signal(13230, 44100, 7), signal(13230, 44100, 8)], axis=1), 44100, format="MP3",
          subtype="MPEG_LAYER_III")
    write("low-rate.mp3", signal(8000, 16000, 9), 16000, format="MP3", subtype="MPEG_LAYER_III")

    # Without the Info frame nothing tells the length: the decoder cannot remove the delay and the padding.
    whole = (AUDIO / "low-rate.mp3").read_bytes()
    start = whole.index(b"\xff", 0)
    second = whole.index(whole[start:start + 2], start + 4)
    assert b"Info" in whole[start:second] or b"Xing" in whole[start:second]
    (AUDIO / "no-info.mp3").write_bytes(whole[second:])
    # soundfile reads no more than the length it guesses for such a file, so the test compares with low-rate.mp3 instead.

    # The same MP3 behind an ID3v2 tag of 300 bytes and before an ID3v1 tag.
    tag = b"ID3\x04\x00\x00" + bytes([0, 0, 2, 44]) + bytes(300)
    (AUDIO / "tagged.mp3").write_bytes(tag + whole + b"TAG" + b"t".ljust(125, b"\0"))


def resampling():
    for source, target in [(22050, 16000), (16000, 22050), (44100, 22050)]:
        samples = signal(source // 4, source, 10)
        save(AUDIO, f"resample-{source}-input", samples)
        result = librosa.resample(samples, orig_sr=source, target_sr=target, res_type="soxr_hq")
        direct = soxr.resample(samples, source, target, "HQ")
        assert abs(len(result) - len(direct)) <= 1
        save(AUDIO, f"resample-{source}-{target}", result)


def pairs(spectrogram):
    """[bins, frames] complex → [frames, bins, 2]."""
    return np.stack([spectrogram.T.real, spectrogram.T.imag], axis=-1)


def spectra():
    samples = signal(3000, 22050, 20)
    save(DSP, "signal", samples)
    for name, fft, window, hop in [("1024-1024-256", 1024, 1024, 256), ("400-400-160", 400, 400, 160),
                                   ("512-400-100", 512, 400, 100)]:
        used = samples if name != "512-400-100" else samples[:1500]
        spectrogram = librosa.stft(used, n_fft=fft, win_length=window, hop_length=hop, window="hann", center=True,
                                   pad_mode="reflect")
        save(DSP, f"stft-{name}", pairs(spectrogram))
        # An inverse of a spectrogram that no signal has, as in Griffin-Lim: half of the magnitudes are changed.
        changed = spectrogram.copy()
        changed[::2] *= 0.5
        for length in [None, len(used)]:
            inverse = librosa.istft(changed, n_fft=fft, win_length=window, hop_length=hop, length=length)
            save(DSP, f"istft-{name}-{'all' if length is None else 'length'}", inverse)
    # Shorter than the padding: NumPy reflects repeatedly.
    short = librosa.stft(samples[:300], n_fft=1024, hop_length=256, center=True, pad_mode="reflect")
    save(DSP, "stft-short", pairs(short))


CONTRACTS = {
    "ge2e": dict(sr=16000, n_fft=400, hop_length=160, n_mels=40, fmin=0, fmax=8000, power=2.0),
    "ge2e-aias": dict(sr=16000, n_fft=1024, hop_length=160, n_mels=40, fmin=0, fmax=8000, power=2.0),
    "tacotron2": dict(sr=22050, n_fft=1024, hop_length=256, n_mels=80, fmin=0, fmax=8000, power=1.0),
}


def mels():
    samples = signal(8000, 22050, 30)
    save(DSP, "mel-signal", samples)
    for name, c in CONTRACTS.items():
        filters = librosa.filters.mel(sr=c["sr"], n_fft=c["n_fft"], n_mels=c["n_mels"], fmin=c["fmin"], fmax=c["fmax"])
        band, bin_ = np.nonzero(filters)
        save(DSP, f"mel-filters-{name}", np.stack([band, bin_, filters[band, bin_]], axis=1))
        # The samples are taken to be at the contract's rate, whatever it is.
        mel = librosa.feature.melspectrogram(y=samples, window="hann", center=True, pad_mode="reflect", **c)
        if name == "tacotron2":
            mel = np.log(np.maximum(mel, 1e-5))
        save(DSP, f"mel-{name}", mel)


def silence():
    samples = bursts(16000)
    save(DSP, "silence-input", samples)
    for name, options in [("40", dict(top_db=40, frame_length=512, hop_length=128)),
                          ("20", dict(top_db=20, frame_length=400, hop_length=160))]:
        save(DSP, f"silence-split-{name}", librosa.effects.split(samples, **options))
        save(DSP, f"silence-trim-{name}", librosa.effects.trim(samples, **options)[1])


def main():
    for folder in (AUDIO, DSP):
        folder.mkdir(parents=True, exist_ok=True)
    audio_files()
    resampling()
    spectra()
    mels()
    silence()
    (AUDIO / "versions.txt").write_text(
        f"Python {platform.python_version()}, NumPy {np.__version__}, librosa {librosa.__version__}, "
        f"soundfile {soundfile.__version__} (libsndfile {soundfile.__libsndfile_version__}), "
        f"soxr {soxr.__version__} (libsoxr {soxr.__libsoxr_version__})\n")


if __name__ == "__main__":
    main()
