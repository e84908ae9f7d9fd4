from __future__ import annotations

import runpy
from pathlib import Path

from app.controllers.prompt_states import TRANSITIONS, PromptEvent, PromptState

ROOT = Path(__file__).parent.parent.parent.parent
PAGE = ROOT / "docs" / "prompt-states.md"


def test_the_page_is_current() -> None:
    page = runpy.run_path(str(ROOT / "packaging" / "docs" / "write_prompt_states.py"))["page"]()
    assert PAGE.read_text("utf-8") == page, "run packaging/docs/write_prompt_states.py"


def test_every_state_and_every_event_has_its_place() -> None:
    text = PAGE.read_text("utf-8")
    assert all(f"| **{state}** |" in text for state in PromptState)
    rows = [line for line in text.splitlines() if line.count(" | ") == len(PromptState)]
    assert len(rows) == 1 + len(PromptEvent)
    assert len(TRANSITIONS) == len(PromptState) * len(PromptEvent)
