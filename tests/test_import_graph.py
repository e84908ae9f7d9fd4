"""No circle between modules, not even one that a lazy import or one for type checkers only hides."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
STANDING: set[frozenset[str]] = set()
"""Circles that are known. One that is gone is taken off this list, or the test fails."""


def modules(root: Path) -> dict[str, Path]:
    """Every module of the program by name."""
    found = {}
    for path in [*(root / "app").rglob("*.py"), *(root / "samft_core").rglob("*.py")]:
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(root: Path) -> dict[str, set[str]]:
    """What each module imports, at its top, inside a function or for type checkers."""
    known = modules(root)
    graph = {}
    for name, path in known.items():
        targets: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                targets.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                for alias in node.names:
                    whole = f"{node.module}.{alias.name}"
                    targets.add(whole if whole in known else node.module)
        graph[name] = (targets & known.keys()) - {name}
    return graph


def reached(graph: dict[str, set[str]], start: str) -> set[str]:
    """The modules that ``start`` imports, directly or through others."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for target in graph[waiting.pop()] - found:
            found.add(target)
            waiting.append(target)
    return found


def circles(graph: dict[str, set[str]]) -> set[frozenset[str]]:
    """The sets of modules that import each other, directly or through others."""
    reach = {name: reached(graph, name) for name in graph}
    in_one = {name for name in graph if name in reach[name]}
    return {frozenset(other for other in in_one & reach[name] if name in reach[other]) for name in in_one}


def test_modules_import_each_other_in_one_direction() -> None:
    assert circles(imports(ROOT)) == STANDING


def test_a_circle_is_found_however_it_hides(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "samft_core" / "a").mkdir(parents=True)
    (tmp_path / "samft_core" / "a" / "__init__.py").touch()
    (tmp_path / "samft_core" / "one.py").write_text("def f() -> None:\n    from samft_core.a import two\n")
    (tmp_path / "samft_core" / "a" / "two.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from samft_core.three import X\n"
    )
    (tmp_path / "samft_core" / "three.py").write_text("import samft_core.one\nX = 1\n")
    (tmp_path / "samft_core" / "four.py").write_text("from samft_core.three import X\n")
    assert circles(imports(tmp_path)) == {
        frozenset({"samft_core.one", "samft_core.a.two", "samft_core.three"})
    }
