"""The networks of this package as PyTorch modules, over the same checkpoint files.

The names of the modules are the checkpoints', so that their state dictionaries load; shapes stand beside the forward
passes. Everything is in evaluation mode, in single precision, for a batch of one unless said otherwise.
"""

import hashlib
import json
import pickle
import types

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

# ---------------------------------------------------------------- checkpoints


class _Unpickler(pickle.Unpickler):
    """Reads whole modules without the code that wrote them: their classes become empty ones."""

    def find_class(self, module, name):
        if module.split(".")[0] in ("torch", "collections", "numpy"):
            return super().find_class(module, name)
        if module in ("builtins", "__builtin__") and name == "set":
            return set
        return type(name, (nn.Module,), {"__module__": module})


_READER = types.SimpleNamespace(__name__="reader", Unpickler=_Unpickler, load=lambda f, **k: _Unpickler(f, **k).load())


def read_state(path, key=None):
    """The tensors of a checkpoint: a whole module, or a state dictionary under a key."""
    stored = torch.load(path, map_location="cpu", weights_only=False, pickle_module=_READER)
    state = stored[key] if key else stored.state_dict()
    return {name: value.detach().float() for name, value in state.items()}


def load(module, state):
    """Gives a module its weights; what the state has beside them is left out."""
    plain = {name.replace(".linear_layer.", ".").replace(".conv.", "."): value for name, value in state.items()}
    module.load_state_dict({name: plain[name] for name in module.state_dict() if name in plain}, strict=False)
    missing = [name for name in module.state_dict() if name not in plain and not name.endswith("num_batches_tracked")]
    if missing:
        raise KeyError(f"the checkpoint lacks {missing}")
    return module.eval()


def folded(state):
    """Weight normalisation (arXiv 1602.07868) made into plain weights: v · g / |v| for each first index."""
    result = dict(state)
    for name in state:
        if name.endswith(".weight_v"):
            v, g = result.pop(name), result.pop(name[:-1] + "g")
            length = v.flatten(1).norm(dim=1).reshape(g.shape)
            result[name[: -len("_v")]] = v * g / length
    return result


# ---------------------------------------------------------------- speaker encoder


