"""bench-peers with contestants that are a few lines of shell, or none: nothing is built, installed or fetched."""

import os
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from test_bench_check import load

PATH = Path(__file__).resolve().parent.parent / "bench-peers"


class Stand:
    """A contestant that takes the time it is told to, and keeps what it was asked."""

    def __init__(self, name, times, log, outputs=None):
        self.name, self.times, self.log, self.outputs = name, times, log, outputs or {}
        self.stages = list(times)

    def seconds(self, stage):
        self.log.append((self.name, stage))
        return self.times[stage]

    def output(self, stage, folder):
        return self.outputs[stage]


class BenchPeers(unittest.TestCase):
    def setUp(self):
        self.script = load(PATH)
        self.script.say = lambda text: None
        self.folder = Path(tempfile.mkdtemp(prefix="bench-peers-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def test_contestants_take_turns(self):
        log = []
        ours = Stand("ours", {"decode": 1.0, "vocode": 2.0}, log)
        peers = [Stand("torch", {"decode": 3.0, "vocode": 5.0}, log), Stand("ort", {"decode": 2.0}, log)]
        seconds = self.script.turns(ours, peers, ["decode", "vocode"], 2, pause=0)
        one_round = [
            ("ours", "decode"), ("torch", "decode"), ("ort", "decode"), ("ours", "vocode"), ("torch", "vocode"),
        ]  # fmt: skip
        self.assertEqual(log[::2], 2 * one_round)  # each is run twice: once to warm up
        self.assertEqual(seconds["ort"], {"decode": 2.0})
        self.assertEqual(
            self.script.ratios(seconds), {"decode.torch": 3.0, "decode.ort": 2.0, "vocode.torch": 2.5}
        )

    def test_reduced_precision_is_compared_with_the_same_stage_of_the_peer(self):
        log = []
        ours = Stand("ours", {"decode": 2.0, "decode-reduced": 1.0}, log)
        seconds = self.script.turns(
            ours, [Stand("ort", {"decode": 3.0}, log)], ["decode", "decode-reduced"], 1, pause=0
        )
        self.assertEqual(log.count(("ort", "decode")), 2)
        self.assertEqual(self.script.ratios(seconds), {"decode.ort": 1.5, "decode-reduced.ort": 3.0})

    def test_the_table_has_a_row_for_each_stage(self):
        seconds = {
            "ours": {"embed": 0.01, "decode": 0.5},
            "torch": {"embed": 0.03, "decode": 1.0},
            "ort": {"decode": 0.6},
        }
        lines = self.script.table(seconds).split("\n")
        self.assertEqual(lines[0].split(), "ours, s torch, s ort, s torch / ours ort / ours".split())
        self.assertEqual(lines[1].split(), ["embed", "0.0100", "0.0300", "3.00"])
        self.assertEqual(lines[2].split(), ["decode", "0.5000", "1.0000", "0.6000", "2.00", "1.20"])

    def test_what_differs_is_not_timed(self):
        outputs = {"embed": [0.5], "decode": 80 * 160 * [0.25], "vocode": [0.5, 0.5]}
        outputs.update({"vocode-hifigan": [0.0], "vocode-wavenet": [0.1]})
        ours = Stand("ours", dict.fromkeys(outputs, 1.0), [], outputs)
        same = Stand("torch", dict.fromkeys(outputs, 1.0), [], dict(outputs))
        self.assertEqual(set(self.script.compare(ours, [same], self.folder).values()), {0})
        same.outputs["vocode"] = [0.5, 0.502]
        with self.assertRaisesRegex(self.script.BenchError, "vocode: ours and torch's differ by 0.002"):
            self.script.compare(ours, [same], self.folder)
        same.outputs["vocode"] = [0.5, float("nan")]
        with self.assertRaises(self.script.BenchError):
            self.script.compare(ours, [same], self.folder)
        same.outputs["vocode"] = [0.5]
        with self.assertRaisesRegex(self.script.BenchError, "inf"):
            self.script.compare(ours, [same], self.folder)

    def test_mels_are_compared_up_to_the_sentences_end(self):
        mel = [float(frame) for _ in range(80) for frame in range(3)]
        self.assertEqual(self.script.first_frames(mel, 2), 80 * [0.0, 1.0])

    def contestant(self, body):
        path = self.folder / "contestant.py"
        path.write_text("import struct, sys\n" + body)
        return self.script.Network("stand-in", [sys.executable, "-u", path])

    def test_the_protocol(self):
        contestant = self.contestant(
            "print('ready')\n"
            "for line in sys.stdin:\n"
            "    words = line.split()\n"
            "    if words[0] == 'write': open(words[2], 'wb').write(struct.pack('<2f', 1, 2))\n"
            "    print({'stages': 'embed decode', 'time': '0.25'}.get(words[0], 'done'))\n"
        ).wait()
        self.addCleanup(contestant.process.stdout.close)
        self.assertEqual(contestant.stages, ["embed", "decode"])
        self.assertEqual(contestant.seconds("embed"), 0.25)
        self.assertEqual(list(contestant.output("decode", self.folder)), [1, 2])
        contestant.close()

    def test_a_path_may_have_spaces(self):
        from contestants import words

        self.assertEqual(words("stages\n"), ["stages"])
        self.assertEqual(words("time decode\n"), ["time", "decode"])
        self.assertEqual(words("mel /a b/c  d.f32\n"), ["mel", "/a b/c  d.f32"])
        self.assertEqual(words("write decode /a b/c  d.f32\n"), ["write", "decode", "/a b/c  d.f32"])

    def test_a_contestant_that_ends_is_named(self):
        contestant = self.contestant("sys.exit(3)\n")
        self.addCleanup(contestant.process.stdout.close)
        self.addCleanup(contestant.process.stdin.close)
        with self.assertRaisesRegex(self.script.BenchError, "stand-in ended with status 3"):
            contestant.wait()

    def test_a_programs_time_and_memory(self):
        seconds, size = self.script.run_once([sys.executable, "-c", "import time; time.sleep(0.2); b'x' * 50_000_000"])
        self.assertTrue(0.2 <= seconds < 20)
        self.assertTrue(1 << 20 < size < 1 << 32)
        with self.assertRaisesRegex(self.script.BenchError, "status 4: no"):
            self.script.run_once([sys.executable, "-c", "import sys; sys.stderr.write('no'); sys.exit(4)"])

    def test_options(self):
        options = self.script.parse(["--threads", "1", "--frames", "200"])
        self.assertEqual((options.threads, options.frames, options.recording.name), (1, 200, "synthetic.mp3"))
        with open(os.devnull, "w") as silence:
            stderr, sys.stderr = sys.stderr, silence
            try:
                with self.assertRaises(SystemExit):
                    self.script.parse(["--frames", "20"])
            finally:
                sys.stderr = stderr


if __name__ == "__main__":
    unittest.main()
