"""Runs the stages of a peer on request: the protocol of Benchmarks' StageRunner, on the same weights and inputs.

    python serve.py torch|onnxruntime MODELS RECORDING IDS FRAMES THREADS

IDS is a file of the text's symbols as floats. PyTorch runs its modules as they are; ONNX Runtime runs graphs exported
from them, the decoder's step as one graph that is called once a frame. Both have the dropout masks ready, which the
package draws as it goes.
"""

import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
import torch

import networks
from contestants import words

warnings.filterwarnings("ignore")
SEED = 42
SHIPPED = Path(__file__).resolve().parents[2] / "Sources/Vocoder/Resources/wavenet.safetensors"
# What Stages' Workbench gives to WaveNet.
WAVENET_FRAMES = 32


class Torch:
    def __init__(self, models, recording, ids, frames, threads):
        import soundfile

        torch.set_num_threads(threads)
        self.frames = frames
        self.ids = torch.from_numpy(ids.astype(np.int64))[None]
        self.speaker = torch.from_numpy(networks.speaker_vector("biaobei"))
        samples, self.rate = soundfile.read(recording, dtype="float32")
        self.samples = samples.mean(1) if samples.ndim > 1 else samples
        self.encoder = networks.load(
            networks.SpeakerEncoder(), networks.read_state(f"{models}/pretrained.pt", "model_state")
        )
        self.tacotron2 = networks.Tacotron2(networks.read_state(f"{models}/mellotron.kuangdd-mspk.pt")).eval()
        self.melgan = networks.MelGAN(networks.read_state(f"{models}/melgan.kuangdd.pt")).eval()
        self.hifigan = networks.HiFiGAN(
            networks.read_state(f"{models}/generator_universal.pth.tar", "generator")
        ).eval()
        self.wavenet = networks.WaveNet(SHIPPED)
        self.masks = torch.from_numpy(networks.dropout_masks(SEED, frames, self.tacotron2.sizes["prenet"]))
        self.set_mel(np.full((80, frames), -5, np.float32))

    def set_mel(self, mel):
        self.mel = torch.from_numpy(mel)[None]

    def embed(self):
        return networks.embed(self.encoder, self.samples, self.rate)

    def decode(self):
        memory, keys = self.tacotron2(self.ids, self.speaker)
        state, frames = self.tacotron2.start(self.ids.shape[1]), []
        for masks in self.masks:
            *state, _ = self.tacotron2.decoder(memory, keys, masks, *state)
            frames.append(state[0])
        return self.tacotron2.postnet(torch.stack(frames, 2))

    def vocode(self, mel=None):
        return self.melgan(self.mel if mel is None else mel)

    def vocode_hifigan(self, mel=None):
        return self.hifigan(self.mel if mel is None else mel)

    def vocode_wavenet(self):
        return self.wavenet(self.mel[:, :, :WAVENET_FRAMES], SEED)

    def end_to_end(self):
        return self.vocode(self.decode())

    def end_to_end_hifigan(self):
        return self.vocode_hifigan(self.decode())


class ONNXRuntime(Torch):
    def __init__(self, models, recording, ids, frames, threads):
        super().__init__(models, recording, ids, frames, threads)
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        memory, keys = self.tacotron2(self.ids, self.speaker)
        step = (memory, keys, self.masks[0], *self.tacotron2.start(self.ids.shape[1]))

        def session(module, inputs):
            with tempfile.TemporaryDirectory() as folder:
                path = f"{folder}/graph.onnx"
                names = [f"x{i}" for i in range(len(inputs))]
                torch.onnx.export(module, inputs, path, input_names=names, dynamo=False, opset_version=17)
                return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

        self.text_graph = session(self.tacotron2, (self.ids, self.speaker))
        self.step_graph = session(self.tacotron2.decoder, step)
        self.postnet_graph = session(self.tacotron2.postnet, (self.mel,))
        self.melgan_graph = session(self.melgan, (self.mel,))
        self.hifigan_graph = session(self.hifigan, (self.mel,))
        self.start = [tensor.numpy() for tensor in step[3:]]

    embed = vocode_wavenet = None  # run by PyTorch alone

    def decode(self):
        memory, keys = self.text_graph.run(None, {"x0": self.ids.numpy(), "x1": self.speaker.numpy()})
        state, frames = self.start, []
        for masks in self.masks.numpy():
            feed = {f"x{i}": value for i, value in enumerate((memory, keys, masks, *state))}
            *state, _ = self.step_graph.run(None, feed)
            frames.append(state[0])
        return self.postnet_graph.run(None, {"x0": np.stack(frames, 2)})[0]

    def vocode(self, mel=None):
        return self.melgan_graph.run(None, {"x0": self.mel.numpy() if mel is None else mel})[0]

    def vocode_hifigan(self, mel=None):
        return self.hifigan_graph.run(None, {"x0": self.mel.numpy() if mel is None else mel})[0]


def main():
    peer, models, recording, ids, frames, threads = sys.argv[1:]
    make = {"torch": Torch, "onnxruntime": ONNXRuntime}[peer]
    # What an export prints is no answer.
    answers, sys.stdout = sys.stdout, sys.stderr
    contestant = make(models, recording, np.fromfile(ids, np.float32), int(frames), int(threads))
    print("ready", file=answers, flush=True)
    names = ["embed", "decode", "vocode", "vocode-hifigan", "vocode-wavenet", "end-to-end", "end-to-end-hifigan"]
    stages = {name: getattr(contestant, name.replace("-", "_")) for name in names}
    stages = {name: stage for name, stage in stages.items() if stage}
    for line in sys.stdin:
        match words(line):
            case ["stages"]:
                answer = " ".join(stages)
            case ["time", name]:
                start = time.perf_counter()
                stages[name]()
                answer = time.perf_counter() - start
            case ["mel", path]:
                contestant.set_mel(np.fromfile(path, np.float32).reshape(80, -1))
                answer = "done"
            case ["write", name, path]:
                np.asarray(stages[name](), np.float32).tofile(path)
                answer = "done"
            case request:
                raise ValueError(f"no such request: {request}")
        print(answer, file=answers, flush=True)


if __name__ == "__main__":
    with torch.inference_mode() if sys.argv[1] == "torch" else torch.no_grad():
        main()
