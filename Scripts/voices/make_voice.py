"""Makes Fixtures/voices/synthetic.mp3: a voice that belongs to nobody, speaking for a few seconds.

    pip install numpy soundfile
    swift build -c release
    python Scripts/voices/make_voice.py

The package itself speaks, conditioned on a name that no speaker of its training data has. The example wants a recording
to embed; here it gets noise, which leaves no trace in what is spoken. Made with soundfile 0.13 (libsndfile 1.2.2).
"""
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

ROOT = Path(__file__).resolve().parents[2]
SPEAKER, SEED = "VoiceClone", 1
TEXT = "你好，这是一段合成的语音，没有人用这个声音说过话。"

with tempfile.TemporaryDirectory() as folder:
    noise, speech = Path(folder) / "noise.wav", Path(folder) / "speech.wav"
    soundfile.write(noise, np.random.default_rng(0).normal(0, 0.1, 32000), 16000)
    subprocess.run(
        [ROOT / ".build/release/Tacotron2EncoderExample", "--voice", noise, "--speaker", SPEAKER, "--seed", str(SEED),
         "--text", TEXT, "--output", speech], check=True, cwd=ROOT)
    samples, rate = soundfile.read(speech)
    target = ROOT / "Fixtures/voices/synthetic.mp3"
    soundfile.write(target, samples, rate, format="MP3", bitrate_mode="CONSTANT", compression_level=0.6)
    print(target.stat().st_size, "bytes,", len(samples) / rate, "s")
