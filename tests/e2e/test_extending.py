"""Every command of the window does something: it has a handler, and no handler is left over."""

from __future__ import annotations

import pytest

from app.actions.specs import SPECS
from tests.e2e.conftest import Inspector


@pytest.mark.usefixtures("no_model")
def test_every_command_has_a_handler(inspector: Inspector) -> None:
    assert set(inspector.window.handlers.table()) == {spec.id for spec in SPECS}
