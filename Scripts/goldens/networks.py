"""Writes Fixtures/goldens/networks.safetensors: what PyTorch makes of the public weights.

    pip install torch safetensors numpy librosa soundfile
    python Scripts/goldens/networks.py [MODELS_DIR]

Made with torch 2.15.0 and librosa 0.11.0. An implementation of its own in double precision, built of PyTorch's modules:
the Swift code shares nothing with it but the papers. Inputs are Fixtures/voices/synthetic.mp3 and a short sentence.
"""
import hashlib
import sys
import types
from pathlib import Path

import librosa
import numpy as np
import soundfile
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

ROOT = Path(__file__).resolve().parents[2]
MODELS = Path(sys.argv[1]) if __name__ == "__main__" and len(sys.argv) > 1 else ROOT / "models"
OUT = ROOT / "Fixtures/goldens/networks.safetensors"
# 你好 as the front end reads it: n i 2 - h ao 3 - ~ _, by their places among the 145 symbols.
IDS = [17, 40, 72, 2, 11, 34, 73, 2, 1, 0]
SEED, SPEAKER, VOCODED_FRAMES = 7, "biaobei", 32
torch.set_default_dtype(torch.float64)
torch.set_grad_enabled(False)


class Anything(nn.Module):
    """Stands for every class of a pickled module tree; only its tensors are of interest."""


def open_module_tree(path):
    for module in ("mellotron", "mellotron.layers", "mellotron.model", "melgan", "melgan.model",
                   "melgan.model.generator", "melgan.model.res_stack"):
        stand_in = sys.modules.setdefault(module, types.ModuleType(module))
        for name in ("Attention", "ConvNorm", "Decoder", "Encoder", "Generator", "LinearNorm", "LocationLayer", "Postnet",
                     "Prenet", "ResStack", "Tacotron2"):
            setattr(stand_in, name, Anything)
    tree = torch.load(path, map_location="cpu", weights_only=False)
    return {name: tensor.double() for name, tensor in tree.state_dict().items()}


def open_dictionary(path, key):
    state = torch.load(path, map_location="cpu", weights_only=False)[key]
    return {name: tensor.double() for name, tensor in state.items()}


def take(module, state, prefix):
    """Loads the tensors of `state` that begin with `prefix` into a module that has all of them."""
    module.load_state_dict({k: state[prefix + k] for k in module.state_dict()})
    return module.eval()


# ------------------------------------------------------------------------------------------------ speaker encoder

