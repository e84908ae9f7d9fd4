"""Answers of model versions as JSON, for boxes that wait in the project's database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.stores.prediction import Answer
from samft_core.engine.protocol import Proposal
from samft_core.errors import SamftError


def answers_to_json(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Plain data by version."""
    return {
        version: {
            "stage": answer.stage,
            "chosen": answer.chosen,
            "proposals": [proposal.model_dump() for proposal in answer.proposals],
        }
        for version, answer in answers.items()
    }


def answers_from_json(data: Any, *, width: int, height: int) -> dict[str, Answer]:
    """What ``answers_to_json`` wrote. An answer that is damaged or not of the image's size is left out.

    Its version is then simply asked again, so nothing is lost and nothing wrong is shown.
    """
    answers: dict[str, Answer] = {}
    if not isinstance(data, dict):
        return answers
    for version, kept in data.items():
        try:
            proposals = tuple(Proposal(**proposal) for proposal in kept["proposals"])
            masks = [proposal.rle() for proposal in proposals]
            fits = all((mask.width, mask.height) == (width, height) for mask in masks)
            chosen = int(kept["chosen"])
            if fits and 0 <= chosen < len(proposals):
                answers[version] = Answer(version, proposals, str(kept["stage"]), chosen)
        except (KeyError, TypeError, ValueError, SamftError):  # ValidationError is a ValueError
            continue
    return answers
