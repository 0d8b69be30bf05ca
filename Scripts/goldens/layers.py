"""Writes Fixtures/goldens/layers.safetensors: every layer of Sources/Tensor as PyTorch computes it.

    pip install torch safetensors numpy
    python Scripts/goldens/layers.py

Made with torch 2.15.0. For each case `x` goes in and `y` comes out; the other tensors are the layer's weights.
Computed in double precision from inputs that single precision represents exactly, then rounded once.
"""
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

OUT = Path(__file__).resolve().parents[2] / "Fixtures/goldens/layers.safetensors"
tensors = {}
torch.manual_seed(20)


def random(*shape):
    return torch.randn(*shape).double()


def record(case, **values):
    for name, value in values.items():
        tensors[f"{case}.{name}"] = value.detach().float().contiguous()


def linear():
    x, w, b = random(5, 12), random(7, 12), random(7)
    record("linear", x=x, weight=w, bias=b, y=F.linear(x, w, b))


def convolutions():
    cases = {
        # name: inputs, outputs, kernel, dilation, padding, mode, slope of the activation before it, frames
        "conv1d.plain": (3, 4, 5, 1, 2, "zeros", None, 17),
        "conv1d.dilated": (4, 6, 3, 5, 5, "zeros", 0.1, 40),
        "conv1d.reflect": (5, 2, 3, 9, 9, "reflect", 0.2, 30),
        "conv1d.pointwise": (6, 3, 1, 1, 0, "zeros", None, 11),
        "conv1d.unpadded": (2, 3, 4, 2, 0, "zeros", None, 19),
        # Longer than one tile of time, with a last tile that is not full.
        "conv1d.tiles": (2, 2, 11, 5, 25, "zeros", 0.1, 2500),
    }
    for name, (inputs, outputs, kernel, dilation, padding, mode, slope, frames) in cases.items():
        x, w, b = random(inputs, frames), random(outputs, inputs, kernel), random(outputs)
        h = x if slope is None else F.leaky_relu(x, slope)
        h = F.pad(h[None], (padding, padding), mode="constant" if mode == "zeros" else mode)
        record(name, x=x, weight=w, bias=b, y=F.conv1d(h, w, b, dilation=dilation)[0])


def transposed_convolutions():
    cases = {"transposed.8": (5, 3, 16, 8, 4, 13), "transposed.2": (4, 2, 4, 2, 1, 30), "transposed.odd": (3, 2, 7, 3, 2, 9)}
    for name, (inputs, outputs, kernel, stride, padding, frames) in cases.items():
        x, w, b = random(inputs, frames), random(inputs, outputs, kernel), random(outputs)
        y = F.conv_transpose1d(F.leaky_relu(x, 0.1)[None], w, b, stride=stride, padding=padding)[0]
        record(name, x=x, weight=w, bias=b, y=y)


def lstm():
    for name, backwards in (("lstm.forward", False), ("lstm.backward", True)):
        layer = nn.LSTM(6, 4).double()
        for p in layer.parameters():
            p.data = p.data.float().double()
        x = random(9, 3, 6)
        y = layer(x.flip(0))[0].flip(0) if backwards else layer(x)[0]
        weights = {k[:-3]: v for k, v in layer.named_parameters()}
        record(name, x=x, y=y, **weights)


def normalisations():
    x, w, b = random(4, 20), random(5, 4, 5), random(5)
    norm = nn.BatchNorm1d(5).double().eval()
    for p in (norm.weight.data, norm.bias.data, norm.running_mean):
        p.copy_(random(5))
    norm.running_var.copy_(torch.rand(5) + 0.5)
    y = norm(F.conv1d(x[None], w, b, padding=2))[0]
    record("batchnorm", x=x, weight=w, bias=b, scale=norm.weight, shift=norm.bias, mean=norm.running_mean,
           variance=norm.running_var, y=y)
    g, v = random(4, 1, 1), random(4, 3, 2)
    record("weightnorm", g=g, v=v, y=g * v / v.flatten(1).norm(dim=1).view(-1, 1, 1))


def activations():
    x = torch.linspace(-6, 6, 49).double()
    record("activation", x=x, relu=F.relu(x), leaky=F.leaky_relu(x, 0.2), tanh=torch.tanh(x))


def pseudo_inverse():
    x = random(6, 11)
    record("pinv.wide", x=x, y=torch.linalg.pinv(x))
    tall = random(9, 4)
    tall[:, 3] = tall[:, 0]  # rank 3
    record("pinv.deficient", x=tall, y=torch.linalg.pinv(tall))


for case in (linear, convolutions, transposed_convolutions, lstm, normalisations, activations, pseudo_inverse):
    case()
save_file(tensors, OUT)
print(f"{len(tensors)} tensors, {OUT.stat().st_size} bytes")
