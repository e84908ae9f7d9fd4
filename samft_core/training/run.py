"""One fine-tuning run from ground truth to a measured model version, through ``fine_tune``."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from filelock import FileLock, Timeout

from samft_core import __version__
from samft_core.dataset.build import LeftOut, build_manifest, gather
from samft_core.dataset.image_reader import Images
from samft_core.errors import CancelledError, SamftError, TrainingError
from samft_core.files.atomic import make_folder
from samft_core.files.disk_errors import disk_error
from samft_core.files.strict_json import JsonError, read_json
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress, Progress, Stage
from samft_core.project.manifest import Manifest
from samft_core.project.project import Project
from samft_core.project.records import RunRecord, RunState, VersionRecord, VersionState
from samft_core.sam.decoder_files import DECODER_FILE
from samft_core.sam.gpu_failure import first_line, gpu_failure
from samft_core.sam.model import SamModel
from samft_core.sam.registry import load_model
from samft_core.security import it_policy
from samft_core.training import events
from samft_core.training.assess.extent import WHOLE, AssessmentExtent
from samft_core.training.assess.model_card import TrainingResult
from samft_core.training.assess.report_data import HTML, reported, write_reports
from samft_core.training.context import Reporter, RunContext
from samft_core.training.estimate.phases import phases_before_plan
from samft_core.training.estimate.preflight import DataPreflight, preflight_data, seen_by
from samft_core.training.estimate.throughput import keep_throughput
from samft_core.training.image_check import (
    Checked,
    check_images,
    explained,
    left_out_from,
    left_out_json,
    note_digests,
)
from samft_core.training.plan import Plan, RunData, make_plan, plan_of
from samft_core.training.recipe import Recipe, recipe_from
from samft_core.training.run_folder import RunFolder
from samft_core.training.run_progress import RunProgress
from samft_core.training.trainer import Trainer

OnEvent = Callable[[Any], None]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preflight:
    """What a run would work on, and the device; without a cost in ``data`` it cannot start."""

    data: DataPreflight
    device: str
    checked: Checked


def preflight(project: Project, recipe: Recipe, cancel: CancelToken | None = None) -> Preflight:
    """Look before a run: data, device, time and memory, and every image that it will read.

    Touches nothing. Raises CancelledError.
    """
    from samft_core.sam.devices import choose_device  # noqa: PLC0415 - asks torch only when called

    device = choose_device("auto", model=project.base_model.name).reason
    return Preflight(
        preflight_data(project, recipe), device, check_images(build_manifest(project), cancel=cancel)
    )


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
    checked: Checked | None = None,
    extent: AssessmentExtent = WHOLE,
) -> events.RunFinished:
    """Fine-tune on the project's ground truth, measure, decide and add a model version.

    ``resume_run`` goes on with a cancelled or interrupted run, with its own recipe, seed and data. Events go
    to ``on_event`` and into the run's folder. ``model`` is the project's base model where it is loaded
    already. ``checked`` is what reading its images showed, where that was done just now; images that cannot
    be used are left out and named. ``extent`` is how much is asked about the version. Raises CancelledError
    (the run can be resumed) and SamftError.
    """
    # First of all: whoever may not fine-tune need not wait for a check of the images.
    it_policy.require("fine_tune", project.inspector)
    started = time.monotonic()
    with only_run(project):
        token = cancel or CancelToken()

        progress = RunProgress()

        def check(manifest: Manifest) -> Checked:
            late = _late(on_event, progress, lambda: _expected_s(project, recipe))
            return checked or check_images(manifest, on_progress=late, cancel=token)

        if resume_run is None:
            begun = _begin(project, recipe, seed=seed, check=check)
        else:
            begun = _resumed(project, resume_run, check)
        run = begun.run
        say = _EventLog(RunFolder(run.folder), on_event, progress)
        if begun.left_out:
            say(events.ImagesLeftOut(images=[image.text for image in begun.left_out]))
        with _settled(project, run, say):
            context = RunContext(
                project=project,
                run=run,
                recipe=begun.recipe,
                data=RunData(begun.manifest, begun.plan, begun.left_out),
                model=model or load_model(project.base_model, device=device),
                active=project.versions.active(),
                reporter=Reporter(say, token, progress.plan),
                extent=extent,
            )
            result = _trained(context)
            if result.throughput is not None:
                keep_throughput(project.base_model.name, result.throughput)
            version = _write_version(project, begun, result)
            finished = events.RunFinished(
                run_id=run.id,
                version=version.name,
                offered=result.comparison.gate.offered,
                comparison=version.card.comparison,
                messages=list(version.card.messages),
                report=str(version.folder / HTML),
                seconds=time.monotonic() - started,
            )
            project.runs.finish(run.id, RunState.FINISHED)
            say(finished)
            return finished


def _trained(context: RunContext) -> TrainingResult:
    """Work the run off; where the GPU fails, what is left is done on the CPU, from the last checkpoint on."""
    try:
        return Trainer(context).run()
    except RuntimeError as error:
        if context.model.device.type == "cpu" or gpu_failure(error) is None:
            raise
        _log.exception("The GPU failed in the middle of a run")
        reason = first_line(error)
    # Outside the handler, whose error keeps what lies on the GPU alive.
    message = Message("run.goes_on_without_gpu", reason=reason)
    context.reporter.say(events.DeviceChanged(message=message))
    # In the precision of GPUs: its embeddings have the name of those that the run began with.
    model = load_model(context.project.base_model, device="cpu", precision="f32")
    result = Trainer(replace(context, model=model)).run()
    # What the CPU took says nothing of the next run, which begins on the GPU.
    return replace(result, throughput=None)


@contextmanager
def only_run(project: Project) -> Iterator[None]:
    """Let one run at a time work on a project; runs that a crash left over are marked interrupted."""
    make_folder(project.runs.folder)
    lock = FileLock(project.runs.folder / ".lock")
    try:
        # No waiting: a second run would start minutes later, on data that nobody looked at before it.
        lock.acquire(timeout=0)
    except Timeout:
        raise TrainingError(
            Message("run.another"),
            path=project.folder,
            remedy=Message("remedy.wait_or_cancel"),
        ) from None
    try:
        # Under the lock no run can be alive, so whatever still counts as running was cut off.
        mark_interrupted(project)
        yield
    finally:
        lock.release()


def mark_interrupted(project: Project) -> None:
    """Note that runs which still count as running ended without a word; call it while none is running."""
    for run in project.runs.all():
        if run.state is RunState.RUNNING:
            why = Message("run.interrupted")
            project.runs.finish(run.id, RunState.INTERRUPTED, why)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A run that is noted, and everything that was decided before."""

    run: RunRecord
    manifest: Manifest
    plan: Plan
    recipe: Recipe
    left_out: tuple[LeftOut, ...]


