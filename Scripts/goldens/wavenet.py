"""Writes Fixtures/goldens/wavenet-*.safetensors: small WaveNets with random weights and what PyTorch makes of them.

    pip install torch safetensors numpy
    python Scripts/goldens/wavenet.py

Made with torch 2.13.0. The weights have the names, shapes and weight normalisation of r9y9's wavenet_vocoder, one file for
each kind of output. The forward pass is an implementation of its own in double precision, over whole signals; the free run
draws its samples from the same Philox words as the package. Running it again gives the same tensors; the metadata may come in
another order.
"""
import math
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch.nn import functional as F

OUT = Path(__file__).resolve().parents[2] / "Fixtures/goldens"
BANDS, FRAMES, SEED = 6, 130, 0x1234_5678_9ABC
torch.set_default_dtype(torch.float64)
torch.set_grad_enabled(False)

# Sizes that fill no vector register, all different.
CONFIGURATIONS = {
    "logistics": {"inputs": 1, "outputs": 12, "channels": 20, "gates": 36, "skips": 28, "taps": 2, "layers": 6,
                  "per_stack": 3, "context": 2, "scales": (4, 2), "condition_bias": False},
    "gaussian": {"inputs": 1, "outputs": 2, "channels": 16, "gates": 24, "skips": 20, "taps": 3, "layers": 4,
                 "per_stack": 4, "context": 0, "scales": (8,), "condition_bias": True},
    "mulaw": {"inputs": 256, "outputs": 256, "channels": 12, "gates": 20, "skips": 16, "taps": 2, "layers": 4,
              "per_stack": 2, "context": 1, "scales": (2, 2, 2), "condition_bias": False},
}
METADATA = {
    # A least scale that is reached, as in silence.
    "logistics": {"preemphasis": "0.85", "log_scale_min": "-3.1", "temperature": "0.9"},
    "gaussian": {"temperature": "0.8"},
    "mulaw": {"temperature": "1.2"},
}
LEAST = {"logistics": -3.1, "gaussian": -7.0}


