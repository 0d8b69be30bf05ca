#!/usr/bin/env python3
"""Makes Fixtures/goldens/torchscript: TorchScript archives, alone and packed as AIAS packs them, and what they compute.

    pip install torch safetensors numpy librosa soundfile
    python Scripts/goldens/torchscript.py                   # the fixtures; needs `make models`
    python Scripts/goldens/torchscript.py --full FOLDER     # speakerEncoder.zip and tacotron2.zip at full size

Made with torch 2.15.0. The AIAS files themselves cannot be had, so archives of the same kind are made here: the speaker
encoder with the published weights, and the rtvc layout of Tacotron 2 with random weights, small and at full size.
Outputs are computed in double precision from the archives as torch.jit.load reads them.

Archives at full size are not committed. A skeleton is: everything in PyTorch's archive but the storages, and a list of
the storages with their checksums. The tests fill in the weights, from the published file or by the same generator
(`random_weights`), and so read at full size what PyTorch wrote. `--full` makes the archives themselves, for
`make torchscript`.

The source ranges (*.debug_pkl) are left out of the fixtures, since they hold the paths of whoever ran this. Running it
again gives the same numbers; PyTorch writes the code of a module with its lists in another order each time.
"""
import argparse
import copy
import io
import json
import struct
import warnings
import zipfile
from pathlib import Path

import numpy as np
import soundfile
import torch
from safetensors.torch import load_file, save_file
from torch import nn

import checkpoint
import modules
import networks

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "Fixtures/goldens/torchscript"
SMALL = dict(size=8, speaker_vector=256, speaker_embedding=4, prenet=8, attention_rnn=12, decoder_rnn=16, attention=6,
             filters=3, channels=6)
# The layout as it is published; 64 numbers for the speaker make the 28.7 million parameters that the file's size tells.
FULL = dict(size=512, speaker_vector=256, speaker_embedding=64, prenet=256, attention_rnn=1024, decoder_rnn=1024,
            attention=128, filters=32, channels=512)
PUBLIC = dict(size=256, speaker_vector=32, speaker_embedding=32, prenet=128, attention_rnn=512, decoder_rnn=512,
              attention=64, filters=16, channels=256)
FRAMES = 60
GAINS = {"_rnn.": 2.0, "linear_projection": 6.0, "gate_layer": 4.0, "attention_layer.v": 4.0}


# ------------------------------------------------------------------------------------------------ weights

def philox(seed, blocks, tensor):
    """Philox4x32-10 of the counters (0, tensor, 0, 0), (1, tensor, 0, 0), …: four words each, one after another."""
    mask = np.uint64(0xFFFFFFFF)
    c = [np.arange(blocks, dtype=np.uint64)] + [np.full(blocks, x, np.uint64) for x in (tensor, 0, 0)]
    k = [seed & 0xFFFFFFFF, seed >> 32]
    for _ in range(10):
        a, b = np.uint64(0xD2511F53) * c[0], np.uint64(0xCD9E8D57) * c[2]
        c = [b >> np.uint64(32) ^ c[1] ^ np.uint64(k[0]), b & mask, a >> np.uint64(32) ^ c[3] ^ np.uint64(k[1]), a & mask]
        k = [k[0] + 0x9E3779B9 & 0xFFFFFFFF, k[1] + 0xBB67AE85 & 0xFFFFFFFF]
    return np.stack(c, 1).reshape(-1).astype(np.uint32)


def recipe(name, shape):
    """The centre and the half-width of a tensor's uniform distribution, as single precision has them."""
    if name.endswith(("running_var", "1.weight")):
        centre, width = 1.0, 0.5  # of batch normalisation
    elif len(shape) < 2:
        centre, width = 0.0, 0.1
    elif name == "embedding.weight":
        centre, width = 0.0, 1.0
    else:
        # Unit gain, and more where that leaves numbers small: so frames spread as real ones do, dropout stirs the
        # decoder, and attention looks at something.
        gain = next((gain for part, gain in GAINS.items() if part in name), 1.0)
        centre, width = 0.0, gain * (3 / np.prod(shape[1:])) ** 0.5
    return np.float32(centre), np.float32(width)


