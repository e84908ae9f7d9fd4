"""A model version's card: what made it, of what, how it is prompted and how well it did. Free of torch.

The card lies beside the weights as card.json, in the database and in packs. What a reader does not understand
counts as left out, as a card may be of another program or from anybody; what it was read from is kept whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, WrapValidator
from pydantic_core import PydanticUseDefault

from samft_core.sam.calibration import Calibration
from samft_core.sam.inference_policy import InferencePolicy


def _or_left_out(value: Any, validate: Any) -> Any:
    try:
        return validate(value)
    except ValidationError:
        # Tells pydantic to go on with the field's default, so that one odd value does not cost the
        # whole card.
        raise PydanticUseDefault from None


_LEFT_OUT = WrapValidator(_or_left_out)

Text = Annotated[str | None, _LEFT_OUT]
Count = Annotated[int | None, _LEFT_OUT]
Ids = Annotated[tuple[int, ...] | None, _LEFT_OUT]
Counts = Annotated[dict[str, int], _LEFT_OUT]
Plain = Annotated[dict[str, Any] | None, _LEFT_OUT]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class ContrastChoice(_Part):
    """Whether a version sees stretched contrast: ``gain`` is the mean IoU that this brought the base model on
    ``masks`` masks.
    """

    gain: float = 0.0
    masks: int = 0
    stretch: bool = False


class PlanesChoice(_Part):
    """Whether a version reads planes: ``gain`` is the area under the curve that they added on ``masks``
    masks.
    """

    gain: float = 0.0
    masks: int = 0
    read: bool = False


class LeftOutImage(_Part):
    """An image with ground truth that the run did without, and why."""

    image: int = 0
    path: str = ""
    reason: str = ""


class CardData(_Part):
    """The data of a version's run in numbers. ``newest`` is when a mask was last changed, as ISO text."""

    images: Count = None
    masks: Count = None
    good: Count = None
    classes: Counts = {}
    accepted_by: Counts = {}
    newest: Text = None
    left_out: Annotated[tuple[LeftOutImage, ...], _LEFT_OUT] = ()


class ImageResult(_Part):
    """One held-out image: mean IoU (0 to 1) of its masks with boxes that are a little off.

    ``before`` is what ``against`` (the version that was in use, or "base") answered, ``after`` the version of
    the card.
    """

    image: int
    name: str = ""
    classes: tuple[str, ...] = ()
    masks: Annotated[int, Field(ge=0)] = 0
    against: str = "base"
    before: Annotated[float, Field(ge=0, le=1)]
    after: Annotated[float, Field(ge=0, le=1)]

    @property
    def gain(self) -> float:
        """IoU that the version added."""
        return self.after - self.before


class Origin(_Part):
    """The pack that a version came in: its file, the version's name there, and whose signature it bears."""

    pack: str = ""
    version: str = ""
    signature: str = ""
    key: str = ""


class VersionCard(BaseModel):
    """The card; a field is None where a card says nothing of it or what is not understood.

    ``recipe`` and ``comparison`` are plain data of the program that wrote them, ``messages`` the codes and
    values of the comparison's sentences, ``image_results`` its held-out images one by one. Fields stand in
    the order in which they are written.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    version: Text = None
    base_model: Text = None
    base_digest: Text = None
    start_digest: Text = None
    drawings: Count = None
    drawings_digest: Text = None
    encoder: Text = None
    encoder_digest: Text = None
    encoder_precision: Text = None
    planes_digest: Text = None
    decoder_sha256: Text = None
    manifest_digest: Text = None
    recipe_name: Text = None
    recipe: Plain = None
    contrast: Annotated[ContrastChoice | None, _LEFT_OUT] = None
    planes: Annotated[PlanesChoice | None, _LEFT_OUT] = None
    seed: Count = None
    steps: Count = None
    tuned_share: Annotated[float, _LEFT_OUT] = 1.0
    masks: Count = None
    train_images: Ids = None
    held_out_images: Ids = None
    held_out_pictures: Count = None
    calibration: Any = None
    base_calibration: Any = None
    points_calibration: Any = None
    base_points_calibration: Any = None
    data: Annotated[CardData, _LEFT_OUT] = CardData()
    comparison: Any = None
    messages: Annotated[tuple[Any, ...], _LEFT_OUT] = ()
    image_results: Annotated[tuple[ImageResult, ...], _LEFT_OUT] = ()
    run: Text = None
    who: Text = None
    when: Text = None
    program: Text = None
    came_as: Annotated[Origin | None, _LEFT_OUT] = None

    _read_from: dict[str, Any] | None = PrivateAttr(default=None)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """A card from plain data, whoever wrote it."""
        card = cls.model_validate(dict(data))
        card._read_from = dict(data)
        return card

    def to_json(self) -> dict[str, Any]:
        """The card as plain data: what it was read from, else the fields that were set, in their order."""
        if self._read_from is not None:
            return dict(self._read_from)
        # Only what was set: a default that is written down would look like a statement of whoever made
        # the card.
        return self.model_dump(mode="json", exclude_unset=True)

    def changed(self, *, without: tuple[str, ...] = (), **fields: Any) -> Self:
        """The card with other ``fields``, which go last where they are new, and ``without`` some."""
        kept = {name: value for name, value in self.to_json().items() if name not in without}
        return self.read(kept | fields)

    def policy(self) -> InferencePolicy:
        """How the version is to be prompted. Raises ValidationError where that is not understood."""
        return InferencePolicy.model_validate((self.recipe or {}).get("policy") or {})

    def calibration_of(self, kind: str) -> Calibration | None:
        """What scores are worth; None where the card does not say. Raises ValidationError.

        ``kind`` is "calibration" or "points_calibration", or one of these after "base_".
        """
        known = getattr(self, kind)
        return None if known is None else Calibration.model_validate(known)
