"""Broken inputs by the thousand, each in a child with limits: no crash, no hang, nothing outside touched."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samft_core.errors import ProjectError
from samft_core.messages.message import Message
from tests.faults import children, hostile_names, shim
from tests.faults.kills import Tally
from tests.faults.projects import copy, draw, make_project

MEMORY = 2 * children.GIGABYTE
KNOWN_CODES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 130}
"""The documented exit codes, and what the command line may add to them."""

NUMBERS = (0, -1, 1, 1e308, -1e308, 2**31, 2**63, 2**64, float("nan"), float("inf"), -float("inf"), 0.5)
TEXTS = (
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\u202e",
    "../../outside",
    "/etc/passwd",
    "\\\\host\\share\\x",
    "C:\\x",
    "CON",
    "x" * 5000,
    "<b>x</b>",
    "%s%n",
    "{0}",
    "NaN",
    "’; DROP TABLE",
    "\n",
    "瓶",
    "a/b",
)
ODD: tuple[Any, ...] = (None, True, [], {}, [[]], [None], {"": None}, *NUMBERS, *TEXTS)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of input: ``prepare`` once, then for each try a broken one and what is done with it."""

    name: str
    prepare: Callable[[Path], None]
    attempt: Callable[[random.Random, Path, Path], Callable[[], Any]]
    """Of a generator, the prepared folder and the try's own folder: writes the input, returns the work."""
    modules: tuple[str, ...] = (
        "samft_core.cli.main",
        "samft_core.project.project",
        "samft_core.project.migrate",
    )
    """What is imported once for all tries."""


# Breaking bytes and JSON


