"""What the source says to people, read and not run: the messages that it makes, and text made by hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from samft_core.messages.catalogue import LANGUAGES, catalogue

ROOT = Path(__file__).resolve().parents[3]
CODE = re.compile(r"[a-z_0-9]+\.[a-z_0-9]+")
SENTENCE = re.compile(r"[^\W\d_]{2,}[,;:]? [^\W\d_]{2,}")
NOT_SAID = {"debug", "info", "warning", "error", "exception", "add_argument", "ArgumentParser", "execute"}
"""Calls whose text goes into the log, to the command line's help, or to a database."""
SAYING = {
    "ImportProblem",
    "PassedOver",
    "LeftOut",
    "Finding",
    "UnreadableImage",
    "BackupInfo",
    "DamagedValue",
}
"""Records that hold what is said to people."""


@dataclass(frozen=True)
class Made:
    """One call of ``Message``: ``code`` is None where it is not written there."""

    where: str
    code: str | None
    names: frozenset[str] | None
    source: str


def modules(*folders: str) -> list[Path]:
    """The modules of the project in these folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def messages(tree: ast.AST, where: str) -> Iterator[Made]:
    """Every message that a module makes. Of a call with ``**`` the names are None."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "Message":
            continue
        first = node.args[0] if node.args else None
        code = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
        known = all(word.arg is not None for word in node.keywords)
        names = frozenset(word.arg for word in node.keywords if word.arg is not None) if known else None
        yield Made(f"{where}:{node.lineno}", code, names, ast.unparse(first) if first is not None else "")


def made_at_import(tree: ast.Module) -> Iterator[str]:
    """Messages that a module makes when it is imported: the catalogue would be read before anybody speaks."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                waiting += [*node.args.defaults, *filter(None, node.args.kw_defaults), *node.decorator_list]
                continue
            case ast.Lambda():
                continue
            case ast.Call(func=ast.Name(id="Message")) | ast.Call(func=ast.Name(id="catalogue")):
                yield ast.unparse(node)
        waiting += ast.iter_child_nodes(node)


def faults(made: Made) -> Iterator[str]:
    """What the catalogues lack of a message, or have otherwise."""
    if made.code is None:
        return
    for language in LANGUAGES:
        entry = catalogue(language).entries.get(made.code)
        if entry is None:
            yield f"{made.where}: {made.code} is not in {language}.toml"
        elif made.names is not None and made.names != entry.placeholders:
            yield f"{made.where}: {made.code} needs {sorted(entry.placeholders)} in {language}.toml"


def codes_of(tree: ast.AST) -> set[str]:
    """Every text in a module that is written as a code is."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def text_of(node: ast.JoinedStr | ast.Constant) -> str:
    """A text, with x for what is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)


def stages_of(tree: ast.AST) -> set[str]:
    """The names of the stages of work that a module counts."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Stage"
    }


def stages_written_out(tree: ast.AST) -> set[str]:
    """The stages of work that a module counts and writes out as text."""
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0] if node.args and name in ("Ticker", "Progress") else None
        first = node.args[-1] if node.args and name == "answers" else first
        named = [word.value for word in node.keywords if word.arg == "stage" and name == "StageProgress"]
        for value in (first, *named):
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found.add(value.value)
    return found


def said_by_hand(tree: ast.Module) -> Iterator[str]:
    """Errors and records that are given text instead of a message."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if not name.endswith("Error") and name not in SAYING:
            continue
        words = [*node.args, *(word.value for word in node.keywords if word.arg in ("remedy", "reason"))]
        for word in words:
            if isinstance(word, ast.JoinedStr) or (
                isinstance(word, ast.Constant) and isinstance(word.value, str) and " " in word.value
            ):
                yield text_of(word)


def sentences(tree: ast.Module) -> Iterator[str]:
    """Texts of several words in a module's code: neither docstrings nor what goes into the log."""
    passed = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "attr", getattr(node.func, "id", "")) in NOT_SAID
        ):
            continue
        match node:
            case ast.JoinedStr():
                text = text_of(node)
                if SENTENCE.search(text):
                    yield text
                waiting += [part for part in node.values if not isinstance(part, ast.Constant)]
                continue
            case ast.Constant(value=str(text)) if id(node) not in passed and SENTENCE.search(text):
                yield text
        waiting += ast.iter_child_nodes(node)
