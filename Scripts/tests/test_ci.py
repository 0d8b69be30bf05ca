""".ci/run in a clone of two tests, with a stand-in for make."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MAKE = """#!/bin/sh
[ -z "$SWIFT_TEST_FLAGS$BENCH_FLAGS$MAKEFLAGS" ] || exit 1
case $1 in
    test) echo '➜ Test theEmbedding() skipped: "it is not here"'; echo "✔ Test run with $DEBUG_TESTS tests in 1 suite passed after 1 second." ;;
    unit) echo "✔ Test run with 2 tests in 1 suite passed after 1 second." ;;
    "$WARNS") echo "$PWD/Sources/A.swift:1:1: warning: never used" ;;
esac
"""


class CI(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="ci-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.clone = self.folder / "clone"
        for folder in (".ci", "Tests/ATests", "bin"):
            (self.clone / folder).mkdir(parents=True)
        shutil.copy(ROOT / ".ci/run", self.clone / ".ci")
        (self.clone / "Tests/ATests/ATests.swift").write_text("@Test func a() {}\nstruct B {\n    @Test(.serialized) func b() {}\n}\n")
        # The consumer fetches packages that have tests of their own.
        fetched = self.clone / "Tests/Consumer/.build/checkouts/a"
        fetched.mkdir(parents=True)
        (fetched / "CTests.swift").write_text("@Test func c() {}\n")
        make = self.clone / "bin/make"
        make.write_text(MAKE)
        make.chmod(0o755)

    def run_script(self, tests=2, **environment):
        environment = {"DEBUG_TESTS": str(tests), "WARNS": "", **environment}
        result = subprocess.run(
            [".ci/run"], cwd=str(self.clone), env={**os.environ, "PATH": f"{self.clone}/bin:{os.environ['PATH']}", **environment},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True,
        )  # fmt: skip
        return result.returncode, result.stdout

    def test_passes_where_every_test_has_run_and_says_which_were_skipped(self):
        status, output = self.run_script()
        self.assertEqual(status, 0, output)
        self.assertIn('ci: skipped:\n➜ Test theEmbedding() skipped: "it is not here"\n', output)

    def test_refuses_a_run_of_fewer_tests(self):
        for tests in (0, 1):
            status, output = self.run_script(tests)
            self.assertEqual(status, 1)
            self.assertIn("expected a passing run of 2 tests", output)

    def test_takes_no_flags_of_the_call_and_no_folder_of_cdpath(self):
        (self.folder / ".ci").mkdir()
        status, output = self.run_script(SWIFT_TEST_FLAGS="--filter a", BENCH_FLAGS="a", MAKEFLAGS="n", CDPATH=str(self.folder))
        self.assertEqual(status, 0, output)

    def test_refuses_a_warning_of_ours(self):
        status, output = self.run_script(WARNS="typecheck")
        self.assertEqual(status, 1)
        self.assertIn("never used", output)


if __name__ == "__main__":
    unittest.main()