def broken_bytes(data: bytes, rng: random.Random) -> bytes:
    """``data`` with a few faults: flipped bits, cut, doubled, filled, other numbers."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        if not found:
            break
        at = rng.randrange(len(found))
        kind = rng.randrange(8)
        if kind == 0:
            found[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del found[at:]
        elif kind == 2:
            del found[at : at + rng.randint(1, 64)]
        elif kind == 3:
            found[at:at] = found[at : at + rng.randint(1, 256)]
        elif kind == 4:
            found[at : at + 4] = rng.choice(
                (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\1\0")
            )
        elif kind == 5:
            length = rng.randint(1, 64)
            found[at : at + length] = rng.randbytes(length)
        elif kind == 6:
            found[rng.randrange(min(64, len(found)))] = rng.randrange(256)
        else:
            found += rng.randbytes(rng.randint(1, 300))
    return bytes(found)


def broken_json(data: Any, rng: random.Random) -> bytes:
    """JSON of ``data`` with a value replaced, dropped, doubled or nested deep, or with broken bytes."""
    data = json.loads(json.dumps(data))
    kind = rng.randrange(10)
    if kind == 0:
        return broken_bytes(json.dumps(data).encode(), rng)
    if kind == 1:
        depth = rng.choice((50, 2_000, 100_000))
        return b"[" * depth + b"]" * rng.choice((depth, 0))
    if kind == 2:
        text = json.dumps(data)
        return text.encode(rng.choice(("utf-16", "utf-8-sig", "utf-32", "cp037")))
    if kind == 3:
        depth = rng.choice((500, 50_000))
        inner = json.dumps(data)[1:] if isinstance(data, dict) else "}"
        return b'{"extra": ' + b'{"a":' * depth + b"1" + b"}" * depth + b", " + inner.encode()
    for _ in range(rng.choice((1, 1, 2, 3))):
        _replace_somewhere(data, rng)
    return json.dumps(data).encode("utf-8", "surrogatepass")


def _replace_somewhere(data: Any, rng: random.Random) -> None:
    here = data
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not keys:
            return
        key = rng.choice(keys)
        if isinstance(here[key], dict | list) and here[key] and rng.random() < 0.75:
            here = here[key]
            continue
        kind = rng.randrange(6)
        if kind == 0 and isinstance(here, dict):
            del here[key]
        elif kind == 1 and isinstance(here, list):
            here[:] = here * rng.choice((0, 2, 300))
        elif kind == 2 and isinstance(here, dict):
            here[rng.choice(TEXTS)] = rng.choice(ODD)
        else:
            here[key] = rng.choice(ODD)
        return


# Images


def _seeds_of_images(place: Path) -> None:
    from PIL import Image

    place.mkdir(parents=True, exist_ok=True)
    picture = Image.fromarray(draw(3))
    for ending, options in (
        ("png", {}),
        ("jpg", {}),
        ("bmp", {}),
        ("tif", {}),
        ("tif", {"compression": "tiff_lzw"}),
        ("tif", {"compression": "tiff_adobe_deflate"}),
        ("webp", {}),
    ):
        stream = io.BytesIO()
        kind = {"jpg": "JPEG", "tif": "TIFF"}.get(ending, ending.upper())
        picture.save(stream, kind, **options)
        (place / f"{kind}-{(len(options) and options['compression']) or 'plain'}.{ending}").write_bytes(
            stream.getvalue()
        )
    picture.convert("P").save(place / "palette.png")
    picture.convert("RGBA").save(place / "alpha.png")
    picture.convert("I;16").save(place / "deep.png")
    picture.convert("I;16").save(place / "deep.tif")
    picture.convert("F").save(place / "float.tif")


def _bomb(rng: random.Random) -> tuple[str, bytes]:
    """A small file that says it is huge."""
    import struct
    import zlib

    width, height = rng.choice(((60_000, 60_000), (2**31 - 1, 1), (1, 2**31 - 1), (20_000, 9_000), (0, 0)))
    header = struct.pack(
        ">IIBBBBB", width, height, rng.choice((1, 8, 16)), rng.choice((0, 2, 3, 4, 6)), 0, 0, 0
    )

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    body = zlib.compress(bytes(1 << 20), 9) * rng.randint(1, 5)
    text = chunk(b"zTXt", b"c\0\0" + zlib.compress(b"a" * (1 << 24))) if rng.random() < 0.4 else b""
    return ".png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + text + chunk(b"IDAT", body) + chunk(
        b"IEND", b""
    )


def _image_attempt(rng: random.Random, prepared: Path, own: Path) -> Callable[[], Any]:
    folder = own / "images"
    folder.mkdir()
    if rng.random() < 0.15:
        ending, data = _bomb(rng)
    else:
        source = rng.choice(sorted((prepared / "seeds").iterdir()))
        ending, data = source.suffix, broken_bytes(source.read_bytes(), rng)
    if rng.random() < 0.1:
        ending = rng.choice((".png", ".jpg", ".tif", ".bmp"))
    path = folder / f"broken{ending}"
    path.write_bytes(data)
    project = copy(prepared / "project", own / "project")

    def work() -> int:
        code = children.command("import", folder, "-p", project)()
        from samft_core.errors import SamftError
        from samft_core.imaging.image_io import read_image, thumbnail

        for read in (lambda: read_image(path), lambda: thumbnail(path, 64)):
            try:
                read()
            except SamftError:
                continue
        return code

    return work


def _prepare_images(place: Path) -> None:
    from samft_core.project.project import Project

    _seeds_of_images(place / "seeds")
    Project.create(place / "project", inspector="ada").close()


# labelme


def _prepare_labelme(place: Path) -> None:
    from PIL import Image

    make_project(place / "source", place / "images", count=6)
    children.command("export", place / "labelme", "--format", "labelme", "-p", place / "source")()
    from samft_core.project.project import Project

    Project.create(place / "project", inspector="ada").close()
    Image.fromarray(draw(1)).save(place / "any.png")


def _labelme_attempt(rng: random.Random, prepared: Path, own: Path) -> Callable[[], Any]:
    folder = copy(prepared / "labelme", own / "labelme")
    documents = sorted(folder.rglob("*.json"))
    for path in rng.sample(documents, rng.choice((1, 1, 2))):
        data = json.loads(path.read_text("utf-8"))
        if rng.random() < 0.3:
            import base64

            encoded = broken_bytes((prepared / "any.png").read_bytes(), rng)
            if rng.random() < 0.2:
                encoded = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n{} loop\n"
            data["imageData"] = base64.b64encode(encoded).decode()
            data["imagePath"] = rng.choice(
                (data["imagePath"], "../../outside.png", "gone.png", "/etc/passwd")
            )
        path.write_bytes(broken_json(data, rng))
    project = copy(prepared / "project", own / "project")
    return children.command("import", folder, "--format", "labelme", "-p", project)


# The database


def _prepare_database(place: Path) -> None:
    make_project(place / "project", place / "images", count=8)


def _database_attempt(rng: random.Random, prepared: Path, own: Path) -> Callable[[], Any]:
    project = copy(prepared / "project", own / "project")
    database = project / "project.db"
    if rng.random() < 0.3:
        database.write_bytes(broken_bytes(database.read_bytes(), rng))
    else:
        _break_values(database, rng)

    def work() -> int:
        codes = [
            children.command(*arguments)()
            for arguments in (
                ("status", "-p", project),
                ("export", own / "exported", "-p", project),
                ("export", own / "labelme", "--format", "labelme", "-p", project),
                ("history", "1", "-p", project),
                ("review", "-p", project),
                ("versions", "-p", project),
                ("pack-project", own / "packed.samftproject", "-p", project),
            )
        ]
        _look(project)
        return codes[0]

    return work


def _look(project: Path) -> None:
    """What the window reads when it opens a project and shows each image."""
    from samft_core.errors import SamftError
    from samft_core.project.project import Project

    try:
        opened = Project.open(project, inspector="ada")
    except SamftError:
        return
    with opened:
        for read in (
            opened.classes.all,
            opened.versions.all,
            opened.runs.all,
            opened.versions.active,
            opened.reviews.rules,
            opened.check,
            opened.annotations.ground_truth,
            opened.history.events,
        ):
            try:
                read()
            except SamftError:
                continue
        try:
            images = opened.images.all()
        except SamftError:
            return
        for image in images:
            for read_one in (opened.annotations.of_image, opened.history.of_image, opened.reviews.of_image):
                try:
                    read_one(image.id)
                except SamftError:
                    continue


def _break_values(database: Path, rng: random.Random) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        for _ in range(rng.choice((1, 1, 2))):
            table = rng.choice([name for name in tables if not name.startswith("sqlite_")])
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            rows = [row[0] for row in connection.execute(f'SELECT rowid FROM "{table}"')]
            if not rows:
                continue
            value = rng.choice((*ODD, rng.randbytes(9), "2026-13-45 99:99:99", "[1", '{"a"', "accepted", 7))
            if isinstance(value, dict | list):
                value = json.dumps(value)
            if isinstance(value, str):
                value = value.encode("utf-8", "surrogatepass")
                value = rng.choice((value, value.decode("utf-8", "replace")))
            if isinstance(value, float | int) and not isinstance(value, bool) and abs(value) > 2**62:
                value = float(value)
            try:
                connection.execute(
                    f'UPDATE "{table}" SET "{rng.choice(columns)}" = ? WHERE rowid = ?',
                    (value, rng.choice(rows)),
                )
            except sqlite3.Error:
                continue


# Packs, settings, policies, recipes, checkpoints, lines


def _prepare_packs(place: Path) -> None:
    from tests.faults.projects import add_version

    make_project(place / "source", place / "images", count=6)
    name = add_version(place / "source")
    children.command("pack-project", place / "whole.samftproject", "-p", place / "source")()
    children.command("pack", name, place / "model.samftmodel", "-p", place / "source")()
    from samft_core.project.project import Project

    Project.create(place / "project", inspector="ada").close()


def _pack_attempt(rng: random.Random, prepared: Path, own: Path) -> Callable[[], Any]:
    source = prepared / rng.choice(("whole.samftproject", "whole.samftproject", "model.samftmodel"))
    target = own / source.name
    if rng.random() < 0.35:
        target.write_bytes(broken_bytes(source.read_bytes(), rng))
    else:
        _break_archive(source, target, rng)
    if source.suffix == ".samftproject":
        return children.command("unpack-project", target, own / "opened", "--accept-untrusted")
    project = copy(prepared / "project", own / "project")
    return children.command("unpack", target, "-p", project, "--accept-untrusted")


def _break_archive(source: Path, target: Path, rng: random.Random) -> None:
    """The same archive with entries added, renamed, broken or doubled, and with a list that fits or not."""
    import hashlib
    import zipfile

    with zipfile.ZipFile(source) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    listed = json.loads(entries["pack.json"])
    files = listed.get("files")
    fits = rng.random() < 0.7
    for _ in range(rng.choice((1, 1, 2))):
        kind = rng.randrange(5)
        names = [name for name in entries if name != "pack.json"]
        name = rng.choice(names)
        if kind == 0:
            entries[name] = broken_bytes(entries[name], rng)
        elif kind == 1:
            new = rng.choice(
                (
                    "../outside",
                    "/tmp/outside",
                    "a/../../b",
                    "CON",
                    "x" * 300,
                    "setup.exe",
                    "desktop.ini",
                    "report.html",
                    "models/v1/card.json",
                    ".git/hooks/post-commit",
                )
            )
            entries[new] = b"<script>alert(1)</script>"
        elif kind == 2:
            del entries[name]
        elif kind == 3 and name.endswith(".json"):
            entries[name] = broken_json(json.loads(entries[name]), rng)
        else:
            entries["pack.json"] = broken_json(listed, rng)
            fits = False
    if fits and isinstance(files, dict):
        example = next(iter(files.values()))
        fresh = {}
        for name, data in entries.items():
            if name in ("pack.json", "pack.json.minisig"):
                continue
            entry = dict(example) if isinstance(example, dict) else {}
            entry.update(size=len(data), sha256=hashlib.sha256(data).hexdigest())
            fresh[name] = entry
        listed["files"] = fresh
        entries["pack.json"] = json.dumps(listed).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(entries.items(), key=lambda item: item[0] != "pack.json"):
            archive.writestr(zipfile.ZipInfo(name), data)


def _settings_attempt(rng: random.Random, _prepared: Path, own: Path) -> Callable[[], Any]:
    def work() -> int:
        from app.settings.settings import Settings

        for ending in (".ini", ".json"):
            file = own / f"window{ending}"
            first = Settings(file)
            _use_settings(first)
            first.sync()
            for written in own.glob("window*"):
                data = written.read_bytes()
                written.write_bytes(_broken_settings(data, rng))
            second = Settings(file)
            _read_settings(second)
            _use_settings(second)
            second.sync()
        return 0

    return work


def _broken_settings(data: bytes, rng: random.Random) -> bytes:
    """A file of settings with faults; what an earlier turn broke already is broken a little more."""
    if rng.random() < 0.8:
        with suppress(ValueError, RecursionError):
            return broken_json(json.loads(data), rng)
    return broken_bytes(data, rng)


def _use_settings(settings: Any) -> None:
    settings.inspector = "ada"
    settings.language = "en"
    settings.scheme = "dark"
    settings.add_recent_project(Path("/nowhere/project"))
    settings.set_key("image.next", "N")
    settings.set_arrangement("side", {"tab": "view.annotate"})


def _read_settings(settings: Any) -> None:
    for name in dir(type(settings)):
        if isinstance(getattr(type(settings), name), property):
            getattr(settings, name)
    settings.key_for("image.next", "N")
    settings.layout("window")
    settings.arrangement("side")


POLICY = {
    "paths": {"projects": "/srv/samft", "cache": "/srv/cache", "log": "~/log"},
    "roles": {"activate": ["ada", "group:engineers"], "export": ["account:bob"]},
    "gpu": False,
    "packs_must_be_signed": False,
    "trusted_keys": [],
    "kiosk": {"project": "/srv/line1", "leave_key": "Ctrl+Alt+Shift+Q"},
}


def _policy_attempt(rng: random.Random, _prepared: Path, own: Path) -> Callable[[], Any]:
    file = own / "policy.json"
    file.write_bytes(broken_json(POLICY, rng))
    return children.command("policy", "check", file)


def _recipe_attempt(rng: random.Random, _prepared: Path, _own: Path) -> Callable[[], Any]:
    def work() -> int:
        from samft_core.errors import SamftError
        from samft_core.training.recipe import read_recipe, recipe_named

        text = broken_json(recipe_named("auto").model_dump(mode="json"), rng).decode("utf-8", "replace")
        try:
            read_recipe(text).for_masks(10)
        except SamftError as error:
            return error.exit_code
        return 0

    return work


def _prepare_checkpoints(place: Path) -> None:
    import torch

    from tests.faults.projects import add_version

    make_project(place / "project", place / "images", count=4)
    add_version(place / "project", active=True)
    torch.save({"mask_decoder.x": torch.zeros(4), "image_encoder.y": torch.ones(2, 2)}, place / "vit_b.pth")


class _Runs:
    """A pickle of this would make a file."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __reduce__(self) -> Any:
        return open, (self._path, "w")


