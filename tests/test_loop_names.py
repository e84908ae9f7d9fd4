"""Loops name what they go over: ``one`` and ``thing`` say nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("samft_core", "app", "benchmarks", "packaging", "tests")
EMPTY = {"one", "it", "thing", "each", "obj", "stuff", "elem", "el"}


def loop_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of each variable that a loop or a comprehension binds."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            for target in ast.walk(node.target):
                if isinstance(target, ast.Name):
                    yield target.lineno, target.id


def test_loops_name_what_they_go_over() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line, name in loop_names(ast.parse(path.read_text("utf-8")))
        if name in EMPTY
    ]
    assert not found, "\n".join(found)
