"""Write docs/gestures.md from the table of what each command and gesture may change.

``python packaging/docs/write_gestures.py`` writes the page; ``--check`` only says whether it is current
(exit code 1 where it is not).
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "gestures.md"
sys.path.insert(0, str(ROOT))

from app.actions.effects import EFFECTS, GESTURES, Effect, Effects  # noqa: E402
from app.actions.specs import SPECS  # noqa: E402

INTRODUCTION = """\
# What a gesture may change

<!-- Written by packaging/docs/write_gestures.py; change the table in app/actions/effects.py. -->

An inspector signs what SAMFT stores. So this table says for every command and every gesture on the picture
what it **may** change. A test (`tests/e2e/test_effects.py`) runs every command with an editor open, with a
current mask, with boxes waiting, and on an accepted, approved, good, returned and unreadable image, and
compares the project before and after, mask by mask and bit by bit: what changed must be in the table.

- **draft**: drafts and waiting boxes; nothing that counts yet.
- **ground truth**: an accepted mask or its class. The object is a draft again until it is accepted anew.
- **sign-off**: whether an image is accepted, good, approved or returned.
- **versions**: which model version is in use, or which there are.
- **project**: which images belong to the project, its rules, which objects are locked, files written
  outside it.

Four rules hold for all of them:

1. *What was answered waits.* A box stays in the project's database until its mask is taken or it is dropped:
   beside the next box, on another image, after *Esc*, after a restart. Taking and dropping can be undone.
2. *Nothing is decided over an open box or mask.* Accept, good and approve say what is open or waits and
   change nothing. The current mask alone is taken by *Return* and accepted with the others. Boxes that the
   program proposed and nobody touched go with the decision and come back with its undo.
3. *A decision is about what was seen.* It names the masks in view as they were read; where a colleague
   changed one meanwhile, nothing is decided and the newest state is shown. What a late answer, a colleague
   or another version in use has just replaced is taken, deleted and decided on once it was on the picture
   for a quarter of a second.
4. *Undo brings back what was signed,* with the name and the moment of whoever signed it. An approval is given
   anew after its image was changed, even where undo brought every pixel back.
"""


def page() -> str:
    """The page as it should be."""
    lines = [INTRODUCTION, "## Commands\n", "| Command | Key | " + _head(), _rule(2)]
    lines += [f"| {spec.text.rstrip('…')} | {_keys(spec.key)} | {_marks(EFFECTS[spec.id])}" for spec in SPECS]
    lines += ["\n## Gestures\n", "| Gesture | " + _head(), _rule(1)]
    lines += [f"| {gesture.name} | {_marks(gesture.changes)}" for gesture in GESTURES]
    return "\n".join(lines) + "\n"


def _head() -> str:
    return " | ".join(effect.value for effect in Effect) + " |"


def _rule(before: int) -> str:
    return "|" + "---|" * before + ":-:|" * len(Effect)


def _marks(changes: Effects) -> str:
    return " | ".join("✓" if effect in changes else "" for effect in Effect) + " |"


def _keys(keys: str) -> str:
    return ", ".join(f"`{key.strip()}`" for key in keys.split("; ") if key.strip())


if __name__ == "__main__":
    from generated_page import run

    sys.exit(run(PAGE, page, script=__file__, description=__doc__))
