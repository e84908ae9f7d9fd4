"""What is wrong with the catalogues of the core: missing entries, lost values, lost plural forms."""

from __future__ import annotations

from collections.abc import Iterator

from samft_core.messages.catalogue import LANGUAGES, Catalogue, catalogue


def problems() -> list[str]:
    """Every fault, in words; the English catalogue is what the others are held against."""
    english = catalogue("en")
    return [fault for code in LANGUAGES for fault in _faults(catalogue(code), english)]


def _faults(found: Catalogue, english: Catalogue) -> Iterator[str]:
    file = f"{found.language}.toml"
    for code in english.entries.keys() - found.entries.keys():
        yield f"{file}: {code} is missing (“{english.entries[code].other}”)"
    for code in found.entries.keys() - english.entries.keys():
        yield f"{file}: {code} is not in en.toml"
    for code, entry in found.entries.items():
        known = english.entries.get(code)
        if known is None:
            continue
        # What is counted need not be named again in each form.
        counted = {known.by} if known.by else set()
        if entry.placeholders - counted != known.placeholders - counted:
            yield f"{file}, {code}: the values differ: {entry.other}"
        if entry.by not in (None, known.by):
            yield f"{file}, {code}: it counts {entry.by}, the English {known.by}"
