"""What to do with a path that an inspector opens: a project, a folder to make one for, or images to add."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_documents_path

from app.stores.project import ImageIndex
from samft_core.errors import ProjectError
from samft_core.formats.import_report import ExportReport, ImportReport
from samft_core.messages.message import Message
from samft_core.progress import CancelToken, OnProgress
from samft_core.project.layout import DATABASE, RESTORING
from samft_core.project.records import ClassRecord, VersionRecord, VersionState
from samft_core.resources import resource_path
from samft_core.sam.spec import EMBEDDED, ModelSpec
from samft_core.security import it_policy

if TYPE_CHECKING:
    from samft_core.project.project import Project

# The database, the codecs and the formats are imported where they are used, off the GUI thread, after the
# first paint. Together they cost half a second of the window's start.

PROJECT_ENDING = "-samft"


@dataclass(frozen=True, slots=True)
class Plan:
    """``project`` is the project's folder.

    ``create`` says that it is to be made, with the base model ``base``, ``source`` what goes into it; ``ask``
    whether somebody is asked before anything of that becomes ground truth.
    """

    project: Path
    create: bool = False
    source: Path | None = None
    ask: bool = True
    base: str = EMBEDDED


@dataclass(frozen=True, slots=True)
class Opened:
    """A project read in the background, ready for the stores."""

    project: Project
    images: ImageIndex
    classes: list[ClassRecord]
    plan: Plan


def plan_for(path: Path) -> Plan:
    """Decide what opening ``path`` means. Raises ProjectError where it is nothing that can be opened."""
    path = path.expanduser().absolute()
    if path.is_file() and path.name == DATABASE:
        path = path.parent
    if _is_image(path):
        path = path.parent
    if not path.is_dir():
        raise ProjectError(
            Message("project.nothing_to_open"), path=path, remedy=Message("remedy.choose_project_or_images")
        )
    if is_project(path):
        return Plan(path)
    project = path.parent / f"{path.name}{PROJECT_ENDING}"
    # A project beside its images from before this account lost the right to write there is still found.
    if not is_project(project):
        project = _place_for(path) or project
    return Plan(project, create=not is_project(project), source=path)


def _place_for(path: Path) -> Path | None:
    """Where the project for the images in ``path`` goes; None for beside them."""
    if it_policy.current().paths.projects is not None:
        # Every line has a folder "images", and all their projects lie here side by side.
        mark = hashlib.sha256(os.fsencode(path)).hexdigest()[:6]
        return projects_folder() / f"{path.name}-{mark}{PROJECT_ENDING}"
    return None if _writable(path.parent) else projects_folder() / f"{path.name}{PROJECT_ENDING}"


def projects_folder() -> Path:
    """Where projects go that do not lie beside their images. Raises PolicyError."""
    return it_policy.place(it_policy.current().paths.projects) or user_documents_path() / "SAMFT"


def sample_plan() -> Plan:
    """The sample project: made under the documents on first use, the one made before afterwards."""
    folder = projects_folder() / f"bottles{PROJECT_ENDING}"
    return Plan(folder, create=not is_project(folder), source=resource_path("samples", "bottles"))


def open_project(plan: Plan, inspector: str | None, cancel: CancelToken | None = None) -> Opened:
    """Open or create the project and read what the window shows first. Slow: not for the GUI thread.

    Raises CancelledError, with the project closed again, where ``cancel`` asks for it meanwhile.
    """
    from samft_core.project.project import Project  # noqa: PLC0415 - see above

    if plan.create:
        project = Project.create(plan.project, base_model=_base_model(plan), inspector=inspector)
    else:
        project = Project.open(plan.project, inspector=inspector, look=True)
    try:
        if cancel is not None:
            cancel.raise_if_cancelled()
        opened = Opened(project, ImageIndex.of(project.images.all()), project.classes.all(), plan)
        if cancel is not None:
            cancel.raise_if_cancelled()
    except BaseException:
        project.close()
        raise
    # Last, when nothing can fail any more: from here on a thread writes masks until the project is
    # closed.
    project.ground_truth_files.write_behind()
    return opened


def _base_model(plan: Plan) -> ModelSpec:
    """The base model of a project to be made. Raises ModelError where its base pack is gone meanwhile."""
    if plan.base == EMBEDDED:
        return ModelSpec()
    from samft_core.project.base_model_uses import note_use  # noqa: PLC0415 - see above
    from samft_core.sam.base_models import require  # noqa: PLC0415 - see above

    spec = require(ModelSpec(plan.base)).spec
    note_use(spec, plan.project)
    return spec


def import_source(
    project: Project, source: Path, on_progress: OnProgress, cancel: CancelToken
) -> ImportReport:
    """Bring a folder in: categories and labelme files with their masks, any other folder as images."""
    from samft_core.formats import import_folder  # noqa: PLC0415 - see above

    whole = ImportReport()
    for _, report in import_folder.import_source(project, source, on_progress=on_progress, cancel=cancel):
        whole.add(report)
    return whole


def add_paths(
    project: Project, paths: list[Path], on_progress: OnProgress, cancel: CancelToken
) -> ImportReport:
    """Bring dropped or chosen folders and files in."""
    from samft_core.formats.folder import import_files  # noqa: PLC0415 - see above

    whole = ImportReport()
    for folder in [path for path in paths if path.is_dir()]:
        whole.add(import_source(project, folder, on_progress, cancel))
    files = [path for path in paths if not path.is_dir()]
    if files:
        whole.add(import_files(project, files, on_progress=on_progress, cancel=cancel))
    return whole


def export_ground_truth(
    project: Project, folder: Path, layout: str, on_progress: OnProgress, cancel: CancelToken
) -> ExportReport:
    """Write the ground truth in the format ``layout``."""
    from samft_core.formats.registry import BY_NAME  # noqa: PLC0415 - see above

    return BY_NAME[layout].writer.export(project, folder, on_progress=on_progress, cancel=cancel)


def export_measures(project: Project, path: Path, on_progress: OnProgress, cancel: CancelToken) -> int:
    """Write the measures of all accepted objects as a table; returns how many there are."""
    from samft_core.formats.measures_csv import write_measures  # noqa: PLC0415 - see above

    return write_measures(project, path, on_progress=on_progress, cancel=cancel)


def candidate_of(versions: list[VersionRecord]) -> VersionRecord | None:
    """The newest version still to be decided on; ``versions`` newest first."""
    return next((v for v in versions if v.state is VersionState.CANDIDATE), None)


def is_project(folder: Path) -> bool:
    """Whether there is a project in ``folder``."""
    return any((folder / name).is_file() for name in (DATABASE, RESTORING))


def _is_image(path: Path) -> bool:
    from samft_core.imaging.image_files import is_image_name  # noqa: PLC0415 - see above

    return path.is_file() and is_image_name(path.name)


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)