def _checkpoint_attempt(rng: random.Random, prepared: Path, own: Path) -> Callable[[], Any]:
    import pickle

    if rng.random() < 0.5:
        data = (prepared / "vit_b.pth").read_bytes()
        broken = broken_bytes(data, rng)
        if rng.random() < 0.15:
            broken = pickle.dumps({"model": _Runs("/tmp/samft-outside")})
        file = own / "broken.pth"
        file.write_bytes(broken)
        return children.command("new", own / "made", "--model", "vit_b", "--checkpoint", file)
    project = copy(prepared / "project", own / "project")
    (version,) = [path for path in (project / "models").iterdir() if not path.name.startswith(".")]
    target = version / rng.choice(("decoder.safetensors", "decoder.safetensors", "card.json"))
    data = target.read_bytes()
    target.write_bytes(
        broken_bytes(data[:4000], rng) + data[4000:] if rng.random() < 0.5 else broken_bytes(data, rng)
    )

    def work() -> int:
        from samft_core.errors import SamftError
        from samft_core.sam.decoder_files import load_decoder
        from samft_core.sam.registry import load_model

        code = children.command("pack", version.name, own / "v.samftmodel", "-p", project)()
        with suppress(SamftError):
            load_decoder(version, load_model(encoder=False))
        return code

    return work


