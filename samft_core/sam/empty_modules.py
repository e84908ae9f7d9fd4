"""Making a module whose weights are loaded right after, without the random numbers that layers start with.

PyTorch's meta device would leave them out, too, but whatever is drawn or computed there imports PyTorch's
compiler and sympy: two seconds of every process that loads a model. It is for what is too large to be made
twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

_DRAWS = {
    *("normal_", "uniform_", "trunc_normal_", "kaiming_normal_", "kaiming_uniform_"),
    *("xavier_normal_", "xavier_uniform_"),
}
"""What fills a tensor with random numbers, by its name in ``torch.nn.init`` and among a tensor's methods."""


class _NothingDrawn(TorchFunctionMode):
    """Leaves tensors as they are where random numbers are asked for."""

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        named = kwargs or {}
        if func.__name__ in _DRAWS:
            return named["tensor"] if "tensor" in named else args[0]
        if func is torch.randn:
            return torch.zeros(*args, **named)
        return func(*args, **named)


@contextmanager
def empty_modules() -> Iterator[None]:
    """The weights of modules that are made inside are whatever their memory holds; no numbers are drawn."""
    with _NothingDrawn():
        yield