def random_weights(module, seed):
    """Fills a module so that anybody can do it again; returns how.

    Number k of the i-th tensor by name is centre + width · ((w >> 8) − 2²³) / 2²³ in single precision, where w is word
    k mod 4 of the counter (k div 4, i, 0, 0) and the key is the seed.
    """
    recipes, state = {}, module.state_dict()
    for index, (name, tensor) in enumerate(sorted(state.items())):
        if tensor.dtype == torch.int64:
            recipes[name] = {"integers": True}
            continue
        centre, width = recipe(name, tensor.shape)
        words = philox(seed, -(-tensor.numel() // 4), index)[:tensor.numel()]
        unit = ((words >> np.uint32(8)).astype(np.int32) - 2**23).astype(np.float32) / np.float32(2**23)
        state[name] = torch.from_numpy(centre + width * unit).reshape(tensor.shape)
        recipes[name] = {"seed": seed, "index": index, "centre": float(centre), "width": float(width)}
    module.float().load_state_dict(state)
    return recipes


# ------------------------------------------------------------------------------------------------ archives

def archive(script, name):
    """The bytes of a TorchScript archive with everything in the folder `name`."""
    buffer = io.BytesIO()
    torch.jit.save(script, buffer)
    source, target = zipfile.ZipFile(buffer), io.BytesIO()
    with zipfile.ZipFile(target, "w") as rewritten:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith(".debug_pkl"):
                continue
            assert b"site-packages" not in data and str(ROOT).encode() not in data, entry.filename
            # PyTorch's own padding: every entry begins at a multiple of 64.
            info = zipfile.ZipInfo(name + entry.filename[entry.filename.index("/"):])
            begin = rewritten.fp.tell() + 30 + len(info.filename) + 4
            info.extra = struct.pack("<HH", 0x4246, -begin % 64) + b"Z" * (-begin % 64)
            info.compress_type = entry.compress_type
            rewritten.writestr(info, data)
    torch.jit.load(io.BytesIO(target.getvalue()))
    return target.getvalue()


def packed(files, compression=zipfile.ZIP_DEFLATED):
    """A ZIP archive around named files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = compression
            target.writestr(info, data)
    return buffer.getvalue()


def skeleton(script, name, recipes):
    """A ZIP archive of all entries but the storages, and of storages.json, which says what those hold."""
    whole = zipfile.ZipFile(io.BytesIO(archive(script, name)))
    # The storages are numbered as torch.jit.save comes upon them; the checksum tells which tensor each one is.
    checksums = {zipfile.crc32(tensor.contiguous().numpy().tobytes()): key for key, tensor in script.state_dict().items()
                 if tensor.dtype != torch.int64}
    files, storages = {}, []
    for entry in whole.infolist():
        if entry.filename.startswith(f"{name}/data/"):
            tensor = checksums.get(entry.CRC)
            assert tensor or entry.file_size == 8, entry.filename
            storages.append({"entry": entry.filename, "bytes": entry.file_size, "checksum": entry.CRC}
                            | ({"tensor": tensor} | recipes.get(tensor, {}) if tensor else {}))
        elif entry.file_size:
            files[entry.filename] = whole.read(entry)
    table = "[\n" + ",\n".join(map(json.dumps, storages)) + "\n]\n"
    return packed(files | {"storages.json": table.encode()})


# ------------------------------------------------------------------------------------------------ networks

def tacotron2(sizes):
    """A network with random weights that stops after some tens of frames, how the weights were made, and how many."""
    ids, speaker, bits = inputs(sizes)
    gate = "decoder.gate_layer.linear_layer.bias"
    for seed in range(1, 9):
        module = modules.Tacotron2(**sizes).eval()
        recipes = random_weights(module, seed)
        bias = module.state_dict()[gate]
        bias[:] = 0
        logits = torch.logit(double(module)(ids, speaker, bits)[2])
        records = [t for t in range(30, FRAMES) if logits[t] > logits[:t].max() + 0.01]
        if records:
            break
    else:
        raise RuntimeError("no seed gives a gate that rises late; change GAINS")
    # Nothing but the gate depends on its bias, so it can open at a frame of our choice that is above all before it.
    stop = records[-1]
    bias[:] = -(logits[stop] + logits[:stop].max()) / 2
    recipes[gate] |= {"centre": float(bias), "width": 0.0}
    return module, recipes, stop + 1


def inputs(sizes):
    """你好, the numbers of a speaker, and the bits of dropout."""
    speaker = torch.relu(torch.from_numpy(philox(3, sizes["speaker_vector"] // 4, 0) / 2**32 - 0.4))
    bits = [torch.stack([networks.random_bits(t, layer, sizes["prenet"]) for layer in range(2)]) for t in range(FRAMES)]
    return torch.tensor(networks.IDS), (speaker / speaker.norm()).float().double(), torch.stack(bits).double()


def double(script):
    """The same module in double precision; the one given stays as it is."""
    if isinstance(script, torch.jit.ScriptModule):
        buffer = io.BytesIO()
        torch.jit.save(script, buffer)
        return torch.jit.load(io.BytesIO(buffer.getvalue())).double()
    return copy.deepcopy(script).double()


def scripted_and_traced(module, *example):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch.jit is deprecated, and tracing unrolls the loop over frames
        return torch.jit.script(module), torch.jit.trace(module, example, check_trace=False)


def run_tacotron2(case, sizes, results):
    module, recipes, frames = tacotron2(sizes)
    ids, speaker, bits = inputs(sizes)
    bits = bits[:frames]
    scripted, traced = scripted_and_traced(module, ids, speaker.float(), bits[:2].float())
    expected = double(scripted)(ids, speaker, bits)
    for ours, theirs in zip(scripted(ids, speaker.float(), bits[:2].float()), traced(ids, speaker.float(), bits[:2].float())):
        assert (ours - theirs).abs().max() < 1e-5
    single = scripted(ids, speaker.float(), bits.float())
    print(case, sum(p.numel() for p in module.parameters()), "parameters,", frames, "frames; PyTorch single from double:",
          [f"{(a - b).abs().max():.1e}" for a, b in zip(single, expected)],
          "mel", f"{expected[0].min():.2f} to {expected[0].max():.2f}, attention up to {expected[1].max():.2f}")
    results |= {f"{case}.{k}": v for k, v in zip(("mel", "alignment", "gates"), expected)} | {f"{case}.speaker": speaker}
    return scripted, traced, recipes


def check_modules():
    """Holds modules.py against networks.py: the published weights must load and give the golden's mel."""
    module = modules.Tacotron2(**PUBLIC).eval()
    module.load_state_dict(networks.open_module_tree(networks.MODELS / "mellotron.kuangdd-mspk.pt"))
    golden = load_file(networks.OUT)
    digits = networks.hashlib.md5(networks.SPEAKER.encode()).hexdigest()
    ids, _, _ = inputs(PUBLIC)
    bits = torch.stack([torch.stack([networks.random_bits(t, layer, 128) for layer in range(2)])
                        for t in range(golden["tacotron2.gates"].numel())]).double()
    mel, _, _ = module(ids, torch.tensor([(int(d, 16) - 7) / 10 for d in digits]), bits)
    difference = (mel - golden["tacotron2.mel"]).abs().max().item()
    assert difference < 2e-6, difference  # the golden is rounded to single precision
    print(f"modules.py gives the golden of the published weights within {difference:.1e}")


def run_encoder(case, module, voice, results):
    mels = {convention: networks.partials(voice, convention).transpose(0, 1) for convention in ("standard", "aias")}
    scripted, traced = scripted_and_traced(module, mels["aias"].float())
    for convention, partials in mels.items():
        vectors = double(scripted)(partials)
        # A trace has its single precision built in.
        assert (traced(partials.float()) - vectors).abs().max() < 1e-5
        results[f"{case}.{convention}"] = nn.functional.normalize(vectors.mean(0), dim=0)
    return scripted, traced


def published_encoder():
    module = modules.SpeakerEncoder(hidden=256, layers=3).eval().float()
    module.load_state_dict(torch.load(networks.MODELS / "pretrained.pt", map_location="cpu")["model_state"])
    return module


# ------------------------------------------------------------------------------------------------ odd modules

class Attributes(nn.Module):
    """What else a TorchScript module may hold: lists, dicts, tuples, devices, shared and tied tensors, constants."""

    def __init__(self):
        super().__init__()
        generator = torch.Generator().manual_seed(4)
        self.lstm = nn.LSTM(3, 2, num_layers=2, bidirectional=True)
        self.layers = nn.ModuleList([nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4)) for _ in range(2)])
        self.tied = self.layers[0]
        self.transposed = nn.Parameter(torch.randn(4, 3, generator=generator).t())
        self.halves = nn.Parameter(torch.randn(5, generator=generator).half())
        self.register_buffer("steps", torch.tensor(42))
        self.register_buffer("absent", None)
        self.names, self.numbers, self.reals = ["a", "b"], [1, 2], [0.5]
        self.table, self.tensors = {"x": torch.ones(2)}, [torch.ones(3), torch.zeros(1)]
        self.pair, self.device, self.scale = (1, 2.5), torch.device("cpu"), 2.5
        for parameter in self.parameters():
            if parameter.is_contiguous():
                parameter.data = torch.randn(parameter.shape, generator=generator).to(parameter.dtype)

    def forward(self, x):
        y, _ = self.lstm(x)
        for layer in self.layers:
            y = layer(y)
        y = y @ self.transposed.t() + self.halves.float().sum() + self.steps + torch.tensor([1.0, 2.0, 3.0])
        return self.tied(y @ self.transposed) * self.scale + self.tensors[0][0] + self.table["x"][0]


