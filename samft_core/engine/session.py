"""A project with its model loaded: answers by image id and version name. Imports torch.

The engine's worker and the command line use the same one, so both give the same masks.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from cachetools import LRUCache

from samft_core.active_learning.next_image import image_vector
from samft_core.anomaly.first_pass import FirstPass, Pieces
from samft_core.dataset.drawn_defects import drawn_image
from samft_core.engine.backend import EncodedImage, Loaded
from samft_core.engine.image_source import ImageCatalogue, ImageSource
from samft_core.errors import ModelError
from samft_core.imaging.geometry import FULL_VIEW, View
from samft_core.imaging.pixels import Rgb, SourceImage
from samft_core.imaging.prompts import Prompts
from samft_core.project.base_model_uses import note_use
from samft_core.project.project import Project
from samft_core.project.records import VersionRecord
from samft_core.sam.calibration import Calibration
from samft_core.sam.decoder_files import load_decoder
from samft_core.sam.devices import DeviceChoice, choose_device
from samft_core.sam.embedder import Embedder
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.model import SamModel
from samft_core.sam.predictor import LoadedVersion, Predictor, base_version
from samft_core.sam.registry import load_model
from samft_core.sam.types import BASE_VERSION, AnswerStage, Embedding, Prediction

EMBEDDINGS = "embeddings"
"""The folder of the embeddings in a project's cache."""

_VERSIONS_IN_MEMORY = 4


