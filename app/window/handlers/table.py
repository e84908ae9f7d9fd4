"""The type of the tables from action id to call."""

from __future__ import annotations

from collections.abc import Callable

from app.actions.ids import ActionId

Handler = Callable[..., object]
"""Called when the action is triggered: with its new state where it is checkable, with nothing otherwise."""

HandlerTable = dict[ActionId, Handler]
