"""Images, embeddings and answers for a run: files in, masks out, everything encoded once."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samft_core.dataset.build import GoodImage, Sample
from samft_core.errors import TrainingError
from samft_core.evaluation.evaluate import Ask, Asked, Predict, Said
from samft_core.imaging.geometry import FULL_VIEW, Box, Frame, View
from samft_core.imaging.image_io import pixel_digest, read_image
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.sam.embedding_cache import EmbeddingCache, as_stored
from samft_core.sam.encoder import ImageEncoder
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.model import SamModel
from samft_core.sam.plane_encoder import PlaneEncoder
from samft_core.sam.predictor import LoadedVersion, Predictor, Stage
from samft_core.sam.types import BASE_VERSION, Embedding, Planes

Rgb = NDArray[np.uint8]

KEPT_IMAGES = 3
"""Decoded images held at a time; views of one image are asked for one after the other."""


class Images:
    """Decoded images by path, the last few kept, checked against the pixels that were annotated."""

    def __init__(self) -> None:
        self._recent: OrderedDict[Path, Rgb] = OrderedDict()
        self._digests: dict[Path, str] = {}

    def read(self, image: Sample | GoodImage) -> Rgb:
        """H x W x 3 uint8. Raises ImageError, and TrainingError where the file's pixels changed."""
        if image.path not in self._recent:
            rgb = read_image(image.path)
            self._digests[image.path] = pixel_digest(rgb)
            self._check(image, rgb)
            self._recent[image.path] = rgb
        self._recent.move_to_end(image.path)
        while len(self._recent) > KEPT_IMAGES:
            self._recent.popitem(last=False)
        return self._recent[image.path]

    def digest(self, image: Sample | GoodImage) -> str:
        """The digest of the image's pixels, from the file itself."""
        if image.path not in self._digests:
            self.read(image)
        return self._digests[image.path]

    def _check(self, image: Sample | GoodImage, rgb: Rgb) -> None:
        changed = image.pixel_digest is not None and image.pixel_digest != self._digests[image.path]
        if isinstance(image, Sample):
            changed |= rgb.shape[:2] != (image.mask.height, image.mask.width)
        if changed:
            raise TrainingError(
                Message("image.not_the_annotated"),
                path=image.path,
                remedy=Message("remedy.put_file_back_or_annotate"),
            )


