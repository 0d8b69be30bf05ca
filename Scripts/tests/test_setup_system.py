"""setup-system with a PATH of stand-ins, so that nothing is ever installed and every system can be played."""

import json
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "Scripts/setup-system"
LIBRARIES = {
    "libopenblas-dev", "liblapacke-dev", "libsndfile1-dev", "libmpg123-dev", "libsoxr-dev", "libkissfft-dev",
    "libmd-dev",
    "zlib1g-dev",
}
TOOLS = ["sh", "cat", "cut", "dirname", "env", "grep", "head", "sed", "tr"]


class SetupSystem(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="setup-system-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        # What is installed, one name a line, and every command that would have changed something.
        self.installed = self.folder / "installed"
        self.log = self.folder / "log"
        self.log.touch()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        self.stand_in("swift", 'echo "Swift version 6.3.1 (swift-6.3.1-RELEASE)"')
        self.stand_in("python3", "exit 0")
        self.stand_in("pkg-config", "exit 0")

    def stand_in(self, name, body):
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def debian(self, installed, user=0, sudo=True):
        self.installed.write_text("".join(f"installed {name}\n" for name in installed))
        self.stand_in("dpkg-query", f"cat '{self.installed}'; exit 1")
        self.stand_in("id", f"echo {user}")
        self.stand_in(
            "apt-get",
            f"""echo "apt-get $*" >> '{self.log}'
            [ ! -e '{self.folder}/apt-fails' ] || exit 100
            for word; do echo "installed $word" >> '{self.installed}'; done""",
        )
        if sudo:
            self.stand_in("sudo", f"""echo sudo >> '{self.log}'; exec "$@" """)

    def run_script(self, *arguments, **environment):
        return subprocess.run(
            [str(self.bin / "sh"), "Scripts/setup-system", *arguments],
            env={"PATH": str(self.bin), **environment},
            cwd=str(ROOT),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
        )

    def calls(self):
        return self.log.read_text().splitlines()

    def test_does_nothing_where_all_is_there(self):
        self.debian(LIBRARIES, user=1000)
        result = self.run_script()
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertEqual(self.calls(), [])

    def test_installs_only_what_is_missing_and_says_why(self):
        self.debian(LIBRARIES - {"libsoxr-dev", "zlib1g-dev"})
        result = self.run_script()
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("libsoxr-dev: resampling", result.stdout)
        update, install = self.calls()
        self.assertIn(" update", update)
        self.assertEqual(install.split("--no-install-recommends ")[1], "libsoxr-dev zlib1g-dev")
        self.assertNotIn("sudo", result.stdout)

    def test_installs_emulators_if_asked(self):
        self.debian(LIBRARIES | {"gcc-aarch64-linux-gnu", "qemu-user"})
        result = self.run_script("emulators")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("libc6-dev-arm64-cross: C library for ARM", result.stdout)
        self.assertEqual(self.calls()[1].split("--no-install-recommends ")[1], "libc6-dev-arm64-cross")

    def test_refuses_words_that_it_does_not_know(self):
        result = self.run_script("emulator")
        self.assertEqual(result.returncode, 64, result.stdout)
        self.assertIn("emulator is nothing", result.stdout)

    def test_uses_sudo_where_it_must(self):
        self.debian(LIBRARIES - {"libsoxr-dev"}, user=1000)
        self.assertEqual(self.run_script().returncode, 0)
        self.assertEqual(self.calls()[0::2], ["sudo", "sudo"])

    def test_names_the_command_where_it_may_not_install(self):
        self.debian(LIBRARIES - {"libsoxr-dev"}, user=1000, sudo=False)
        result = self.run_script()
        self.assertNotEqual(result.returncode, 0)
        self.assertRegex(result.stdout, "apt-get .*install --yes .*libsoxr-dev")
        self.assertEqual(self.calls(), [])

    def test_fails_where_apt_fails(self):
        self.debian(LIBRARIES - {"libsoxr-dev"})
        (self.folder / "apt-fails").touch()
        result = self.run_script()
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("libsoxr-dev", result.stdout.splitlines()[-1])

    def test_fails_where_apt_installs_something_else(self):
        self.debian(LIBRARIES - {"libsoxr-dev"})
        self.stand_in("apt-get", "exit 0")
        result = self.run_script()
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("libsoxr-dev", result.stdout.splitlines()[-1])

    def test_installs_python_and_pkg_config_where_they_are_missing(self):
        self.debian(LIBRARIES, user=0)
        (self.bin / "python3").unlink()
        (self.bin / "pkg-config").unlink()
        self.stand_in(
            "apt-get",
            f"""echo "apt-get $*" >> '{self.log}'
            echo 'exit 0' > '{self.bin}/python3'; echo 'exit 0' > '{self.bin}/pkg-config'
            /bin/chmod +x '{self.bin}/python3' '{self.bin}/pkg-config'""",
        )
        result = self.run_script()
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertEqual(self.calls()[-1].split("--no-install-recommends ")[1], "pkg-config python3 python3-pip")

    def test_asks_for_a_newer_swift_before_it_changes_anything(self):
        self.debian(set())
        for version in ["Swift version 5.10.1 (swift-5.10.1-RELEASE)", "Apple Swift version 5.9", "Swift version 6.0.3"]:
            self.stand_in("swift", f"echo '{version}'")
            result = self.run_script()
            self.assertNotEqual(result.returncode, 0)
            self.assertIn("needs 6.1", result.stdout)
        self.debian(LIBRARIES)
        for version in ["Swift version 6.1", "Swift version 7.0.1"]:
            self.stand_in("swift", f"echo '{version}'")
            self.assertEqual(self.run_script().returncode, 0)
        (self.bin / "swift").unlink()
        self.assertIn("swift is not on the PATH", self.run_script().stdout)
        self.assertEqual(self.calls(), [])

    def test_swift_may_have_several_words(self):
        self.debian(LIBRARIES)
        (self.bin / "swift").rename(self.bin / "swift-of-sdk")
        self.stand_in("xcrun", '"$@"')
        result = self.run_script(SWIFT="xcrun swift-of-sdk")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("xcruns is not on the PATH", self.run_script(SWIFT="xcruns swift").stdout)

    def test_finds_its_clone_wherever_cd_looks(self):
        self.debian(LIBRARIES)
        (self.folder / "Scripts").mkdir()
        self.stand_in("python3", f"""[ "$1" = -c ] && exit 1; echo "$1" >> '{self.log}'""")
        self.assertEqual(self.run_script(CDPATH=str(self.folder)).returncode, 0)
        self.assertEqual(set(self.calls()), {str(ROOT / "Scripts/fetch-models")})

    def test_asks_homebrew_for_formulas(self):
        self.stand_in("brew", f"""[ "$1" != list ] || {{ echo openblas; echo mpg123; exit; }}; echo "$@" >> '{self.log}'""")
        result = self.run_script()
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertEqual(self.calls(), ["install libsndfile libsoxr libmd"])
        self.assertIn("libsoxr: resampling", result.stdout)

    def test_lists_the_libraries_on_a_system_it_does_not_know(self):
        self.stand_in("clang", "read -r line; [ \"$line\" != '#include <soxr.h>' ]")
        result = self.run_script()
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("soxr.h (resampling; Debian calls it libsoxr-dev)", result.stdout)
        self.assertNotIn("sndfile.h", result.stdout)
        self.stand_in("clang", "exit 0")
        self.assertEqual(self.run_script().returncode, 0)

    def test_looks_where_pkg_config_says(self):
        self.stand_in("pkg-config", "echo -I/usr/include/openblas")
        self.stand_in("clang", 'read -r line; [ "$line" != "#include <cblas.h>" ] || [ "$1" = -I/usr/include/openblas ]')
        self.assertEqual(self.run_script().returncode, 0)
        (self.bin / "clang").unlink()
        result = self.run_script()
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("clang is not on the PATH", result.stdout)

    def test_a_python_without_pip_of_its_own_is_told(self):
        self.debian(LIBRARIES | {"python3-pip"}, user=0)
        self.stand_in("python3", "exit 1")
        result = self.run_script()
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("python3 has no pip", result.stdout)
        self.assertEqual(self.calls(), [])

    def test_knows_every_library_that_the_package_names(self):
        package = subprocess.run(["swift", "package", "dump-package"], cwd=ROOT, stdout=subprocess.PIPE, check=True)
        for target in json.loads(package.stdout)["targets"]:
            for provider in target.get("providers", []):
                for kind, names in provider.items():
                    for name in names[0]:
                        if (kind, name) != ("brew", "zlib"):
                            with self.subTest(target=target["name"], library=name):
                                self.assertRegex(SCRIPT.read_text(), rf"(?m)(^|\s){name}\s.*\.h\s")


if __name__ == "__main__":
    unittest.main()
