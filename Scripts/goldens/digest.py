#!/usr/bin/env python3
"""Prints the digest of a speaker encoder's weights, as Sources/Checkpoint/Checkpoint+Digest.swift defines it.

    python3 Scripts/goldens/digest.py models/pretrained.pt > Fixtures/goldens/speaker-encoder.sha256

Needs nothing but Python: it reads PyTorch's legacy format itself, so that it shares no code with anything it checks.
"""

import hashlib
import pickle
import struct
import sys
from collections import OrderedDict


class Unpickler(pickle.Unpickler):
    """Knows the two names that a state dict needs; a tensor becomes (storage key, offset, shape, stride)."""

    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda storage, offset, shape, stride, *_: (storage, offset, shape, stride)
        if module == "torch" and name.endswith("Storage"):
            return name
        raise pickle.UnpicklingError(f"{module}.{name} is not expected here")

    def persistent_load(self, identity):
        kind, storage_type, key, _, _, _ = identity
        assert (kind, storage_type) == ("storage", "FloatStorage"), identity
        return key


def read_legacy(path):
    """The tensors of the file's model_state: name → (shape, bytes)."""
    with open(path, "rb") as file:
        assert Unpickler(file).load() == 0x1950A86A20F9469CFC6C, "this is not PyTorch's legacy format"
        Unpickler(file).load()  # the protocol's version
        Unpickler(file).load()  # the system
        state = Unpickler(file).load()["model_state"]
        storages = {}
        for key in Unpickler(file).load():
            (count,) = struct.unpack("<q", file.read(8))
            storages[key] = file.read(4 * count)
    tensors = {}
    for name, (key, offset, shape, stride) in state.items():
        count, expected = 1, []
        for extent in reversed(shape):
            expected.insert(0, count)
            count *= extent
        assert list(stride) == expected, f"{name} is not contiguous"
        tensors[name] = (shape, storages[key][4 * offset : 4 * (offset + count)])
    return tensors


def digest(tensors):
    sha = hashlib.sha256(b"voiceclone weights 1\n")
    for name, (shape, elements) in sorted(tensors.items(), key=lambda item: item[0].encode()):
        sha.update(f"{name} {','.join(map(str, shape))}\n".encode())
        sha.update(elements)
    return sha.hexdigest()


if __name__ == "__main__":
    # The network's own tensors; the file also holds the two numbers of the training objective.
    weights = {n: t for n, t in read_legacy(sys.argv[1]).items() if n.startswith(("lstm.", "linear."))}
    print(digest(weights))
