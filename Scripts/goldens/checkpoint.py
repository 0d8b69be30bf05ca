#!/usr/bin/env python3
"""Makes Fixtures/goldens/checkpoint: what PyTorch says about the real checkpoints, and small ones made for the tests.

    python Scripts/goldens/checkpoint.py [--models models]

Needs torch, numpy and safetensors. The real files are fetched with `make models`; without them only the small
fixtures are made. Running it again gives the same bytes with the same versions of these packages.
"""

import argparse
import json
import pickle
import types
from pathlib import Path

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


def describe(tensor):
    """Name by name, what a reader must find: the shape, the sum in float64, the first and the last element as float32."""
    flat = tensor.detach().reshape(-1)
    numbers = flat.to(torch.float32)
    return {
        "shape": list(tensor.shape),
        "sum": numbers.to(torch.float64).sum().item(),
        "first": numbers[0].item() if len(flat) else None,
        "last": numbers[-1].item() if len(flat) else None,
    }


def write_golden(name, tensors):
    lines = [f"{json.dumps(key)}: {json.dumps(describe(value))}" for key, value in sorted(tensors.items())]
    (OUT / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def real(models):
    for name, key in REAL.items():
        path = models / name
        if not path.exists():
            print(f"{path} is missing: run `make models`; its golden is left as it is")
            continue
        loaded = torch.load(path, map_location="cpu", weights_only=False, pickle_module=STUBS)
        write_golden(name, loaded[key] if key else loaded.state_dict())


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--models", type=Path, default=Path("models"))
    options = arguments.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    real(options.models)


if __name__ == "__main__":
    main()
