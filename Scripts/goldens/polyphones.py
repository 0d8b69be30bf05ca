#!/usr/bin/env python3
"""Makes Fixtures/goldens/text/polyphones.tsv: what g2pM's network says of polyphones in our own sentences.

Its arithmetic is g2pM's own, in NumPy and double precision, from the four files that Scripts/fetch-models fetches:

    pip install numpy; python polyphones.py ../../models

numpy 2.4.6 gives the bytes that are here. The probability is that among the readings which the character can have, as the Swift side has it.
"""

import csv
import pickle
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
TEXT = ROOT / "Fixtures" / "goldens" / "text"


def load(folder, name):
    with open(folder / f"g2pm.{name}.pkl", "rb") as file:
        return pickle.load(file)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm(inputs, weights, suffix):
    w_ih, w_hh = weights[f"lstm.weight_ih_l0{suffix}"], weights[f"lstm.weight_hh_l0{suffix}"]
    bias = weights[f"lstm.bias_ih_l0{suffix}"] + weights[f"lstm.bias_hh_l0{suffix}"]
    size = w_hh.shape[1]
    h, c, states = np.zeros(size), np.zeros(size), []
    for x in inputs:
        i, f, g, o = np.split(w_ih @ x + w_hh @ h + bias, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        states.append(h)
    return np.array(states)


def main():
    folder = Path(sys.argv[1])
    weights = {name: array.astype(np.float64) for name, array in load(folder, "np_ckpt").items()}
    rows, classes, readings = load(folder, "char2idx"), load(folder, "class2idx"), load(folder, "digest_cedict")
    sentences = [line.split("\t")[0] for line in (TEXT / "phkit-sentences.tsv").read_text("utf-8").splitlines()]
    with open(TEXT / "polyphones.tsv", "w", encoding="utf-8", newline="") as file:
        file.write("# sentence\tplace, from 1\treading\tprobability among the readings of the character\n")
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        for sentence in sentences[::2]:
            ids = [rows["시"], *(rows.get(character, rows["<UNK>"]) for character in sentence), rows["끝"]]
            embedded = weights["embedding.weight"][ids]
            ahead, back = lstm(embedded, weights, ""), lstm(embedded[::-1], weights, "_reverse")[::-1]
            states = np.concatenate([ahead, back], axis=1)
            for place, character in enumerate(sentence, start=1):
                names = [name for name in readings.get(character, []) if name in classes]
                if len(readings.get(character, [])) < 2 or character not in rows or len(names) < 2:
                    continue
                hidden = weights["logit_layer.0.weight"] @ states[place] + weights["logit_layer.0.bias"]
                logits = weights["logit_layer.2.weight"] @ np.maximum(hidden, 0) + weights["logit_layer.2.bias"]
                chosen = logits[[classes[name] for name in names]]
                probability = np.exp(chosen - chosen.max()) / np.exp(chosen - chosen.max()).sum()
                name = names[int(chosen.argmax())].replace("u:", "v")
                name = "er5" if name == "r5" else name
                writer.writerow([sentence, place, name, f"{probability.max():.6f}"])


if __name__ == "__main__":
    main()
