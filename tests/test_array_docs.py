"""Public functions of the core that take or give arrays say of which shape and dtype."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARRAY = re.compile(r"NDArray\[|np\.ndarray|\bTensor\b")
"""In an annotation. ``Mask`` and ``Rgb`` are not meant: the alias says both, once for all."""
TYPED_ARRAY = re.compile(r"NDArray\[np\.\w+\d+\]|NDArray\[np\.bool_\]")
CONTAINER = re.compile(r"(?i)^(dict|mapping|state)\[")
"""Weights by parameter name have the shapes of their parameters."""
SHAPE = re.compile(
    r"\b[\w/]+ x [\w`.]+|\bscalars?\b|\b(one|a) (value|number|score|weight) (per|for each|a) |\bsame shape|"
    r"\bof (any|the same) shape|\b[NKMCPQ\d] (scores|values|numbers|signs|float|bool|int|uint|boxes)"
)
DTYPE = re.compile(r"\b(u?int\d*|float\d*|bool|any (dtype|numeric|integer)|same dtype|whatever dtype)\b")


def functions(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, str]]:
    """Public functions and methods of public classes, each with the docstrings around it."""
    module = ast.get_docstring(tree) or ""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node, module
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            around = module + "\n" + (ast.get_docstring(node) or "")
            for member in node.body:
                if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                    yield member, around


def arrays_of(function: ast.FunctionDef) -> list[str]:
    """The annotations that hold an array whose shape is not said by a name."""
    arguments = function.args
    annotations = [
        argument.annotation for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    ]
    texts = [ast.unparse(annotation) for annotation in (*annotations, function.returns) if annotation]
    return [text for text in texts if ARRAY.search(text) and not CONTAINER.match(text)]


def missing(function: ast.FunctionDef, around: str) -> str:
    """What a function's docstring leaves out; empty where all is there or it takes no array."""
    arrays = arrays_of(function)
    if not arrays:
        return ""
    own = ast.get_docstring(function) or ""
    lacks = [] if SHAPE.search(own) else ["shape"]
    untyped = any(ARRAY.search(TYPED_ARRAY.sub("", text)) for text in arrays)
    if untyped and not DTYPE.search(own + around):
        lacks.append("dtype")
    return " and ".join(lacks)


def test_public_functions_say_shape_and_dtype_of_their_arrays() -> None:
    found = []
    for path in sorted((ROOT / "samft_core").rglob("*.py")):
        for function, around in functions(ast.parse(path.read_text("utf-8"))):
            lacks = missing(function, around)
            if lacks:
                found.append(f"{path.relative_to(ROOT)}:{function.lineno} {function.name}: {lacks}")
    assert not found, "\n".join(found)


def test_what_is_missing_is_found() -> None:
    source = '''
def bare(x: Tensor) -> Tensor:
    """Doubles it."""

def shaped(x: Tensor) -> Tensor:
    """N x 4 to the same shape."""

def whole(x: Tensor) -> NDArray[np.float32]:
    """float32 N x 4 to N x 2."""

def typed(x: NDArray[np.float32]) -> None:
    """Takes N x 4."""

def named(x: Mask) -> dict[str, Tensor]:
    """No array of a shape that is not known."""
'''
    lacks = {function.name: missing(function, around) for function, around in functions(ast.parse(source))}
    assert lacks == {"bare": "shape and dtype", "shaped": "dtype", "whole": "", "typed": "", "named": ""}
