"""check-imports on small packages, each with one thing wrong."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "check-imports"


def target(name, *dependencies, kind="regular", path=None, settings=()):
    products = [{"product": [d[1:], "some-package", None, None]} for d in dependencies if d.startswith("+")]
    own = [{"byName": [d, None]} for d in dependencies if not d.startswith("+")]
    return {"name": name, "type": kind, "path": path, "dependencies": own + products, "settings": list(settings)}


class CheckImports(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="check-imports-"))
        self.addCleanup(shutil.rmtree, self.root)
        self.targets = [
            target("CLibrary", kind="system"),
            target("Low", "CLibrary"),
            target("Middle", "Low"),
            target("VoiceClone", "Middle", "+Logging"),
            target("LowTests", "Low", kind="test"),
            target("MiddleTests", "Middle", kind="test"),
        ]
        self.write("Sources/Low/Low.swift", "import CLibrary\nimport Foundation\n")
        self.write("Sources/Middle/Middle.swift", "import Low\n")
        self.write("Sources/VoiceClone/VoiceClone.swift", "import Logging\n@_exported import Middle\n")
        self.write("Tests/LowTests/LowTests.swift", "import Testing\n@testable import Low\n")
        self.write("Tests/MiddleTests/MiddleTests.swift", "import Testing\nimport Low\n@testable import Middle\n")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def check(self):
        description = self.root / "package.json"
        description.write_text(json.dumps({"targets": self.targets}))
        result = subprocess.run(
            [sys.executable, str(SCRIPT), "--root", str(self.root), "--description", str(description)],
            stdout=subprocess.PIPE,
            universal_newlines=True,
        )
        found = result.stdout.splitlines()[:-1]
        self.assertEqual(result.returncode, 1 if found else 0)
        return found

    def assert_one(self, start):
        found = self.check()
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(start), found[0])

    def test_is_content_with_a_clean_package(self):
        self.assertEqual(self.check(), [])

    def test_asks_a_swift_of_several_words(self):
        description = self.root / "package.json"
        description.write_text(json.dumps({"targets": self.targets}))
        stand_in = self.root / "swift"
        stand_in.write_text(f"cat '{description}'")
        subprocess.run(
            [sys.executable, str(SCRIPT), "--root", str(self.root)],
            env={**os.environ, "SWIFT": f"sh {stand_in}"}, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip

    def test_refuses_an_import_that_is_not_listed(self):
        statements = [
            "import CLibrary", "@testable import CLibrary", "internal import CLibrary", "import struct CLibrary.Thing",
            "@preconcurrency public import CLibrary", "@_spi(Inner) import CLibrary", "let a = 1; import CLibrary",
            "import CLibrary.Inner",
        ]
        for statement in statements:
            with self.subTest(statement):
                self.write("Sources/Middle/Middle.swift", f"import Low\n\n{statement}\n")
                self.assert_one("Sources/Middle/Middle.swift:3: imports CLibrary")

    def test_refuses_a_listed_module_that_is_not_imported(self):
        self.write("Sources/Middle/Middle.swift", '// import Low\nlet text = """\nimport Low\n"""\n')
        self.assert_one("Package.swift: Middle lists Low")

    def test_lets_a_test_name_what_its_module_is_made_of_only(self):
        self.write("Tests/LowTests/LowTests.swift", "import CLibrary\nimport Low\nimport Middle\n")
        self.assert_one("Tests/LowTests/LowTests.swift:3: imports Middle")

    def test_lets_only_the_umbrella_hand_modules_on(self):
        self.write("Sources/Middle/Middle.swift", "@_exported import Low\n")
        self.assert_one("Sources/Middle/Middle.swift:1: hands Low on")

    def test_refuses_a_circle(self):
        self.targets[1] = target("Low", "VoiceClone")
        self.assert_one("Package.swift: modules in a circle: Low → VoiceClone → Middle → Low")

    def test_refuses_unsafe_flags(self):
        self.targets[2] = target("Middle", "Low", settings=[{"kind": {"unsafeFlags": {"_0": ["-Ounchecked"]}}}])
        self.assert_one("Package.swift: Middle has unsafeFlags")

    def test_refuses_long_files(self):
        self.write("Sources/Middle/Long.swift", "\n" * 400)
        self.assertEqual(self.check(), [])
        self.write("Sources/Middle/Long.swift", "\n" * 401)
        self.assert_one("Sources/Middle/Long.swift:401: has 401 lines")

    def test_refuses_what_a_library_does_not_do(self):
        for code in ['print("x")', "Swift.print (x)", "debugPrint(x)", "try! x()", "x as! Y", "fatalError()",
                     '"\\(print("x"))"', '#"\\#(try! x())"#', 'let a = "\\"" + (x as! Y)']:
            with self.subTest(code):
                self.write("Sources/Middle/Code.swift", f"func f() {{\n    {code}\n}}\n")
                self.assert_one("Sources/Middle/Code.swift:2:")

    def test_is_content_with_what_only_looks_like_it(self):
        self.write(
            "Sources/Middle/Code.swift",
            '/// print("an example")\n/* /* try! */ fatalError() */\nlet a = "try! print(1)"\n'
            'let b = #"a "quoted\\(print(2))" text"#\nlet c = """\n  "as!" \\("x") fatalError()\n  """\n'
            "blueprint(1); printer.print(2); x as? Y; try? z()\n",
        )
        self.assertEqual(self.check(), [])
        self.write("Tests/LowTests/LowTests.swift", 'import Low\nfunc f() { print("x"); try! g() }\n')
        self.assertEqual(self.check(), [])


if __name__ == "__main__":
    unittest.main()