LINES: tuple[dict[str, Any], ...] = (
    {"kind": "encode", "id": 1, "image_id": 1, "prefetch": False},
    {
        "kind": "predict",
        "id": 2,
        "image_id": 1,
        "prompts": {"box": [1, 2, 30, 40], "points": [[3, 4, 1]]},
        "versions": ["base"],
        "slot": "current",
        "proposals": False,
        "refine": True,
    },
    {"kind": "propose", "id": 3, "image_id": 1, "good": [2, 3]},
    {
        "kind": "prepare",
        "id": 4,
        "views": [
            {"image_id": 1, "crop": [0, 0, 40, 40], "mirrored": True, "quarter_turns": 1, "stretched": False}
        ],
    },
    {"kind": "reload", "id": 5},
    {
        "kind": "predicted",
        "id": 2,
        "image_id": 1,
        "version": "base",
        "stage": "first",
        "seconds": 0.1,
        "final": True,
        "proposals": [{"mask": {"size": [72, 96], "counts": "0"}, "score": 0.9}],
    },
    {"kind": "encoded", "id": 1, "image_id": 1, "cached": True, "seconds": 0.1, "vector": [0.1, 0.2]},
    {
        "kind": "proposed",
        "id": 3,
        "image_id": 1,
        "boxes": [{"box": [1, 2, 3, 4], "strength": 2}],
        "seconds": 1,
    },
)