class SpeakerEncoder(nn.Module):
    """GE2E: three LSTM layers, a projection, a ReLU."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(40, 256, 3, batch_first=True)
        self.linear = nn.Linear(256, 256)

    def forward(self, mels):  # [partials, 160, 40] → [partials, 256]
        hidden = self.lstm(mels)[1][0][-1]
        return F.normalize(F.relu(self.linear(hidden)), dim=1)


@torch.no_grad()
def embed(encoder, samples, rate):
    """A recording's samples → [256], as the weights were trained: Resemblyzer's way, without its silence trimming."""
    import librosa

    if rate != 16000:
        samples = librosa.resample(samples, orig_sr=rate, target_sr=16000)
    level = 20 * np.log10(np.sqrt(np.mean(samples**2)) + 1e-9)
    if level < -30:
        samples = samples * 10 ** ((-30 - level) / 20)
    count = -(-(len(samples) + 1) // 160)
    starts = list(range(0, max(1, count - 160 + 77 + 1), 77))
    if len(starts) > 1 and len(samples) - starts[-1] * 160 < 0.75 * 160 * 160:
        starts.pop()
    samples = np.pad(samples, (0, max(0, (starts[-1] + 160) * 160 - len(samples))))
    mel = librosa.feature.melspectrogram(
        y=samples.astype(np.float32), sr=16000, n_fft=400, hop_length=160, n_mels=40, pad_mode="reflect"
    )
    partials = np.stack([mel.T[start : start + 160] for start in starts])
    mean = encoder(torch.from_numpy(partials)).mean(0)
    return (mean / mean.norm()).numpy()


# ---------------------------------------------------------------- Tacotron 2


def convolution_and_norm(inputs, outputs):
    return nn.Sequential(nn.Conv1d(inputs, outputs, 5, padding=2), nn.BatchNorm1d(outputs))


class TextEncoder(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.convolutions = nn.ModuleList(convolution_and_norm(size, size) for _ in range(3))
        self.lstm = nn.LSTM(size, size // 2, batch_first=True, bidirectional=True)

    def forward(self, x):  # [1, S, E] → [1, S, E]
        x = x.transpose(1, 2)
        for layer in self.convolutions:
            x = F.relu(layer(x))
        return self.lstm(x.transpose(1, 2))[0]


class Prenet(nn.Module):
    def __init__(self, inputs, size):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(inputs, size, bias=False), nn.Linear(size, size, bias=False)])

    def forward(self, x, masks):  # [1, 80], [2, size] → [1, size]
        for layer, mask in zip(self.layers, masks):
            x = F.relu(layer(x)) * mask
        return x


class LocationLayer(nn.Module):
    def __init__(self, filters, kernel, size):
        super().__init__()
        self.location_conv = nn.Conv1d(2, filters, kernel, padding=(kernel - 1) // 2, bias=False)
        self.location_dense = nn.Linear(filters, size, bias=False)

    def forward(self, weights):  # [1, 2, S] → [1, S, attention]
        return self.location_dense(self.location_conv(weights).transpose(1, 2))


class Attention(nn.Module):
    def __init__(self, query, memory, size, filters, kernel):
        super().__init__()
        self.query_layer = nn.Linear(query, size, bias=False)
        self.memory_layer = nn.Linear(memory, size, bias=False)
        self.v = nn.Linear(size, 1, bias=False)
        self.location_layer = LocationLayer(filters, kernel, size)

    def forward(self, query, keys, weights, cumulative):  # → [1, S]
        location = self.location_layer(torch.stack([weights, cumulative], 1))
        energies = self.v(torch.tanh(self.query_layer(query)[:, None] + location + keys))
        return F.softmax(energies[..., 0], 1)


class DecoderStep(nn.Module):
    """One frame of the decoder; what it changes goes in and comes out."""

    def __init__(self, sizes):
        super().__init__()
        self.prenet = Prenet(80, sizes["prenet"])
        self.attention_rnn = nn.LSTMCell(sizes["prenet"] + sizes["memory"], sizes["attention_rnn"])
        self.attention_layer = Attention(
            sizes["attention_rnn"], sizes["memory"], sizes["attention"], sizes["filters"], sizes["kernel"]
        )
        self.decoder_rnn = nn.LSTMCell(sizes["attention_rnn"] + sizes["memory"], sizes["decoder_rnn"])
        self.linear_projection = nn.Linear(sizes["decoder_rnn"] + sizes["memory"], 80)
        self.gate_layer = nn.Linear(sizes["decoder_rnn"] + sizes["memory"], 1)

    def forward(self, memory, keys, masks, frame, ah, ac, dh, dc, weights, cumulative, context):
        x = torch.cat([self.prenet(frame, masks), context], 1)
        ah, ac = self.attention_rnn(x, (ah, ac))
        weights = self.attention_layer(ah, keys, weights, cumulative)
        context = torch.bmm(weights[:, None], memory)[:, 0]
        dh, dc = self.decoder_rnn(torch.cat([ah, context], 1), (dh, dc))
        out = torch.cat([dh, context], 1)
        gate = torch.sigmoid(self.gate_layer(out))
        return self.linear_projection(out), ah, ac, dh, dc, weights, cumulative + weights, context, gate


class Postnet(nn.Module):
    def __init__(self, channels):
        super().__init__()
        sizes = [80] + 4 * [channels] + [80]
        self.convolutions = nn.ModuleList(convolution_and_norm(*pair) for pair in zip(sizes, sizes[1:]))

    def forward(self, mel):  # [1, 80, T] → [1, 80, T]
        x = mel
        for layer in self.convolutions[:-1]:
            x = torch.tanh(layer(x))
        return mel + self.convolutions[-1](x)


class Tacotron2(nn.Module):
    def __init__(self, state):
        super().__init__()
        shape = lambda name: list(state[name].shape)
        embedding, speaker = shape("embedding.weight")[1], shape("speaker_embedding.weight")
        location = shape("decoder.attention_layer.location_layer.location_conv.conv.weight")
        sizes = {
            "memory": embedding + speaker[0],
            "prenet": shape("decoder.prenet.layers.0.linear_layer.weight")[0],
            "attention_rnn": shape("decoder.attention_rnn.weight_hh")[1],
            "decoder_rnn": shape("decoder.decoder_rnn.weight_hh")[1],
            "attention": shape("decoder.attention_layer.query_layer.linear_layer.weight")[0],
            "filters": location[0],
            "kernel": location[2],
        }
        self.sizes = sizes
        self.embedding = nn.Embedding(*shape("embedding.weight"))
        self.speaker_embedding = nn.Linear(speaker[1], speaker[0])
        self.encoder = TextEncoder(embedding)
        self.decoder = DecoderStep(sizes)
        self.postnet = Postnet(shape("postnet.convolutions.0.0.conv.weight")[0])
        load(self, state)

    def forward(self, ids, speaker):  # [1, S], [1, 32] → the memory [1, S, M] and its keys [1, S, attention]
        text = self.encoder(self.embedding(ids))
        voice = self.speaker_embedding(speaker)[:, None].expand(-1, text.shape[1], -1)
        memory = torch.cat([text, voice], 2)
        return memory, self.decoder.attention_layer.memory_layer(memory)

    def start(self, symbols):
        """What the first step gets: frame, ah, ac, dh, dc, weights, cumulative, context."""
        a, d = self.sizes["attention_rnn"], self.sizes["decoder_rnn"]
        return [torch.zeros(1, n) for n in (80, a, a, d, d, symbols, symbols, self.sizes["memory"])]


def speaker_vector(name):
    """(d − 7) / 10 for the hexadecimal digits d of the MD5 of a name. [1, 32]"""
    return np.array([[(int(d, 16) - 7) / 10 for d in hashlib.md5(name.encode()).hexdigest()]], np.float32)


def philox(counter, seed):
    """Philox4x32-10 (Salmon et al., SC 2011) of four arrays of counter words: four arrays of random words."""
    mask, words = np.uint64(0xFFFFFFFF), [word.astype(np.uint64) for word in counter]
    keys = [np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32)]
    for _ in range(10):
        first, second = words[0] * np.uint64(0xD2511F53), words[2] * np.uint64(0xCD9E8D57)
        words = [
            (second >> np.uint64(32)) ^ words[1] ^ keys[0], second & mask,
            (first >> np.uint64(32)) ^ words[3] ^ keys[1], first & mask,
        ]  # fmt: skip
        keys = [(keys[0] + np.uint64(0x9E3779B9)) & mask, (keys[1] + np.uint64(0xBB67AE85)) & mask]
    return words


def dropout_masks(seed, steps, units):
    """The prenet's dropout as this package draws it. [steps, 2, units]

    Unit u takes bit u mod 32 of word u / 32 mod 4 of the block with the counter (u / 128, layer, step, 0).
    """
    step, layer, block = np.meshgrid(np.arange(steps), np.arange(2), np.arange((units + 127) // 128), indexing="ij")
    words = philox((block, layer, step, np.zeros_like(step)), seed)
    bits = (np.stack(words, -1)[..., None] >> np.arange(32, dtype=np.uint64)) & np.uint64(1)
    return 2 * bits.reshape(steps, 2, -1)[..., :units].astype(np.float32)


# ---------------------------------------------------------------- vocoders


class MelGAN(nn.Module):
    """arXiv 1910.06711. Ten frames of silence go in behind the last one, and their samples are cut off again."""

    def __init__(self, state):
        super().__init__()
        weights = folded(state)
        for name, value in weights.items():
            self.register_buffer(name.replace(".", "_"), value)

    def _layer(self, name):
        base = name.replace(".", "_")
        return getattr(self, base + "_weight"), getattr(self, base + "_bias")

    def _reflecting(self, x, name, width, dilation=1):
        return F.conv1d(F.pad(x, (width, width), mode="reflect"), *self._layer(name), dilation=dilation)

    def forward(self, mel):  # [1, 80, T] → [1, 256 T]
        x = self._reflecting((F.pad(mel, (0, 10), value=-11.5129) + 5) / 5, "generator.1", 3)
        for place, stride in ((3, 8), (6, 8), (9, 2), (12, 2)):
            weight, bias = self._layer(f"generator.{place}")
            x = F.conv_transpose1d(F.leaky_relu(x, 0.2), weight, bias, stride=stride, padding=stride // 2)
            for index, dilation in enumerate((1, 3, 9)):
                block = f"generator.{place + 1}"
                y = self._reflecting(F.leaky_relu(x, 0.2), f"{block}.blocks.{index}.2", dilation, dilation)
                y = F.conv1d(F.leaky_relu(y, 0.2), *self._layer(f"{block}.blocks.{index}.4"))
                x = F.conv1d(x, *self._layer(f"{block}.shortcuts.{index}")) + y
        x = torch.tanh(self._reflecting(F.leaky_relu(x, 0.2), "generator.16", 3))
        return x[:, 0, : -10 * 256]


class ResidualBlock(nn.Module):
    def __init__(self, channels, kernel):
        super().__init__()
        make = lambda d: nn.Conv1d(channels, channels, kernel, dilation=d, padding=d * (kernel - 1) // 2)
        self.convs1 = nn.ModuleList(make(d) for d in (1, 3, 5))
        self.convs2 = nn.ModuleList(make(1) for _ in range(3))

    def forward(self, x):
        for first, second in zip(self.convs1, self.convs2):
            x = x + second(F.leaky_relu(first(F.leaky_relu(x, 0.1)), 0.1))
        return x


class HiFiGAN(nn.Module):
    """arXiv 2010.05646, generator V1."""

    def __init__(self, state):
        super().__init__()
        self.conv_pre = nn.Conv1d(80, 512, 7, padding=3)
        widths = [512, 256, 128, 64, 32]
        self.ups = nn.ModuleList(
            nn.ConvTranspose1d(widths[i], widths[i + 1], 2 * stride, stride, stride // 2)
            for i, stride in enumerate((8, 8, 2, 2))
        )
        self.resblocks = nn.ModuleList(
            ResidualBlock(width, kernel) for width in widths[1:] for kernel in (3, 7, 11)
        )
        self.conv_post = nn.Conv1d(32, 1, 7, padding=3)
        load(self, folded(state))

    def forward(self, mel):  # [1, 80, T] → [1, 256 T]
        x = self.conv_pre(mel)
        for index, upsampling in enumerate(self.ups):
            x = upsampling(F.leaky_relu(x, 0.1))
            x = sum(block(x) for block in self.resblocks[3 * index : 3 * index + 3]) / 3
        return torch.tanh(self.conv_post(F.leaky_relu(x, 0.01)))[:, 0]


# ---------------------------------------------------------------- WaveNet


def read_safetensors(path):
    """The tensors of a file of 16-bit or 32-bit floats, and its metadata."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    metadata, kinds = header.pop("__metadata__", {}), {"F16": np.float16, "F32": np.float32}
    state = {}
    for name, entry in header.items():
        first, end = (8 + size + offset for offset in entry["data_offsets"])
        values = np.frombuffer(data[first:end], kinds[entry["dtype"]]).astype(np.float32)
        state[name] = torch.from_numpy(values.reshape(entry["shape"]))
    return state, metadata


