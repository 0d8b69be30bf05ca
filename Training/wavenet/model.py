"""WaveNet as a vocoder, with the names and shapes of r9y9's wavenet_vocoder.

Sources: arXiv 1609.03499 (the network), 1701.05517 (the mixture of logistics), 1712.05884 (mel spectrograms as its
condition). The signal that it makes is pre-emphasised: y[t] = x[t] − α·x[t−1], so that what it cannot predict lies, once
undone, under the speech rather than above it.

Two forward passes compute the same: `forward` as the papers have it, and `fast` for training on a GPU, where all taps
and the condition of a layer are one matrix product, half precision carries the layers, and single precision the sums
over them.
"""
import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import nn

BANDS = 80
HOP = 256
SAMPLE_RATE = 22050
PREEMPHASIS = 0.85
LOG_SCALE_MIN = -9.0


@dataclass
class Configuration:
    residual: int = 96
    gate: int = 192
    skip: int = 96
    layers: int = 24
    layers_per_stack: int = 8
    kernel: int = 2
    mixtures: int = 10
    context: int = 2  # mel frames that the first convolution sees on either side
    scales: tuple = (16, 16)

    def dilation(self, layer):
        return 2 ** (layer % self.layers_per_stack)

    @property
    def receptive_field(self):
        return (self.kernel - 1) * sum(self.dilation(layer) for layer in range(self.layers)) + 1

    def dictionary(self):
        return asdict(self)


def pointwise(inputs, outputs, bias=True):
    return nn.Conv1d(inputs, outputs, 1, bias=bias)


class UpsampleLayers(nn.Module):
    """Nearest neighbours in time, each time smoothed by one filter for all bands."""

    def __init__(self, scales):
        super().__init__()
        self.scales = scales
        # Their places in the published sequence: 0, 2, … are the stretches.
        self.up_layers = nn.ModuleDict(
            {
                str(2 * index + 1): nn.Conv2d(1, 1, (1, 2 * scale + 1), padding=(0, scale), bias=False)
                for index, scale in enumerate(scales)
            }
        )
        for layer in self.up_layers.values():
            # Constants stay what they are.
            nn.init.constant_(layer.weight, 1 / layer.weight.shape[-1])

    def forward(self, c):  # [B, C, frames] → [B, C, frames · Π scales]
        c = c[:, None]
        for scale, layer in zip(self.scales, self.up_layers.values()):
            c = layer(c.repeat_interleave(scale, dim=3))
        return c[:, 0]


class UpsampleNetwork(nn.Module):
    def __init__(self, configuration):
        super().__init__()
        self.conv_in = nn.Conv1d(BANDS, BANDS, 2 * configuration.context + 1)
        self.upsample = UpsampleLayers(configuration.scales)

    def forward(self, mel):  # [B, 80, frames + 2 · context] → [B, 80, samples]
        return self.upsample(self.conv_in(mel))


