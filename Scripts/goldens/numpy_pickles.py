#!/usr/bin/env python3
"""Makes the pickles of NumPy arrays and of plain values in Fixtures/goldens/checkpoint, numpy-* and plain-*.

    python Scripts/goldens/numpy_pickles.py [--models models]

Needs numpy 2; 2.4.6 gives the bytes that are here. g2pm.np_ckpt.pkl, which `make models` fetches, has its golden beside them; without the file it is left as
it is.
"""

import argparse
import builtins
import json
import os
import pickle
from pathlib import Path

import numpy as np

OUT = Path(__file__).resolve().parents[2] / "Fixtures/goldens/checkpoint"
PROTOCOLS = (2, 3, 4, 5)
REAL = "g2pm.np_ckpt.pkl"


def describe(array, all_elements):
    """As in checkpoint.py: the shape, the sum in float64, the first and last element as float32, perhaps all."""
    numbers = array.reshape(-1).astype(np.float32)
    golden = {
        "shape": list(array.shape),
        "sum": float(numbers.astype(np.float64).sum()),
        "first": float(numbers[0]) if len(numbers) else None,
        "last": float(numbers[-1]) if len(numbers) else None,
    }
    return golden | {"elements": numbers.tolist()} if all_elements else golden


def write_golden(name, arrays, all_elements=False):
    lines = [
        f"{json.dumps(key)}: {json.dumps(describe(value, all_elements))}" for key, value in sorted(arrays.items())
    ]
    (OUT / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def arrays():
    """Every element type that is read, and every order of the elements."""
    matrix = (np.arange(12, dtype=np.float32) / 7).reshape(3, 4)
    cube = (np.arange(24, dtype=np.float64) / 3).reshape(2, 3, 4)
    return {
        "float64": np.array([0.1, -2.5, 1e30, -1e-30]),
        "float32": matrix,
        "float16": np.array([1.5, -0.0, 65504.0, 6e-8, -0.333], np.float16),
        "int64": np.array([[1, -2], [2**24, -(2**40)]], np.int64),
        "int32": np.array([7, -(2**31)], np.int32),
        "int16": np.array([7, -32768], np.int16),
        "int8": np.array([7, -128], np.int8),
        "uint64": np.array([7, 2**63], np.uint64),
        "uint32": np.array([7, 2**32 - 1], np.uint32),
        "uint16": np.array([7, 65535], np.uint16),
        "uint8": np.array([7, 255], np.uint8),
        "bool": np.array([True, False, True]),
        "scalar": np.array(2.5, np.float32),
        "empty": np.zeros((0, 3), np.float32),
        "fortran": np.asfortranarray(matrix),
        "fortran.cube": np.asfortranarray(cube),
        "transposed": matrix.T,
        "sliced": cube[1, :, 1:3],
    }


def nested(flat):
    """The same arrays with others beside them that are no tensors, and two of them in dictionaries."""
    rest = {name: value for name, value in flat.items() if name not in ("fortran.cube", "sliced")}
    # One object twice, as tied weights are.
    tied = np.array([1, 2], np.float32)
    more = {"tied": {"first": tied, "second": tied}, "layers": {0: {"bias": np.array([3], np.float32)}}}
    beside = {"note": "a text", "step": 7, "rate": np.float32(0.5), "sizes": [1, (2, 3)], "names": {"a"}, "": None}
    return rest | {"fortran": {"cube": flat["fortran.cube"], "c": flat["fortran"]}, "sliced": flat["sliced"]} | more | beside


def names_of(value, prefix=""):
    """What a reader must find."""
    found = {}
    for key, item in value.items():
        if isinstance(item, dict):
            found |= names_of(item, f"{prefix}{key}.")
        elif isinstance(item, np.ndarray):
            found[f"{prefix}{key}"] = item
    return found


def as_numpy1(data):
    """The same pickle with the names that NumPy 1 gives its modules."""
    for module in (b"multiarray", b"numeric"):
        new, old = b"numpy._core." + module, b"numpy.core." + module
        data = data.replace(b"c" + new + b"\n", b"c" + old + b"\n")
        data = data.replace(b"\x8c" + bytes([len(new)]) + new, b"\x8c" + bytes([len(old)]) + old)
    if data[1] >= 4:
        # The length of the one frame.
        assert data[2] == 0x95
        data = data[:3] + (len(data) - 11).to_bytes(8, "little") + data[11:]
    return data


class Evil:
    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


def refused():
    """Arrays that are no tensors of numbers, each in a pickle of its own."""
    structured = np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f4")])
    return {
        "object": np.array([None, "a"], dtype=object),
        "structured": structured,
        "text": np.array(["ab", "c"]),
        "bytes": np.array([b"ab", b"c"]),
        "time": np.array(["2020-01-01"], dtype="datetime64[D]"),
        "bigendian": np.array([1, 2], dtype=">f4"),
        "longdouble": np.zeros(2, np.longdouble),
        "matrix": np.matrix([[1.0, 2.0]]),
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--models", type=Path, default=Path("models"))
    options = arguments.parse_args()

    root = nested(arrays())
    write_golden("numpy", names_of(root), all_elements=True)
    integers = {"<PAD>": 0, "你": 300, "好": 70000, "minus": -1, "wide": 2**40}
    lists = {"你": ["ni3"], "行": ["xing2", "hang2"], "none": []}
    for protocol in PROTOCOLS:
        data = pickle.dumps(root, protocol)
        (OUT / f"numpy-protocol{protocol}.pkl").write_bytes(data)
        if protocol > 2:
            (OUT / f"numpy1-protocol{protocol}.pkl").write_bytes(as_numpy1(data))
        (OUT / f"plain-integers-protocol{protocol}.pkl").write_bytes(pickle.dumps(integers, protocol))
        (OUT / f"plain-lists-protocol{protocol}.pkl").write_bytes(pickle.dumps(lists, protocol))
    for name, array in refused().items():
        (OUT / f"numpy-{name}.pkl").write_bytes(pickle.dumps({"odd": array}, 4))
    both = {"complex": np.array([1 + 2j], np.complex64), "real": np.array([1], np.float32)}
    (OUT / "numpy-complex.pkl").write_bytes(pickle.dumps(both, 4))
    for name, evil in {"system": Evil(os.system, "true"), "eval": Evil(builtins.eval, "1")}.items():
        weight = {"weight": np.ones(1, np.float32), "evil": evil}
        (OUT / f"numpy-evil-{name}.pkl").write_bytes(pickle.dumps(weight, 4))

    path = options.models / REAL
    if path.exists():
        with path.open("rb") as file:
            write_golden(REAL, names_of(pickle.load(file)))
    else:
        print(f"{path} is missing: run `make models`; its golden is left as it is")


if __name__ == "__main__":
    main()
