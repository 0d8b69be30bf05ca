#!/usr/bin/env python3
"""Makes Fixtures/goldens/checkpoint: what PyTorch says about the real checkpoints, and small ones made for the tests.

    python Scripts/goldens/checkpoint.py [--models models]

Needs torch, numpy and safetensors. The real files are fetched with `make models`; without them only the small
fixtures are made. Running it again gives the same numbers (tried with torch 2.13.0, numpy 2.4.6 and safetensors 0.8.0); the
bytes of the legacy files and of module-zip.pt differ, for PyTorch names legacy storages by address. The NumPy pickles in the same folder are numpy_pickles.py's.
"""

import argparse
import json
import os
import pickle
import struct
import types
import warnings
from collections import OrderedDict
from pathlib import Path

import safetensors.torch
import torch

OUT = Path(__file__).resolve().parents[2] / "Fixtures/goldens/checkpoint"
REAL = {
    "pretrained.pt": "model_state",
    "generator_universal.pth.tar": "generator",
    "mellotron.kuangdd-mspk.pt": None,
    "melgan.kuangdd.pt": None,
}


class StubUnpickler(pickle.Unpickler):
    """Makes an empty module for each class of a package that is not installed."""

    def find_class(self, module, name):
        if module.split(".")[0] in ("mellotron", "melgan"):
            return type(name, (torch.nn.Module,), {})
        return super().find_class(module, name)


STUBS = types.ModuleType("stubs")
STUBS.Unpickler = StubUnpickler
STUBS.load = lambda file, **options: StubUnpickler(file, **options).load()


def describe(tensor, all_elements):
    """What a reader must find: the shape, the sum in float64, the first and last element as float32, and if there are
    few, all of them."""
    numbers = tensor.detach().reshape(-1).to(torch.float32)
    golden = {
        "shape": list(tensor.shape),
        "sum": numbers.to(torch.float64).sum().item(),
        "first": numbers[0].item() if len(numbers) else None,
        "last": numbers[-1].item() if len(numbers) else None,
    }
    return golden | {"elements": numbers.tolist()} if all_elements else golden


def write_golden(name, tensors, all_elements=False):
    lines = [
        f"{json.dumps(key)}: {json.dumps(describe(value, all_elements))}" for key, value in sorted(tensors.items())
    ]
    (OUT / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def real(models):
    for name, key in REAL.items():
        path = models / name
        if not path.exists():
            print(f"{path} is missing: run `make models`; its golden is left as it is")
            continue
        loaded = torch.load(path, map_location="cpu", weights_only=False, pickle_module=STUBS)
        write_golden(name, loaded[key] if key else loaded.state_dict())


def state():
    """Every element type and every kind of view that a state dict may hold."""
    generator = torch.Generator().manual_seed(1)
    matrix = torch.randn(3, 4, generator=generator)
    cube = torch.randn(2, 3, 4, generator=generator)
    tied = torch.randn(5, generator=generator)
    return OrderedDict(
        [
            ("float32", matrix),
            ("float64", torch.randn(3, generator=generator, dtype=torch.float64)),
            ("float16", torch.tensor([1.5, -0.0, 65504.0, 6e-8, -0.333], dtype=torch.float16)),
            ("bfloat16", torch.tensor([1.5, -3e38, 1e-40, -0.333], dtype=torch.bfloat16)),
            ("int64", torch.tensor([[1, -2], [2**24, -(2**40)]])),
            ("int32", torch.tensor([7, -(2**31)], dtype=torch.int32)),
            ("int16", torch.tensor([7, -32768], dtype=torch.int16)),
            ("int8", torch.tensor([7, -128], dtype=torch.int8)),
            ("uint8", torch.tensor([7, 255], dtype=torch.uint8)),
            ("bool", torch.tensor([True, False, True])),
            ("scalar", torch.tensor(2.5)),
            ("count", torch.tensor(1234567)),
            ("empty", torch.zeros(0, 3)),
            ("single", torch.randn(1, 1, 3, generator=generator)),
            ("transposed", matrix.t()),
            ("sliced", cube[1, :, 1:3]),
            ("permuted", cube.permute(2, 0, 1)),
            ("every_other", cube.reshape(-1)[1::2]),
            ("half.transposed", torch.randn(4, 5, generator=generator).to(torch.float16).t()),
            ("tied.first", tied),
            ("tied.second", tied),
            ("tied.tail", tied[2:]),
        ]
    )


class Inner(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_g = torch.nn.Parameter(torch.tensor([[1.0], [2.0]]))
        self.weight_v = torch.nn.Parameter(torch.tensor([[1.0, -1.0], [0.5, 3.0]]))
        self.bias = None


class Outer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Inner()
        self.second = self.first
        self.scale = torch.nn.Parameter(torch.tensor(3.0))
        self.register_parameter("absent", None)
        self.register_buffer("steps", torch.tensor(42))
        self.register_buffer("scratch", torch.tensor([9.0]), persistent=False)
        self.kinds = {"one", "two"}


class Evil:
    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


def without_folder(class_, **options):
    """The source of a class, as legacy files carry it, without the folder of whoever ran this."""
    lines, number, path = source_of(class_, **options)
    return lines, number, Path(path).name


source_of = torch.serialization.get_source_lines_and_file
torch.serialization.get_source_lines_and_file = without_folder


def save_both(name, value, golden=None):
    for kind, zipped in (("zip", True), ("legacy", False)):
        torch.save(value, OUT / f"{name}-{kind}.pt", _use_new_zipfile_serialization=zipped)
    if golden:
        write_golden(name, golden, all_elements=True)


def with_zip64(archive):
    """The same archive with every size and offset of its directory in ZIP64 fields."""
    end = archive.rindex(b"PK\5\6")
    count, size, start = struct.unpack("<HII", archive[end + 10 : end + 20])
    directory, at = b"", start
    for _ in range(count):
        stored, full, name, extra, comment = struct.unpack("<IIHHH", archive[at + 20 : at + 34])
        (offset,) = struct.unpack("<I", archive[at + 42 : at + 46])
        wide = struct.pack("<HHQQQ", 1, 24, full, stored, offset)
        directory += archive[at : at + 20] + b"\xff" * 8 + struct.pack("<HHH", name, len(wide), 0)
        directory += archive[at + 34 : at + 42] + b"\xff" * 4 + archive[at + 46 : at + 46 + name] + wide
        at += 46 + name + extra + comment
    wide_end = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(directory), start)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, start + len(directory), 1)
    return archive[:start] + directory + wide_end + locator + b"PK\5\6" + bytes(4) + b"\xff" * 12 + bytes(2)


