"""Shared by all tests: a screen-free Qt, one compute thread, and a small drawn bottle.

The environment is set before anything imports Qt or torch; child processes (engine, trainer) inherit it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path
from types import SimpleNamespace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("QT_SCALE_FACTOR", None)
for _threads in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")
os.environ.setdefault("MPLBACKEND", "Agg")
# The window's settings of whoever runs the tests stay untouched; each worker has files of its own, although
# it inherits the environment of its controller.
_settings = tempfile.TemporaryDirectory(prefix="samft-tests-")
if "PYTEST_XDIST_WORKER" in os.environ:
    for _name in ("SAMFT_PACE", "SAMFT_SETTINGS", "SAMFT_GPU_CHECK"):
        os.environ.pop(_name, None)
os.environ.setdefault("SAMFT_GPU_CHECK", str(Path(_settings.name, "gpu_check")))
# The same numbers on every processor.
os.environ.setdefault("SAMFT_ENCODER_PRECISION", "f32")
os.environ.setdefault("SAMFT_PACE", str(Path(_settings.name, "pace.json")))
os.environ.setdefault("SAMFT_BASE_PACKS", str(Path(_settings.name, "base_packs")))
os.environ.setdefault("SAMFT_SETTINGS", str(Path(_settings.name, "window.ini")))

# Neither these tests nor the processes that they start reach a network.
_guard = Path(__file__).parent / "no_network"
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_guard), os.environ.get("PYTHONPATH")]))
os.environ["SAMFT_TEST_NETWORK_LOG"] = str(Path(_settings.name, "network.log"))

import numpy as np  # noqa: E402
import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402
from numpy.typing import NDArray  # noqa: E402
from PIL import Image  # noqa: E402
from pytestqt.qtbot import QtBot  # noqa: E402

from samft_core.imaging.pixels import Rgb  # noqa: E402
from tests.leaks import Leaks  # noqa: E402
from tests.no_network import sitecustomize as network  # noqa: E402

pytest_plugins = ("tests.order", "tests.record")

# CI tries the same examples each time, so that a change fails for what it changed; elsewhere they are new.
# No deadline: machines differ, and a slow one is no fault of the code.
settings.register_profile("samft", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("samft")

PATIENCE_MS = 60_000

"""H x W x 3."""
Mask = NDArray[np.bool_]
"""H x W."""


Place = tuple[float, float, float]
"""A round defect: x, y, radius in pixels."""


def draw_bottle(width: int, height: int, *, defect: Place | None = None, seed: int = 0) -> Rgb:
    """A bottle mouth from above: light ground, glass rings, dark mouth, noise.

    Returns uint8 H x W x 3.
    """
    rows, columns = np.mgrid[:height, :width] + 0.5
    side = min(width, height)
    radius = np.hypot(columns - width / 2, rows - height / 2) / (side / 2)
    at, grey = (0, 0.42, 0.45, 0.55, 0.62, 0.75, 0.86, 0.9, 2), (18, 22, 95, 50, 110, 45, 70, 225, 240)
    rings = np.interp(radius, at, grey)
    rgb = rings[..., None] * np.array([1.0, 1.0, 1.02])
    if defect is not None:
        rgb[circle(width, height, *defect)] = (175, 150, 110)
    rgb += np.random.default_rng(seed).normal(0, 2, rgb.shape)
    return np.clip(rgb, 0, 255).astype(np.uint8)


def circle(width: int, height: int, x: float, y: float, radius: float) -> Mask:
    """The pixels whose centre lies within ``radius`` of (x, y); bool H x W."""
    rows, columns = np.mgrid[:height, :width] + 0.5
    return np.asarray(np.hypot(columns - x, rows - y) <= radius)


@pytest.fixture
def bottle_image() -> Rgb:
    """A 160 x 120 picture of a bottle mouth with one defect; its mask is ``bottle_mask``."""
    return draw_bottle(160, 120, defect=(84, 52, 13))


@pytest.fixture
def bottle_mask() -> Mask:
    """The defect in ``bottle_image``, 120 x 160 bool."""
    return circle(160, 120, 84, 52, 13)


@pytest.fixture
def image_folder(tmp_path: Path) -> Path:
    """A folder of three small images: two with a defect, one good."""
    folder = tmp_path / "images"
    folder.mkdir()
    for index, defect in enumerate([(84, 52, 13), (60, 70, 9), None]):
        Image.fromarray(draw_bottle(160, 120, defect=defect, seed=index)).save(folder / f"{index:03d}.png")
    return folder


@pytest.fixture
def mvtec_folder(tmp_path: Path) -> Path:
    """A small category in MVTec AD's layout: two defect classes of two images, one good image."""
    category = tmp_path / "bottle"
    defects = {"broken_small": [(84, 52, 13), (60, 70, 9)], "contamination": [(80, 60, 11), (90, 64, 8)]}
    for class_name, places in defects.items():
        images, masks = category / "test" / class_name, category / "ground_truth" / class_name
        images.mkdir(parents=True)
        masks.mkdir(parents=True)
        for index, place in enumerate(places):
            Image.fromarray(draw_bottle(160, 120, defect=place, seed=index)).save(images / f"{index:03d}.png")
            Image.fromarray(circle(160, 120, *place)).convert("L").save(masks / f"{index:03d}_mask.png")
    good = category / "test" / "good"
    good.mkdir()
    Image.fromarray(draw_bottle(160, 120, seed=9)).save(good / "000.png")
    return category


@pytest.fixture(scope="session")
def sample_bottles() -> Path:
    """The shipped sample set, in MVTec AD's layout."""
    return Path(__file__).parent.parent / "resources" / "samples" / "bottles"


@pytest.fixture
def own_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every inspector works on an account of their own, of the same name."""
    from samft_core.project.context import ProjectContext

    monkeypatch.setattr(ProjectContext, "account", property(lambda store: store.inspector))


class PatientBot(QtBot):
    """Waits for what must come as long as a busy machine takes; what never comes still fails."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)  # noqa: N815 - pytest-qt's names
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)  # noqa: N815
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE_MS)  # noqa: N815


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, with more patience."""
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def _databases_from_one() -> Iterator[None]:
    """Each worker runs the migrations for a new project once, and hands out copies of the empty database.

    Only where a project is made: ``migrate.upgrade`` itself does its work, and so does every child process.
    """
    from samft_core.project import creation, migrate

    empty: dict[tuple[str, Path], bytes] = {}

    def upgrade(path: Path) -> None:
        schema = (migrate.HEAD, migrate.SCRIPTS)
        if schema in empty:
            path.write_bytes(empty[schema])
        else:
            migrate.upgrade(path)
            empty[schema] = path.read_bytes()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(creation, "migrate", SimpleNamespace(upgrade=upgrade))
        yield


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that leaves a thread, a running timer or a child process behind has failed."""
    leaks = Leaks()
    yield
    left = leaks.found(qt="qapp" in request.fixturenames)
    assert not left, f"left running: {left}"


@pytest.fixture(autouse=True)
def nothing_left_this_pc() -> Iterator[None]:
    """A test in which anything, here or in a child process, wanted to reach a network has failed."""
    yield
    log = Path(os.environ[network.LOG])
    if log.exists():
        attempts = log.read_text("utf-8")
        log.unlink()
        pytest.fail(f"the network was wanted:\n{attempts}")


@pytest.fixture(scope="session", autouse=True)
def _remove_settings() -> Iterator[None]:
    yield
    _settings.cleanup()
