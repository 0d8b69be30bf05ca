"""Writes Fixtures/goldens/gaussian-process.safetensors: regression as scikit-learn computes it, gradients as PyTorch does.

    pip install scikit-learn torch safetensors numpy
    python Scripts/goldens/gaussian_process.py

Made with scikit-learn 1.9.1 and torch 2.13.0. A Gaussian process with a Matérn kernel of order 5/2 and length scale 0.5
over coordinates whose squares are the metric G, fitted to 40 vectors, of which the third output is known for 25 only;
`expected` is what it says of `queries`. The gradients are those of the sum of `expected` times `directions`.
"""
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import Matern

OUT = Path(__file__).resolve().parents[2] / "Fixtures/goldens/gaussian-process.safetensors"
LENGTH, NOISE = 0.5, [0.3, 0.3, 1.0]
single = lambda x: x.astype(np.float32).astype(np.float64)  # what the file can hold

random = np.random.default_rng(5)
root = random.normal(size=(32, 32)) / 60
gram = single(root.T @ root)
factor = np.linalg.cholesky(gram)  # G = F·Fᵀ, so the distance of v·F is the metric's
known, queries = single(random.uniform(-0.75, 0.85, (40, 32))), single(random.uniform(-0.75, 0.85, (6, 32)))
queries[0] = known[3]
values = single(random.normal(size=(40, 3)))
directions = single(random.normal(size=(6, 3)))
unknown = np.arange(40) >= 25

expected, weights, means = np.zeros((6, 3)), np.zeros((40, 3)), np.zeros(3)
for output in range(3):
    rows = ~unknown if output == 2 else np.full(40, True)
    process = GaussianProcessRegressor(Matern(LENGTH, nu=2.5), alpha=NOISE[output], optimizer=None)
    means[output] = values[rows, output].mean()
    process.fit(known[rows] @ factor, values[rows, output] - means[output])
    expected[:, output] = process.predict(queries @ factor) + means[output]
    weights[rows, output] = process.alpha_

v = torch.tensor(queries, requires_grad=True)
difference = v[:, None] - torch.tensor(known)
r = (5 * torch.einsum("qki,ij,qkj->qk", difference, torch.tensor(gram), difference)).clamp_min(1e-24).sqrt() / LENGTH
kernel = (1 + r + r * r / 3) * torch.exp(-r)
said = kernel @ torch.tensor(weights) + torch.tensor(means)
assert np.abs(said.detach().numpy() - expected).max() < 1e-9, "PyTorch's formula is scikit-learn's"
(said * torch.tensor(directions)).sum().backward()

values[unknown, 2] = np.nan
save_file(
    {
        name: np.ascontiguousarray(value, dtype=np.float32)
        for name, value in {
            "gram": gram, "known": known, "values": values, "noise": np.array(NOISE), "queries": queries,
            "expected": expected, "directions": directions, "gradients": v.grad.numpy(),
        }.items()
    },
    OUT,
)
