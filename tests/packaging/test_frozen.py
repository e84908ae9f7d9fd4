"""What the frozen program is made of, checked without building it."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import grimp
import pytest

import samft_core

ROOT = Path(__file__).parent.parent.parent


def load(name: str) -> ModuleType:
    """A script under packaging/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


frozen = load("frozen")
MODULES = [*frozen.own_modules("samft_core"), *frozen.own_modules("app")]


def imports(path: Path, *, top_level: bool = False) -> set[str]:
    """The modules that a file imports, with the names it takes from them."""
    tree = ast.parse(path.read_text("utf-8"))
    nodes = tree.body if top_level else list(ast.walk(tree))
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("worker", ["engine", "trainer"])
def test_the_workers_are_inside(worker: str) -> None:
    dispatch = (ROOT / "samft_core" / "__main__.py").read_text("utf-8")
    module = "samft_core.engine.process" if worker == "engine" else "samft_core.training.process"
    assert f'["worker", "{worker}"]' in dispatch and module in dispatch
    assert module in MODULES


def test_every_module_of_ours_is_inside_and_can_be_found() -> None:
    assert {"samft_core.project.project", "samft_core.cli.main", "app.bootstrap", "app.canvas.widget"} <= set(
        MODULES
    )
    assert [name for name in MODULES if importlib.util.find_spec(name) is None] == []


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom, at the top of a file or inside a function, with the packages of others."""
    return grimp.build_graph("samft_core", "app", include_external_packages=True, cache_dir=None)


@pytest.mark.parametrize(
    "start", ["samft_core.engine.process", "samft_core.training.process", "app.__main__"]
)
def test_whatever_a_process_can_reach_is_inside_and_installed(graph: grimp.ImportGraph, start: str) -> None:
    reached = {start, *graph.find_upstream_modules(start)}
    ours = {name for name in reached if name.partition(".")[0] in ("samft_core", "app")}
    assert (
        ours - set(MODULES) - {"samft_core.project.migrations", "samft_core.project.migrations.versions"}
        == set()
    )
    others = {name for name in reached - ours if name not in sys.stdlib_module_names}
    assert {"pydantic", "numpy"} <= others
    optional = {"torchvision"}  # the CPU flavour does without
    assert [name for name in others - optional if importlib.util.find_spec(name) is None] == []


def test_every_package_that_is_imported_is_declared(graph: grimp.ImportGraph) -> None:
    names = importlib.metadata.packages_distributions()
    declared = {re.split(r"[<>=;\[ ]", line)[0].lower().replace("_", "-") for line in frozen.requirements()}
    used = {name for name in graph.modules if name.partition(".")[0] not in ("samft_core", "app")}
    used -= set(sys.stdlib_module_names)
    found = {name: {dist.lower().replace("_", "-") for dist in names.get(name, [])} for name in used}
    # PySide6-Essentials brings PySide6 and shiboken6, pydantic the core of its own version, which is part of
    # its interface; nothing else may come only through others.
    del found["shiboken6"], found["pydantic_core"]
    assert {name: dists for name, dists in found.items() if not dists & declared} == {}


BLOCKED = """
import importlib, json, sys
blocked, modules = json.loads(sys.argv[1])
class Without:  # a finder that does not know what is left out
    def __init__(self, finder):
        self.finder = finder
    def __getattr__(self, name):
        return getattr(self.finder, name)
    def find_spec(self, name, *rest):
        left_out = any(f"{name}.".startswith(f"{out}.") for out in blocked)
        return None if left_out else self.finder.find_spec(name, *rest)
sys.meta_path[:] = map(Without, sys.meta_path)
for module in modules:
    importlib.import_module(module)