def philox(counter, seed):
    c, k = list(counter), [seed & 0xFFFFFFFF, seed >> 32 & 0xFFFFFFFF]
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [p1 >> 32 ^ c[1] ^ k[0], p1 & 0xFFFFFFFF, p0 >> 32 ^ c[3] ^ k[1], p0 & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


def uniforms(time):
    return [((word >> 9) + 0.5) * 2.0**-23 for word in philox((time & 0xFFFFFFFF, time >> 32, 0, 1), SEED)[:2]]


class Maker:
    """Random weights with weight normalisation, in single precision as a file has them."""

    def __init__(self, seed):
        self.random, self.state = torch.Generator().manual_seed(seed), {}

    def normal(self, *shape, scale=1.0):
        return (torch.randn(*shape, generator=self.random) * scale).float()

    def convolution(self, name, shape, gain=1.0, bias=True):
        fan = math.prod(shape[1:])
        v = self.normal(*shape, scale=gain / math.sqrt(fan))
        norm = v.flatten(1).norm(dim=1).reshape(-1, *[1] * (len(shape) - 1))
        # A magnitude that is not the direction's own, or folding would change nothing.
        self.state |= {f"{name}.weight_v": v, f"{name}.weight_g": norm * (1 + self.normal(*norm.shape, scale=0.1))}
        if bias:
            self.state[f"{name}.bias"] = self.normal(shape[0], scale=0.1)


def make(kind, sizes):
    maker = Maker(sum(kind.encode()))
    channels, gates, skips = sizes["channels"], sizes["gates"], sizes["skips"]
    maker.convolution("first_conv", (channels, sizes["inputs"], 1), gain=3.0)
    for layer in range(sizes["layers"]):
        name = f"conv_layers.{layer}"
        maker.convolution(f"{name}.conv", (gates, channels, sizes["taps"]), gain=1.5)
        maker.convolution(f"{name}.conv1x1c", (gates, BANDS, 1), bias=sizes["condition_bias"])
        maker.convolution(f"{name}.conv1x1_out", (channels, gates // 2, 1))
        maker.convolution(f"{name}.conv1x1_skip", (skips, gates // 2, 1))
    maker.convolution("last_conv_layers.1", (skips, skips, 1), gain=1.5)
    maker.convolution("last_conv_layers.3", (sizes["outputs"], skips, 1), gain=1.5)
    prefix = "upsample_net"
    if sizes["context"]:
        # The published one has neither weight normalisation nor bias.
        width = 2 * sizes["context"] + 1
        maker.state["upsample_net.conv_in.weight"] = maker.normal(BANDS, BANDS, width, scale=1 / math.sqrt(BANDS * width))
        prefix += ".upsample"
    for index, scale in enumerate(sizes["scales"]):
        width = 2 * scale + 1
        maker.state[f"{prefix}.up_layers.{2 * index + 1}.weight_v"] = 1 / width + maker.normal(1, 1, 1, width, scale=0.3 / width)
        maker.state[f"{prefix}.up_layers.{2 * index + 1}.weight_g"] = torch.full((1, 1, 1, 1), 1.1 / math.sqrt(width))
    if kind in LEAST:
        # Scales of about e⁻³, means of about a tenth: a signal that is alive and stays within −1…1.
        count = sizes["outputs"] // 3 if kind == "logistics" else 1
        first = count if kind == "logistics" else 0
        last = maker.state["last_conv_layers.3.weight_g"]
        last[first : first + count] *= 0.3
        maker.state["last_conv_layers.3.bias"][first + count :] -= 3.0
    return maker.state


class Network:
    def __init__(self, state, sizes):
        self.sizes, self.state = sizes, {}
        for name, value in state.items():
            if name.endswith("_g"):
                continue
            value = value.double()
            if name.endswith("_v"):
                norm = value.flatten(1).norm(dim=1).reshape(-1, *[1] * (value.dim() - 1))
                name, value = name[:-2], value / norm * state[name[:-1] + "g"].double()
            self.state[name] = value

    def convolve(self, name, x, dilation=1):
        weight = self.state[f"{name}.weight"]
        x = F.pad(x, ((weight.shape[2] - 1) * dilation, 0))
        return F.conv1d(x, weight, self.state.get(f"{name}.bias"), dilation=dilation)

    def condition(self, mel):  # [1, bands, frames] → [1, bands, samples]
        context, prefix = self.sizes["context"], "upsample_net"
        if context:
            mel = F.conv1d(F.pad(mel, (context, context), mode="replicate"), self.state["upsample_net.conv_in.weight"])
            prefix += ".upsample"
        mel = mel[:, None]
        for index, scale in enumerate(self.sizes["scales"]):
            mel = F.interpolate(mel, scale_factor=(1, scale), mode="nearest")
            mel = F.conv2d(mel, self.state[f"{prefix}.up_layers.{2 * index + 1}.weight"], padding=(0, scale))
        return mel[:, 0]

    def parameters(self, inputs, condition):  # [1, inputs, T], [1, bands, T] → [1, outputs, T]
        x, skips = self.convolve("first_conv", inputs), 0
        for layer in range(self.sizes["layers"]):
            name = f"conv_layers.{layer}"
            gates = self.convolve(f"{name}.conv", x, dilation=2 ** (layer % self.sizes["per_stack"]))
            a, b = (gates + self.convolve(f"{name}.conv1x1c", condition)).chunk(2, dim=1)
            z = torch.tanh(a) * torch.sigmoid(b)
            skips = skips + self.convolve(f"{name}.conv1x1_skip", z)
            x = (x + self.convolve(f"{name}.conv1x1_out", z)) * math.sqrt(0.5)
        x = F.relu(skips * math.sqrt(1 / self.sizes["layers"]))
        return self.convolve("last_conv_layers.3", F.relu(self.convolve("last_conv_layers.1", x)))


def drawn(kind, parameters, u, temperature):
    if kind == "gaussian":
        mean, log_scale = parameters
        deviate = math.sqrt(-2 * math.log(u[0])) * math.cos(2 * math.pi * u[1])
    else:
        count = len(parameters) // 3 if kind == "logistics" else len(parameters)
        shares = torch.softmax(parameters[:count] / (1 if kind == "logistics" else temperature), 0).cumsum(0)
        chosen = min(int((shares <= u[0]).sum()), count - 1)
        if kind == "mulaw":
            return float(chosen)
        mean, log_scale = parameters[count + chosen], parameters[2 * count + chosen]
        deviate = math.log(u[1]) - math.log(1 - u[1])
    scale = temperature * math.exp(max(float(log_scale), LEAST[kind]))
    return min(max(float(mean) + scale * deviate, -1.0), 1.0)


def as_inputs(kind, signal):  # what the network hears: the samples before. [1, inputs, T]
    heard = [127.0 if kind == "mulaw" else 0.0, *signal[:-1]]
    x = torch.tensor(heard)[None]
    return F.one_hot(x.long(), 256).double().transpose(1, 2) if kind == "mulaw" else x[None]


def free_run(kind, network, condition, temperature):
    reach = (network.sizes["taps"] - 1) * sum(
        2 ** (layer % network.sizes["per_stack"]) for layer in range(network.sizes["layers"])) + 1
    signal = []
    for time in range(condition.shape[2]):
        # The convolutions' zeros before the signal are zeros of every layer, so its beginning is run whole.
        first = 0 if time < 3 * reach else time - 3 * reach
        inputs = as_inputs(kind, signal + [0.0])[:, :, first:]
        parameters = network.parameters(inputs, condition[:, :, first : time + 1])[0, :, -1]
        signal.append(drawn(kind, parameters, uniforms(time), temperature))
    return signal


def heard(kind, signal, preemphasis):
    if kind == "mulaw":
        y = 2 * np.array(signal) / 255 - 1
        return np.sign(y) * (256 ** np.abs(y) - 1) / 255
    sound = []
    for y in signal:
        sound.append(y + preemphasis * (sound[-1] if sound else 0.0))
    return np.clip(np.array(sound), -1, 1)


def main():
    for kind, sizes in CONFIGURATIONS.items():
        state = make(kind, sizes)
        network = Network(state, sizes)
        random = torch.Generator().manual_seed(99)
        mel = torch.randn(BANDS, FRAMES, generator=random)
        condition = network.condition(mel[None])
        length = condition.shape[2]
        if kind == "mulaw":
            known = torch.randint(0, 256, (length,), generator=random).double()
        else:
            known = (0.3 * torch.sin(torch.arange(length) * 0.3) + 0.05 * torch.randn(length, generator=random)).float()
        metadata = METADATA.get(kind, {})
        signal = free_run(kind, network, condition, float(metadata.get("temperature", 1)))
        sound = heard(kind, signal, float(metadata.get("preemphasis", 0)))
        goldens = {
            "mel": mel,
            "known": known,
            # Of every eighth sample, which the dilations mix with all others.
            "parameters": network.parameters(as_inputs(kind, known.tolist()), condition)[0].T[::8],
            "sound": torch.from_numpy(sound),
        }
        print(kind, f"free run: mean {np.mean(sound):.3f}, deviation {np.std(sound):.3f}, largest {np.abs(sound).max():.3f}")
        state |= {f"golden.{name}": value.float().contiguous() for name, value in goldens.items()}
        save_file(state, OUT / f"wavenet-{kind}.safetensors", {"layers_per_stack": str(sizes["per_stack"]), **metadata})


if __name__ == "__main__":
    main()
