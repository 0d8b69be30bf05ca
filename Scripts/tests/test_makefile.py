"""What the Makefile would run, in a clone whose path has a space; nothing is run."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class Makefile(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="makefile-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.clone = self.folder / "a clone"
        (self.clone / "models").mkdir(parents=True)
        shutil.copy(ROOT / "Makefile", self.clone)

    def recipe(self, *words, **environment):
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS", "VOICECLONE"))}
        return subprocess.run(
            ["make", "--dry-run", *words], cwd=str(self.clone), env={**inherited, **environment},
            stdout=subprocess.PIPE, check=True, universal_newlines=True,
        ).stdout  # fmt: skip

    def test_the_models_are_one_folder_wherever_cd_looks(self):
        for models in ({}, {"VOICECLONE_MODELS": "models"}, {"VOICECLONE_MODELS": ""}):
            said = self.recipe("bench", CDPATH=str(self.clone), **models)
            self.assertIn(f'VOICECLONE_MODELS="{self.clone}/models" ', said)

    def test_leaks_of_others_are_found_whatever_the_path(self):
        said = self.recipe("sanitize")
        self.assertIn(f"""LSAN_OPTIONS="suppressions='{self.clone}/Scripts/sanitizers/leaks.txt'" """, said)

    def test_swift_may_have_several_words(self):
        for target in ("setup", "lint", "bench-check", "bench-peers", "bench-frontend", "fuzz"):
            self.assertIn('SWIFT="xcrun swift" ', self.recipe(target, "SWIFT=xcrun swift"))


if __name__ == "__main__":
    unittest.main()
