"""bench-check's verdict on counts that were made up."""

import unittest
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

PATH = Path(__file__).resolve().parent.parent / "bench-check"


def load(path):
    loader = SourceFileLoader(path.name.replace("-", "_"), str(path))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


class BenchCheck(unittest.TestCase):
    def setUp(self):
        self.script = load(PATH)

    def answers(self, **counts):
        result = []
        for stage, *_ in self.script.CHECKS:
            for count in counts.get(stage.replace("-", "_"), (100, 104)):
                result += ["done", "999", str(count)]
        return result

    def test_answers_belong_to_the_requests(self):
        self.assertEqual(len(list(self.script.requests())), len(self.answers()))

    def test_a_constant_number_of_blocks_is_good(self):
        lines, good = self.script.verdicts(self.answers())
        self.assertTrue(good)
        self.assertEqual(lines[0], "decode: 100 blocks for 200 frames, 104 for 400")

    def test_a_block_for_each_frame_is_not(self):
        lines, good = self.script.verdicts(self.answers(vocode=(100, 400)))
        self.assertFalse(good)
        blamed = [line for line in lines if line.endswith("the loop allocates")]
        self.assertEqual(blamed, ["vocode: 100 blocks for 24 frames, 400 for 48: the loop allocates"])

    def test_a_system_that_does_not_count_is_said_to_be_one_and_does_not_pass(self):
        lines, good = self.script.verdicts(self.answers(decode=("uncounted", "uncounted")))
        self.assertFalse(good)
        self.assertIn("cannot be counted", lines[0])


if __name__ == "__main__":
    unittest.main()
