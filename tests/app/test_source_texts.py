"""No sentence stands in the window's code without passing through the translation.

The pseudo-locale in tests/e2e/test_language.py sees what is on the screen; this sees what seldom comes there.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.language.choice import CHINESE_FONTS

ROOT = Path(__file__).parent.parent.parent / "app"
SENTENCE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}|^[A-Z][a-z]{2,}$")
TRANSLATING = {"tr", "translate", "_translate", "_T"}
NOT_ON_SCREEN = {"debug", "info", "warning", "error", "exception", "add_argument", "ArgumentParser", "write"}
"""The log, the command line, and what goes to stderr."""
KNOWN = {
    "actions/specs.py": {"Del", "Esc"},  # keys in portable text
    "controllers/undo_import.py": {"Project"},  # a type
    "dialogs/command_palette.py": {"Space"},
    "settings/legacy_ini.py": {"General"},  # a section of the file
    "language/choice.py": {"English", "Deutsch", *CHINESE_FONTS},  # names
    "theme/theme.py": {"Fusion"},  # a style of Qt's
}
LEFT_OUT = {
    "actions/effects.py",  # a page of the documentation
    "controllers/prompt_states.py",  # another one
    "theme/stylesheet.py",
    "services/turns.py",  # a measurement, printed
}


def sentences(tree: ast.Module) -> Iterator[str]:
    """Texts of several words, or one that begins with a capital, that nothing translates."""
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            # The text of an error is a message: tests/samft_core/messages sees to that.
            if name in TRANSLATING | NOT_ON_SCREEN or name.endswith("Error"):
                continue
        match node:
            case ast.Constant(value=str(text)) if id(node) not in docs and SENTENCE.search(text):
                yield text
        waiting += ast.iter_child_nodes(node)


FILES = sorted(f.relative_to(ROOT).as_posix() for f in ROOT.rglob("*.py"))


@pytest.mark.parametrize("name", [name for name in FILES if name not in LEFT_OUT])
def test_no_sentence_goes_untranslated(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    assert set(sentences(tree)) <= KNOWN.get(name, set())


def test_a_sentence_is_found() -> None:
    source = """
box.setText("Draw one box")
box.setText(self.tr("Draw two boxes"))
box.setText("Draw")
name = "draw_box"
"""
    assert sorted(sentences(ast.parse(source))) == ["Draw", "Draw one box"]


MESSAGES = {"message", "reason", "remedy", "problem"}
"""What holds a message of the core, by the name of its field."""


def shown_in_english(tree: ast.Module) -> Iterator[str]:
    """Messages of the core that are put into a text as they are, which is in English."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if name in NOT_ON_SCREEN:
                continue
            case ast.FormattedValue(value=ast.Attribute(attr=name)) if name in MESSAGES:
                yield ast.unparse(node.value)
            case ast.Call(func=ast.Name(id="str"), args=[ast.Name(id="error")]):
                yield ast.unparse(node)
        waiting += ast.iter_child_nodes(node)


@pytest.mark.parametrize("name", FILES)
def test_what_the_core_says_is_shown_in_the_language_of_the_window(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    assert list(shown_in_english(tree)) == []


def test_a_message_shown_in_english_is_found() -> None:
    source = """
note(f"{problem.path}: {problem.reason}")
note(f"{problem.path}: {message_text(problem.reason)}")
fail(str(error))
log.warning(f"{error.message}")
"""
    assert sorted(shown_in_english(ast.parse(source))) == ["problem.reason", "str(error)"]