class TimedEncoder:
    """An encoder that counts what it does and how long that takes."""

    def __init__(self, encoder: ImageEncoder) -> None:
        self._encoder = encoder
        self.digest, self.description = encoder.digest, encoder.description
        self.encoded, self.seconds = 0, 0.0

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8)."""
        started = time.perf_counter()
        embedding = self._encoder.encode(rgb, view)
        self.encoded, self.seconds = self.encoded + 1, self.seconds + time.perf_counter() - started
        return embedding


class TimedPlaneEncoder:
    """The same for the second encoder."""

    def __init__(self, encoder: PlaneEncoder) -> None:
        self._encoder = encoder
        self.digest, self.weights_digest = encoder.digest, encoder.weights_digest
        self.encoded, self.seconds = 0, 0.0

    def encode(self, rgb: Rgb, view: View = FULL_VIEW) -> Planes:
        """The planes of one view of ``rgb`` (H x W x 3 uint8)."""
        started = time.perf_counter()
        planes = self._encoder.encode(rgb, view)
        self.encoded, self.seconds = self.encoded + 1, self.seconds + time.perf_counter() - started
        return planes


class Embedder:
    """Embeddings of any view, from the cache or encoded now."""

    def __init__(self, model: SamModel, cache: EmbeddingCache, images: Images) -> None:
        self._model, self._cache, self._images = model, cache, images

    def __call__(self, sample: Sample | GoodImage, view: View, *, planes: bool = False) -> Embedding:
        """One embedding, rounded to half precision whether it was cached or not; with ``planes`` these
        too."""
        embedding = self._embedding(sample, view)
        return replace(embedding, planes=self.planes(sample, view)) if planes else embedding

    def size(self, image: Sample | GoodImage) -> tuple[int, int]:
        """Height and width in pixels, from the file itself."""
        height, width = self._images.read(image).shape[:2]
        return height, width

    def planes(self, sample: Sample | GoodImage, view: View) -> Planes:
        """The planes of one view, from the cache or made now."""
        encoder, digest = self._model.require_plane_encoder(), self._images.digest(sample)
        known = self._cache.get_planes(digest, view, encoder.digest)
        if known is not None:
            return known
        planes = encoder.encode(self._images.read(sample), view)
        with suppress(OSError):  # as below
            self._cache.put_planes(digest, view, planes)
        return planes

    def _embedding(self, sample: Sample | GoodImage, view: View) -> Embedding:
        encoder, digest = self._model.require_encoder(), self._images.digest(sample)
        if isinstance(sample, Sample):
            frame = Frame(sample.mask.width, sample.mask.height, view)
            known = self._cache.get(digest, view, encoder.digest, frame)
            if known is not None:
                return known
        embedding = encoder.encode(self._images.read(sample), view)
        try:
            return self._cache.put(digest, embedding)
        except OSError:
            # A full disk makes the run slower, not wrong.
            return as_stored(embedding)


class Judge:
    """Asks versions exactly as the inspector would: through the predictor and each version's own policy."""

    def __init__(self, model: SamModel, cache: EmbeddingCache, images: Images) -> None:
        self._images = images
        self._versions: dict[str, LoadedVersion] = {}
        self.decodes = 0
        self._predictor = Predictor(model, cache, self._version)

    def ask_with(self, version: LoadedVersion | None, *, stage: Stage = "refined") -> Ask:
        """The question-answering function of a version, scores as the decoder gives them; None is the base.

        Stage "first" asks on the whole image, whose embedding is shared by every question about it.
        """
        name = BASE_VERSION if version is None else version.name
        policy = InferencePolicy() if version is None else version.policy
        if version is not None:
            self._versions[name] = version

        def ask(asked: Asked) -> Said:
            size, box = self._size(asked)
            asked_as = policy.quick() if stage == "first" else policy
            self.decodes += len(asked_as.views(Prompts(box=box), size[1], size[0])) * asked_as.passes
            prediction = self._predictor.predict(
                lambda: self._images.read(asked.image),
                self._images.digest(asked.image),
                size,
                Prompts(box=box),
                version=name,
                stage=stage,
            )
            return Said(prediction.best, float(prediction.scores.max()))

        return ask

    def ask_base(self, policy: InferencePolicy) -> Ask:
        """The base model, asked as it is not usually."""
        return self.ask_with(LoadedVersion(f"{BASE_VERSION} {policy.model_dump_json()}", None, policy))

    def answers_to(self, version: LoadedVersion | None, sample: Sample) -> Callable[[Prompts], Said]:
        """A version's answers about one sample's image, for any prompts, scores as the decoder gives them;
        None is the base."""
        name = BASE_VERSION if version is None else version.name
        if version is not None:
            self._versions[name] = version
        policy = InferencePolicy() if version is None else version.policy
        size = (sample.mask.height, sample.mask.width)

        def answer(prompts: Prompts) -> Said:
            self.decodes += len(policy.views(prompts, size[1], size[0])) * policy.passes
            prediction = self._predictor.predict(
                lambda: self._images.read(sample), self._images.digest(sample), size, prompts, version=name
            )
            return Said(prediction.best, float(prediction.scores.max()))

        return answer

    def predict_with(self, version: LoadedVersion | None) -> Predict:
        """The same for the mask alone."""
        ask = self.ask_with(version)
        return lambda asked: ask(asked).mask

    def _version(self, name: str) -> LoadedVersion:
        return self._versions[name]

    def _size(self, asked: Asked) -> tuple[tuple[int, int], Box]:
        """The image's own size and the box on it: good images may differ from what the probe assumed."""
        if isinstance(asked.image, Sample):
            return (asked.height, asked.width), asked.box
        height, width = self._images.read(asked.image).shape[:2]
        x, y = width / asked.width, height / asked.height
        box = asked.box
        return (height, width), Box(box.x0 * x, box.y0 * y, box.x1 * x, box.y1 * y)
