"""One fine-tuning run from ground truth to a measured model version, through ``fine_tune``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from samft_core import __version__, policy
from samft_core.atomic import make_folder
from samft_core.dataset import GoodImage, LeftOut, Manifest, Sample, build_manifest, gather
from samft_core.disk import disk_error
from samft_core.errors import CancelledError, ImageError, SamftError, TrainingError
from samft_core.models.registry import load_model
from samft_core.models.sam import SamModel
from samft_core.progress import CancelToken
from samft_core.store.project import Project
from samft_core.store.records import RunRecord, RunState, VersionRecord, VersionState
from samft_core.training import events
from samft_core.training.looking import Look, look
from samft_core.training.plan import Plan, Seen, make_plan, plan_of
from samft_core.training.recipe import Recipe, recipe_from
from samft_core.training.rundir import RunFolder
from samft_core.training.sources import Images
from samft_core.training.tune import Tuning

OnEvent = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Preflight:
    """What a run would work on, and the device; without a forecast in ``look`` it cannot start."""

    look: Look
    device: str


def preflight(project: Project, recipe: Recipe) -> Preflight:
    """Look before a run: data, device, time and memory, without touching anything."""
    from samft_core.devices import choose_device  # noqa: PLC0415 - asks torch only when called

    device = choose_device("auto", model=project.base_model.name).reason
    return Preflight(look(project, recipe), device)


def fine_tune(
    project: Project,
    recipe: Recipe | None = None,
    *,
    seed: int = 0,
    on_event: OnEvent = lambda _: None,
    cancel: CancelToken | None = None,
    resume_run: int | None = None,
    device: str = "auto",
    model: SamModel | None = None,
) -> events.RunFinished:
    """Fine-tune on the project's ground truth, measure, judge and add a model version.

    ``resume_run`` goes on with a cancelled or interrupted run, with its own recipe, seed and data. Events go
    to ``on_event`` and into the run's folder. ``model`` is the project's base model where it is loaded
    already. Raises CancelledError (the run can be resumed) and SamftError.
    """
    policy.require("fine_tune", project.inspector)
    started = time.monotonic()
    with only_run(project):
        run, manifest, plan, recipe, left_out = _begin(project, recipe, seed=seed, resume_run=resume_run)
        folder = RunFolder(run.folder)

        def say(event: Any) -> None:
            folder.log(event)
            on_event(event)

        if left_out:
            say(events.ImagesLeftOut(images=[image.text for image in left_out]))
        with _settled(project, run, say) as tuning_step:
            model = model or load_model(project.base_model, device=device)
            active = project.active_version()
            tuning = Tuning(
                project=project, run=run, recipe=recipe, manifest=manifest, plan=plan, model=model,
                active=active, say=say, cancel=cancel or CancelToken(), position=tuning_step,
            )  # fmt: skip
            outcome = tuning.work()
            version = _add_version(project, run, outcome.card, outcome.offered, outcome.build)
            finished = events.RunFinished(
                run_id=run.id,
                version=version.name,
                offered=outcome.offered,
                comparison=outcome.card["comparison"],
                report=str(version.folder / "report.html"),
                seconds=time.monotonic() - started,
            )
            project.finish_run(run.id, RunState.FINISHED)
            say(finished)
            return finished


@contextmanager
def only_run(project: Project) -> Iterator[None]:
    """Let one run at a time work on a project; runs that a crash left over are marked interrupted."""
    make_folder(project.runs_dir)
    lock = FileLock(project.runs_dir / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise TrainingError(
            "Another fine-tuning run is working on this project",
            path=project.folder,
            remedy="Wait for it to finish, or cancel it.",
        ) from None
    try:
        mark_interrupted(project)
        yield
    finally:
        lock.release()


def mark_interrupted(project: Project) -> None:
    """Note that runs which still count as running ended without a word; call it while none is running."""
    for run in project.runs():
        if run.state is RunState.RUNNING:
            why = "The program or the PC stopped during the run"
            project.finish_run(run.id, RunState.INTERRUPTED, why)


def _begin(
    project: Project, recipe: Recipe | None, *, seed: int, resume_run: int | None
) -> tuple[RunRecord, Manifest, Plan, Recipe, list[LeftOut]]:
    if resume_run is not None:
        run = project.resume_run(resume_run)
        if run.manifest_digest is None:
            remedy = "Start a new run."
            raise TrainingError("The run has no data to go on with", path=run.folder, remedy=remedy)
        manifest = project.load_manifest(run.manifest_digest)
        return run, manifest, plan_of(manifest), recipe_from(run.recipe), []
    if recipe is None:
        raise TrainingError("A new run needs a recipe", path=project.folder, remedy="Choose auto.")
    left_out = _note_digests(project)
    manifest, away = gather(project)
    left_out += [image for image in away if image.image_id not in {known.image_id for known in left_out}]
    damaged = {image.image_id for image in left_out}
    manifest = Manifest(
        tuple(sample for sample in manifest.samples if sample.image_id not in damaged),
        tuple(image for image in manifest.good if image.image_id not in damaged),
    )
    recipe = recipe.for_masks(len(manifest.samples))
    active = project.active_version()
    plan = make_plan(manifest.samples, seed=seed, seen=Seen.by(None if active is None else active.card))
    manifest = manifest.with_splits(fit.split for fit in plan.fits if fit.split.held_out)
    digest = project.freeze_manifest(manifest)
    run = project.start_run(recipe=recipe.model_dump(mode="json"), seed=seed, manifest_digest=digest)
    about = {
        "seed": seed,
        "manifest_digest": digest,
        "program": f"SAMFT {__version__}",
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    RunFolder(run.folder).describe(recipe=recipe, manifest=manifest, about=about)
    return run, manifest, plan, recipe, left_out


def _note_digests(project: Project) -> list[LeftOut]:
    """Fix each image to its pixels, so that a run can tell when a file was replaced.

    Returns those that cannot be decoded: one damaged file must not end a run after its last fold.
    """
    images = Images()
    left_out: list[LeftOut] = []
    manifest = build_manifest(project)
    used: list[Sample | GoodImage] = [*manifest.samples, *manifest.good]
    for image in {image.image_id: image for image in used}.values():
        if image.pixel_digest is not None:
            continue
        try:
            project.record_digest(image.image_id, images.digest(image))
        except (ImageError, TrainingError) as error:
            left_out.append(LeftOut(image.image_id, image.path, error.message))
    return left_out


def _failed(project: Project, run: RunRecord, error: SamftError, say: OnEvent) -> None:
    project.finish_run(run.id, RunState.FAILED, str(error))
    # The run's own log may lie on the disk that is full: who waits for the event must get it all the same.
    with suppress(OSError):
        say(events.RunFailed(run_id=run.id, message=error.message, remedy=error.remedy))


@contextmanager
def _settled(project: Project, run: RunRecord, say: OnEvent) -> Iterator[list[int]]:
    """See that the run does not stay "running", whatever happens. Yields a list that ends with the step."""
    position: list[int] = [0]
    try:
        yield position
    except CancelledError:
        project.finish_run(run.id, RunState.CANCELLED)
        say(events.RunCancelled(run_id=run.id, step=position[-1]))
        raise
    except OSError as refused:
        error = disk_error(refused)
        _failed(project, run, error, say)
        raise error from refused
    except SamftError as error:
        _failed(project, run, error, say)
        raise
    finally:
        if project.run(run.id).state is RunState.RUNNING:
            project.finish_run(run.id, RunState.INTERRUPTED, "The run ended with an unexpected error")


def _add_version(
    project: Project,
    run: RunRecord,
    card: dict[str, Any],
    offered: bool,
    build: Callable[[Path, dict[str, Any]], None],
) -> VersionRecord:
    card = card | {
        "run": run.name,
        "who": project.inspector,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": f"SAMFT {__version__}",
    }
    return project.add_version(
        card["version"],
        folder_builder=lambda folder: build(folder, card),
        run_id=run.id,
        card=card,
        state=VersionState.CANDIDATE if offered else VersionState.REFUSED,
    )
