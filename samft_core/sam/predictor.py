"""Answers for people: a version's policy, the embeddings and the model brought together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, partial
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from samft_core.imaging.geometry import Box, View
from samft_core.imaging.mask_parts import parts_of
from samft_core.imaging.masks import Mask, mask_box
from samft_core.imaging.pixels import SourceImage
from samft_core.imaging.prompts import Prompts
from samft_core.sam.adapter import reads_planes
from samft_core.sam.calibration import Calibration
from samft_core.sam.embedder import Embedder
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.model import SamModel
from samft_core.sam.postprocess import clean_mask, logits_to_image, merge_views
from samft_core.sam.refinement import Refinement
from samft_core.sam.types import BASE_VERSION, AnswerStage, Embedding, Prediction
from samft_core.sam.upstream import MaskDecoder
from samft_core.sam.weights import mix


@dataclass
class LoadedVersion:
    """A model version ready to answer. ``decoder`` None is the base model's own.

    ``calibration`` says what its scores are worth, as measured on held-out images; ``points_calibration`` the
    same for answers to points, None: no other than that.
    """

    name: str
    decoder: MaskDecoder | None
    policy: InferencePolicy
    calibration: Calibration = field(default_factory=Calibration)
    points_calibration: Calibration | None = None

    def worth(self, scores: NDArray[np.float32], prompts: Prompts) -> NDArray[np.float32]:
        """What the decoder's K scores (0 to 1) of an answer to ``prompts`` are worth as an IoU."""
        for_points = self.points_calibration if prompts.points else None
        return (for_points or self.calibration).apply(scores).astype(np.float32)


def base_version() -> LoadedVersion:
    """The untouched base model, which answers on the whole image."""
    return LoadedVersion(BASE_VERSION, None, InferencePolicy())


PART_MARGIN = 0.1
"""How much wider than a part of an answer the box is with which it is asked about, as a share of its size."""


