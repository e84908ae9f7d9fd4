"""A base model: encode an image once, then ask about it as often as needed. It remembers nothing."""

from __future__ import annotations

import copy
import logging
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from cachetools import LRUCache
from numpy.typing import NDArray
from torch import Tensor

from samft_core.errors import ModelError, UsageError
from samft_core.imaging.geometry import FULL_VIEW, Frame, View
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.sam.adapter import attach, cells_in, channels_in, planes_in, reads_planes
from samft_core.sam.encoder import ImageEncoder
from samft_core.sam.gpu_failure import first_line, gpu_failure
from samft_core.sam.mask_decoder import (
    PROPOSALS,
    SINGLE_MASK,
    ImageSide,
    decode_side,
    image_side,
)
from samft_core.sam.plane_encoder import PlaneEncoder
from samft_core.sam.planes import stacked
from samft_core.sam.postprocess import logits_to_image
from samft_core.sam.skips import attach_skip, has_skip, skip_in
from samft_core.sam.spec import ModelSpec
from samft_core.sam.types import BASE_VERSION, Embedding, Planes, Prediction
from samft_core.sam.upstream import MaskDecoder, PromptEncoder
from samft_core.sam.weights import State, empty_mask_decoder, empty_prompt_encoder, load_strictly

LOW_RES_SIDE = 256
"""Side of the mask decoder's logits."""

SIDES_KEPT = 6
"""What decoders make of images before any prompt, 14 MB each: the whole image of base model and version, and
the version's views of the box at hand."""

_log = logging.getLogger(__name__)

_SideKey = tuple[int, int, int, int | None]
"""Decoder, the state of its weights, features and planes, told by their addresses."""


@dataclass(frozen=True, slots=True)
class _Side:
    """An image's side, and what its key is the address of, which must not become another's meanwhile."""

    side: ImageSide
    decoder: MaskDecoder
    features: NDArray[np.float32]
    planes: Planes | None


