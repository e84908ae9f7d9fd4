"""Brings the translations up to date: collects the texts from the code and compiles what is translated.

    python packaging/translations/translate.py          # after a change of texts: update .ts and .qm files
    python packaging/translations/translate.py --check  # say what is missing or wrong, change nothing

The .ts files are edited by hand or with Qt Linguist (pyside6-linguist). The .qm files are kept in the
repository: a fresh checkout, the wheel and the frozen program speak every language without a build step.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import catalogue_check
import ts_check
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = {"de": "de_DE", "zh_CN": "zh_CN", "en": "en_US"}
"""English has plural forms only: its other texts stand in the code."""
MARKERS = ("QT_TRANSLATE_NOOP+=_T", "translate+=_translate")


def source(code: str, folder: Path = FOLDER) -> Path:
    return folder / f"samft_{code}.ts"


def tool(name: str, *arguments: str | Path) -> None:
    """Run one of Qt's tools; it lies beside this environment's Python."""
    found = shutil.which(f"pyside6-{name}", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit(f"pyside6-{name} is missing: install PySide6-Essentials")
    command = [found, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"pyside6-{name} failed:\n{done.stdout}{done.stderr}")


def update(folder: Path = FOLDER) -> None:
    """Collect the texts of the window into the .ts files of ``folder``; what is translated stays."""
    aliases = [word for marker in MARKERS for word in ("-tr-function-alias", marker)]
    common = ["-extensions", "py", "-locations", "none", "-no-obsolete", "-sort-messages", *aliases]
    for code, name in LANGUAGES.items():
        plural = ["-pluralonly"] if code == "en" else []
        target = ["-source-language", "en_US", "-target-language", name, "-ts", source(code, folder)]
        tool("lupdate", *common, *plural, "app", *target)


def compile_all() -> None:
    """Make the .qm files that the program reads."""
    for code in LANGUAGES:
        compiled_file = FOLDER / f"samft_{code}.qm"
        tool("lrelease", "-silent", "-removeidentical", source(code), "-qm", compiled_file)


def problems() -> list[str]:
    """What keeps the translations from being complete and up to date."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for code in LANGUAGES:
            shutil.copy(source(code), source(code, folder))
        update(folder)
        found = []
        found += catalogue_check.problems()
        for code in LANGUAGES:
            if texts(source(code)) != texts(source(code, folder)):
                found.append(f"{source(code).name} does not hold the texts of the code")
            found += ts_check.problems(source(code, folder))
    return found + [
        f"samft_{code}.qm was not compiled from {source(code).name}"
        for code in LANGUAGES
        if not compiled(code)
    ]


def texts(file: Path) -> set[tuple[str, str, bool]]:
    """What a .ts file holds translations of."""
    return {(entry.context, entry.text, entry.numerus) for entry in ts_check.entries(file)}


def compiled(code: str) -> bool:
    """Whether the .qm file says what the .ts file says. Its bytes differ from one Qt to the next."""
    translator = QTranslator()
    if not translator.load(str(FOLDER / f"samft_{code}.qm")):
        return False
    for entry in ts_check.entries(source(code)):
        said = translator.translate(entry.context, entry.text, "", 1 if entry.numerus else -1)
        if entry.finished and (said or entry.text) not in entry.translations:
            return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="say what is missing or wrong, change nothing")
    if not parser.parse_args().check:
        update()
        compile_all()
    found = problems()
    print("\n".join(found) if found else "the translations are complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
