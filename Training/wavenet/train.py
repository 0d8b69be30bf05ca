"""Trains WaveNet on spectrograms and the sound that a teacher made of them.

    python train.py DATA.npz... --sound SOUND.npy --seconds 500 --output FOLDER [--resume FOLDER]

How long it runs is given in seconds, and the learning rate falls to nothing by then; `--resume` goes on from what an
earlier run kept, with a schedule of its own. Kept are `model.pt` (weights, their moving average, what was measured) and
`optimizer.pt`. On a GPU the layers run in 16-bit floats, and a step is recorded once and replayed, since launching its
two thousand kernels from Python takes longer than they do; on a CPU they run in 32-bit floats.
"""
import argparse
import json
import math
import os
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from model import BANDS, HOP, Configuration, WaveNet, condition, emphasised, fast_layer, negative_log_likelihood
from export import imported
from teach import load_data

# Frames around a stretch that its condition depends on besides the context: one for each stretch of the upsampling.
MARGIN = 2


class Corpus:
    """Spectrograms and their sound, on the device, with the places where a stretch may begin."""

    def __init__(self, data, sound, frames, context, device):
        mels, lengths, held_out = data
        self.frames, self.margin, self.device = frames, context + MARGIN, device
        self.mels = torch.from_numpy(mels).to(device)
        self.sound = torch.from_numpy(sound).to(device)
        starts = {False: [], True: []}
        for end, length, is_held_out in zip(np.cumsum(lengths), lengths, held_out):
            first, last = end - length + self.margin, end - self.margin - frames
            starts[bool(is_held_out)].append(np.arange(first, max(first, last)))
        self.starts, self.validation = (
            torch.from_numpy(np.concatenate(starts[key])).to(device) for key in (False, True)
        )

    def batch(self, starts):
        """Mel frames with their margins, and the signal with one sample before it. [B, 80, F + 2M], [B, 256 F + 1]"""
        frames = torch.arange(-self.margin, self.frames + self.margin, device=self.device)
        mel = self.mels[starts[:, None] + frames].float() / 18 + math.log(1e-5)
        samples = torch.arange(-2, self.frames * HOP, device=self.device)
        x = self.sound[starts[:, None] * HOP + samples].float() / 32768
        return condition(mel).transpose(1, 2), emphasised(x)[:, 1:].clamp(-1, 1)


def loss_of(network, mel, y, noise, layer, loss, precision, skipped):
    """Nats a sample, over those that have their history. [B, 80, F + 2M], [B, T + 1]"""
    context = network.upsample_net(mel)[:, :, MARGIN * HOP : -MARGIN * HOP]
    x = y[:, :-1]
    if noise > 0:
        # What it will hear of itself is never quite what it learnt from.
        level = noise * torch.rand(len(x), 1, device=x.device) ** 2
        x = x + level * torch.randn_like(x)
    parameters = network.fast(x, context, layer=layer, precision=precision)
    return loss(parameters[:, skipped:], y[:, 1 + skipped :]).mean()


