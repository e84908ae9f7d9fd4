"""Which image of a folder an annotation file means: among the folder's own files, and nowhere else.

A name in a file from elsewhere may be absolute, climb with "..", or be an address. None of these is opened or
asked for; its last parts are compared with the files that lie in the folder.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

from samft_core.errors import ImageError
from samft_core.files.file_names import name_key
from samft_core.messages.message import Message


class ImageFinder:
    """Finds images by the names in annotation files; ``wanted`` are all names that these hold."""

    def __init__(self, images: Sequence[Path], wanted: Iterable[str] = ()) -> None:
        self._by_name: dict[str, list[Path]] = defaultdict(list)
        self._by_stem: dict[str, list[Path]] = defaultdict(list)
        for path in images:
            self._by_name[name_key(path.name)].append(path)
            self._by_stem[name_key(path.stem)].append(path)
        named = [parts[-1] for name in wanted if (parts := parts_of(name))]
        self._times = Counter(name_key(name) for name in named)

    def find(self, name: str, *, beside: Path | None = None) -> Path:
        """The one image that ``name`` means; of several alike that in the folder ``beside``.

        Raises ImageError where there is none, or no way to tell which.
        """
        parts = [name_key(part) for part in parts_of(name)]
        if not parts:
            raise ImageError(Message("import.names_no_image", name=name[:80]))
        found = self._by_name.get(parts[-1], [])
        if not found:
            # Converted to another format since: the name without its ending must do.
            found = self._by_stem.get(name_key(PurePosixPath(parts[-1]).stem), [])
        if not found:
            raise ImageError(Message("import.image_not_in_folder", name="/".join(parts_of(name))))
        return self._chosen(found, parts, beside)

    def _chosen(self, found: Sequence[Path], parts: Sequence[str], beside: Path | None) -> Path:
        most = max(_shared(path, parts) for path in found)
        best = [path for path in found if _shared(path, parts) == most]
        near = [path for path in best if beside is not None and path.parent == beside]
        chosen = near if len(near) == 1 else best
        # Another folder than the one named will do only where nothing else can be meant: a/1.png must not
        # get the masks of b/1.png because that one was left at home.
        guessed = most < len(parts) and self._times[parts[-1]] > 1 and most < 2
        if len(chosen) > 1 or (guessed and not near):
            raise ImageError(Message("import.image_ambiguous", name="/".join(parts)))
        return chosen[0]


def parts_of(name: str) -> list[str]:
    """The folders and the file of a name, without what leads out of a folder; addresses lose their host."""
    text = name.strip()
    if "\0" in text:
        return []
    if "?d=" in text or "://" in text:
        # Label Studio's local files stand in a query; of a remote address only the path tells something.
        address = urlsplit(text)
        local = parse_qs(address.query).get("d")
        text = unquote(address.path) if local is None else local[0]
    parts = [part for part in text.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return [part for part in parts if not part.endswith(":")]


def _shared(path: Path, parts: Sequence[str]) -> int:
    """How many last parts of a path are those of a name."""
    count = 0
    for own, named in zip(reversed(path.parts), reversed(parts), strict=False):
        if name_key(own) != named:
            break
        count += 1
    return count
