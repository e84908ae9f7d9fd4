"""What import-linter cannot see: importing the window really loads no part of the model stack."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAVY = ("torch", "torchvision", "segment_anything", "openvino")
SCREEN = ("PySide6", "app")

LIST_AND_IMPORT = """
import importlib, pkgutil, sys
package = importlib.import_module({package!r})
names = [module.name for module in pkgutil.walk_packages(package.__path__, {package!r} + ".")]
for name in names:
    if not name.endswith("__main__") and not name.startswith({skip!r}):
        importlib.import_module(name)
loaded = sorted(set({forbidden!r}) & set(sys.modules))
sys.exit(f"{{len(names)}} modules load {{loaded}}" if loaded else 0)
"""


def import_all(package: str, forbidden: tuple[str, ...], skip: tuple[str, ...] = ()) -> str:
    """Import every module of ``package`` in a fresh interpreter; returns its complaint or nothing."""
    code = LIST_AND_IMPORT.format(package=package, forbidden=forbidden, skip=skip)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stderr


def test_the_window_loads_no_part_of_the_model_stack() -> None:
    assert import_all("app", HEAVY) == ""


def test_the_core_knows_no_screen() -> None:
    # Alembic runs its env.py itself; it cannot be imported outside a migration.
    assert import_all("samft_core", SCREEN, skip=("samft_core.project.migrations",)) == ""


def test_a_report_is_made_without_the_model_stack() -> None:
    code = (
        "import sys; import samft_core.cli.report, samft_core.training.assess.report_data, "
        "samft_core.evaluation.report.html, samft_core.evaluation.report.pdf; "
        f"sys.exit(str(sorted(set({HEAVY!r}) & set(sys.modules)) or ''))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
