"""``samft selftest``: every part of the installed program at work once, on three sample images.

The engine, the trainer and the window run as the processes that they are in daily use.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import Any, TypeVar

import numpy as np

from samft_core.engine.client import EngineClient
from samft_core.engine.protocol import Encoded, Failed, Predicted, Reply
from samft_core.errors import DeviceError, SamftError
from samft_core.formats.mask_files import read_mask
from samft_core.formats.mvtec import import_category
from samft_core.imaging.image_io import read_image
from samft_core.imaging.masks import mask_iou
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.processes import window_command, worker_command
from samft_core.project.layout import Layout
from samft_core.project.project import Project
from samft_core.resources import resource_path
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.security import it_policy
from samft_core.security.accounts import account_name
from samft_core.training.events import RunCancelled, RunFailed, RunFinished, RunStarted, StepDone, parse_event
from samft_core.training.recipe import PRESETS, TrainingViews

T = TypeVar("T")

CLASS = "broken_large"
IMAGES = 3
STEPS = 5
LEAST_IOU = 0.3
"""Far below what the base model reaches on the samples; wrong weights give next to nothing."""

TRAINING = ("trainer", "resume", "tuned version")
NOT_ALLOWED = "left out, as the policy of this PC does not let this account fine-tune"

PATIENCE_S = 600.0
"""A slow PC may take this long for a step of the test before it counts as hung."""


class SelfTestError(SamftError):
    """A part of the program does not do what it should."""


@dataclass(frozen=True, slots=True)
class PassedStep:
    """One step of the test that passed. ``seconds`` is how long it took."""

    name: str
    detail: str
    seconds: float


def run_selftest(*, device: str = "auto", screenshot: Path | None = None) -> Iterator[PassedStep]:
    """Yield each step as it passes. Raises SamftError at the first that does not.

    ``screenshot`` keeps the window's picture. Nothing else is left behind.
    """
    with tempfile.TemporaryDirectory(prefix="samft selftest é", ignore_cleanup_errors=True) as temporary:
        test = _SelfTest(Path(temporary), device)
        may_train = it_policy.allows("fine_tune", account_name())
        steps: list[tuple[str, Callable[[], str]]] = [
            ("weights", _check_weights),
            ("masks", test.check_masks),
            ("engine", test.check_engine),
            ("trainer", test.check_trainer),
            ("resume", test.check_resume),
            ("tuned version", test.check_tuned),
            ("window", lambda: test.check_window(screenshot)),
        ]
        try:
            for name, step in steps:
                start = time.perf_counter()
                detail = NOT_ALLOWED if name in TRAINING and not may_train else step()
                yield PassedStep(name, detail, time.perf_counter() - start)
        finally:
            test.clear_cache()


def _require(condition: bool, message: Message) -> None:
    if not condition:
        raise SelfTestError(message, remedy=Message("remedy.selftest_install"))


def _check_weights() -> str:
    """Every shipped file against its digest, and the decoder loaded name by name."""
    from samft_core.sam.registry import load_model  # noqa: PLC0415 - torch
    from samft_core.sam.weights import read_card  # noqa: PLC0415 - torch

    files = read_card(resource_path("models", "mobile", "model.json"))["files"]
    digest = load_model(device="cpu", encoder=False).base_digest
    return f"{len(files)} files match their digests, base model {digest[:12]}"


class _SelfTest:
    def __init__(self, folder: Path, device: str) -> None:
        self._source = folder / "bottles"
        self._project = folder / "project"
        self._device = device
        self._run = 0
        self._version = ""

    def clear_cache(self) -> None:
        """The machine's policy may put the cache elsewhere, where it would stay."""
        shutil.rmtree(Layout.of(self._project).cache, ignore_errors=True)

    def check_masks(self) -> str:
        """Import masks, write them as ground truth, and read back the same pixels."""
        samples = resource_path("samples", "bottles")
        names = sorted(path.stem for path in (samples / "test" / CLASS).glob("*.png"))[:IMAGES]
        for part in (Path("test", CLASS), Path("ground_truth", CLASS)):
            (self._source / part).mkdir(parents=True)
            for name in names:
                file = part / f"{name}{'_mask' if part.parts[0] == 'ground_truth' else ''}.png"
                shutil.copyfile(samples / file, self._source / file)
        with Project.create(self._project, name="Self-test") as project:
            import_category(project, self._source)
            project.ground_truth_files.rebuild()
            written = sorted((project.ground_truth_files.folder / CLASS).glob("*_mask.png"))
        originals = sorted((self._source / "ground_truth" / CLASS).glob("*_mask.png"))
        _require(
            len(written) == len(originals) == IMAGES,
            Message("selftest.masks_written", masks=len(written), all=IMAGES),
        )
        same = all(
            np.array_equal(read_mask(a), read_mask(b)) for a, b in zip(written, originals, strict=True)
        )
        _require(same, Message("selftest.mask_lost"))
        return f"{IMAGES} masks written and read back, equal in every pixel"

    def check_engine(self) -> str:
        """Encode an image and ask the base model, in the engine's process."""
        score, encode_s, decode_s = self._ask("base")
        _require(score >= LEAST_IOU, Message("selftest.base_mask", iou=score))
        return f"encoded in {encode_s:.2f} s, box answered in {decode_s:.2f} s, IoU {score:.2f}"

    def check_trainer(self) -> str:
        """Start a run in the trainer's process and cancel it at its first step."""
        # Whole images only: each view more would be an encoding more, and tests nothing more.
        recipe = PRESETS["auto"].model_copy(
            update={"name": "selftest", "steps": STEPS, "views": TrainingViews(), "policy": InferencePolicy()}
        )
        said = self._train("--recipe", recipe.model_dump_json(), cancel_at_step=True)
        cancelled = _last(said, RunCancelled, Message("selftest.not_stopped"))
        self._run = cancelled.run_id
        loss = next(event.losses["total"] for event in said if isinstance(event, StepDone))
        _require(bool(np.isfinite(loss)), Message("selftest.first_loss", loss=loss))
        return f"stopped by cancel at step {cancelled.step}, loss {loss:.3f}"

    def check_resume(self) -> str:
        """Go on with the cancelled run until its model version is written."""
        said = self._train("--resume", str(self._run))
        finished = _last(said, RunFinished, Message("selftest.not_finished"))
        started = _last(said, RunStarted, Message("selftest.silent_run"))
        _require(started.run_id == self._run, Message("selftest.another_run"))
        self._version = finished.version
        steps = sum(isinstance(event, StepDone) for event in said)
        return f"{steps} steps more on {started.device}, version {finished.version} written and measured"

    def check_tuned(self) -> str:
        """Ask the new version, in the engine's process."""
        score, _, decode_s = self._ask(self._version)
        _require(score >= LEAST_IOU, Message("selftest.tuned_mask", iou=score))
        return f"{self._version} answered in {decode_s:.2f} s, IoU {score:.2f}"

    def check_window(self, keep: Path | None) -> str:
        """Open the project in the window off-screen, and look at its picture."""
        shot = self._source.parent / "window.png"
        log = self._source.parent / "log"
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "SAMFT_SETTINGS": str(self._source.parent / "window.ini"),
            "SAMFT_LOG_DIR": str(log),
        }
        command = window_command(self._project, "--screenshot", shot)
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, timeout=PATIENCE_S, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SelfTestError(Message("selftest.window", reason=error), path=command[0]) from error
        words = done.stderr.decode("utf-8", "replace").strip()
        _require(
            done.returncode == 0 and shot.is_file(),
            Message("selftest.window_ended", code=done.returncode, words=words),
        )
        picture = read_image(shot)
        _require(float(picture.std()) > 5, Message("selftest.empty_picture"))
        if keep is not None:
            shutil.copyfile(shot, keep)
        return f"opened off-screen with the project, picture of {picture.shape[1]} x {picture.shape[0]}"

    def _ask(self, version: str) -> tuple[float, float, float]:
        """IoU of one version's answer to a ground truth box; seconds to encode and to answer."""
        with Project.open(self._project) as project:
            truth = project.annotations.ground_truth()[0]
        replies: Queue[Reply] = Queue()
        # In a file, so that the test stays one line a step and the words are there where it fails.
        log = self._source.parent / "engine.log"
        with (
            log.open("wb") as words,
            EngineClient(self._project, on_reply=replies.put, device=self._device, stderr=words) as engine,
        ):
            try:
                engine.wait_ready(PATIENCE_S)
            except DeviceError as error:
                message = Message("selftest.engine_words", message=error.message, words=last_words(log))
                raise SelfTestError(message, remedy=error.remedy) from error
            engine.encode(truth.image_id)
            encoded = _wait_for(replies, Encoded)
            engine.predict(truth.image_id, Prompts(box=truth.mask.box), [version], refine=False)
            answer = _wait_for(replies, Predicted)
        score = mask_iou(answer.proposals[0].rle().to_array(), truth.mask.to_array())
        return score, encoded.seconds, answer.seconds

    def _train(self, *arguments: str, cancel_at_step: bool = False) -> list[Any]:
        """Everything a trainer process says until it ends."""
        command = worker_command("trainer", "--project", self._project, "--device", self._device, *arguments)
        said: list[Any] = []
        log = self._source.parent / "trainer.log"
        with (
            log.open("wb") as words,
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=words) as process,
        ):
            watchdog = threading.Timer(PATIENCE_S, process.kill)
            watchdog.start()
            stdin = process.stdin
            stdout = process.stdout
            try:
                for line in stdout or ():
                    said.append(parse_event(line))
                    if cancel_at_step and stdin is not None and isinstance(said[-1], StepDone):
                        cancel_at_step = False
                        stdin.write(b"cancel\n")
                        stdin.flush()
            finally:
                watchdog.cancel()
        _require(
            bool(said), Message("selftest.trainer_ended", code=process.returncode, words=last_words(log))
        )
        failed = [event for event in said if isinstance(event, RunFailed)]
        _require(not failed, Message("selftest.run_failed", reason=failed[-1].message if failed else ""))
        return said


def last_words(log: Path, lines: int = 3) -> str:
    """The end of what a child wrote to its error output, for a message; empty where it wrote nothing."""
    said = log.read_text("utf-8", "replace").split("\n")
    return " ".join(["", *[line.strip() for line in said if line.strip()][-lines:]])


def _wait_for(replies: Queue[Reply], kind: type[T]) -> T:
    while True:
        try:
            reply = replies.get(timeout=PATIENCE_S)
        except Empty:
            raise SelfTestError(Message("selftest.no_answer")) from None
        if isinstance(reply, Failed):
            raise SelfTestError(Message("selftest.engine_failed", reason=reply.message), remedy=reply.remedy)
        if isinstance(reply, kind):
            return reply


def _last(said: list[Any], kind: type[T], otherwise: Message) -> T:
    found = [event for event in said if isinstance(event, kind)]
    _require(bool(found), otherwise)
    return found[-1]
