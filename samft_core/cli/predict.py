"""``embed`` and ``predict``: the model on images."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer
from rich.text import Text

from samft_core.cli.console import cancel_on_interrupt, leave_with, progress_bars, show, table, waiting
from samft_core.cli.options import HERE, AsJson, Device, ProjectFolder, open_to_look, parse_prompts
from samft_core.errors import ImageError, SamftError, UsageError
from samft_core.imaging.image_io import read_image
from samft_core.imaging.pixels import Rgb, SourceImage
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.progress import Stage, Ticker
from samft_core.sam.types import BASE_VERSION

if TYPE_CHECKING:
    from samft_core.engine.session import ModelSession
    from samft_core.project.project import Project
    from samft_core.sam.predictor import Predictor
    from samft_core.sam.types import Prediction


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("embed")(embed)
    app.command("predict")(predict)


def embed(project: ProjectFolder = HERE, device: Device = "auto", as_json: AsJson = False) -> None:
    """Encode all images of the project into its cache, so that every box is answered at once."""
    from samft_core.project.records import ImageState
    from samft_core.security import network_places

    opened = open_to_look(project)
    with _loading(opened, device) as session, cancel_on_interrupt() as cancel, progress_bars() as bars:
        encoded = cached = 0
        unreadable: list[dict[str, str]] = []
        images = [image for image in opened.images.all() if image.state is not ImageState.UNREADABLE]
        ticker = Ticker(Stage.EMBED, len(images), bars)
        for image in images:
            cancel.raise_if_cancelled()
            try:
                # The first image that cannot be read must not end the command: the rest may be encoded
                # overnight.
                known = session.encode(image.id).cached
                encoded = encoded + (not known)
                cached = cached + known
            except ImageError as error:
                # A file that is there and cannot be read is damaged; one that is not may be on a share
                # that comes back, so the project keeps believing in it.
                if network_places.is_file(image.path):
                    opened.image_files.mark_unreadable(image.id, error.message)
                unreadable.append({"path": str(image.path), "reason": error.message})
            ticker.tick(image.name)
        data = {"encoded": encoded, "cached": cached, "unreadable": unreadable}
    text = f"Encoded {encoded} images, {cached} were in the cache"
    show(data, text, *(Text(f"{u['path']}: {u['reason']}") for u in unreadable), as_json=as_json)
    leave_with(problems=bool(unreadable))


@dataclass(frozen=True, slots=True)
class _Question:
    """One object on one image; ``ask`` gives the model's answer."""

    image: Path
    prompts: Prompts
    ask: Callable[[], Prediction]