def _resumed(project: Project, run_id: int, check: Callable[[Manifest], Checked]) -> _Begun:
    run = project.runs.get(run_id)
    if run.manifest_digest is None:
        remedy = Message("remedy.new_run")
        raise TrainingError(Message("run.no_data"), path=run.folder, remedy=remedy)
    manifest = project.runs.load_manifest(run.manifest_digest)
    left_out = check(manifest).left_out
    masked = set(manifest.image_ids)
    # A frozen manifest is what the card names; a run must not finish on less than it says.
    needed = next((image for image in left_out if image.image_id in masked), None)
    if needed is not None:
        remedy = Message("remedy.put_file_back_or_start")
        raise TrainingError(
            Message("run.cannot_go_on", reason=needed.reason), path=needed.path, remedy=remedy
        )
    run = project.runs.resume(run_id)
    before = _begun_without(run)
    known = {image.image_id for image in left_out}
    left_out = (*(image for image in before if image.image_id not in known), *left_out)
    return _Begun(run, manifest, plan_of(manifest), recipe_from(run.recipe), left_out)


def _begun_without(run: RunRecord) -> list[LeftOut]:
    """The images that a run was begun without."""
    try:
        about = read_json(run.folder / "run.json")
        return [left_out_from(image) for image in about.get("left_out", ())]
    except (OSError, JsonError, ValueError, KeyError, TypeError, AttributeError):
        return []  # a run of an earlier version, or a folder that lost it


def _begin(
    project: Project, recipe: Recipe | None, *, seed: int, check: Callable[[Manifest], Checked]
) -> _Begun:
    if recipe is None:
        raise TrainingError(
            Message("run.no_recipe"), path=project.folder, remedy=Message("remedy.choose_auto")
        )
    whole, away = gather(project)
    checked = check(whole)
    left_out = (*away, *checked.left_out)
    # Before anything is left out: a picture that was exchanged is known from now on, used or not.
    note_digests(project, whole, checked)
    manifest = checked.usable(whole)
    # After images were left out: how much rehearsal and how many views there are depends on what
    # remains.
    recipe = recipe.for_base(project.base_model.name).for_masks(len(manifest.samples))
    seen = seen_by(project, project.versions.active())
    try:
        plan = make_plan(manifest.samples, seed=seed, seen=seen)
    except TrainingError as error:
        raise explained(error, left_out) from error
    manifest = manifest.with_splits(fit.split for fit in plan.fits if fit.split.held_out)
    digest = project.runs.freeze_manifest(manifest)
    run = project.runs.start(recipe=recipe.model_dump(mode="json"), seed=seed, manifest_digest=digest)
    about = {
        "seed": seed,
        "manifest_digest": digest,
        "program": f"SAMFT {__version__}",
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "left_out": [left_out_json(image) for image in left_out],
    }
    RunFolder(run.folder).describe(recipe=recipe, manifest=manifest, about=about)
    return _Begun(run, manifest, plan, recipe, left_out)