def partials(samples, convention):
    """The stretches of mel that are embedded: [160, partials, 40]."""
    if convention == "aias":
        samples = np.clip(np.rint(samples * 32768), -32768, 32767) / 32768
        samples = samples * (0.9 / max(np.abs(samples).max(), 0.01))
        fft, step, count = 1024, 80, (len(samples) + 1) // 160
    else:
        samples = librosa.resample(samples, orig_sr=22050, target_sr=16000)
        rms = np.sqrt(np.mean(samples**2))
        if rms < 10 ** (-30 / 20):
            samples = samples * (10 ** (-30 / 20) / rms)
        fft, step, count = 400, 77, -(-(len(samples) + 1) // 160)
    starts = [0]
    while starts[-1] + step < count - 160 + step + 1:
        starts.append(starts[-1] + step)
    if len(starts) > 1 and len(samples) - starts[-1] * 160 < 0.75 * 160 * 160:
        starts.pop()
    samples = np.pad(samples, (0, max(0, (starts[-1] + 160) * 160 - len(samples))))
    mel = librosa.feature.melspectrogram(
        y=samples, sr=16000, n_fft=fft, hop_length=160, n_mels=40, pad_mode="reflect", dtype=np.float64)
    return torch.stack([torch.from_numpy(mel[:, s:s + 160].T.copy()) for s in starts], dim=1)


def embed(samples, convention):
    state = open_dictionary(MODELS / "pretrained.pt", "model_state")
    lstm = take(nn.LSTM(40, 256, num_layers=3), state, "lstm.")
    linear = take(nn.Linear(256, 256), state, "linear.")
    vectors = F.normalize(F.relu(linear(lstm(partials(samples, convention))[1][0][-1])), dim=1)
    return F.normalize(vectors.mean(0), dim=0)


# ------------------------------------------------------------------------------------------------ Tacotron 2

def random_bits(step, layer, units):
    """One bit for each unit: Philox4x32-10 of the counters (0, layer, step, 0), (1, layer, step, 0), …, 128 bits each."""
    mask = 2**32 - 1
    words = []
    for block in range(-(-units // 128)):
        c, k = [block, layer, step, 0], [SEED & mask, SEED >> 32]
        for _ in range(10):
            a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
            c = [b >> 32 ^ c[1] ^ k[0], b & mask, a >> 32 ^ c[3] ^ k[1], a & mask]
            k = [k[0] + 0x9E3779B9 & mask, k[1] + 0xBB67AE85 & mask]
        words += c
    return torch.tensor([words[u // 32] >> u % 32 & 1 for u in range(units)])


def tacotron2():
    state = open_module_tree(MODELS / "mellotron.kuangdd-mspk.pt")
    weight = lambda name: state[f"decoder.{name}.linear_layer.weight"]

    def block(name, inputs, outputs):
        block = nn.Sequential(nn.Conv1d(inputs, outputs, 5, padding=2), nn.BatchNorm1d(outputs))
        renamed = {k.replace("0.conv.", "0."): v for k, v in state.items()}
        return take(block, renamed, name + ".")

    x = state["embedding.weight"][IDS].T[None]
    for i in range(3):
        x = F.relu(block(f"encoder.convolutions.{i}", 256, 256)(x))
    text = take(nn.LSTM(256, 128, bidirectional=True), state, "encoder.lstm.")(x[0].T[:, None])[0][:, 0]
    digits = hashlib.md5(SPEAKER.encode()).hexdigest()
    name = torch.tensor([(int(d, 16) - 7) / 10 for d in digits])
    speaker = take(nn.Linear(32, 32), state, "speaker_embedding.")(name)
    memory = torch.cat([text, speaker.expand(len(IDS), -1)], 1)  # [S, 288]

    attention_rnn = take(nn.LSTMCell(128 + 288, 512), state, "decoder.attention_rnn.")
    decoder_rnn = take(nn.LSTMCell(512 + 288, 512), state, "decoder.decoder_rnn.")
    project = take(nn.Linear(800, 80), state, "decoder.linear_projection.linear_layer.")
    gate = take(nn.Linear(800, 1), state, "decoder.gate_layer.linear_layer.")
    location = state["decoder.attention_layer.location_layer.location_conv.conv.weight"]
    keys = memory @ weight("attention_layer.memory_layer").T
    hidden_a, hidden_d = None, None
    now, total, context, frame = torch.zeros(len(IDS)), torch.zeros(len(IDS)), torch.zeros(288), torch.zeros(80)
    frames, alignment, gates = [], [], []
    while not gates or gates[-1] <= 0.5:
        x = frame
        for layer in range(2):
            x = 2 * F.relu(weight(f"prenet.layers.{layer}") @ x) * random_bits(len(frames), layer, 128)
        hidden_a = attention_rnn(torch.cat([x, context])[None], hidden_a)
        features = F.conv1d(torch.stack([now, total])[None], location, padding=15)[0].T
        energy = torch.tanh(
            weight("attention_layer.query_layer") @ hidden_a[0][0] + keys
            + features @ weight("attention_layer.location_layer.location_dense").T)
        now = torch.softmax(energy @ weight("attention_layer.v")[0], 0)
        total = total + now
        context = now @ memory
        hidden_d = decoder_rnn(torch.cat([hidden_a[0][0], context])[None], hidden_d)
        out = torch.cat([hidden_d[0][0], context])
        frame = project(out)
        frames.append(frame), alignment.append(now), gates.append(torch.sigmoid(gate(out))[0])
    mel = x = torch.stack(frames, 1)
    for i in range(5):
        x = block(f"postnet.convolutions.{i}", 80 if i == 0 else 256, 80 if i == 4 else 256)(x[None])[0]
        x = torch.tanh(x) if i < 4 else x
    return mel + x, torch.stack(alignment), torch.stack(gates)


# ------------------------------------------------------------------------------------------------ vocoders

def folded(state, name):
    direction, magnitude = state[f"{name}.weight_v"], state[f"{name}.weight_g"]
    return magnitude * direction / direction.pow(2).sum((1, 2), keepdim=True).sqrt(), state[f"{name}.bias"]


def hifigan(mel):
    state = open_dictionary(MODELS / "generator_universal.pth.tar", "generator")
    x = F.conv1d(mel[None], *folded(state, "conv_pre"), padding=3)
    for stage, stride in enumerate((8, 8, 2, 2)):
        x = F.conv_transpose1d(F.leaky_relu(x, 0.1), *folded(state, f"ups.{stage}"), stride=stride, padding=stride // 2)
        branches = []
        for kernel in range(3):
            y, name = x, f"resblocks.{3 * stage + kernel}"
            for i, dilation in enumerate((1, 3, 5)):
                h = F.conv1d(F.leaky_relu(y, 0.1), *folded(state, f"{name}.convs1.{i}"), padding="same", dilation=dilation)
                y = y + F.conv1d(F.leaky_relu(h, 0.1), *folded(state, f"{name}.convs2.{i}"), padding="same")
            branches.append(y)
        x = torch.stack(branches).mean(0)
    return torch.tanh(F.conv1d(F.leaky_relu(x), *folded(state, "conv_post"), padding=3))[0, 0]


def melgan(mel):
    state = open_module_tree(MODELS / "melgan.kuangdd.pt")
    leaky = lambda x: F.leaky_relu(x, 0.2)
    conv = lambda x, name, reach, **more: F.conv1d(F.pad(x, (reach, reach), mode="reflect"), *folded(state, name), **more)
    x = torch.cat([mel, torch.full((80, 10), -11.5129)], 1)[None] / 5 + 1
    x = conv(x, "generator.1", 3)
    for place, stride in ((3, 8), (6, 8), (9, 2), (12, 2)):
        x = F.conv_transpose1d(leaky(x), *folded(state, f"generator.{place}"), stride=stride, padding=stride // 2)
        for i, dilation in enumerate((1, 3, 9)):
            name = f"generator.{place + 1}"
            h = conv(leaky(x), f"{name}.blocks.{i}.2", dilation, dilation=dilation)
            x = conv(x, f"{name}.shortcuts.{i}", 0) + conv(leaky(h), f"{name}.blocks.{i}.4", 0)
    return torch.tanh(conv(leaky(x), "generator.16", 3))[0, 0, :mel.shape[1] * 256]


def griffin_lim(mel):
    filters = librosa.filters.mel(sr=22050, n_fft=1024, n_mels=80, fmax=8000, dtype=np.float64)
    magnitudes = np.maximum(np.linalg.pinv(filters) @ np.exp(mel.numpy()), 0)
    audio = librosa.griffinlim(magnitudes, n_iter=3, hop_length=256, momentum=0.99, init=None, pad_mode="reflect")
    return torch.from_numpy(magnitudes.T.copy()), torch.from_numpy(audio)


if __name__ == "__main__":
    samples, rate = soundfile.read(ROOT / "Fixtures/voices/synthetic.mp3")
    assert rate == 22050 and samples.ndim == 1
    mel, alignment, gates = tacotron2()
    short = mel[:, :VOCODED_FRAMES].float().double().contiguous()
    magnitudes, audio = griffin_lim(short)
    results = {
        "embedding.samples": torch.tensor([len(samples)]),
        "embedding.standard": embed(samples, "standard"),
        "embedding.aias": embed(samples, "aias"),
        "tacotron2.mel": mel,
        "tacotron2.alignment": alignment,
        "tacotron2.gates": gates,
        "dropout.bits": random_bits(9, 1, 256),  # the wider published layout has 256 units
        "vocoder.mel": short,
        "vocoder.hifigan": hifigan(short),
        "vocoder.melgan": melgan(short),
        "vocoder.magnitudes": magnitudes,
        "vocoder.griffinlim": audio,
    }
    save_file({name: tensor.float().contiguous() for name, tensor in results.items()}, OUT)
    print({name: tuple(tensor.shape) for name, tensor in results.items()}, OUT.stat().st_size, "bytes")
