"""Write docs/prompt-states.md from the table of what becomes of prompts and their answers.

``python packaging/docs/write_prompt_states.py`` writes the page; ``--check`` only says whether it is current
(exit code 1 where it is not).
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "prompt-states.md"
sys.path.insert(0, str(ROOT))

from app.controllers.prompt_states import TRANSITIONS, PromptAction, PromptEvent, PromptState  # noqa: E402

INTRODUCTION = """\
# From prompts to a mask: the states

<!-- Written by packaging/docs/write_prompt_states.py from the table in app/controllers/prompt_states.py. -->

Prompts (a box, points) lie on the image in view, and the model versions answer them one after the other.
What an answer is for depends on what happened before: it may be shown only, become a new object, replace the
mask of an object, or refine the mask that was taken. `PromptMachine` in `app/controllers/prompt_states.py`
decides that, and nothing else does. `app/controllers/prompting.py` sends the events of boxes, points and
requests; `app/controllers/mask_choice.py` those of answers, chosen masks and objects, and does what the table
says. `tests/app/controllers/test_prompt_states.py` walks every state with every event.

| State | The prompts |
|---|---|
| **idle** | There are none, or only those of the selected object, as they were when its mask was taken. |
| **open** | Prompts of a new object. The versions' masks are shown; none has been taken. |
| **awaited** | The same, and one version's mask becomes the object as soon as that version has answered. |
| **editing** | Those of an object have changed; the preferred version's next answer becomes its mask. |
| **taken** | An answer is an object's mask. A refined answer replaces it, unless the mask was changed. |

Each row below is an event, each column the state it finds. A cell names the state that follows, and what is
done.
"""


def page() -> str:
    """The page as it should be."""
    lines = [
        INTRODUCTION,
        "| Event | " + " | ".join(PromptState) + " |",
        "|---" * (1 + len(PromptState)) + "|",
    ]
    for event in PromptEvent:
        cells = [_cell(state, event) for state in PromptState]
        lines.append(f"| {event[0].upper()}{event[1:]} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(state: PromptState, event: PromptEvent) -> str:
    transition = TRANSITIONS[state, event]
    follows = "–" if transition.to is state else f"**{transition.to}**"
    return follows if transition.action is PromptAction.NOTHING else f"{follows}; {transition.action}"


if __name__ == "__main__":
    from generated_page import run

    sys.exit(run(PAGE, page, script=__file__, description=__doc__))
