"""Trains WaveNet on spectrograms and the sound that a teacher made of them.

    python train.py DATA.npz... --sound SOUND.npy --seconds 500 --output FOLDER [--resume FOLDER]

How long it runs is given in seconds, and the learning rate falls to nothing by then; `--resume` goes on from what an
earlier run kept, with a schedule of its own. Kept are `model.pt` (weights, their moving average, what was measured) and
`optimizer.pt`. On a GPU the layers run in 16-bit floats, on a CPU in 32-bit ones.
"""
import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from model import BANDS, HOP, Configuration, WaveNet, condition, emphasised, fast_layer, negative_log_likelihood
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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+")
    parser.add_argument("--sound", required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--frames", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--noise", type=float, default=5e-4)
    parser.add_argument("--configuration", type=json.loads, default={}, help="what differs from the default, as JSON")
    options = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    on_gpu = device == "cuda"
    torch.manual_seed(0)
    torch.backends.cuda.matmul.allow_tf32 = False
    configuration = Configuration(**options.configuration)
    network = WaveNet(configuration).to(device)
    average = WaveNet(configuration).to(device)
    average.load_state_dict(network.state_dict())
    average.requires_grad_(False)
    optimizer = torch.optim.AdamW(network.parameters(), lr=options.rate, betas=(0.9, 0.99), weight_decay=1e-4, fused=True)
    steps, history = 0, []
    if options.resume:
        kept = torch.load(options.resume / "model.pt", map_location=device, weights_only=True)
        network.load_state_dict(kept["network"])
        average.load_state_dict(kept["average"])
        optimizer.load_state_dict(torch.load(options.resume / "optimizer.pt", map_location=device, weights_only=True))
        steps, history = kept["steps"], kept["history"]
    corpus = Corpus(load_data(options.data), np.load(options.sound), options.frames, configuration.context, device)
    validation = corpus.validation[:: max(1, len(corpus.validation) // 64)][:64]

    layer, loss = fast_layer, negative_log_likelihood
    if on_gpu:
        layer, loss = torch.compile(fast_layer), torch.compile(negative_log_likelihood)
    precision = torch.float16 if on_gpu else torch.float32
    # Half precision's smallest number is 6e-8, and a gradient is one part in as many as there are samples.
    scaler = torch.amp.GradScaler(device, init_scale=2.0**16, growth_interval=1000, enabled=on_gpu)
    skipped = min(512, options.frames * HOP // 4)
    pairs = list(zip(average.parameters(), network.parameters()))

    @torch.no_grad()
    def validate():
        losses = [
            loss_of(average, *corpus.batch(part), 0, layer, loss, precision, skipped)
            for part in validation.split(options.batch)
        ]
        return torch.stack(losses).mean().item()

    def keep():
        options.output.mkdir(parents=True, exist_ok=True)
        kept = {"network": network.state_dict(), "average": average.state_dict(), "steps": steps, "history": history}
        torch.save({**kept, "configuration": configuration.dictionary()}, options.output / "model.pt")
        torch.save(optimizer.state_dict(), options.output / "optimizer.pt")

    begin = time.monotonic()
    reported, recent, first = begin, [], steps
    while (elapsed := time.monotonic() - begin) < options.seconds:
        part = elapsed / options.seconds
        # Up within 500 steps, then down along a cosine.
        rate = options.rate * min(1, (steps - first + 1) / 500) * (0.5 * (1 + math.cos(math.pi * part)) + 1e-3)
        for group in optimizer.param_groups:
            group["lr"] = rate
        starts = corpus.starts[torch.randint(len(corpus.starts), (options.batch,), device=device)]
        value = loss_of(network, *corpus.batch(starts), options.noise, layer, loss, precision, skipped)
        scaler.scale(value).backward()
        scaler.unscale_(optimizer)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        scaler.step(optimizer)
        scaler.update()
        optimizer.zero_grad(set_to_none=True)
        steps += 1
        decay = min(0.999, (1 + steps) / (10 + steps))
        torch._foreach_lerp_([a for a, _ in pairs], [p.detach() for _, p in pairs], 1 - decay)
        recent.append(value.detach())
        if steps - first == 20 and on_gpu:
            torch.cuda.synchronize()
            print(f"20 steps after {time.monotonic() - begin:.1f} s", flush=True)
        if time.monotonic() - reported > min(20, options.seconds / 4):
            trained = torch.stack(recent).mean().item()
            history.append([steps, round(elapsed, 1), round(trained, 4), round(validate(), 4)])
            print(f"step {steps}, {elapsed:.0f} s, loss {trained:.4f}, held out {history[-1][3]:.4f}, rate {rate:.1e}", flush=True)
            recent, reported = [], time.monotonic()
            keep()
    history.append([steps, round(time.monotonic() - begin, 1), None, round(validate(), 4)])
    print(f"step {steps}, held out {history[-1][3]:.4f}", flush=True)
    keep()


if __name__ == "__main__":
    main()
