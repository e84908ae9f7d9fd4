"""``base-pack``: base models that the program does not ship, made, added, listed and removed."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from samft_core.cli.console import note, show, size, table, waiting
from samft_core.cli.keys import secret_key
from samft_core.cli.options import AsJson, numbers
from samft_core.cli.packs import Accept, Sign
from samft_core.errors import UsageError
from samft_core.messages.message import Message

if TYPE_CHECKING:
    from samft_core.distribution.base_packs import BasePack
    from samft_core.sam.base_card import BaseCard

# Of an option that names a file to be read.
_FILE: dict[str, Any] = {"exists": True, "dir_okay": False}

app = typer.Typer(name="base-pack", help="Base models that do not come with SAMFT.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    """Add the commands to ``parent``."""
    parent.add_typer(app)


@app.command("make")
def make(
    *,
    file: Annotated[Path, typer.Argument(help="The file to write, ending in .samftbase.", dir_okay=False)],
    encoder: Annotated[
        Path,
        typer.Option(**_FILE, help="The image encoder: an .onnx file, or OpenVINO's .xml with its .bin."),
    ],
    name: Annotated[str, typer.Option(help="What projects call it: small letters, digits, points, hyphens.")],
    licence: Annotated[str, typer.Option(help="The licence's name, as Apache-2.0.")],
    licence_file: Annotated[
        Path, typer.Option(**_FILE, help="The licence in full; it is shown before adding.")
    ],
    author: Annotated[str, typer.Option(help="Who made the model.")],
    title: Annotated[
        str | None, typer.Option(help="What it is, in one line.", show_default="the name")
    ] = None,
    source: Annotated[str, typer.Option(help="Where it comes from.")] = "",
    checkpoint: Annotated[
        Path | None,
        typer.Option(**_FILE, help="A SAM checkpoint: its prompt encoder and mask decoder are taken."),
    ] = None,
    prompt_encoder: Annotated[
        Path | None, typer.Option(**_FILE, help="Instead of --checkpoint: as safetensors.")
    ] = None,
    mask_decoder: Annotated[
        Path | None, typer.Option(**_FILE, help="Instead of --checkpoint: as safetensors.")
    ] = None,
    notice: Annotated[Path | None, typer.Option(**_FILE, help="Notices that the licence asks for.")] = None,
    side: Annotated[int, typer.Option(help="Side of the encoder's input in pixels.")] = 1024,
    mean: Annotated[
        str, typer.Option(help="Subtracted from red, green and blue, 0 to 255.")
    ] = "123.675,116.28,103.53",
    deviation: Annotated[str, typer.Option(help="What they are divided by then.")] = "58.395,57.12,57.375",
    channels: Annotated[str, typer.Option(help="The order of the encoder's channels: rgb or bgr.")] = "rgb",
    picture: Annotated[
        Path | None,
        typer.Option(**_FILE, help="What the pack is checked with.", show_default="a sample bottle"),
    ] = None,
    box: Annotated[
        str | None, typer.Option(metavar="X0,Y0,X1,Y1", help="A box on it.", show_default="its middle")
    ] = None,
    expected: Annotated[
        Path | None,
        typer.Option(**_FILE, help="The embedding that the model's own program gives for it: .npy."),
    ] = None,
    sign: Sign = None,
    as_json: AsJson = False,
) -> None:
    """Write a base model into one file, after trying whether it can be used.

    With --picture and --expected the encoder must give what the model's own program gives.
    """
    if expected is not None and picture is None:
        raise UsageError(Message("cli.expected_without_picture"), remedy=Message("remedy.give_with_picture"))
    key = None if sign is None else secret_key(sign)
    with waiting("Trying the model"):
        import tempfile

        from samft_core.distribution.make_base_pack import Sources, make_base_pack

        # The sample picture is made to measure and of no use afterwards.
        with tempfile.TemporaryDirectory(prefix="samft-base-") as folder:
            shown = picture or _sample(Path(folder), side)
            card = _card(
                {
                    "name": name,
                    "title": title or name,
                    "licence": licence,
                    "author": author,
                    "source": source,
                },
                {"side": side, "mean": _three(mean), "deviation": _three(deviation), "channels": channels},
                numbers(box) if box is not None else _middle(shown),
            )
            sources = Sources(
                encoder=encoder,
                licence=licence_file,
                picture=shown,
                checkpoint=checkpoint,
                prompt_encoder=prompt_encoder,
                mask_decoder=mask_decoder,
                notice=notice,
                expected=expected,
            )
            written, parity = make_base_pack(file, card, sources, key=key)
    bytes_ = written.stat().st_size
    data = {"file": str(written), "bytes": bytes_, "name": name, "parity": asdict(parity)}
    lines = [f"{name} is in {written} ({size(bytes_)}{', signed' if key else ''})."]
    if expected is not None:
        lines.append(f"Its embedding differs from the expected one by {parity.difference:.2%}.")
    show(data, *map(Text, lines), as_json=as_json)


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="A base pack (.samftbase).", dir_okay=False)],
    accept_licence: Annotated[
        bool, typer.Option("--accept-licence", help="The licence was read and is accepted.")
    ] = False,
    accept_untrusted: Accept = False,
    as_json: AsJson = False,
) -> None:
    """Install a base pack for this account, after showing its licence and checking it."""
    from samft_core.distribution.install_base_pack import add_base_pack

    def accept(pack: BasePack) -> bool:
        return accept_licence or _ask_licence(pack)

    # The licence is asked about inside, after the signature was checked: nobody should read and accept
    # what turns out to be damaged or unsigned.
    base, parity = add_base_pack(file, accept=accept, accept_untrusted=accept_untrusted)
    data = {
        "name": base.name,
        "folder": str(base.folder),
        "digest": base.digest,
        "parity": None if parity is None else asdict(parity),
    }
    what = "was installed already" if parity is None else "is installed"
    text = f"{base.card.title} {what}. Use it with: samft new FOLDER --base {base.name}"
    show(data, Text(text), as_json=as_json)


@app.command("list")
def list_packs(as_json: AsJson = False) -> None:
    """List the base packs on this PC and the projects that are known to use them."""
    from samft_core.project.base_model_uses import uses_of
    from samft_core.sam import base_models

    data: list[dict[str, Any]] = []
    for base in base_models.installed():
        # Listed with its problem: a broken pack that did not show up could not be found and removed.
        if isinstance(base, base_models.BrokenBase):
            data.append({"name": base.folder.name, "problem": base.problem.message})
            continue
        uses = [str(use.project) for use in uses_of(base.name)]
        data.append(
            {
                "name": base.name,
                "title": base.card.title,
                "licence": base.card.licence,
                "side": base.card.input.side,
                "digest": base.digest,
                "folder": str(base.folder),
                "used_by": uses,
                "problem": None,
            }
        )
    rows = []
    for pack in data:
        state = pack["problem"] or "\n".join(pack["used_by"]) or "no project"
        rows.append([pack["name"], pack.get("title", ""), pack.get("licence", ""), state])
    shown = table("Base packs", ("Name", "What it is", "Licence", "Used by"), rows, right=4)
    show(data, shown, as_json=as_json)


@app.command("remove")
def remove(
    name: Annotated[str, typer.Argument(help="A base pack's name.")],
    force: Annotated[bool, typer.Option("--force", help="Although a project uses it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Remove an installed base pack that no project uses."""
    from samft_core.distribution.install_base_pack import remove_base_pack

    folder = remove_base_pack(name, force=force)
    show({"name": name, "folder": str(folder)}, f"{name} was removed.", as_json=as_json)