CHECK_QUIETLY_S = 2.0
"""Checking the images of a small project is over before anybody would read about it."""


def _late(on_event: OnEvent, run: RunProgress, expected_s: Callable[[], float | None]) -> OnProgress:
    """Progress as events, once it has gone on for a while."""
    started = time.monotonic()
    planned = False

    def report(progress: Progress) -> None:
        nonlocal planned
        if time.monotonic() - started <= CHECK_QUIETLY_S:
            return
        if not planned:
            planned = True
            seconds = expected_s()
            run.plan([] if seconds is None else phases_before_plan(seconds))
        on_event(_of_whole_run(events.progress_event(progress), run))

    return report


def _expected_s(project: Project, recipe: Recipe | None) -> float | None:
    """How long a run may take, before its images were read; None where that is not known."""
    cost = None if recipe is None else preflight_data(project, recipe).cost
    return None if cost is None else cost.seconds


def _of_whole_run(event: events.StageProgress, run: RunProgress) -> events.StageProgress:
    """A stage's progress, and how far the whole run is with it."""
    run.report(event.stage, event.done, event.total, event.remaining_s)
    return event.model_copy(update={"run_share": run.fraction, "run_remaining_s": run.remaining_s})


def _failed(project: Project, run: RunRecord, error: SamftError, say: OnEvent) -> None:
    project.runs.finish(run.id, RunState.FAILED, str(error))
    # The run's own log may lie on the disk that is full: who waits for the event must get it all the same.
    with suppress(OSError):
        say(events.RunFailed(run_id=run.id, message=error.message, remedy=error.remedy))


class _EventLog:
    """Keeps each event in the run's folder and passes it on; ``step`` is the last finished one.

    The progress of a stage gets that of the whole run with it.
    """

    def __init__(self, folder: RunFolder, on_event: OnEvent, progress: RunProgress) -> None:
        self._folder = folder
        self._on_event = on_event
        self._progress = progress
        self.step = 0

    def __call__(self, event: Any) -> None:
        """Take an event."""
        if isinstance(event, events.StageProgress) and event.stage is Stage.TRAIN:
            self.step = event.done
        if isinstance(event, events.StageProgress):
            event = _of_whole_run(event, self._progress)
        elif isinstance(event, events.RunFinished):
            self._progress.finish()
        self._folder.log(event)
        self._on_event(event)


@contextmanager
def _settled(project: Project, run: RunRecord, say: _EventLog) -> Iterator[None]:
    """See that the run does not stay "running", whatever happens."""
    try:
        yield
    except CancelledError:
        project.runs.finish(run.id, RunState.CANCELLED)
        say(events.RunCancelled(run_id=run.id, step=say.step))
        raise
    except OSError as refused:
        error = disk_error(refused)
        _failed(project, run, error, say)
        raise error from refused
    except SamftError as error:
        _failed(project, run, error, say)
        raise
    finally:
        # Whatever else went through, a KeyboardInterrupt or a fault of the program.
        if project.runs.get(run.id).state is RunState.RUNNING:
            project.runs.finish(run.id, RunState.INTERRUPTED, Message("run.unexpected"))


def _write_version(project: Project, begun: _Begun, result: TrainingResult) -> VersionRecord:
    """Put the version into the project that the run was for, with its weights and its report."""
    folder = RunFolder(begun.run.folder)
    state = VersionState.CANDIDATE if result.comparison.gate.offered else VersionState.REFUSED
    # The name is given only here: a pack that was added during the run may have taken the next number.
    with project.versions.new_version() as new:
        card = result.card_of(new.name, run=begun.run.name, who=project.inspector)
        folder.write_metrics(result.metrics(card))
        shutil.copyfile(result.weights_folder / DECODER_FILE, new.folder / DECODER_FILE)
        write_reports(new.folder, reported(folder, begun.manifest, begun.plan, card, Images()))
        return new.add(card, run_id=begun.run.id, state=state)
