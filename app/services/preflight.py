"""What a fine-tuning run would work on and how long it may take, before it is started. Free of torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from samft_core.errors import SamftError

if TYPE_CHECKING:
    from samft_core.active_learning.learning_curve import ExpectedGain
    from samft_core.imaging.geometry import View
    from samft_core.project.project import Project
    from samft_core.training.estimate.cost import CostEstimate
    from samft_core.training.recipe import Recipe


_translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Preflight:
    """``problems`` in plain words; without a ``cost`` the run cannot start.

    ``expected_gain`` is what more masks are expected to bring; None without any. ``missing`` names the views
    (image id and view) that the run would have to encode first, with ``planes`` these too.
    """

    masks: int
    images: int
    good_images: int
    classes: dict[str, int]
    cost: CostEstimate | None
    problems: list[str]
    expected_gain: ExpectedGain | None = None
    missing: tuple[tuple[int, View], ...] = ()
    planes: bool = False
    new_masks: int = 0
    """Ground truth that the newest run, however it ended, did not know of."""
    run_elsewhere: bool = False
    """Another program is fine-tuning on the project."""

    @property
    def can_start(self) -> bool:
        """Whether there is enough to learn from."""
        return self.cost is not None


def preflight(project: Project, recipe: Recipe) -> Preflight:
    """Count the ground truth and estimate. Reads the database: not for the GUI thread."""
    # Imported here: NumPy-heavy, and not needed before a project is open.
    from samft_core.active_learning.learning_curve import expected_gain_of  # noqa: PLC0415
    from samft_core.training.estimate.preflight import preflight_data  # noqa: PLC0415

    good = len(project.reviews.good_images())
    truth = project.annotations.ground_truth()
    if not truth:
        if project.reviews.rules().required:
            words = _translate("preflight", "Approve masks first: fine-tuning learns from them.")
        else:
            words = _translate("preflight", "Accept masks first: fine-tuning learns from them.")
        return Preflight(0, 0, good, {}, None, [words])
    found = preflight_data(project, recipe)
    return Preflight(
        masks=found.masks,
        images=found.images,
        good_images=good,
        classes=found.classes,
        cost=found.cost,
        problems=list(found.problems),
        expected_gain=expected_gain_of(project, masks=found.masks),
        missing=found.missing,
        planes=found.planes,
        new_masks=_new_masks(project, {record.id for record in truth}),
        run_elsewhere=_run_elsewhere(project),
    )


def _new_masks(project: Project, truth: set[int]) -> int:
    """How many of these masks came after the newest run, as the project tells: a restart forgets none."""
    runs = project.runs.all()
    digest = runs[-1].manifest_digest if runs else None
    if digest is None:
        return len(truth)
    try:
        manifest = project.runs.load_manifest(digest)
    except SamftError:
        return 0  # what the run knew is lost; nothing is started on a guess
    return len(truth - {sample.annotation_id for sample in manifest.samples})


def _run_elsewhere(project: Project) -> bool:
    """Whether a run holds the project's lock now."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only where a project is open

    if not project.runs.folder.is_dir():
        return False
    lock = FileLock(project.runs.folder / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def on_battery() -> bool:
    """Whether this PC runs on its battery now; False where it has none or does not say."""
    import psutil  # noqa: PLC0415 - only where a project is open

    read = getattr(psutil, "sensors_battery", None)
    battery = read() if read is not None else None
    return battery is not None and battery.power_plugged is False
