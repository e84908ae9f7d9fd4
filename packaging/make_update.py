"""Make a signed update file from what a build packed: python packaging/make_update.py --help

For Linux it is the folder that the archive unpacks to, for Windows the installer (with its further parts
beside it). Run it with the environment of the build. The secret key is the builder's and never part of the
repository.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

import frozen  # noqa: E402

from samft_core.cli.keys import secret_key  # noqa: E402
from samft_core.distribution.container_writing import Item, write_container  # noqa: E402
from samft_core.distribution.installation import system_name  # noqa: E402
from samft_core.distribution.updates import FLAVOURS, INSTALL, SETUP, UPDATE, UpdateError  # noqa: E402
from samft_core.errors import SamftError  # noqa: E402
from samft_core.messages.message import Message  # noqa: E402


def items(source: Path) -> list[Item]:
    """What goes in. Raises UpdateError where ``source`` is neither an archive's folder nor an installer."""
    if source.suffix == ".exe" and source.is_file():
        parts = sorted(source.parent.glob(f"{source.stem}-*.bin"))
        # Inno Setup looks for its parts under its own name.
        renamed = [(f"{Path(SETUP).stem}{part.name.removeprefix(source.stem)}", part) for part in parts]
        return [Item(name, path) for name, path in [(SETUP, source), *renamed]]
    if not (source / INSTALL).is_file() or not (source / "program" / "samft").is_file():
        message = Message.plain("This is neither the folder that an archive unpacks to nor an installer")
        raise UpdateError(message, path=source)
    return sorted(folder_items(source), key=lambda item: item.name)


def folder_items(source: Path) -> Iterator[Item]:
    for path in source.rglob("*"):
        name = path.relative_to(source).as_posix()
        if path.is_symlink():
            yield Item(name, link=path.readlink().as_posix())
        elif path.is_file():
            yield Item(name, path, compress=True, executable=bool(path.stat().st_mode & 0o100))


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="build/archive-FLAVOUR/SAMFT-VERSION, or ...-setup.exe")
    parser.add_argument("target", type=Path, help="the .samftupdate file to write")
    parser.add_argument("--sign", type=Path, required=True, metavar="KEY", help="the builder's secret key")
    parser.add_argument("--flavour", choices=FLAVOURS, required=True)
    parser.add_argument("--system", default=system_name(), help="default: this one, %(default)s")
    options = parser.parse_args(words)
    try:
        version = frozen.version()
        about = {"name": version, "version": version, "system": options.system, "flavour": options.flavour}
        wanted = items(options.source)
        made = write_container(options.target, UPDATE, about, wanted, key=secret_key(options.sign))
    except SamftError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{made.stat().st_size / 1e6:.0f} MB  {made}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
