"""Broken inputs by the thousand, each in a child with limits: no crash, no hang, nothing outside touched."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults import children, hostile_names, shim
from tests.faults.broken_images import image_attempt, labelme_attempt, prepare_images, prepare_labelme
from tests.faults.broken_models import checkpoint_attempt, line_attempt, prepare_checkpoints
from tests.faults.broken_projects import database_attempt, pack_attempt, prepare_database, prepare_packs
from tests.faults.broken_settings import policy_attempt, recipe_attempt, settings_attempt
from tests.faults.kills import Tally

MEMORY = 2 * children.GIGABYTE
KNOWN_CODES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 130}
"""The documented exit codes, and what the command line may add to them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input: ``prepare`` once, then for each try a broken one and what is done with it."""

    name: str
    prepare: Callable[[Path], None]
    attempt: Callable[[random.Random, Path, Path], Callable[[], Any]]
    """Of a generator, the prepared folder and the try's own folder: writes the input, returns the work."""
    modules: tuple[str, ...] = ()
    """What is imported once for all tries, besides what any command needs."""


def _nothing(place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)


KINDS = (
    Kind("images", prepare_images, image_attempt),
    Kind("labelme", prepare_labelme, labelme_attempt),
    Kind("database", prepare_database, database_attempt),
    Kind(
        "hostile names",
        hostile_names.prepare,
        hostile_names.attempt,
        ("samft_core.distribution.model_packs",),
    ),
    Kind("settings", _nothing, settings_attempt, ("app.settings.settings",)),
    Kind("policies", _nothing, policy_attempt),
    Kind("recipes", _nothing, recipe_attempt, ("samft_core.training.recipe",)),
    Kind("engine lines", _nothing, line_attempt, ("samft_core.engine.process",)),
    Kind(
        "packs",
        prepare_packs,
        pack_attempt,
        ("samft_core.distribution.install_model_pack", *children.MODEL),
    ),
    Kind("checkpoints", prepare_checkpoints, checkpoint_attempt, (*children.MODEL, "torch._dynamo")),
)


def run_kind(kind: Kind, count: int, seed: int, place: Path) -> Tally:
    """Try ``count`` broken inputs of one kind; a fault names the seed that makes it again."""
    tally = Tally(f"broken {kind.name}")
    prepared = place / kind.name.replace(" ", "-")
    children.preload(*kind.modules)
    children.must(lambda: kind.prepare(prepared))
    peak = 0
    for number in range(count):
        own = place / "own"
        own.mkdir()
        name = f"{seed}/{kind.name}/{number}"
        work = kind.attempt(random.Random(name), prepared, own)
        log = place / "outside.txt"
        log.unlink(missing_ok=True)

        def watched(work: Callable[[], Any] = work, own: Path = own, log: Path = log) -> Any:
            shim.watch([own, place / "tmp"], log)
            return work()

        outcome = children.run(watched, memory=MEMORY)
        tally.tries += 1
        peak = max(peak, outcome.peak_bytes)
        _judge(tally, outcome, name, log)
        shutil.rmtree(own, ignore_errors=True)
    tally.counts[f"peak MB {peak >> 20}"] += 1
    return tally


def _judge(tally: Tally, outcome: children.Outcome, name: str, log: Path) -> None:
    last = outcome.words.strip()[-900:]
    if outcome.hangs:
        tally.fault("hang", f"{name}: {outcome.seconds:.0f} s, {outcome.work_seconds:.0f} s of work: {last}")
    elif outcome.signal is not None:
        tally.fault("crash", f"{name}: signal {outcome.signal} {last}")
    elif outcome.traceback:
        tally.fault("traceback", f"{name}: {last}")
    elif outcome.code not in KNOWN_CODES:
        tally.fault("unknown exit code", f"{name}: {outcome.code} {last}")
    else:
        tally.counts["taken" if outcome.code == 0 else "refused"] += 1
    if outcome.peak_bytes > MEMORY:
        tally.fault("memory", f"{name}: {outcome.peak_bytes >> 20} MB")
    if log.exists() and log.stat().st_size:
        paths = sorted(set(log.read_text("utf-8", "replace").splitlines()))
        tally.fault("outside", f"{name}: {paths[:6]}")


def run_all(count: int, seed: int, names: tuple[str, ...] = ()) -> Iterator[Tally]:
    """``count`` broken inputs altogether, spread over the kinds."""
    chosen = [kind for kind in KINDS if not names or kind.name in names]
    with tempfile.TemporaryDirectory(prefix="samft-broken-") as folder:
        place = Path(folder)
        (place / "tmp").mkdir()
        tempfile.tempdir = str(place / "tmp")
        # PyTorch makes the folder of its compiler's cache; a program that started this one may have named it.
        os.environ["TORCHINDUCTOR_CACHE_DIR"] = str(place / "tmp" / "torchinductor")
        try:
            for kind in chosen:
                yield run_kind(kind, max(1, count // len(chosen)), seed, place)
        finally:
            tempfile.tempdir = None