def synthetic():
    tensors = state()
    optimizer = {"state": {i: {"exp_avg": torch.zeros(1)} for i in range(40)}, "param_groups": [{"lr": 1e-3}]}
    save_both("state", {"step": 7, "optimizer_state": optimizer, "model_state": tensors}, tensors)
    module = Outer()
    save_both("module", module, module.state_dict())
    save_both("flat", {"weight": torch.ones(2, 2), "deep": {"bias": torch.zeros(2)}, "note": "a text"})
    save_both("unnamed", [1, 2, 3])
    save_both("expanded", {"expanded": torch.tensor([1.0]).expand(1000)})
    save_both("complex", {"complex": torch.tensor([1 + 2j]), "real": torch.tensor([1.0])})
    (OUT / "zip64.pt").write_bytes(with_zip64((OUT / "flat-zip.pt").read_bytes()))
    for kind, zipped in (("zip", True), ("legacy", False)):
        path = OUT / f"protocol4-{kind}.pt"
        torch.save({"weight": torch.ones(2)}, path, pickle_protocol=4, _use_new_zipfile_serialization=zipped)
    for name, evil in {"system": Evil(os.system, "true"), "eval": Evil(eval, "1"), "load": Evil(torch.load, "x")}.items():
        save_both(f"evil-{name}", {"weight": torch.ones(1), "evil": evil})

    contiguous = {name: tensor.clone().contiguous() for name, tensor in tensors.items()}
    safetensors.torch.save_file(contiguous, OUT / "state.safetensors", metadata={"format": "pt"})
    ours = {
        "b.weight": torch.arange(6, dtype=torch.float32).reshape(2, 3) / 7,
        "a/\u00e4\u4f60 \"quoted\"\n": torch.tensor([1.0, -2.0, float("inf")]),
        "scalar": torch.tensor(0.5),
        "empty": torch.zeros(2, 0),
    }
    safetensors.torch.save_file(ours, OUT / "written.safetensors", metadata={"convention": "standard/\u00e9"})


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--models", type=Path, default=Path("models"))
    options = arguments.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    warnings.filterwarnings("ignore", category=torch.serialization.SourceChangeWarning)
    synthetic()
    real(options.models)


if __name__ == "__main__":
    main()
