"""Collects the sentences that the core says to people, as templates that the window translates.

The core knows no screen and no language: it raises errors with plain English words. Here its source is read,
not run, and ``app/language/core_sentences.py`` is written for lupdate. Run by
``packaging/translations/translate.py``.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CORE, WINDOW = ROOT / "samft_core", ROOT / "app"
"""The window raises some of the core's errors itself."""
TARGET = ROOT / "app" / "language" / "core_sentences.py"
LEFT_OUT = ("cli", "diagnostics/demo.py", "diagnostics/selftest.py", "diagnostics/doctor.py")
"""Heard on the command line only, which speaks English."""
SPEAKERS = (
    "sam/devices.py",
    "evaluation/gate.py",
    "project/file_names.py",
    "training/assess/promotion.py",
    "training/estimate/preflight.py",
    "training/plan.py",
)
"""Modules whose functions return sentences, or parts of them."""

HEAD = '''"""What the core says, as templates: written by packaging/translations/translate.py, not by hand."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations


def _T(context: str, text: str) -> str:
    return text


SENTENCES: tuple[str, ...] = (
'''


class Module:
    """One source file, with what its names stand for."""

    def __init__(self, file: Path) -> None:
        self.tree = ast.parse(file.read_text("utf-8"))
        self.scopes: list[ast.AST] = [self.tree]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef):
                self.scopes.append(node)

    def functions(self) -> Iterator[ast.FunctionDef]:
        return (scope for scope in self.scopes if isinstance(scope, ast.FunctionDef))

    def assigned(self, name: str, scope: ast.AST) -> Iterator[ast.expr]:
        """Every expression that ``name`` is given in the function, else in the module."""
        for place in (scope, self.tree):
            found = [
                node.value
                for node in (ast.walk(place) if place is scope else ast.iter_child_nodes(place))
                if isinstance(node, ast.Assign)
                and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
            ]
            if found:
                yield from found
                return

    def templates(self, node: ast.expr, scope: ast.AST) -> Iterator[str]:
        """The texts that an expression can be, with {0}, {1} … for what is filled in."""
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.JoinedStr():
                yield _template(node)
            case ast.IfExp():
                yield from self.templates(node.body, scope)
                yield from self.templates(node.orelse, scope)
            case ast.Name():
                for value in self.assigned(node.id, scope):
                    yield from self.templates(value, scope)
            case ast.Call(func=ast.Name(id=name)):
                for function in self.functions():
                    if function.name == name:
                        yield from self.returned(function)

    def returned(self, function: ast.FunctionDef) -> Iterator[str]:
        for node in ast.walk(function):
            if isinstance(node, ast.Return) and node.value is not None:
                parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
                for part in parts:
                    yield from self.templates(part, function)

    def said_in_errors(self) -> Iterator[str]:
        """Message and remedy of every error the module makes."""
        for scope in self.scopes:
            nodes = ast.walk(scope) if scope is not self.tree else _outside_functions(self.tree)
            for node in nodes:
                if isinstance(node, ast.Call) and _name(node.func).endswith("Error"):
                    remedies = [word.value for word in node.keywords if word.arg == "remedy"]
                    for expression in [*node.args[:1], *remedies]:
                        yield from self.templates(expression, scope)

    def said_in_functions(self) -> Iterator[str]:
        """Every text of several words in the module's functions, docstrings aside."""
        for function in self.functions():
            inner = {
                id(part)
                for node in ast.walk(function)
                if isinstance(node, ast.JoinedStr)
                for part in node.values
            }
            for statement in function.body:
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                    continue
                for node in ast.walk(statement):
                    if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in inner:
                        yield from (
                            text for text in self.templates(node, function) if " " in text.strip(", ")
                        )


def _outside_functions(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from ast.walk(node)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _template(node: ast.JoinedStr) -> str:
    parts, place = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{place}}}")
            place += 1
    return "".join(parts)


def sentences() -> list[str]:
    """All of them, sorted; only those with words of their own."""
    found: set[str] = set()
    for file in sorted([*CORE.rglob("*.py"), *WINDOW.rglob("*.py")]):
        name = file.relative_to(CORE if file.is_relative_to(CORE) else WINDOW).as_posix()
        if name.startswith(LEFT_OUT) or "migrations/versions" in name:
            continue
        module = Module(file)
        found.update(module.said_in_errors())
        if name in SPEAKERS:
            found.update(module.said_in_functions())
    return sorted(text for text in found if any(letter.isalpha() for letter in text) and " " in text)


def written() -> str:
    """The module as it should be."""
    lines = [f'    _T("core", {json.dumps(text, ensure_ascii=False)}),\n' for text in sentences()]
    return f"{HEAD}{''.join(lines)})\n"


def write() -> None:
    TARGET.write_text(written(), "utf-8")
