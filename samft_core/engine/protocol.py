"""The engine's language: one JSON object per line, requests on stdin, replies on stdout. Free of torch.

Replies carry the id of their request and, where there is one, the image's id, so a stale one can be dropped.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from samft_core.imaging.geometry import View
from samft_core.imaging.masks import RleMask
from samft_core.imaging.prompts import Prompts
from samft_core.messages.message import Message
from samft_core.sam.types import AnswerStage


class _Message(BaseModel):
    # Window and engine come from one installation: a field that one does not know is an error, not a
    # newer version.
    model_config = ConfigDict(frozen=True, extra="forbid")


class Encode(_Message):
    """Put an image's embedding into the cache. ``prefetch`` yields to every other request."""

    kind: Literal["encode"] = "encode"
    id: int
    image_id: int
    prefetch: bool = False


class Predict(_Message):
    """Ask the named versions ("base", "v1", …) about one object.

    Replies: one Predicted per version and stage, the last of them ``final``; or the request ends with
    Failed where a version could not answer. A newer Predict with the same ``slot`` makes this one stale:
    what is left is not done, and it ends with Dropped. ``proposals`` asks for three masks instead of one.
    ``refine`` allows a second, better answer (stage "refined") where the version knows how to give one.
    """

    kind: Literal["predict"] = "predict"
    id: int
    image_id: int
    prompts: dict[str, Any]
    versions: list[str]
    slot: str = "current"
    proposals: bool = False
    refine: bool = True

    def decoded_prompts(self) -> Prompts:
        """The prompts as an object."""
        return Prompts.from_json(self.prompts)


class Propose(_Message):
    """Look for places that differ from the images named in ``good``; ends with Proposed or Failed.

    A newer Propose makes this one stale: it ends with Dropped.
    """

    kind: Literal["propose"] = "propose"
    id: int
    image_id: int
    good: list[int]


class ImageView(_Message):
    """One view of an image, as ``geometry.View`` tells; ids below 0 are drawn defects that runs replay."""

    image_id: int
    crop: tuple[int, int, int, int] | None = None
    mirrored: bool = False
    quarter_turns: int = 0
    stretched: bool = False
    planes: bool = False
    """Its planes too, for a run that reads them."""

    @classmethod
    def of(cls, image_id: int, view: View, *, planes: bool = False) -> ImageView:
        """A view as it travels."""
        return cls(
            image_id=image_id,
            crop=view.crop,
            mirrored=view.mirrored,
            quarter_turns=view.quarter_turns,
            stretched=view.stretched,
            planes=planes,
        )

    @property
    def view(self) -> View:
        """The view as an object."""
        return View(self.crop, self.mirrored, self.quarter_turns, self.stretched)


class Prepare(_Message):
    """Put the embeddings of these views into the cache while nothing else is asked.

    It ends with Prepared. A newer Prepare takes its place without a word; an empty one only stops.
    """

    kind: Literal["prepare"] = "prepare"
    id: int
    views: list[ImageView]


class Reload(_Message):
    """Forget loaded model versions; they are read again from the project when next asked for."""

    kind: Literal["reload"] = "reload"
    id: int


class Shutdown(_Message):
    """Finish the current item and leave."""

    kind: Literal["shutdown"] = "shutdown"


class Ping(_Message):
    """Ask whether the engine lives. Its reading thread answers with Pong, whatever else is being done."""

    kind: Literal["ping"] = "ping"
    id: int = 0


Request = Annotated[
    Encode | Predict | Propose | Prepare | Reload | Shutdown | Ping,
    Field(discriminator="kind"),
]


class Pong(_Message):
    """The engine lives."""

    kind: Literal["pong"] = "pong"
    id: int


class Ready(_Message):
    """The model is loaded; ``device`` and ``encoder`` are for people."""

    kind: Literal["ready"] = "ready"
    device: Message
    encoder: str
    base_model: str
    seconds: float


class Encoded(_Message):
    """The embedding is in the cache (``cached``: it already was).

    ``vector`` is the image's direction, as ``active_learning.next_image`` compares images.
    """

    kind: Literal["encoded"] = "encoded"
    id: int
    image_id: int
    cached: bool
    seconds: float
    vector: tuple[float, ...] = ()


class Proposal(_Message):
    """One mask (COCO run lengths at image resolution) and its predicted IoU."""

    mask: dict[str, Any]
    score: float

    def rle(self) -> RleMask:
        """The mask as an object."""
        return RleMask.from_json(self.mask)


class Predicted(_Message):
    """What one version says; ``proposals`` best first. ``final`` marks the last reply for this request."""

    kind: Literal["predicted"] = "predicted"
    id: int
    image_id: int
    version: str
    stage: AnswerStage
    proposals: list[Proposal]
    seconds: float
    final: bool


class FoundBox(_Message):
    """A place worth asking about: ``x0, y0, x1, y1`` in image pixels, and how strange it is (above 1)."""

    box: tuple[float, float, float, float]
    strength: float


class Proposed(_Message):
    """Where an image differs from the good ones, the strangest place first."""

    kind: Literal["proposed"] = "proposed"
    id: int
    image_id: int
    boxes: list[FoundBox]
    seconds: float


class Prepared(_Message):
    """Nothing is left to prepare; ``encoded`` views were missing, ``failed`` could not be made."""

    kind: Literal["prepared"] = "prepared"
    id: int
    encoded: int
    failed: int


class Dropped(_Message):
    """The request was overtaken by a newer one and not answered."""

    kind: Literal["dropped"] = "dropped"
    id: int
    image_id: int


class Failed(_Message):
    """The request could not be answered; the engine goes on."""

    kind: Literal["failed"] = "failed"
    id: int
    image_id: int | None = None
    message: Message
    remedy: Message | None = None


class Fatal(_Message):
    """The engine cannot work at all (weights missing, project unreadable) and leaves."""

    kind: Literal["fatal"] = "fatal"
    message: Message
    remedy: Message | None = None


Reply = Annotated[
    Ready | Encoded | Predicted | Proposed | Prepared | Dropped | Failed | Fatal | Pong,
    Field(discriminator="kind"),
]

# Made once: building a validator takes far longer than reading a line with it.
_REQUEST: TypeAdapter[Any] = TypeAdapter(Request)
_REPLY: TypeAdapter[Any] = TypeAdapter(Reply)


def to_line(message: _Message) -> bytes:
    """One message as one line of UTF-8 JSON with its newline."""
    # JSON escapes every line end within texts, so the line is whole.
    return message.model_dump_json().encode("utf-8") + b"\n"


def parse_request(line: bytes | str) -> Encode | Predict | Propose | Prepare | Reload | Shutdown | Ping:
    """Read a request; raises pydantic.ValidationError on anything else."""
    return _REQUEST.validate_json(line)  # type: ignore[no-any-return]


def parse_reply(
    line: bytes | str,
) -> Ready | Encoded | Predicted | Proposed | Prepared | Dropped | Failed | Fatal | Pong:
    """Read a reply; raises pydantic.ValidationError on anything else."""
    return _REPLY.validate_json(line)  # type: ignore[no-any-return]