class _NoModel:
    """What the engine asks, without a model: every image is unknown, as in a broken request."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name == "reload":
            return lambda: None
        if name == "refines":
            return lambda *_arguments, **_options: False

        def refuse(*_arguments: Any, **_options: Any) -> Any:
            raise ProjectError(Message.plain("There is no such image in the project"))

        return refuse


def _line_attempt(rng: random.Random, _prepared: Path, _own: Path) -> Callable[[], Any]:
    lines = [broken_json(rng.choice(LINES), rng) for _ in range(20)]

    def work() -> int:
        from queue import Queue

        from pydantic import ValidationError

        from samft_core.engine import protocol
        from samft_core.engine.loop import EngineLoop
        from samft_core.engine.process import read_requests
        from samft_core.errors import SamftError

        inbox: Queue[Any] = Queue()
        said: list[Any] = []
        read_requests([part for line in lines for part in line.split(b"\n")], inbox, said.append)
        if not isinstance(inbox.queue[-1], protocol.Shutdown):
            raise AssertionError("the reader left without a word")
        EngineLoop(_NoModel(), inbox, said.append, quiet_s=0).run()  # type: ignore[arg-type]
        for reply in said:
            protocol.parse_reply(protocol.to_line(reply))
        for line in lines:
            try:
                reply = protocol.parse_reply(line)
            except ValidationError:
                continue
            for proposal in getattr(reply, "proposals", ()):
                try:
                    proposal.rle().to_array()
                except SamftError:
                    continue
        return 0

    return work


def _nothing(place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)


KINDS = (
    Kind("images", _prepare_images, _image_attempt),
    Kind("labelme", _prepare_labelme, _labelme_attempt),
    Kind("database", _prepare_database, _database_attempt),
    Kind(
        "hostile names",
        hostile_names.prepare,
        hostile_names.attempt,
        ("samft_core.distribution.model_packs",),
    ),
    Kind("settings", _nothing, _settings_attempt, ("app.settings.settings",)),
    Kind("policies", _nothing, _policy_attempt),
    Kind("recipes", _nothing, _recipe_attempt, ("samft_core.training.recipe",)),
    Kind("engine lines", _nothing, _line_attempt, ("samft_core.engine.process",)),
    Kind("packs", _prepare_packs, _pack_attempt, ("samft_core.distribution.install_model_pack",)),
    Kind("checkpoints", _prepare_checkpoints, _checkpoint_attempt, ("samft_core.sam.registry",)),
)


def run_kind(kind: Kind, count: int, seed: int, place: Path) -> Tally:
    """Try ``count`` broken inputs of one kind; a fault names the seed that makes it again."""
    tally = Tally(f"broken {kind.name}")
    prepared = place / kind.name.replace(" ", "-")
    children.preload(*kind.modules)
    children.must(lambda: kind.prepare(prepared))
    peak = 0
    for number in range(count):
        own = place / "own"
        own.mkdir()
        name = f"{seed}/{kind.name}/{number}"
        work = kind.attempt(random.Random(name), prepared, own)
        log = place / "outside.txt"
        log.unlink(missing_ok=True)

        def watched(work: Callable[[], Any] = work, own: Path = own, log: Path = log) -> Any:
            shim.watch([own, place / "tmp"], log)
            return work()

        outcome = children.run(watched, memory=MEMORY)
        tally.tries += 1
        peak = max(peak, outcome.peak_bytes)
        _judge(tally, outcome, name, log)
        shutil.rmtree(own, ignore_errors=True)
    tally.counts[f"peak MB {peak >> 20}"] += 1
    return tally


def _judge(tally: Tally, outcome: children.Outcome, name: str, log: Path) -> None:
    last = outcome.words.strip()[-900:]
    if outcome.hangs:
        tally.fault("hang", f"{name}: {outcome.seconds:.0f} s, {outcome.work_seconds:.0f} s of work: {last}")
    elif outcome.signal is not None:
        tally.fault("crash", f"{name}: signal {outcome.signal} {last}")
    elif outcome.traceback:
        tally.fault("traceback", f"{name}: {last}")
    elif outcome.code not in KNOWN_CODES:
        tally.fault("unknown exit code", f"{name}: {outcome.code} {last}")
    else:
        tally.counts["taken" if outcome.code == 0 else "refused"] += 1
    if outcome.peak_bytes > MEMORY:
        tally.fault("memory", f"{name}: {outcome.peak_bytes >> 20} MB")
    if log.exists() and log.stat().st_size:
        paths = sorted(set(log.read_text("utf-8", "replace").splitlines()))
        tally.fault("outside", f"{name}: {paths[:6]}")


def run_all(count: int, seed: int, names: tuple[str, ...] = ()) -> Iterator[Tally]:
    """``count`` broken inputs altogether, spread over the kinds."""
    chosen = [kind for kind in KINDS if not names or kind.name in names]
    with tempfile.TemporaryDirectory(prefix="samft-broken-") as folder:
        place = Path(folder)
        (place / "tmp").mkdir()
        tempfile.tempdir = str(place / "tmp")
        # PyTorch makes the folder of its compiler's cache; a program that started this one may have named it.
        os.environ["TORCHINDUCTOR_CACHE_DIR"] = str(place / "tmp" / "torchinductor")
        try:
            for kind in chosen:
                yield run_kind(kind, max(1, count // len(chosen)), seed, place)
        finally:
            tempfile.tempdir = None