class ModelSession:
    """Answers about one project. It belongs to one thread."""

    def __init__(self, project: Project, model: SamModel, choice: DeviceChoice) -> None:
        self.project = project
        self.model = model
        self.images = ImageSource(ImageCatalogue.of(project))
        self._choice = choice
        self._versions: LRUCache[str, LoadedVersion] = LRUCache(_VERSIONS_IN_MEMORY)
        cache = EmbeddingCache(project.cache_dir / EMBEDDINGS, root=project.cache_root)
        self._embedder = Embedder(model, cache)
        self._predictor = Predictor(model, self._embedder, self._version, base=self._base)
        self._first_pass = FirstPass(
            self._embedding_to_compare, lambda image_id: self.images.open(image_id).digest
        )

    @classmethod
    def open(cls, folder: Path, *, device: str = "auto") -> Self:
        """Open the project and load its base model. Raises ProjectError, ModelError and DeviceError."""
        return cls.load(Project.open(folder, look=True), device=device)

    @classmethod
    def load(cls, project: Project, *, device: str = "auto") -> Self:
        """Load the base model of an open project, which is closed with the session or when this fails."""
        try:
            choice = choose_device(device, model=project.base_model.name)
            # So that removing a base pack can say which projects would be left without it.
            note_use(project.base_model, project.folder)
            model = load_model(project.base_model, device=device)
            model.remember_images()
            return cls(project, model, choice)
        # Also for an interrupt, or the project would stay open.
        except BaseException:
            project.close()
            raise

    @property
    def loaded(self) -> Loaded:
        """What was loaded, in words for people."""
        return Loaded(
            device=self._choice.reason,
            encoder=self.model.require_encoder().description,
            base_model=self.project.base_model.name,
        )

    def encode(self, image_id: int) -> EncodedImage:
        """Put the image's embedding into the cache, and say in which direction the image lies."""
        image = self.images.open(image_id)
        cached = self._embedder.is_cached(image.digest)
        vector = image_vector(self.embedding(image_id))
        more = [view for view in self._whole_views() if self._lacks(image.digest, view)]
        # Four digits are more than the ranking of images can tell apart, and halve the line.
        return EncodedImage(cached, tuple(round(float(value), 4) for value in vector), tuple(more))

    def prepare(self, image_id: int, view: View, *, planes: bool = False) -> bool:
        """Put one view's embedding into the cache; whether anything had to be encoded.

        Its planes too, where the version in use looks at them or ``planes`` says that a run will. Ids below 0
        are drawn defects, which runs of few masks replay. Raises ImageError, and OSError where the cache is
        full or cannot be written: what is used now matters more than what may be used later.
        """
        image = self.images.open(image_id) if image_id >= 0 else drawn_image(image_id)
        return self._embedder.prefetch(image, view, planes=planes or self._planes_wanted())

    def embedding(self, image_id: int) -> Embedding:
        """The whole image's embedding, encoded now where the cache lacks it. Raises ImageError."""
        return self._embedder.embedding(self.images.open(image_id))

    def _embedding_to_compare(self, image_id: int) -> Embedding:
        """The whole image's embedding with its planes, where the base model comes with any."""
        planes = self.model.plane_encoder is not None
        return self._embedder.embedding(self.images.open(image_id), planes=planes)

    def refines(self, version: str, prompts: Prompts, image_id: int) -> bool:
        """Whether the version gives a second, better answer to these prompts."""
        image = self.images.open(image_id)
        return self._predictor.refines(version, prompts, (image.height, image.width))

    def predict(
        self,
        image_id: int,
        prompts: Prompts,
        *,
        version: str = BASE_VERSION,
        stage: AnswerStage = "refined",
        proposals: bool = False,
    ) -> Prediction:
        """What the version says at this stage. Raises ImageError, ModelError and ProjectError."""
        return self._predictor.predict(
            self.images.open(image_id),
            prompts,
            version=version,
            proposals=proposals,
            stage=stage,
        )

    def propose(self, image_id: int, good: Sequence[int]) -> Pieces:
        """Look for places that differ from the good images, piece by piece."""
        return self._first_pass.run(image_id, good)

    def predict_pixels(
        self,
        rgb: Rgb,
        prompts: Prompts,
        *,
        version: str = BASE_VERSION,
        proposals: bool = False,
    ) -> Prediction:
        """The same for an image outside the project: H x W x 3 uint8."""
        image = SourceImage.of(rgb)
        return self._predictor.predict(image, prompts, version=version, proposals=proposals)

    def reload(self) -> None:
        """Forget loaded model versions."""
        # The base model is among them: its calibration is the one that the version in use measured.
        self._versions.clear()

    def close(self) -> None:
        """Close the project."""
        self.project.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _whole_views(self) -> tuple[View, ...]:
        """The views of any whole image through which the version in use answers."""
        active = self.project.versions.active()
        try:
            if active is None:
                return ()
            # The first answer is asked on the plain image: its planes come after the base model's embedding.
            first = (FULL_VIEW,) if self._planes_wanted() else ()
            return tuple(dict.fromkeys((*first, *active.policy.whole_views())))
        except ModelError:
            return ()  # said where the version is asked

    def _planes_wanted(self) -> bool:
        """Whether the version in use looks at planes, as its card tells."""
        active = self.project.versions.active()
        return active is not None and active.card.planes_digest is not None

    def _lacks(self, digest: str, view: View) -> bool:
        """Whether a view's embedding is missing, or its planes where the version in use looks at them."""
        if not self._embedder.is_cached(digest, view):
            return True
        return self._planes_wanted() and self._embedder.lacks_planes(digest, view)

    def _version(self, name: str) -> LoadedVersion:
        version = self._versions.get(name)
        if version is None:
            version = load_version(self.project.versions.get(name), self.model)
            self._versions[name] = version
        return version

    def _base(self) -> LoadedVersion:
        """The base model; where a version is in use, with what its run learnt about the base's scores.

        Two scores side by side must mean the same.
        """
        base = self._versions.get(BASE_VERSION)
        if base is None:
            base = base_version()
            active = self.project.versions.active()
            if active is not None:
                base.calibration = active.calibration_of("base_calibration") or Calibration()
                base.points_calibration = active.calibration_of("base_points_calibration")
            self._versions[BASE_VERSION] = base
        return base


def load_version(record: VersionRecord, model: SamModel) -> LoadedVersion:
    """A model version of a project, ready to answer. Raises ModelError."""
    state = load_decoder(record.folder, model, digest=record.card.decoder_sha256)
    decoder = model.new_decoder(state)
    return LoadedVersion(
        record.name,
        decoder,
        record.policy,
        record.calibration_of("calibration") or Calibration(),
        record.calibration_of("points_calibration"),
    )