def uniform_pairs(seed, count):
    """Two numbers between 0 and 1 for each sample, from the block with the counter (t, 0, 0, 1). [count, 2]"""
    words = philox((np.arange(count), *(np.full(count, value) for value in (0, 0, 1))), seed)
    return (np.stack(words[:2], 1) // np.uint64(512) + 0.5) * 2.0**-23


class WaveNet:
    """The network that the package ships, sample by sample: each layer keeps what it heard, and takes one product for its
    taps and one for what comes of its gates. arXiv 1609.03499."""

    def __init__(self, path):
        state, metadata = read_safetensors(path)
        matrix = lambda name: state[f"{name}.weight"][..., 0].contiguous()
        self.state, self.preemphasis = state, float(metadata["preemphasis"])
        self.least, self.temperature = float(metadata["log_scale_min"]), float(metadata["temperature"])
        per_stack, layers = int(metadata["layers_per_stack"]), 0
        self.layers, conditions = [], []
        while (name := f"conv_layers.{layers}") + ".conv.weight" in state:
            taps = state[f"{name}.conv.weight"]
            both = [f"{name}.conv1x1_out", f"{name}.conv1x1_skip"]
            self.layers.append((
                2 ** (layers % per_stack), torch.cat([taps[..., 0], taps[..., 1]], 1).T.contiguous(),
                torch.cat([matrix(one) for one in both]).T.contiguous(), torch.cat([state[f"{one}.bias"] for one in both]),
            ))  # fmt: skip
            conditions.append((matrix(f"{name}.conv1x1c"), state[f"{name}.conv.bias"]))
            layers += 1
        self.condition_weight = torch.cat([weight for weight, _ in conditions])
        self.condition_bias = torch.cat([bias for _, bias in conditions])
        self.first = (matrix("first_conv").T, state["first_conv.bias"])
        self.last = [(matrix(f"last_conv_layers.{i}"), state[f"last_conv_layers.{i}.bias"]) for i in (1, 3)]

    def condition(self, mel):  # [1, 80, T] → [256 T, layers, 1, gates]
        kernel = self.state["upsample_net.conv_in.weight"]
        reach = kernel.shape[2] // 2
        c = F.conv1d(F.pad(mel, (reach, reach), mode="replicate"), kernel, self.state["upsample_net.conv_in.bias"])[:, None]
        place = 1
        while (name := f"upsample_net.upsample.up_layers.{place}.weight") in self.state:
            scale = self.state[name].shape[3] // 2
            c = F.conv2d(c.repeat_interleave(scale, 3), self.state[name], padding=(0, scale))
            place += 2
        c = F.linear(c[0, 0].T, self.condition_weight, self.condition_bias)
        return c.reshape(len(c), len(self.layers), 1, -1)

    def __call__(self, mel, seed):
        conditions = self.condition(mel)
        count, channels = len(conditions), self.first[0].shape[1]
        noise = uniform_pairs(seed, count).astype(np.float32)
        rings = [torch.zeros(dilation, 1, channels) for dilation, *_ in self.layers]
        samples, sample, scale = np.zeros(count, np.float32), 0.0, len(self.layers) ** -0.5
        for t in range(count):
            x, skips = self.first[0] * sample + self.first[1], 0
            for ring, condition, (dilation, taps, both, bias) in zip(rings, conditions[t], self.layers):
                gates = torch.addmm(condition, torch.cat([ring[t % dilation], x], 1), taps)
                ring[t % dilation] = x
                a, b = gates.chunk(2, 1)
                out = torch.addmm(bias, torch.tanh(a) * torch.sigmoid(b), both)
                x = (x + out[:, :channels]) * 0.5**0.5
                skips = skips + out[:, channels:]
            x = F.linear(F.relu(skips * scale), *self.last[0])
            logits, means, log_scales = F.linear(F.relu(x), *self.last[1])[0].chunk(3)
            chosen = min(int((F.softmax(logits, 0).cumsum(0) <= noise[t, 0]).sum()), len(logits) - 1)
            deviate = np.log(noise[t, 1]) - np.log1p(-noise[t, 1])
            deviation = self.temperature * np.exp(max(float(log_scales[chosen]), self.least))
            drawn = float(means[chosen]) + deviation * deviate
            sample = float(min(max(drawn, -1.0), 1.0))
            samples[t] = sample
        for t in range(1, count):
            samples[t] += self.preemphasis * samples[t - 1]
        return samples.clip(-1, 1)
