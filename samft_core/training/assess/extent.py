"""How much is asked about a version before it may be offered."""

from __future__ import annotations

from dataclasses import dataclass

from samft_core.evaluation.box_adherence import PROBES_A_KIND
from samft_core.evaluation.forgetting import PICTURES
from samft_core.evaluation.simulated_clicks import PATIENCE


@dataclass(frozen=True, slots=True)
class AssessmentExtent:
    """The numbers that the gate's evidence was measured with; less is for trying out how a run works.

    ``probes_per_kind`` are boxes that show whether the box matters, ``pictures`` images (of the project,
    and as many of others) on which forgetting is looked for, ``clicks`` the most that correct a mask.
    """

    probes_per_kind: int = PROBES_A_KIND
    pictures: int = PICTURES
    clicks: int = PATIENCE


WHOLE = AssessmentExtent()
