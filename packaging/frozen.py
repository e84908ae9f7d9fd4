"""What the frozen program is made of: names, modules, data, and what is left out and why.

``samft.spec`` reads it at build time; ``tests/packaging`` checks it without a build. Standard library only.
"""

from __future__ import annotations

import fnmatch
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

NAME = "SAMFT"
CONSOLE = "samft"
"""Command line, engine and trainer."""
WINDOW = "samftw"
"""The window without a console. Not "SAMFT": on Windows and macOS that is the same file name as ``samft``."""
BUNDLE_ID = "org.samft.SAMFT"
WINDOWS_APP_ID = "{7D4C0B52-6E0B-4B57-9B6C-2D1D6B5E9F11}"
"""Names the product to Windows for ever; an update finds the installed one by it."""

UPDATE_KEY = "SAMFT_UPDATE_KEY"
"""The environment variable that names the public key for updates at build time."""

MODEL_STACK = ("torch", "torchvision", "segment_anything", "openvino", "lightning_fabric", "triton")
"""What the window must not hold."""

HIDDEN_MODULES = ("logging.config", "_cffi_backend")
"""Imported where PyInstaller does not look: by Alembic's scripts, and inside PyNaCl's library."""

LEFT_OUT_MODULES = (
    "IPython", "PyQt5", "PyQt6", "PySide2", "_pytest", "hypothesis", "mypy", "notebook", "numba", "onnx",
    "onnxruntime", "pandas", "pip", "pytest", "pytestqt", "scipy", "tensorboard", "tkinter", "ruff",
    "torchvision",  # samft_core.sam.upstream does without
    "networkx",  # draws what torch.compile would recompute, which SAMFT does not call
    "triton",  # compiles kernels for torch.compile, which SAMFT does not call: 900 MB in the CUDA flavour
    "openvino_telemetry",  # SAMFT sends nothing to anyone
    "openvino.tools", "openvino.torch", "torch.utils.tensorboard",
    "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtTest",  # pyqtgraph's
    "aiohttp", "requests", "yarl",  # fsspec's, for files on the web
)  # fmt: skip

LEFT_OUT_FILES = {
    "*/__pycache__/*": "written for another place",
    "torch/include/*": "headers for building extensions",
    "torch/share/*": "CMake files",
    "torch/test/*": "PyTorch's own tests",
    "torch/testing/_internal/*": "PyTorch's own tests",
    "torch/bin/*": "test programs and protoc; torch_shm_manager is kept",
    "torch/lib/*_test*": "PyTorch's own tests",
    "torch/lib/*backend_with_compiler*": "PyTorch's own tests",
    "torch/lib/*aoti_custom_ops*": "PyTorch's own tests",
    "openvino/include/*": "headers",
    "openvino/cmake/*": "CMake files",
    "openvino/libs/*intel_gpu*": "the encoder runs on the CPU",
    "openvino/libs/cache.json": "kernel choices of the GPU plugin",
    "openvino/libs/*intel_npu*": "the encoder runs on the CPU",
    "openvino/libs/*tensorflow*": "the shipped graph is OpenVINO's own format",
    "openvino/libs/*pytorch_frontend*": "the shipped graph is OpenVINO's own format",
    "openvino/libs/*paddle*": "the shipped graph is OpenVINO's own format",
    "openvino/libs/*gguf*": "the shipped graph is OpenVINO's own format",
    "openvino/libs/*jax*": "the shipped graph is OpenVINO's own format",
    "openvino/libs/*openvino_auto*": "the CPU is always named as the device",
    "openvino/libs/*openvino_hetero*": "the CPU is always named as the device",
    "openvino/libs/*openvino_c.*": "for programs written in C",
    "openvino/libs/*tbbmalloc_proxy*": "for programs that replace the system's memory functions",
    "PySide6/Qt/qml/*": "no QML",
    "PySide6/*/virtualkeyboard/*": "draws with QML",
    "*virtualkeyboard*": "draws with QML",
    "*Qt6Quick*": "no QML",
    "*Qt6Qml*": "no QML",
    "*Qt6Pdf*": "no PDF pictures",
    "*imageformats/*qpdf*": "no PDF pictures",
    "*plugins/tls/*": "the window opens no connection",
    "*plugins/networkinformation/*": "the window opens no connection",
    "*libQt6Network*": "the window opens no connection",
    "*tuiotouch*": "a touch protocol over the network",
    "*plugins/sqldrivers/*": "the database is SQLAlchemy's",
    "*plugins/egldeviceintegrations/*": "for boards without a window system",
    "*plugins/platforms/*eglfs*": "for boards without a window system",
    "*plugins/platforms/*linuxfb*": "for boards without a window system",
    "*plugins/platforms/*vnc*": "for boards without a window system",
    "*libQt6EglF*": "for boards without a window system",
    "*platformthemes/libqgtk3*": "would mix the system's GTK with libraries brought along",
    "*mpl-data/sample_data/*": "examples",
    "*mpl-data/fonts/afm/*": "for PostScript",
    "*mpl-data/fonts/pdfcorefonts/*": "for PDF",
    "pyqtgraph/examples/*": "examples",
}
"""Files by pattern, each with the reason."""