class Layer(nn.Module):
    """z = tanh(W_f ∗ x + V_f c) ⊙ σ(W_g ∗ x + V_g c); skip ← S z; x ← (x + R z) · √½."""

    def __init__(self, configuration, dilation):
        super().__init__()
        self.dilation = dilation
        residual, gate = configuration.residual, configuration.gate
        self.conv = nn.Conv1d(residual, gate, configuration.kernel, dilation=dilation)
        self.conv1x1c = pointwise(BANDS, gate, bias=False)
        self.conv1x1_out = pointwise(gate // 2, residual)
        self.conv1x1_skip = pointwise(gate // 2, configuration.skip)

    def matrices(self):
        """What `fast_layer` takes."""
        pairs = [(layer.weight, layer.bias) for layer in (self.conv, self.conv1x1_out, self.conv1x1_skip)]
        (taps, bias), *others = pairs
        return [taps, bias, self.conv1x1c.weight, *(one for pair in others for one in pair)]

    def forward(self, x, c):  # [B, R, T], [B, 80, T] → [B, R, T], [B, S, T]
        reach = self.dilation * (self.conv.kernel_size[0] - 1)
        a, b = (self.conv(F.pad(x, (reach, 0))) + self.conv1x1c(c)).chunk(2, dim=1)
        z = torch.tanh(a) * torch.sigmoid(b)
        return (x + self.conv1x1_out(z)) * math.sqrt(0.5), self.conv1x1_skip(z)


def fast_layer(x, past, c, skips, taps, bias, condition, out, out_bias, skip, skip_bias):
    """A layer with channels last; `past` is x moved by the dilation. [B, T, R], …, [B, T, S]"""
    weight = torch.cat([taps[..., 0], taps[..., 1], condition[..., 0]], dim=1)
    y = F.linear(torch.cat([past, x, c], dim=2), weight.to(x.dtype), bias.to(x.dtype))
    a, b = y.chunk(2, dim=2)
    weight = torch.cat([out[..., 0], skip[..., 0]])
    bias = torch.cat([out_bias, skip_bias])
    out = F.linear(torch.tanh(a) * torch.sigmoid(b), weight.to(x.dtype), bias.to(x.dtype))
    residual = x.shape[2]
    return (x + out[..., :residual]) * math.sqrt(0.5), skips + out[..., residual:].float()


class WaveNet(nn.Module):
    def __init__(self, configuration=None):
        super().__init__()
        self.configuration = configuration = configuration or Configuration()
        self.first_conv = pointwise(1, configuration.residual)
        self.conv_layers = nn.ModuleList(
            Layer(configuration, configuration.dilation(layer)) for layer in range(configuration.layers)
        )
        self.last_conv_layers = nn.ModuleList(
            [
                nn.ReLU(),
                pointwise(configuration.skip, configuration.skip),
                nn.ReLU(),
                pointwise(configuration.skip, 3 * configuration.mixtures),
            ]
        )
        self.upsample_net = UpsampleNetwork(configuration)
        for layer in self.conv_layers:
            # Deep sums begin small.
            nn.init.normal_(layer.conv1x1_out.weight, std=0.5 / math.sqrt(configuration.gate // 2))
        with torch.no_grad():
            # Components that begin apart, and about as wide as speech before it is known.
            count, last = configuration.mixtures, self.last_conv_layers[3]
            last.weight.mul_(0.3)
            last.bias[count : 2 * count] = torch.linspace(-0.1, 0.1, count)
            last.bias[2 * count :] = -4.0

    def head(self, skips):  # [B, S, T] → [B, 3 K, T]
        x = skips * math.sqrt(1 / self.configuration.layers)
        for layer in self.last_conv_layers:
            x = layer(x)
        return x

    def forward(self, y, c):  # the signal one sample late [B, T], the upsampled condition [B, 80, T] → [B, 3 K, T]
        x = self.first_conv(y[:, None])
        skips = 0
        for layer in self.conv_layers:
            x, skip = layer(x, c)
            skips = skips + skip
        return self.head(skips)

    def fast(self, y, c, layer=fast_layer, precision=torch.float16):
        """The same with channels last. [B, T], [B, 80, T] → [B, T, 3 K]"""
        configuration = self.configuration
        assert configuration.kernel == 2
        c = c.transpose(1, 2).to(precision).contiguous()
        x = F.linear(y[:, :, None], self.first_conv.weight[..., 0], self.first_conv.bias).to(precision)
        # With a gradient that nobody wants, so that the first layer is compiled as the others are.
        skips = torch.zeros(*y.shape, configuration.skip, device=y.device, requires_grad=torch.is_grad_enabled())
        for one in self.conv_layers:
            past = F.pad(x, (0, 0, one.dilation, 0))[:, : x.shape[1]]
            x, skips = layer(x, past, c, skips, *one.matrices())
        x = skips * math.sqrt(1 / configuration.layers)
        for one in (self.last_conv_layers[1], self.last_conv_layers[3]):
            x = F.linear(F.relu(x), one.weight[..., 0], one.bias)
        return x


def negative_log_likelihood(parameters, y):
    """−ln p of 16-bit samples under mixtures of logistics, in nats. [B, T, 3 K], [B, T] → [B, T]

    A sample's probability is what each logistic has within half a quantum of it: σ(b) − σ(a) = σ(b)·σ(−a)·(1 − e^(a−b)),
    where a and b are its edges in units of the scale; as logarithms this stays finite far from a mean.
    """
    logits, means, log_scales = parameters.chunk(3, dim=2)
    log_scales = log_scales.clamp(min=LOG_SCALE_MIN)
    inverse = torch.exp(-log_scales)
    centred = y[..., None] - means
    width = 2 / 65535 * inverse
    upper = centred * inverse + width / 2
    log_mass = F.logsigmoid(upper) + F.logsigmoid(width - upper) + torch.log(-torch.expm1(-width))
    return -torch.logsumexp(F.log_softmax(logits, dim=2) + log_mass, dim=2)


def emphasised(x):
    """y[t] = x[t] − α·x[t−1]. [..., T]"""
    return x - PREEMPHASIS * F.pad(x[..., :-1], (1, 0))


def condition(mel):
    """What the network is conditioned on: the mel spectrogram moved and scaled to about −1…1."""
    return (mel + 5) / 5
