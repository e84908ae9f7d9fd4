"""Where fine-tuning starts: the base model's mask decoder, or one that has learnt from drawn defects.

Segment Anything knows things; a defect is a region that differs from what is round it. Weights that have
learnt this from drawn defects need fewer masks of real defects. ``packaging/model/tune_start.py`` makes them.
"""

from __future__ import annotations

from samft_core.sam.adapter import NAME, attach, channels_in
from samft_core.sam.decoder_files import DECODER_FILE, load_decoder
from samft_core.sam.good_cells import GoodCells
from samft_core.sam.model import SamModel
from samft_core.sam.planes import CHANNELS, PlaneStatistics
from samft_core.sam.skips import attach_skip
from samft_core.sam.upstream import MaskDecoder
from samft_core.sam.weights import State, read_card

CARD = "start.json"


def start_digest(model: SamModel) -> str | None:
    """The SHA-256 of the weights learnt from drawn defects; None where this base model comes without any.

    Raises ModelError where the card cannot be read or the weights do not have that digest.
    """
    if model.start_folder is None:
        return None
    return str(read_card(model.start_folder / CARD)["files"][DECODER_FILE]["sha256"])


def drawn_weights(model: SamModel) -> State | None:
    """The weights learnt from drawn defects, or None. Raises ModelError where they are missing or damaged."""
    if model.start_folder is None:
        return None
    read_card(model.start_folder / CARD)
    return load_decoder(model.start_folder, model)


def starting_decoder(
    model: SamModel,
    *,
    drawn: bool,
    adapter_channels: int,
    seed: int,
    usual: PlaneStatistics | None = None,
    skip: bool = False,
    good: GoodCells | None = None,
) -> MaskDecoder:
    """A decoder to fine-tune, with an adapter of ``adapter_channels`` (0: none).

    ``drawn`` takes the weights learnt from drawn defects where the base model has them; their adapter is
    taken too where it is as wide, else a new one starts from ``seed``. With ``usual`` the adapter reads
    planes, which it centres and scales by these statistics; with ``skip`` fine planes reach the upscaling
    too, and with ``good`` it reads how far all is from good images. Raises ModelError.
    """
    state = (drawn_weights(model) if drawn else None) or dict(model.mask_decoder.state_dict())
    fits = channels_in({name: value.shape for name, value in state.items()}) == adapter_channels
    known = {name: value for name, value in state.items() if name.startswith(f"{NAME}.")}
    if not fits or usual is not None:
        state = {name: value for name, value in state.items() if name not in known}
    decoder = model.new_decoder(state)
    if not adapter_channels or (fits and usual is None):
        return decoder
    cells = 0 if usual is None or good is None else len(good.cells)
    adapter = attach(
        decoder, adapter_channels, planes=0 if usual is None else CHANNELS, cells=cells, seed=seed
    )
    if adapter.good is not None and good is not None:
        adapter.good.settle(good)
    if usual is not None:
        adapter.settle(usual)
        if skip:
            attach_skip(decoder, seed=seed).settle(usual)
    if fits and usual is not None:
        own = {name.removeprefix(f"{NAME}."): value for name, value in known.items()}
        adapter.load_state_dict({k: v for k, v in own.items() if k != "down.weight"}, strict=False)
        adapter.widen(own["down.weight"])
    return decoder
