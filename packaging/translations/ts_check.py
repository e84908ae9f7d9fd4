"""What is wrong inside one Qt Linguist file: unfinished texts, lost placeholders, clashing keys."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PLACEHOLDER = re.compile(r"\{\w*\}|%n|%\d")
ACCELERATOR = re.compile(r"&(\w)")
MENU_BAR = "menus"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text with its translations (several where it counts something)."""

    context: str
    text: str
    translations: tuple[str, ...]
    finished: bool
    numerus: bool


def entries(file: Path) -> Iterator[Entry]:
    """Every text of a .ts file."""
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None, "lupdate writes one for each text"
            numerus = message.get("numerus") == "yes"
            forms = [form.text or "" for form in translation.iter("numerusform")]
            yield Entry(
                context=context.findtext("name", ""),
                text=message.findtext("source", ""),
                translations=tuple(forms) if numerus else (translation.text or "",),
                finished=translation.get("type") is None,
                numerus=numerus,
            )


def problems(file: Path) -> list[str]:
    """Every fault of one file, in words."""
    found = []
    menu_keys: Counter[str] = Counter()
    for entry in entries(file):
        where = f"{file.name}, {entry.context}, “{entry.text}”"
        if not entry.finished or not all(form.strip() for form in entry.translations):
            found.append(f"{where}: not translated")
            continue
        found += [f"{where}: {fault}" for form in entry.translations for fault in faults(entry, form)]
        if entry.context == MENU_BAR:
            menu_keys.update(key.lower() for key in ACCELERATOR.findall(entry.translations[0])[:1])
    clashes = sorted(key for key, count in menu_keys.items() if count > 1)
    return found + [f"{file.name}: two menus open with Alt+{key.upper()}" for key in clashes]


def faults(entry: Entry, form: str) -> list[str]:
    """What one translation does not keep of its text."""
    wanted, got = (Counter(PLACEHOLDER.findall(text)) for text in (entry.text, form))
    found = [] if set(wanted) == set(got) else [f"the placeholders differ: {form}"]
    if len(ACCELERATOR.findall(entry.text)) != len(ACCELERATOR.findall(form)):
        found.append(f"the key after & is lost: {form}")
    if entry.text.endswith("…") != form.endswith("…"):
        found.append(f"the dots at the end differ: {form}")
    if entry.text[:1].isspace() != form[:1].isspace() or entry.text[-1:].isspace() != form[-1:].isspace():
        found.append(f"the spaces at the ends differ: {form}")
    return found
