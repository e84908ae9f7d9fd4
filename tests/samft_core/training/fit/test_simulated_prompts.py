from __future__ import annotations

import numpy as np
import torch

from samft_core.training.fit.simulated_prompts import PromptBatch, SimulatedPrompts
from samft_core.training.recipe import Corrections

CONTENT = torch.ones(2, 256, 256)
CONTENT[:, 192:] = 0


def target() -> torch.Tensor:
    found = torch.zeros(2, 256, 256)
    found[:, 40:80, 100:160] = 1
    return found


def prompts(recipe: Corrections, *, step: int = 1, seed: int = 0) -> SimulatedPrompts:
    boxes = torch.tensor([[400.0, 160.0, 640.0, 320.0]] * 2)
    return SimulatedPrompts(recipe, boxes, target(), CONTENT, step=step, seed=seed)


def test_without_rounds_the_box_is_all_that_is_asked() -> None:
    simulated = prompts(Corrections())
    assert simulated.rounds == 1
    assert simulated.current == PromptBatch(simulated.current.boxes)


def test_a_point_falls_where_most_is_wrong_and_says_what_is_missing() -> None:
    simulated = prompts(Corrections(rounds=3))
    assert simulated.rounds == 4
    answer = target() * 20 - 10
    answer[0, 40:80, 130:160] = -10  # half is missing
    answer[1, 100:150, 10:60] = 10  # too much elsewhere
    answer[1, 200:256] = 10  # padding is never wrong
    simulated.update(answer)
    places, signs = simulated.current.places, simulated.current.signs
    assert places is not None and signs is not None and simulated.current.mask_inputs is not None
    assert simulated.current.boxes is not None
    assert torch.equal(simulated.current.mask_inputs[:, 0], answer)
    assert signs.tolist() == [[1], [0]]
    (x, y), (x2, y2) = places[:, 0].tolist()
    assert 130 * 4 < x < 160 * 4 and 40 * 4 < y < 80 * 4
    assert 10 * 4 < x2 < 60 * 4 and 100 * 4 < y2 < 150 * 4
    simulated.update(answer)
    assert simulated.current.places is not None and simulated.current.places.shape == (2, 2, 2)


def test_a_perfect_answer_is_confirmed_on_the_object() -> None:
    simulated = prompts(Corrections(rounds=1))
    simulated.update(target() * 20 - 10)
    assert simulated.current.signs is not None and simulated.current.signs.tolist() == [[1], [1]]


def test_pairs_are_drawn_from_both_kinds_of_error() -> None:
    simulated = prompts(Corrections(rounds=1, points="pair", mask_share=0.0))
    answer = target() * 20 - 10
    answer[:, 40:80, 100:130] = -10
    answer[:, 0:20, 0:20] = 10
    simulated.update(answer)
    assert simulated.current.mask_inputs is None
    assert simulated.current.places is not None and simulated.current.signs is not None
    assert simulated.current.signs.tolist() == [[1, 0]] * 2
    more, less = simulated.current.places[:, 0].numpy() / 4, simulated.current.places[:, 1].numpy() / 4
    assert np.all((more >= [100, 40]) & (more < [130, 80]))
    assert np.all(less < 20)


def test_a_point_or_the_box_starts_in_turn() -> None:
    recipe = Corrections(rounds=1, start="alternate")
    first, second = prompts(recipe, step=0), prompts(recipe, step=1)
    assert first.current.boxes is None and first.current.signs is not None
    assert first.current.signs.tolist() == [[1], [1]]
    assert second.current.boxes is not None and second.current.places is None


def test_a_share_of_the_steps_has_rounds_the_same_ones_again() -> None:
    recipe = Corrections(rounds=2, share=0.5)
    rounds = [prompts(recipe, step=step).rounds for step in range(60)]
    assert rounds == [prompts(recipe, step=step).rounds for step in range(60)]
    assert set(rounds) == {1, 3} and 15 < rounds.count(3) < 45


def test_an_empty_target_still_gets_a_point() -> None:
    simulated = SimulatedPrompts(
        Corrections(rounds=1), torch.zeros(1, 4), torch.zeros(1, 256, 256), CONTENT[:1], step=0, seed=0
    )
    simulated.update(torch.full((1, 256, 256), -5.0))
    assert simulated.current.signs is not None and simulated.current.signs.tolist() == [[0]]