class Predictor:
    """Answers prompts on images with any version, encoding only what ``embedder`` does not know.

    It belongs to one thread. ``versions`` gives the version for a name other than "base", which is always
    there; it may raise ModelError. ``base`` gives the base model with what is known of its scores.
    """

    def __init__(
        self,
        model: SamModel,
        embedder: Embedder,
        versions: Callable[[str], LoadedVersion],
        *,
        base: Callable[[], LoadedVersion] = base_version,
    ) -> None:
        self._model = model
        self._embedder = embedder
        self._versions = versions
        self._base = base
        self._refinement = Refinement(model)
        self._for_points: WeakKeyDictionary[MaskDecoder, tuple[float, MaskDecoder]] = WeakKeyDictionary()

    def predict(
        self,
        image: SourceImage,
        prompts: Prompts,
        *,
        version: str = BASE_VERSION,
        proposals: bool = False,
        stage: AnswerStage = "refined",
    ) -> Prediction:
        """Answer ``prompts`` on an image, whose pixels are read only to encode them.

        Stage "first" asks once on the whole image, "refined" through the version's own views and as often as
        its policy says. Each question builds on the mask that the one before it gave in the same view. Raises
        UsageError on empty prompts and on a box or a point outside the image, ModelError from the version and
        what ``image.rgb`` raises. A box that is partly outside is cut.
        """
        prompts = prompts.within(image.width, image.height)
        loaded = self._version(version)
        policy = loaded.policy.quick() if stage == "first" else loaded.policy
        asked = replace(loaded, policy=policy)
        views = policy.views(prompts, image.width, image.height)
        # Several views may have to be encoded: the file is read once for all of them.
        read_once = replace(image, rgb=cache(image.rgb))
        said = self._through(views, read_once, prompts, asked, proposals)
        if policy.parts and prompts.box is not None and not prompts.points and not proposals:
            said = self._part_by_part(said, read_once, asked)
        if proposals:
            # Other outputs of the decoder, which no held-out answer has measured.
            return said
        return replace(said, scores=loaded.worth(said.scores, prompts))

    def refines(self, version: str, prompts: Prompts, size: tuple[int, int]) -> bool:
        """Whether stage "refined" can differ from stage "first" for an image of ``size`` (height, width)."""
        policy, (height, width) = self._version(version).policy, size
        again = (policy.passes > 1 or policy.parts > 0) and prompts.box is not None
        return again or policy.views(prompts, width, height) != policy.quick().views(prompts, width, height)

    def _through(
        self,
        views: tuple[View, ...],
        image: SourceImage,
        prompts: Prompts,
        loaded: LoadedVersion,
        proposals: bool,
    ) -> Prediction:
        """One answer through these views, its scores as the decoder gives them."""
        planes = reads_planes(loaded.decoder)
        embeddings = [self._embedder.embedding(image, view, planes=planes) for view in views]
        if len(embeddings) == 1:
            # One view keeps its logits, which the next question can build on; averaged ones belong to
            # no view.
            return self._single(embeddings[0], image.digest, prompts, loaded, proposals)
        return self._merged(embeddings, image.digest, prompts, loaded, proposals)

    def _part_by_part(self, said: Prediction, image: SourceImage, loaded: LoadedVersion) -> Prediction:
        """The answer with its largest parts asked about again, each by its own box; itself where it is of one
        piece."""
        whole = said.best
        parts = parts_of(whole)
        if len(parts) < 2:
            return said
        mask = np.zeros_like(whole)
        weighted = 0.0
        area = 0
        for part in parts[: loaded.policy.parts]:
            prompts = Prompts(box=_round_part(part))
            views = loaded.policy.views(prompts, image.width, image.height)
            own = self._through(views, image, prompts, loaded, proposals=False)
            mask |= own.best
            weighted += float(own.scores.max()) * np.count_nonzero(part)
            area += int(np.count_nonzero(part))
        for part in parts[loaded.policy.parts :]:
            mask |= part
        scores = np.array([weighted / area], np.float32)
        return Prediction(mask[None], scores, said.version)

    def _version(self, name: str) -> LoadedVersion:
        return self._base() if name == BASE_VERSION else self._versions(name)

    def _decoder_for(self, loaded: LoadedVersion, prompts: Prompts) -> MaskDecoder | None:
        """The version's own decoder for a box; for points one with its policy's share of the base model."""
        share = loaded.policy.points_base_share
        if loaded.decoder is None or not prompts.points or not share:
            return loaded.decoder
        # Weakly by the decoder itself: where a version is reloaded its mixture goes with it, and a new
        # one of the same name never gets the old mixture.
        known = self._for_points.get(loaded.decoder)
        if known is None or known[0] != share:
            base = self._model.mask_decoder.state_dict()
            tuned = loaded.decoder.state_dict()
            known = (share, self._model.new_decoder(mix(dict(base), dict(tuned), 1 - share)))
            self._for_points[loaded.decoder] = known
        return known[1]

    def _single(
        self,
        embedding: Embedding,
        pixel_digest: str,
        prompts: Prompts,
        loaded: LoadedVersion,
        proposals: bool,
    ) -> Prediction:
        logits, scores = self._view(embedding, pixel_digest, prompts, loaded, proposals)
        order = np.argsort(-scores, kind="stable")
        images = (logits_to_image(logits[token], embedding.frame) for token in order)
        masks = [
            clean_mask(image > loaded.policy.threshold, loaded.policy.clean, prompts) for image in images
        ]
        return Prediction(np.stack(masks), scores[order], loaded.name, logits[order])

    def _merged(
        self,
        embeddings: list[Embedding],
        pixel_digest: str,
        prompts: Prompts,
        loaded: LoadedVersion,
        proposals: bool,
    ) -> Prediction:
        answers = [
            self._view(embedding, pixel_digest, prompts, loaded, proposals) for embedding in embeddings
        ]
        scores = np.stack([score for _, score in answers]).mean(axis=0)
        frames = [embedding.frame for embedding in embeddings]
        masks = []
        order = np.argsort(-scores, kind="stable")
        for token in order:
            layers = [(logits[token], frame) for (logits, _), frame in zip(answers, frames, strict=True)]
            mask = merge_views(layers) > loaded.policy.threshold
            masks.append(clean_mask(mask, loaded.policy.clean, prompts))
        return Prediction(np.stack(masks), scores[order], loaded.name)

    def _view(
        self,
        embedding: Embedding,
        pixel_digest: str,
        prompts: Prompts,
        loaded: LoadedVersion,
        proposals: bool,
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """One view's logits and scores in token order, the mask of the question before fed back."""
        # Proposals are other readings of the box: the mask of one reading would rule the others out.
        passes = 1 if proposals else loaded.policy.passes
        decoder_for = partial(self._decoder_for, loaded)
        about = (embedding, pixel_digest, prompts, decoder_for)
        before = self._refinement.mask_input(*about, passes=passes)
        logits, scores = self._model.logits(
            embedding, prompts, decoder=decoder_for(prompts), proposals=proposals, mask_input=before
        )
        if not proposals:
            self._refinement.remember(*about, logits[0], passes=passes)
        return logits, scores


def _round_part(part: Mask) -> Box:
    """The box with which a part of an answer (H x W bool) is asked about, inside the image."""
    box = mask_box(part)
    assert box is not None  # a part has pixels
    dx = PART_MARGIN * box.width + 1
    dy = PART_MARGIN * box.height + 1
    height, width = part.shape
    return Box(box.x0 - dx, box.y0 - dy, box.x1 + dx, box.y1 + dy).clipped(width, height)