def _ask_licence(pack: BasePack) -> bool:
    """Show the licence and ask; without somebody to answer it counts as not accepted."""
    note(f"{pack.card.title}, by {pack.card.author}, is under the licence {pack.card.licence}:")
    note("")
    note(pack.licence_text)
    # In a script the question would wait for ever, or read the next line of somebody's input as an
    # answer.
    if not sys.stdin.isatty():
        note("Accept it with --accept-licence.")
        return False
    return typer.confirm("Do you accept this licence?", err=True)


def _card(about: dict[str, Any], made_of: dict[str, Any], box: list[float]) -> BaseCard:
    """The card of these values, checked as a card from outside is."""
    import json

    from samft_core.sam.base_card import CARD, card_of

    data = {**about, "input": made_of, "check": {"box": box}}
    return card_of(json.dumps(data).encode(), path=Path(CARD))


def _three(text: str) -> list[float]:
    found = numbers(text)
    if len(found) != 3:
        raise UsageError(
            Message("cli.no_three_numbers", text=text), remedy=Message("remedy.give_red_green_blue")
        )
    return found


def _sample(folder: Path, side: int) -> Path:
    """A sample bottle as large as the encoder's input, so that nothing has to be scaled."""
    from PIL import Image

    from samft_core.resources import resource_path

    bottles = resource_path("samples", "bottles", "test")
    first = next(path for path in sorted(bottles.rglob("*")) if path.suffix in (".png", ".jpg"))
    made = folder / "bottle.png"
    with Image.open(first) as picture:
        picture.convert("RGB").resize((side, side), Image.Resampling.BILINEAR).save(made)
    return made


def _middle(picture: Path) -> list[float]:
    """The box of half the picture's width and height in its middle."""
    from samft_core.imaging.image_io import read_image

    height, width = read_image(picture).shape[:2]
    return [width / 4, height / 4, width * 3 / 4, height * 3 / 4]
