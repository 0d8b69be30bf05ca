"""Programs that are timed in turns: each answers one line of output to each line of input."""

import os
import subprocess
import sys


class BenchError(Exception):
    """Something that the user has to know about."""


class Contestant:
    """A program that says `ready`, and then what it is asked for; see serve.py and read.py."""

    def __init__(self, name, command, environment=None):
        self.name = name
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **(environment or {})},
        )  # fmt: skip
        self.stages = None

    def wait(self):
        if self._read() != "ready":
            raise BenchError(f"{self.name} does not begin with ready")
        self.stages = self.ask("stages").split()
        return self

    def _read(self):
        line = self.process.stdout.readline()
        if not line:
            raise BenchError(f"{self.name} ended with status {self.process.wait()}; what it said is above")
        return line.strip()

    def ask(self, *words):
        try:
            self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # _read says so
        return self._read()

    def seconds(self, stage):
        return float(self.ask("time", stage))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def words(line):
    """The words of a request. The last one is a path, so it may have spaces: `mel FILE`, `write STAGE FILE`."""
    line = line.rstrip("\n")
    return line.split(" ", 2 if line.startswith("write ") else 1)


def environment(requirements, folder, what, say):
    """The interpreter of an environment with the pinned packages, made if it is not there."""
    python = folder / "bin/python"
    stamp = folder / "requirements.txt"  # written last, so that what was cut short is made again
    if not stamp.exists() or stamp.read_text() != requirements.read_text():
        if sys.version_info < (3, 11):
            raise BenchError(f"{what} need Python 3.11 or later. Name one: make PYTHON=python3.11 …")
        say(f"making {folder} with {what}")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(requirements)],
            check=True,
        )
        stamp.write_text(requirements.read_text())
    return python


def aligned(rows):
    """A table for the eye: the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        row[0].ljust(widths[0]) + "".join("  " + cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))
        for row in rows
    )
