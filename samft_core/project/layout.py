"""Where things are inside a project's folder."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from samft_core.security import it_policy

DATABASE = "project.db"

RESTORING = ".project.db.aside"
"""Names the folder that the replaced files go to; there while a restore is under way."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one project; ``folder`` is absolute."""

    folder: Path
    cache: Path = field(compare=False)
    """What can be computed again: in the project, or where the machine's policy puts caches."""
    _parents: dict[str, Path] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, folder: Path | str) -> Layout:
        """The layout of ``folder``, made absolute without following links. Raises PolicyError."""
        absolute = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
        caches = it_policy.place(it_policy.current().paths.cache)
        if caches is None:
            return cls(absolute, absolute / "cache")
        mark = hashlib.sha256(os.fsencode(absolute)).hexdigest()[:12]
        return cls(absolute, caches / f"{absolute.name}-{mark}")

    @property
    def database(self) -> Path:
        """The record of truth."""
        return self.folder / DATABASE

    @property
    def images(self) -> Path:
        """Images that were copied in."""
        return self.folder / "images"

    @property
    def mirror(self) -> Path:
        """Accepted masks as PNG files."""
        return self.folder / "ground_truth"

    @property
    def models(self) -> Path:
        """One folder per model version."""
        return self.folder / "models"

    @property
    def runs(self) -> Path:
        """One folder per run."""
        return self.folder / "runs"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.folder / "backups"

    @property
    def own(self) -> tuple[Path, ...]:
        """The folders that SAMFT writes and whose files are never taken for a user's images."""
        return self.mirror, self.models, self.runs, self.cache, self.backups

    def owns(self, path: Path) -> bool:
        """Whether ``path`` (absolute) lies in a folder that SAMFT writes."""
        return any(path.is_relative_to(folder) for folder in self.own)

    def location(self, path: Path) -> str:
        """How the database names a file: relative with ``/`` inside the project and near it, else absolute.

        Near is what moves along when somebody moves the folder that both lie in: what shares a folder with
        the project, or on Windows its drive or share. The root of a file system is shared by everything.
        """
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
        if absolute.is_relative_to(self.folder):
            return absolute.relative_to(self.folder).as_posix()
        try:
            shared = Path(os.path.commonpath((absolute, self.folder)))
        except ValueError:  # another drive
            return str(absolute)
        if os.name != "nt" and shared == Path(absolute.anchor):
            return str(absolute)
        return Path(os.path.relpath(absolute, self.folder)).as_posix()

    def path(self, location: str) -> Path:
        """The absolute path of what the database names; ``..`` leads out of the project's own folder."""
        # Parsing long paths takes most of the time of listing 50,000 images, which lie in few folders.
        parent, name = os.path.split(location)
        folder = self._parents.get(parent)
        if folder is None:
            # Not by the file system: it would go up from where a link leads, and not from the link.
            folder = self._parents[parent] = Path(os.path.normpath(self.folder / parent))
        return folder / name