@dataclass(slots=True)
class _Answers:
    """What was written so far."""

    folder: Path
    results: list[dict[str, Any]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    failed: list[tuple[Path, SamftError]] = field(default_factory=list)

    def ask(self, question: _Question) -> None:
        """Write the answer to one question; where its image cannot be used, note why."""
        try:
            self.add(question, question.ask())
        except (ImageError, UsageError) as error:
            self.failed.append((question.image, error))

    def add(self, question: _Question, prediction: Prediction) -> None:
        """Write the masks of one answer as PNG files."""
        from samft_core.imaging.masks import mask_box

        for number, (mask, score) in enumerate(
            zip(prediction.masks, prediction.scores, strict=True), start=1
        ):
            box = mask_box(mask)
            self.results.append(
                {
                    "image": str(question.image),
                    "version": prediction.version,
                    "prompts": question.prompts.to_json(),
                    "proposal": number,
                    "score": round(float(score), 4),
                    "area": int(mask.sum()),
                    "box": None if box is None else list(box.as_tuple()),
                    "mask": str(self._write(question.image.stem, mask)),
                }
            )

    def _name(self, stem: str) -> str:
        """A name of its own for each mask of this call, also where file systems know no case."""
        from samft_core.files.file_names import name_key, safe_file_stem

        safe = safe_file_stem(stem)
        free = (_mask_name(safe, number) for number in itertools.count(1))
        name = next(name for name in free if name_key(name) not in self.taken)
        self.taken.add(name_key(name))
        return name

    def _write(self, stem: str, mask: Any) -> Path:
        import io

        from PIL import Image

        from samft_core.files.atomic import write_bytes

        path = self.folder / self._name(stem)
        if path.exists():
            # It may be a mask that somebody drew: an answer of a model is no reason to lose it.
            remedy = Message("remedy.empty_out")
            raise SamftError(Message("cli.mask_exists"), path=path, remedy=remedy)
        buffer = io.BytesIO()
        Image.fromarray(mask.astype(np.uint8) * 255).save(buffer, "PNG")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_bytes(path, buffer.getvalue())
        except OSError as error:
            remedy = Message("remedy.choose_writable_folder")
            raise SamftError(
                Message("cli.mask_unwritable", reason=error), path=path, remedy=remedy
            ) from error
        return path


def _mask_name(stem: str, number: int) -> str:
    return f"{stem}_mask.png" if number == 1 else f"{stem}_{number}_mask.png"


def predict(
    *,
    images: Annotated[
        list[str] | None,
        typer.Argument(
            help="Image files, folders, or ids of the project's images; without any, all with annotations."
        ),
    ] = None,
    box: Annotated[
        list[str] | None,
        typer.Option("--box", help="x0,y0,x1,y1 in pixels; once for each object.", metavar="X0,Y0,X1,Y1"),
    ] = None,
    point: Annotated[
        list[str] | None,
        typer.Option("--point", help="x,y on the object, or x,y,- beside it.", metavar="X,Y[,-]"),
    ] = None,
    project: Annotated[
        Path | None,
        typer.Option("--project", "-p", help="Use this project's model and images.", envvar="SAMFT_PROJECT"),
    ] = None,
    version: Annotated[
        str | None,
        typer.Option(help="Model version, or base.", show_default="the project's active one"),
    ] = None,
    proposals: Annotated[
        bool, typer.Option("--proposals", help="Three masks with scores for each box.")
    ] = False,
    output: Annotated[Path, typer.Option("--out", "-o", help="Folder for the mask PNGs.")] = Path("masks"),
    device: Device = "auto",
    as_json: AsJson = False,
) -> None:
    """Ask the model for masks. Without --box the boxes of the project's annotations are used.

    An image that cannot be used is listed, and the others go on.
    """
    prompts = parse_prompts(box or [], point or [])
    if project is None and (not images or not prompts or version not in (None, "base")):
        remedy = Message("remedy.files_and_box")
        raise UsageError(Message("cli.nothing_to_ask"), remedy=remedy)
    if project is not None:
        from samft_core.project.containment import require_elsewhere

        # Where the project keeps files of its own, masks would be tidied up, or taken for ground truth.
        require_elsewhere(output, project)
    answers = _Answers(output)
    with cancel_on_interrupt() as cancel, progress_bars() as bars, _asker(project, device) as asker:
        files = _with_folders(images or [])
        questions = asker.questions(files, prompts, version=version, proposals=proposals)
        answers.failed += asker.failed
        ticker = Ticker(Stage.PREDICT, len(questions), bars)
        for question in questions:
            cancel.raise_if_cancelled()
            answers.ask(question)
            ticker.tick(question.image.name)
    if answers.failed and not answers.results:
        # Nothing was answered at all, so the first reason is the command's own, with its exit code.
        raise answers.failed[0][1]
    rows = [
        [
            Path(r["image"]).name,
            r["version"],
            f"{r['score']:.3f}",
            _box_text(r["box"]),
            str(r["area"]),
            r["mask"],
        ]
        for r in answers.results
    ]
    headers = ("Image", "Version", "Score", "Box of the mask", "Pixels", "Mask")
    left_out = [{"image": str(path), "error": error.message} for path, error in answers.failed]
    texts = [Text(f"{image['image']}: {image['error']}") for image in left_out]
    show([*answers.results, *left_out], table("Predictions", headers, rows, right=2), *texts, as_json=as_json)
    leave_with(problems=bool(left_out))


def _with_folders(images: list[str]) -> list[str]:
    """The same with a folder's images, masks apart, in its place. Raises UsageError where it holds none."""
    from samft_core.formats.pairs import sort_out
    from samft_core.imaging.image_files import find_images

    found: list[str] = []
    for text in images:
        folder = Path(text)
        if not folder.is_dir():
            found.append(text)
            continue
        files = sort_out(folder, find_images(folder)).photographs
        if not files:
            remedy = Message("remedy.choose_image_folder")
            raise UsageError(Message("cli.no_readable"), path=folder, remedy=remedy)
        found += map(str, files)
    return found


class _ProjectAsker:
    """Asks with a project's model versions about its images and about other files."""

    def __init__(self, session: ModelSession) -> None:
        self._session = session
        self.failed: list[tuple[Path, SamftError]] = []
        """Images about which there was nothing to ask, and why."""

    def questions(
        self, images: list[str], prompts: list[Prompts], *, version: str | None, proposals: bool
    ) -> list[_Question]:
        """One question per image and object; ``failed`` says which images leave nothing to ask.

        Raises UsageError and ProjectError.
        """
        active = self._session.project.versions.active()
        name = version or (BASE_VERSION if active is None else active.name)
        known = {image.path: image.id for image in self._session.project.images.all()}
        ids = set(known.values())
        if not images:
            found = [
                question
                for image in self._session.project.images.all()
                if image.annotation_count
                for question in self._of_project(image.id, prompts, name, proposals)
            ]
            if not found:
                remedy = Message("remedy.name_images_and_box")
                raise UsageError(Message("cli.no_annotated"), remedy=remedy)
            return found
        questions: list[_Question] = []
        for text in images:
            # A number that is no image's id may still be a file's name.
            is_id = text.isdecimal() and int(text) in ids
            # A file that belongs to the project is asked about as such: its embedding is in the cache.
            image_id = int(text) if is_id else known.get(Path(text).absolute())
            try:
                if image_id is not None:
                    questions += self._of_project(image_id, prompts, name, proposals)
                else:
                    ask = partial(self._session.predict_pixels, version=name, proposals=proposals)
                    questions += _of_file(Path(text), prompts, ask)
            # One image without a box is no reason to leave the others unanswered; it is listed at the
            # end.
            except UsageError as error:
                self.failed.append((Path(text) if error.path is None else error.path, error))
        return questions

    def _of_project(
        self, image_id: int, prompts: list[Prompts], version: str, proposals: bool
    ) -> Iterator[_Question]:
        image = self._session.project.images.get(image_id)
        asked_for = prompts or self._drawn(image_id)
        if not asked_for:
            raise UsageError(
                Message("cli.no_boxes"), path=image.path, remedy=Message("remedy.give_box_option")
            )
        for asked in asked_for:
            ask = partial(self._session.predict, image_id, asked, version=version, proposals=proposals)
            yield _Question(image.path, asked, ask)

    def _drawn(self, image_id: int) -> list[Prompts]:
        """The boxes of the image's annotations; where one has no prompt, the box of its mask."""
        found = []
        for annotation in self._session.project.annotations.of_image(image_id):
            box = annotation.mask.box
            if not annotation.prompts.empty:
                found.append(annotation.prompts)
            elif box is not None:
                found.append(Prompts(box=box))
        return found


class _FileAsker:
    """Asks the embedded base model about image files."""

    def __init__(self, predictor: Predictor) -> None:
        self._predictor = predictor
        self.failed: list[tuple[Path, SamftError]] = []

    def questions(
        self, images: list[str], prompts: list[Prompts], *, version: str | None, proposals: bool
    ) -> list[_Question]:
        """One question per file and object."""
        ask = partial(self._ask, proposals=proposals)
        return [question for image in images for question in _of_file(Path(image), prompts, ask)]

    def _ask(self, rgb: Rgb, prompts: Prompts, *, proposals: bool) -> Prediction:
        return self._predictor.predict(SourceImage.of(rgb), prompts, proposals=proposals)


def _of_file(
    path: Path, prompts: list[Prompts], ask: Callable[[Rgb, Prompts], Prediction]
) -> Iterator[_Question]:
    """Questions about a file, which is read when it is asked about."""
    if not prompts:
        raise UsageError(Message("cli.not_in_project"), path=path, remedy=Message("remedy.give_box_option"))

    def answer(asked: Prompts) -> Prediction:
        return ask(read_image(path), asked)

    for asked in prompts:
        yield _Question(path, asked, partial(answer, asked))


@contextmanager
def _asker(project: Path | None, device: str) -> Iterator[_ProjectAsker | _FileAsker]:
    if project is not None:
        with _loading(open_to_look(project), device) as session:
            yield _ProjectAsker(session)
        return
    with waiting("Loading the model"):
        from samft_core.sam.embedder import Embedder
        from samft_core.sam.predictor import Predictor, base_version
        from samft_core.sam.registry import load_model

        model = load_model(device=device)
        predictor = Predictor(model, Embedder(model, cache=None), lambda _: base_version())
    yield _FileAsker(predictor)


def _loading(project: Project, device: str) -> ModelSession:
    """The project's model; closing the session closes the project."""
    with waiting("Loading the model"):
        from samft_core.engine.session import ModelSession

        return ModelSession.load(project, device=device)


def _box_text(box: list[float] | None) -> str:
    return "empty" if box is None else ", ".join(f"{value:.0f}" for value in box)
