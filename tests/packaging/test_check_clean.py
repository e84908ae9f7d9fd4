"""The file check finds what it is there for, and lets ordinary code pass."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent


def load(name: str) -> ModuleType:
    """A script under packaging/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check_clean = load("check_clean")
# Joined, so that this file is clean itself.
BAD = [
    "index = 'https://" + "py" + "pi.org/simple'",
    "folder = '/wo" + "rk/data'",
    "import " + "pickle",
    "value = ev" + "al(text)",
    "state = torch." + "load(path, map_location=device(0))",
]
GOOD = [
    "from pickle import UnpicklingError",
    "model.eval()",
    "state = torch.load(open(path), weights_only=True)",
    "dialog.exec()",
    "name = 'framework/x'",
]


@pytest.mark.parametrize("line", BAD)
def test_it_names_the_line_of_a_forbidden_thing(line: str) -> None:
    found = check_clean.findings(ROOT / "thing.py", f"x = 1\n{line}\n".encode())
    assert len(found) == 1 and found[0].startswith("thing.py:2: ")


@pytest.mark.parametrize("line", GOOD)
def test_it_lets_ordinary_code_pass(line: str) -> None:
    assert check_clean.findings(ROOT / "thing.py", line.encode()) == []


def test_code_words_in_documents_and_binary_files_are_no_findings() -> None:
    assert check_clean.findings(ROOT / "page.md", b"Never use ev" + b"al(text).") == []
    assert check_clean.findings(ROOT / "weights.bin", b"\0import " + b"pickle") == []


def test_tests_may_write_what_attacks_the_program() -> None:
    attack = ("import " + "pickle").encode()
    assert check_clean.findings(ROOT / "tests" / "test_attack.py", attack) == []
    assert check_clean.findings(ROOT / "app" / "attack.py", attack) != []
