"""Broken settings, policies and recipes."""

from __future__ import annotations

import inspect
import json
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.faults import children
from tests.faults.broken_content import broken_bytes, broken_json


def settings_attempt(rng: random.Random, _prepared: Path, own: Path) -> Callable[[], Any]:
    def work() -> int:
        from app.settings.settings import Settings

        for ending in (".ini", ".json"):
            file = own / f"window{ending}"
            first = Settings(file)
            _use_settings(first)
            first.sync()
            for written in own.glob("window*"):
                data = written.read_bytes()
                written.write_bytes(_broken_settings(data, rng))
            second = Settings(file)
            _read_settings(second)
            _use_settings(second)
            second.sync()
        return 0

    return work


def _broken_settings(data: bytes, rng: random.Random) -> bytes:
    """A file of settings with faults; what an earlier turn broke already is broken a little more."""
    if rng.random() < 0.8:
        with suppress(ValueError, RecursionError):
            return broken_json(json.loads(data), rng)
    return broken_bytes(data, rng)


def _use_settings(settings: Any) -> None:
    settings.inspector = "ada"
    settings.language = "en"
    settings.scheme = "dark"
    settings.add_recent_project(Path("/nowhere/project"))
    settings.set_key("image.next", "N")
    settings.set_arrangement("side", {"tab": "view.annotate"})


def _read_settings(settings: Any) -> None:
    from app.settings.settings import Number

    for name in dir(type(settings)):
        if isinstance(inspect.getattr_static(settings, name), property | Number):
            getattr(settings, name)
    settings.key_for("image.next", "N")
    settings.layout("window")
    settings.arrangement("side")


POLICY = {
    "paths": {"projects": "/srv/samft", "cache": "/srv/cache", "log": "~/log"},
    "roles": {"activate": ["ada", "group:engineers"], "export": ["account:bob"]},
    "gpu": False,
    "packs_must_be_signed": False,
    "trusted_keys": [],
    "kiosk": {"project": "/srv/line1", "leave_key": "Ctrl+Alt+Shift+Q"},
}


def policy_attempt(rng: random.Random, _prepared: Path, own: Path) -> Callable[[], Any]:
    file = own / "policy.json"
    file.write_bytes(broken_json(POLICY, rng))
    return children.command("policy", "check", file)


def recipe_attempt(rng: random.Random, _prepared: Path, _own: Path) -> Callable[[], Any]:
    def work() -> int:
        from samft_core.errors import SamftError
        from samft_core.training.recipe import read_recipe, recipe_named

        text = broken_json(recipe_named("auto").model_dump(mode="json"), rng).decode("utf-8", "replace")
        try:
            read_recipe(text).for_masks(10)
        except SamftError as error:
            return error.exit_code
        return 0

    return work