Attributes.__annotations__ = {
    "names": list[str], "numbers": list[int], "reals": list[float], "table": dict[str, torch.Tensor],
    "tensors": list[torch.Tensor], "pair": tuple[int, float], "device": torch.device,
}


class Quantised(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("weight", torch.quantize_per_tensor(torch.tensor([-1.0, 0.0, 1.0]), 0.1, 0, torch.qint8))
        channels = torch.tensor([[-1.0, 0.0], [1.0, 2.0]])
        scales = torch.tensor([0.1, 0.2])
        self.register_buffer("channels", torch.quantize_per_channel(channels, scales, torch.zeros(2), 0, torch.qint8))

    def forward(self, x):
        return x + self.weight.dequantize() + self.channels.dequantize().sum()


class Wrapper(nn.Module):
    """Puts `model.` before every name."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, mels):
        return self.model(mels)


def odd_archives():
    torch.set_default_dtype(torch.float32)
    module = Attributes().eval()
    scripted, traced = scripted_and_traced(module, torch.ones(4, 3))
    checkpoint.OUT = OUT
    checkpoint.write_golden("attributes", module.state_dict(), all_elements=True)
    write("attributes-traced.pt", archive(traced, "attributes"))
    alone = archive(scripted, "attributes")
    write("attributes-scripted.pt", alone)
    write("attributes-deflated.zip", packed({"models/": b"", "models/readme.txt": b"weights", "models/Net.PT": alone}))
    write("attributes-stored.zip", packed({"net.pt": alone, "__MACOSX/._net.pt": b"\0\5\x16\7"}, zipfile.ZIP_STORED))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frozen = torch.jit.freeze(torch.jit.script(nn.Linear(2, 2).eval()))
        write("frozen.pt", archive(frozen, "frozen"))
        write("quantised.pt", archive(torch.jit.script(Quantised()), "quantised"))
    torch.set_default_dtype(torch.float64)


# ------------------------------------------------------------------------------------------------ all of it

def write(name, data):
    (OUT / name).write_bytes(data)
    print(f"{name}: {len(data)} bytes")


def fixtures(voice):
    OUT.mkdir(parents=True, exist_ok=True)
    check_modules()
    odd_archives()
    results = {}
    scripted, traced, _ = run_tacotron2("small", SMALL, results)
    write("tacotron2-scripted.zip", packed({"tacotron2/": b"", "tacotron2/tacotron2.pt": archive(scripted, "tacotron2")}))
    write("tacotron2-traced.pt", archive(traced, "tacotron2"))
    scripted, _, recipes = run_tacotron2("full", FULL, results)
    write("tacotron2-full.skeleton.zip", skeleton(scripted, "tacotron2", recipes))

    small = modules.SpeakerEncoder(hidden=8, layers=2).eval()
    random_weights(small, 1)
    scripted, traced = run_encoder("encoder", small, voice, results)
    write("encoder-traced.zip", packed({"speakerEncoder.pt": archive(traced, "speakerEncoder")}))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        write("encoder-wrapped.pt", archive(torch.jit.script(Wrapper(small)), "speakerEncoder"))
    _, traced = run_encoder("published", published_encoder(), voice, results)
    golden = load_file(networks.OUT)
    for convention in ("standard", "aias"):
        # The same numbers as networks.py gives without TorchScript, so the golden need not have them twice.
        assert (results.pop(f"published.{convention}") - golden[f"embedding.{convention}"]).abs().max() < 1e-7
    write("encoder-full.skeleton.zip", skeleton(traced, "speakerEncoder", {}))
    save_file({name: tensor.float().contiguous() for name, tensor in results.items()}, OUT / "goldens.safetensors")


def full_size(folder, voice):
    folder.mkdir(parents=True, exist_ok=True)
    results = {}
    scripted, _, _ = run_tacotron2("full", FULL, results)
    _, traced = run_encoder("published", published_encoder(), voice, results)
    golden = load_file(OUT / "goldens.safetensors")
    difference = (results["full.mel"] - golden["full.mel"]).abs().max().item()
    assert difference < 2e-6, f"this PyTorch differs from the golden by {difference}"
    for name, script in (("tacotron2", scripted), ("speakerEncoder", traced)):
        data = io.BytesIO()
        torch.jit.save(script, data)
        path = folder / f"{name}.zip"
        path.write_bytes(packed({f"{name}/{name}.pt": data.getvalue()}))
        print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=networks.MODELS)
    parser.add_argument("--full", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    networks.MODELS = options.models
    samples, _ = soundfile.read(ROOT / "Fixtures/voices/synthetic.mp3")
    full_size(options.full, samples) if options.full else fixtures(samples)
