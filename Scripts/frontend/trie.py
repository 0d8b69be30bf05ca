"""The file format of the front end's resources: a trie over Unicode scalars, in breadth-first order, little-endian.

    magic       8 bytes  "VCTRIE01"
    roots       UInt32   how many nodes are roots
    nodes       UInt32   how many nodes there are, roots included
    pool        UInt32   how many entries the pool has
    reserved    UInt32   0
    scalars     UInt32 × roots            the roots' scalars, ascending; node i is the i-th root
    firstChild  UInt32 × (nodes + 1)      children of node i: firstChild[i] ..< firstChild[i + 1]
    values      UInt32 × nodes            0: no entry ends here; else mark << 31 | kind << 27 | (offset in the pool + 1) << 8 | a byte
    labels      UInt16 × (nodes - roots)  the other nodes' scalars, ascending among siblings
    pool        UInt16 × pool
"""

import struct
from array import array


# The bit of a value that marks an entry, and the first of the four that have its kind.
MARK = 1 << 31
KIND = 27


class Pool:
    """Sequences of 16-bit numbers, each distinct one stored once."""

    def __init__(self):
        self.entries = array("H")
        self._offsets = {}

    def offset(self, sequence):
        key = tuple(sequence)
        if key not in self._offsets:
            self._offsets[key] = len(self.entries)
            self.entries.extend(key)
        return self._offsets[key]


def write_trie(path, values, pool):
    """Writes `values` (string → 32-bit value, never 0) and the pool they point into. Returns the size in bytes."""
    assert len(pool.entries) < 1 << KIND - 8
    tree = {}
    for key, value in values.items():
        node = tree
        for character in key[:-1]:
            node = node.setdefault(character, [0, {}])[1]
        node.setdefault(key[-1], [0, {}])[0] = value
    roots = sorted(tree)
    labels, first_child, node_values = [], [], []
    level = [tree[c] for c in roots]
    count = len(roots)
    while level:  # breadth first, so that the children of one node, and of neighbours, are neighbours
        following = []
        for value, children in level:
            node_values.append(value)
            first_child.append(count)
            for character in sorted(children):
                labels.append(ord(character))
                following.append(children[character])
            count += len(children)
        level = following
    first_child.append(count)
    assert len(node_values) == count and max(labels, default=0) < 0x10000
    data = b"VCTRIE01" + struct.pack("<4I", len(roots), count, len(pool.entries), 0)
    data += struct.pack(f"<{len(roots)}I", *map(ord, roots))
    data += struct.pack(f"<{count + 1}I", *first_child)
    data += struct.pack(f"<{count}I", *node_values)
    data += struct.pack(f"<{len(labels)}H", *labels)
    data += struct.pack(f"<{len(pool.entries)}H", *pool.entries)
    path.write_bytes(data)
    return len(data)