class Trainer:
    """The network, its moving average, and a step that needs nothing from outside, so that it can be recorded."""

    # Steps after which the average begins anew, once the weights are no longer random.
    AVERAGE_FROM = 1000
    CLIPPED_NORM = 1.0

    def __init__(self, configuration, corpus, options, device):
        self.corpus, self.options, self.configuration = corpus, options, configuration
        self.on_gpu = device == "cuda"
        self.network, self.average = WaveNet(configuration).to(device), WaveNet(configuration).to(device)
        self.average.requires_grad_(False)
        self.average.load_state_dict(self.network.state_dict())
        self.parameters = list(self.network.parameters())
        for parameter in self.parameters:
            parameter.grad = torch.zeros_like(parameter)
        self.rate = torch.tensor(0.0, device=device)
        self.optimizer = torch.optim.AdamW(
            self.parameters, lr=self.rate, betas=(0.9, 0.99), weight_decay=1e-4, fused=True, capturable=self.on_gpu
        )
        self.layer, self.loss = fast_layer, negative_log_likelihood
        if self.on_gpu:
            self.layer, self.loss = torch.compile(fast_layer), torch.compile(negative_log_likelihood)
        self.precision = torch.float16 if self.on_gpu else torch.float32
        # Half precision's smallest number is 6e-8, and a gradient is one part in as many as there are samples.
        self.scale = torch.tensor(2.0**16 if self.on_gpu else 1.0, device=device)
        self.skipped = min(512, options.frames * HOP // 4)
        self.sum, self.failures = torch.zeros((), device=device), torch.zeros((), device=device)
        self.steps, self.history, self.graph = 0, [], None
        self.validation = corpus.validation[:: max(1, len(corpus.validation) // 64)][:64]

    def loss_of(self, network, starts, noise):
        batch = self.corpus.batch(starts)
        return loss_of(network, *batch, noise, self.layer, self.loss, self.precision, self.skipped)

    def one_step(self):
        starts = self.corpus.starts
        picked = starts[torch.randint(len(starts), (self.options.batch,), device=starts.device)]
        gradients = [parameter.grad for parameter in self.parameters]
        torch._foreach_zero_(gradients)
        value = self.loss_of(self.network, picked, self.options.noise)
        (value * self.scale).backward()
        norm = torch.linalg.vector_norm(torch.stack(torch._foreach_norm(gradients))) / self.scale
        failed = (~torch.isfinite(norm)).float()
        # What the optimizer divides by, and whether it leaves this step out.
        self.optimizer.grad_scale = self.scale * (norm / self.CLIPPED_NORM).clamp(min=1).nan_to_num(1, 1)
        self.optimizer.found_inf = failed
        self.optimizer.step()
        torch._foreach_lerp_(list(self.average.parameters()), [p.detach() for p in self.parameters], 0.001)
        self.sum += value.detach().nan_to_num(0)
        self.failures += failed
        if self.on_gpu:
            self.scale.copy_((self.scale * torch.where(failed > 0, 0.5, 1.0005)).clamp(max=2.0**24))

    def record(self):
        """Takes down what a step does on the GPU."""
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(3):
                self.one_step()
        torch.cuda.current_stream().wait_stream(side)
        torch.cuda.synchronize()
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            self.one_step()

    def step(self, rate):
        self.rate.fill_(rate)
        if self.graph:
            self.graph.replay()
        else:
            self.one_step()
        self.steps += 1
        if self.steps == self.AVERAGE_FROM:
            self.average.load_state_dict(self.network.state_dict())

    @torch.no_grad()
    def validate(self):
        parts = self.validation.split(self.options.batch)
        return torch.stack([self.loss_of(self.average, part, 0) for part in parts]).mean().item()

    def report(self, elapsed, since):
        """The mean loss of the steps since the last report, and that of what is held out."""
        trained = self.sum.item() / max(1, self.steps - since)
        self.sum.zero_()
        self.history.append([self.steps, round(elapsed, 1), round(trained, 4), round(self.validate(), 4)])
        print(
            f"step {self.steps}, {elapsed:.0f} s, loss {trained:.4f}, held out {self.history[-1][3]:.4f}, "
            f"left out {self.failures.item():.0f}, rate {self.rate.item():.1e}",
            flush=True,
        )
        self.keep()

    def keep(self):
        folder = self.options.output
        folder.mkdir(parents=True, exist_ok=True)
        kept = {"network": self.network.state_dict(), "average": self.average.state_dict(), "steps": self.steps}
        kept |= {"history": self.history, "configuration": self.configuration.dictionary()}
        # Beside the old ones first, so that an interruption leaves whole files.
        torch.save(self.optimizer.state_dict(), folder / "optimizer.pt.new")
        torch.save(kept, folder / "model.pt.new")
        for name in ("optimizer.pt", "model.pt"):
            os.replace(folder / f"{name}.new", folder / name)

    def begin(self, weights):
        for network in (self.network, self.average):
            network.load_state_dict(weights)
        self.steps = self.AVERAGE_FROM

    def resume(self, folder):
        device = self.rate.device
        kept = torch.load(folder / "model.pt", map_location=device, weights_only=True)
        self.network.load_state_dict(kept["network"])
        self.average.load_state_dict(kept["average"])
        self.optimizer.load_state_dict(torch.load(folder / "optimizer.pt", map_location=device, weights_only=True))
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate
        self.steps, self.history = kept["steps"], kept["history"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+")
    parser.add_argument("--sound", required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--resume", type=Path, help="what an earlier run kept")
    parser.add_argument("--begin", type=Path, help="weights that export.py wrote")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--frames", type=int, default=32, help="of a stretch")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--noise", type=float, default=5e-4)
    parser.add_argument("--unrecorded", action="store_true", help="launch every step from Python")
    parser.add_argument("--configuration", type=json.loads, default={}, help="what differs from the default, as JSON")
    options = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(0)
    configuration = Configuration(**options.configuration)
    corpus = Corpus(load_data(options.data), np.load(options.sound), options.frames, configuration.context, device)
    begin = time.monotonic()
    trainer = Trainer(configuration, corpus, options, device)
    if options.resume:
        trainer.resume(options.resume)
    elif options.begin:
        trainer.begin(imported(options.begin))
    first = since = trainer.steps
    if trainer.on_gpu and not options.unrecorded:
        trainer.record()
        print(f"recorded after {time.monotonic() - begin:.1f} s", flush=True)
    reported, interval = begin, min(30, options.seconds / 4)
    while (elapsed := time.monotonic() - begin) < options.seconds:
        # Up within 500 steps, then down along a cosine.
        fall = 0.5 * (1 + math.cos(math.pi * elapsed / options.seconds)) + 1e-3
        trainer.step(options.rate * min(1, (trainer.steps - first + 1) / 500) * fall)
        if trainer.on_gpu and trainer.steps % 10 == 0:
            torch.cuda.synchronize()  # or it would queue more than the time allows
        if time.monotonic() - reported > interval:
            trainer.report(elapsed, since)
            since, reported = trainer.steps, time.monotonic()
    trainer.report(elapsed, since)


if __name__ == "__main__":
    main()