@dataclass
class SamModel:
    """Encoder, prompt encoder and mask decoder, frozen and in evaluation mode.

    ``encoder`` is None where only embeddings are used. ``base_digest`` names the weights of all three parts.
    ``start_folder`` holds weights that fine-tuning may start from, where the model comes with them.
    ``plane_encoder`` is the second encoder, for versions that look at planes; None: there are none.
    """

    spec: ModelSpec
    encoder: ImageEncoder | None
    prompt_encoder: PromptEncoder
    mask_decoder: MaskDecoder
    base_digest: str
    device: torch.device
    start_folder: Path | None = None
    plane_encoder: PlaneEncoder | None = None
    _position: Tensor | None = field(default=None, init=False, repr=False, compare=False)
    _sides: LRUCache[_SideKey, _Side] | None = field(default=None, init=False, repr=False, compare=False)

    def encode(self, rgb: NDArray[np.uint8], view: View = FULL_VIEW) -> Embedding:
        """Encode one view of ``rgb`` (H x W x 3 uint8); raises ModelError on a model without encoder."""
        return self.require_encoder().encode(rgb, view)

    def require_encoder(self) -> ImageEncoder:
        """The image encoder; raises ModelError on a model that was loaded without."""
        if self.encoder is None:
            raise ModelError(Message("model.no_encoder"))
        return self.encoder

    @property
    def plane_weights(self) -> str | None:
        """Names the second encoder's weights; None without one."""
        return None if self.plane_encoder is None else self.plane_encoder.weights_digest

    def require_plane_encoder(self) -> PlaneEncoder:
        """The second encoder; raises ModelError where the base model comes without."""
        if self.plane_encoder is None:
            remedy = Message("remedy.open_with_base")
            raise ModelError(Message("model.no_planes"), remedy=remedy)
        return self.plane_encoder

    def decode(
        self,
        embedding: Embedding,
        prompts: Prompts,
        *,
        decoder: MaskDecoder | None = None,
        version: str = BASE_VERSION,
        proposals: bool = False,
        mask_input: NDArray[np.float32] | None = None,
        threshold: float = 0.0,
    ) -> Prediction:
        """Answer ``prompts`` (image pixels) on an embedding with ``decoder``, by default the base model's.

        ``proposals`` asks for three masks, best first, instead of one. ``mask_input`` is an earlier answer's
        logits (256 x 256 float32) to refine. Raises UsageError on empty prompts.
        """
        logits, scores = self.logits(
            embedding, prompts, decoder=decoder, proposals=proposals, mask_input=mask_input
        )
        # Stable: of equal scores the same proposal comes first on every PC.
        order = np.argsort(-scores, kind="stable")
        masks = np.stack([logits_to_image(logits[i], embedding.frame) > threshold for i in order])
        return Prediction(masks, scores[order], version, logits[order])

    def logits(
        self,
        embedding: Embedding,
        prompts: Prompts,
        *,
        decoder: MaskDecoder | None = None,
        proposals: bool = False,
        mask_input: NDArray[np.float32] | None = None,
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The decoder's own answer in token order: logits K x 256 x 256 and scores K clipped to 0 to 1.

        Raises ModelError where the decoder looks at planes and the embedding has none.
        """
        if reads_planes(decoder) and embedding.planes is None:
            raise ModelError(Message("version.no_planes_in_embedding"))
        try:
            return self._decoded(decoder, embedding, prompts, mask_input, proposals=proposals)
        except RuntimeError as error:
            if self.device.type == "cpu" or gpu_failure(error) != "memory":
                raise
            _log.warning(
                "The GPU has too little memory for an answer, the CPU gives it: %s", first_line(error)
            )
        # Outside the handler, whose error keeps what lies on the GPU alive.
        torch.cuda.empty_cache()
        spare = self.on_cpu()
        if decoder is not None:
            decoder = spare.new_decoder(_on_cpu(decoder.state_dict()))
        return spare._decoded(decoder, embedding, prompts, mask_input, proposals=proposals)

    def remember_images(self) -> None:
        """Keep what decoders make of the last images before any prompt: many boxes on one are then faster.

        For whoever answers an inspector; a run asks about each view once.
        """
        self._sides = LRUCache(SIDES_KEPT)

    def _decoded(
        self,
        decoder: MaskDecoder | None,
        embedding: Embedding,
        prompts: Prompts,
        mask_input: NDArray[np.float32] | None,
        *,
        proposals: bool,
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        asked = decoder or self.mask_decoder
        tokens = PROPOSALS if proposals else SINGLE_MASK
        with torch.inference_mode():
            sparse, dense = self.embed_prompts(prompts, embedding.frame, mask_input)
            if self._sides is not None and mask_input is None:
                side = self._side(self._sides, asked, embedding, dense)
            else:
                # The same way where nothing is kept, so that a mask does not depend on it in any digit.
                side = image_side(asked, self._features(asked, embedding), dense, self._dense_position())
            logits, scores = decode_side(asked, side, sparse, tokens)
        return logits[0].cpu().numpy(), scores[0].clamp(0, 1).cpu().numpy()

    def _side(
        self, sides: LRUCache[_SideKey, _Side], decoder: MaskDecoder, embedding: Embedding, dense: Tensor
    ) -> ImageSide:
        planes = embedding.planes if reads_planes(decoder) else None
        # Weights that were changed in their place since are others.
        state = sum(parameter._version for parameter in decoder.parameters())
        key = (id(decoder), state, id(embedding.features), None if planes is None else id(planes))
        known = sides.get(key)
        if known is None:
            side = image_side(decoder, self._features(decoder, embedding), dense, self._dense_position())
            known = _Side(side, decoder, embedding.features, planes)
            sides[key] = known
        return known.side

    def _features(self, decoder: MaskDecoder, embedding: Embedding) -> Tensor:
        """The embedding, with planes where the decoder reads them, as one row on the device."""
        # A copy: torch warns of arrays that it may not write to.
        features = torch.from_numpy(np.array(embedding.features, np.float32))
        if reads_planes(decoder) and embedding.planes is not None:
            further = stacked(embedding.planes, fine=has_skip(decoder))
            features = torch.cat([features, torch.from_numpy(further)])
        return features[None].to(self.device)

    def _dense_position(self) -> Tensor:
        """The encoding of the grid's places, which is the same for every prompt."""
        if self._position is None:
            self._position = self.prompt_encoder.get_dense_pe()
        return self._position

    def embed_prompts(
        self, prompts: Prompts, frame: Frame, mask_input: NDArray[np.float32] | None = None
    ) -> tuple[Tensor, Tensor]:
        """The prompt encoder's sparse (1 x T x 256) and dense (1 x 256 x 64 x 64) output, float32.

        ``mask_input`` are logits 256 x 256. Raises UsageError on empty prompts.
        """
        if prompts.empty:
            raise UsageError(Message("prompt.none"), remedy=Message("remedy.draw_or_click"))
        points = boxes = masks = None
        if prompts.points:
            places = frame.points_to_frame(np.array([(point.x, point.y) for point in prompts.points]))
            signs = torch.tensor([[int(point.positive) for point in prompts.points]], device=self.device)
            points = (torch.from_numpy(places)[None].to(self.device), signs)
        if prompts.box is not None:
            corners = frame.boxes_to_frame(np.array([prompts.box.as_tuple()]))
            boxes = torch.from_numpy(corners).to(self.device)
        if mask_input is not None:
            if mask_input.shape != (LOW_RES_SIDE, LOW_RES_SIDE):
                raise UsageError(Message("prompt.mask_shape", shape=mask_input.shape))
            masks = torch.from_numpy(np.ascontiguousarray(mask_input, np.float32))[None, None].to(self.device)
        sparse, dense = self.prompt_encoder(points=points, boxes=boxes, masks=masks)
        return sparse, dense

    def on_cpu(self) -> SamModel:
        """The same with copies of prompt encoder and mask decoder on the CPU; encoders stay as they are."""
        prompt_encoder = empty_prompt_encoder()
        prompt_encoder.load_state_dict(_on_cpu(self.prompt_encoder.state_dict()), assign=True)
        mask_decoder = empty_mask_decoder()
        mask_decoder.load_state_dict(_on_cpu(self.mask_decoder.state_dict()), assign=True)
        for part in (prompt_encoder, mask_decoder):
            part.eval().requires_grad_(False)
        return replace(
            self, prompt_encoder=prompt_encoder, mask_decoder=mask_decoder, device=torch.device("cpu")
        )

    def new_decoder(self, state: State | None = None) -> MaskDecoder:
        """A fresh copy of the base mask decoder, or one with the weights ``state``.

        It is in evaluation mode and can be trained. Raises ModelError where names or shapes do not fit.
        """
        decoder = copy.deepcopy(self.mask_decoder)
        if state is not None:
            shapes = {name: value.shape for name, value in state.items()}
            if channels := channels_in(shapes):
                attach(decoder, channels, planes=planes_in(shapes), cells=cells_in(shapes))
            if skip_in(shapes):
                attach_skip(decoder)
            # Copies, because ``load_strictly`` makes the tensors themselves the weights; stored ones
            # may be half floats.
            own = {name: value.detach().clone().float().to(self.device) for name, value in state.items()}
            load_strictly(decoder, own, path=None, remedy=Message("remedy.choose_other_version"))
        return decoder.requires_grad_(True)


def _on_cpu(state: State) -> State:
    return {name: value.detach().cpu().clone() for name, value in state.items()}