KEPT_FILES = ("torch/bin/torch_shm_manager*",)
"""Kept although a pattern above says otherwise: ``import torch`` fails without it."""

QT_LANGUAGES = ("de", "zh_CN")


def version() -> str:
    """The version in pyproject.toml."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def requirements() -> list[str]:
    """What pyproject.toml says the program needs at run time."""
    return list(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"])


def own_modules(package: str) -> list[str]:
    """Every module of ``package``: some are imported only inside functions, some only by a worker."""
    return sorted(_module_names(ROOT / package))


def _module_names(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*.py"):
        parts = file.relative_to(ROOT).with_suffix("").parts
        # Alembic's scripts are data: it finds and runs them as files, and their names are no identifiers.
        if all(part.isidentifier() for part in parts) and "migrations" not in parts:
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def update_key() -> list[tuple[str, str]]:
    """The public key that updates of this build must be signed with, from the file in SAMFT_UPDATE_KEY.

    Without one the program refuses every update. The secret half is the builder's and never comes near here.
    """
    named = os.environ.get(UPDATE_KEY)
    if not named:
        return []
    text = Path(named).read_text("utf-8")
    # A public key's data are 42 bytes; a secret key's are more, and must not be shipped by mistake.
    if len(text.splitlines()[-1].strip()) != 56:
        raise SystemExit(f"{UPDATE_KEY} names no public key: {named}")
    copy = ROOT / "build" / "update-key" / "update.pub"
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(text, "utf-8")
    return [(str(copy), "resources/keys")]


def data() -> list[tuple[str, str]]:
    """Pairs of a file or folder and the folder it goes to."""
    migrations = Path("samft_core/project/migrations")
    scripts = sorted((ROOT / migrations).rglob("*.py"))
    return [
        (str(ROOT / "resources"), "resources"),
        (str(ROOT / "LICENSE"), "."),
        *((str(file), str(file.parent.relative_to(ROOT))) for file in scripts),
        *((str(file), "samft_core/messages") for file in (ROOT / "samft_core/messages").glob("*.toml")),
        *update_key(),
    ]


def why_left_out(destination: str) -> str | None:
    """The reason to leave a collected file out; None for one that stays."""
    name = destination.replace("\\", "/")
    if any(fnmatch.fnmatch(name, kept) for kept in KEPT_FILES):
        return None
    if "PySide6" in name and "/translations/" in name and name.endswith(".qm"):
        return None if name[:-3].endswith(QT_LANGUAGES) else "a language that SAMFT does not speak"
    return next((why for pattern, why in LEFT_OUT_FILES.items() if fnmatch.fnmatch(name, pattern)), None)
