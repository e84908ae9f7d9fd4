"""Broken images and labelme files."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults import children
from tests.faults.broken_content import broken_bytes, broken_json
from tests.faults.projects import copy, draw, make_project

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


def image_attempt(rng: random.Random, prepared: Path, own: Path) -> Callable[[], Any]:
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


def prepare_images(place: Path) -> None:
    from samft_core.project.project import Project

    _seeds_of_images(place / "seeds")
    Project.create(place / "project", inspector="ada").close()


# labelme


def prepare_labelme(place: Path) -> None:
    from PIL import Image

    make_project(place / "source", place / "images", count=6)
    children.command("export", place / "labelme", "--format", "labelme", "-p", place / "source")()
    from samft_core.project.project import Project

    Project.create(place / "project", inspector="ada").close()
    Image.fromarray(draw(1)).save(place / "any.png")


def labelme_attempt(rng: random.Random, prepared: Path, own: Path) -> Callable[[], Any]:
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
