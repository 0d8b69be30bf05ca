"""Writes a trained network as the file that the package reads: safetensors, the moving average in 16-bit floats.

    python export.py FOLDER/model.pt ../../Sources/Vocoder/Resources/wavenet.safetensors

The first convolution takes the mel spectrogram as it is: what `condition` does to it is made part of the weights.
"""
import sys

import torch
from safetensors.torch import load_file, save_file

from model import LOG_SCALE_MIN, PREEMPHASIS, Configuration, WaveNet

# Samples are drawn from calmer distributions than what was learnt: Docs/wavenet.md has what others sound like.
TEMPERATURE = 0.7


def exported(kept):
    """The tensors by their published names, and what cannot be told from their shapes."""
    configuration = Configuration(**kept["configuration"])
    network = WaveNet(configuration)
    network.load_state_dict(kept["average"])
    state = {name: value.clone() for name, value in network.state_dict().items()}
    # (mel + 5) / 5 = mel / 5 + 1
    weight = state["upsample_net.conv_in.weight"]
    state["upsample_net.conv_in.bias"] += weight.sum((1, 2))
    state["upsample_net.conv_in.weight"] = weight / 5
    metadata = {
        "layers_per_stack": str(configuration.layers_per_stack),
        "preemphasis": str(PREEMPHASIS),
        "log_scale_min": str(LOG_SCALE_MIN),
        "temperature": str(TEMPERATURE),
    }
    return {name: value.half().contiguous() for name, value in state.items()}, metadata


def imported(path):
    """The weights of an exported file, as the network in training has them: what `exported` did, undone."""
    state = {name: value.float() for name, value in load_file(path).items()}
    weight = state["upsample_net.conv_in.weight"]
    state["upsample_net.conv_in.bias"] -= 5 * weight.sum((1, 2))
    state["upsample_net.conv_in.weight"] = 5 * weight
    return state


def main():
    source, output = sys.argv[1:]
    state, metadata = exported(torch.load(source, map_location="cpu", weights_only=True))
    save_file(state, output, metadata)


if __name__ == "__main__":
    main()