loaded = [name for name, module in sys.modules.items() if module is not None]  # None: barred from loading
assert not any(f"{name}.".startswith(f"{out}.") for name in loaded for out in blocked)
"""


@pytest.mark.parametrize("program", [frozen.CONSOLE, frozen.WINDOW])
def test_everything_of_ours_can_be_imported_without_what_is_left_out(program: str) -> None:
    window = program == frozen.WINDOW
    blocked = [*frozen.LEFT_OUT_MODULES, *(frozen.MODEL_STACK if window else ())]
    modules = [*frozen.own_modules("app"), *frozen.HIDDEN_MODULES, "nacl.signing", "nacl.pwhash.scrypt"]
    modules += [] if window else frozen.own_modules("samft_core")
    command = [sys.executable, "-W", "ignore", "-c", BLOCKED, json.dumps([blocked, modules])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def named_resources() -> Iterator[str]:
    """Every path under resources/ that the code names in full."""
    for name in MODULES:
        if not (file := _file(name)).is_file():
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "resource_path":
                parts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                if parts and len(parts) == len(node.args):
                    yield "/".join(map(str, parts))


def test_every_resource_that_the_code_names_is_shipped() -> None:
    named = set(named_resources())
    assert "samples/bottles" in named and len(named) > 3
    assert [path for path in named if not (ROOT / "resources" / path).exists()] == []
    for language in frozen.QT_LANGUAGES:
        assert (ROOT / "resources" / "translations" / f"samft_{language}.qm").is_file()


def test_the_key_for_updates_comes_from_outside_and_only_its_public_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from samft_core.security.minisign import SecretKey, read_public_key

    assert not [path for path in (ROOT / "resources").rglob("*") if path.suffix in (".pub", ".key")]
    monkeypatch.delenv(frozen.UPDATE_KEY, raising=False)
    assert frozen.update_key() == []
    monkeypatch.setattr(frozen, "ROOT", tmp_path)
    key = SecretKey.generate("Builder")
    public, secret = tmp_path / "k.pub", tmp_path / "k.key"
    public.write_text(key.public.to_text(), "utf-8")
    secret.write_text(key.to_text(), "utf-8")
    monkeypatch.setenv(frozen.UPDATE_KEY, str(public))
    ((source, target),) = frozen.update_key()
    assert (Path(source).name, target) == ("update.pub", "resources/keys")
    assert read_public_key(Path(source)).line == key.public.line
    monkeypatch.setenv(frozen.UPDATE_KEY, str(secret))
    with pytest.raises(SystemExit, match="no public key"):
        frozen.update_key()


def test_data_is_there() -> None:
    pairs = frozen.data()
    assert [source for source, _ in pairs if not Path(source).exists()] == []
    targets = {(Path(source).name, target.replace("\\", "/")) for source, target in pairs}
    assert ("resources", "resources") in targets
    migrations = "samft_core/project/migrations"
    assert ("env.py", migrations) in targets
    scripts = {file.name for file in (ROOT / migrations / "versions").glob("*.py")}
    assert {(name, f"{migrations}/versions") for name in scripts} <= targets


def test_nothing_that_is_left_out_is_imported_by_ours() -> None:
    needed = set().union(*(imports(file) for name in MODULES if (file := _file(name)).is_file()))
    left_out = frozen.LEFT_OUT_MODULES
    assert {name for name in needed for out in left_out if f"{name}.".startswith(f"{out}.")} == set()


def _file(name: str) -> Path:
    return ROOT / f"{name.replace('.', '/')}.py"


@pytest.mark.parametrize("script", ["entry.py", "entry_window.py"])
def test_workers_are_told_apart_before_qt_is_imported(script: str) -> None:
    path = ROOT / "packaging" / script
    assert not {name for name in imports(path, top_level=True) if name.startswith(("app", "PySide6"))}
    text = path.read_text("utf-8")
    assert text.index("freeze_support()") < text.index("import main")
    assert not {name for name in imports(ROOT / "app" / "__main__.py", top_level=True) if "Qt" in name}


@pytest.mark.parametrize(
    "kept",
    [
        "torch/bin/torch_shm_manager",
        "torch/lib/libtorch_cpu.so",
        "openvino/libs/libopenvino_intel_cpu_plugin.so",
        "openvino/libs/libopenvino_ir_frontend.so.2641",
        "openvino/libs/libopenvino_onnx_frontend.so.2641",  # base packs may bring ONNX
        "openvino/libs/openvino_onnx_frontend.dll",
        "openvino/libs/libtbbmalloc.so.2",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "resources/translations/samft_en.qm",
        "resources/models/mobile/encoder.bin",
        "resources/models/efficientnet_lite2/encoder.bin",
    ],
)
def test_what_the_program_needs_stays(kept: str) -> None:
    assert frozen.why_left_out(kept) is None


@pytest.mark.parametrize(
    "dropped",
    [
        "torch/include/ATen/ATen.h",
        "torch\\test\\test_cuda.py",
        "openvino/libs/libopenvino_intel_gpu_plugin.so",
        "openvino/libs/libopenvino_auto_batch_plugin.so",
        "openvino/libs/openvino_hetero_plugin.dll",
        "openvino/libs/libopenvino_c.so.2641",
        "openvino/libs/openvino_c.dll",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/translations/qtbase_fr.qm",
    ],
)
def test_what_it_does_not_need_is_left_out_for_a_reason(dropped: str) -> None:
    assert frozen.why_left_out(dropped)


def test_the_version_is_the_same_everywhere() -> None:
    assert frozen.version() == samft_core.__version__


def test_the_recipe_is_python_and_names_existing_scripts() -> None:
    tree = ast.parse((ROOT / "packaging" / "samft.spec").read_text("utf-8"))
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    scripts = {value for value in constants if isinstance(value, str) and value.endswith(".py")}
    assert scripts == {"entry.py", "entry_window.py"}
    assert all((ROOT / "packaging" / name).is_file() for name in scripts)


def test_children_do_not_inherit_the_loaders_search_path(monkeypatch: pytest.MonkeyPatch) -> None:
    common = load("entry_common")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "ours")
    monkeypatch.setenv("PYINSTALLER_RESET_ENVIRONMENT", "")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "theirs")
    common.leave_environment_as_found()
    assert common.os.environ["LD_LIBRARY_PATH"] == "theirs"
    assert "LD_LIBRARY_PATH_ORIG" not in common.os.environ
    # Without it a child takes that path for granted, and finds no library that the system lacks.
    assert common.os.environ["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
    common.leave_environment_as_found()
    assert "LD_LIBRARY_PATH" not in common.os.environ


def test_the_size_budget_names_components(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    size_budget = load("size_budget")
    for name in ("samft", "_internal/torch/lib/big.so", "_internal/base.zip"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * 6_000_000)
    assert size_budget.main([str(tmp_path), "cpu"]) == 0
    printed = capsys.readouterr().out
    assert "torch" in printed and "18 MB  in all" in printed
    size_budget.BUDGETS_MB["cpu"] = 17
    assert size_budget.main([str(tmp_path), "cpu"]) == 1
