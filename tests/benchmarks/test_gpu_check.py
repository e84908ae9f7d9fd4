"""The script for GPUs in its short form on the CPU, so that it cannot rot where there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import gpu_check
import gpu_wheels
import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "gpu_check.sh"


def run(*arguments: str | Path, timeout: int = 500) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHON": sys.executable}
    command = ["bash", str(SCRIPT), *map(str, arguments)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=timeout, check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a bash script for Linux")
def test_every_part_runs_in_its_short_form_and_fills_the_table(tmp_path: Path) -> None:
    out = tmp_path / "gpu.json"
    done = run("--device", "cpu", "--smoke", "--json", out, "--wheels", tmp_path / "none", "--minutes", "20")
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(out.read_text("utf-8"))
    assert list(report["parts"]) == ["parity", "encode", "steps", "leaks", "samples"]
    assert all(part["ok"] and part["rows"] for part in report["parts"].values())
    found = {row["what"]: row for part in report["parts"].values() for row in part["rows"]}
    assert found["embedding, largest difference"]["raw"] < 1e-4
    assert found["masks imported"]["raw"] >= 4 and found["offered"]["raw"] in (0.0, 1.0)
    assert report["machine"]["torch"] and report["machine"]["gpu"] is None
    assert "All parts are well." in done.stdout and "box to mask, version, refined" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a bash script for Linux")
def test_without_a_gpu_it_says_so_and_leaves_with_its_own_code(tmp_path: Path) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("there is a GPU")
    done = run("--only", "encode", "--json", tmp_path / "gpu.json")
    assert done.returncode == gpu_check.UNUSABLE
    assert "no CUDA device" in done.stdout
    report = json.loads((tmp_path / "gpu.json").read_text("utf-8"))
    assert not report["parts"]["encode"]["ok"] and report["parts"]["encode"]["rows"] == []


def wheel(folder: Path, name: str, *, inside: dict[str, str]) -> Path:
    path = folder / f"{name}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in inside.items():
            archive.writestr(member, text)
    return path


def test_wheels_are_unpacked_where_their_package_is_missing_and_they_fit(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    wheel(
        wheels,
        "made_up-1.0-py3-none-any",
        inside={"made_up.py": "x = 1", "made_up-1.0.data/purelib/more.py": ""},
    )
    wheel(wheels, "numpy-0.1-py3-none-any", inside={"numpy.py": "raise SystemError"})
    wheel(wheels, "foreign-1.0-cp27-cp27m-win32", inside={"foreign.py": ""})
    target = tmp_path / "site"
    assert gpu_wheels.unpack(wheels, target) == ["made-up"]
    assert sorted(path.name for path in target.iterdir()) == ["made_up.py", "more.py"]


def test_wheels_are_told_by_their_name_to_fit() -> None:
    own = f"cp{sys.version_info.major}{sys.version_info.minor}"
    assert gpu_wheels.fits(Path("a-1-py3-none-any.whl")) and gpu_wheels.fits(Path("a-1-py2.py3-none-any.whl"))
    assert not gpu_wheels.fits(Path("a-1-cp399-cp399-any.whl"))
    assert gpu_wheels.fits(Path(f"a-1-{own}-{own}-any.whl")) and gpu_wheels.fits(
        Path("a-1-cp36-abi3-any.whl")
    )
    assert not gpu_wheels.fits(Path("a-1-cp399-abi3-any.whl"))


def test_what_is_collected_is_what_the_lock_names_without_pytorch_and_the_window() -> None:
    needed = gpu_wheels.needed("3.12")
    assert {
        "pydantic",
        "pydantic-core",
        "sqlalchemy",
        "segment-anything",
        "cachetools",
        "mako",
    } <= needed.keys()
    assert not {"torch", "openvino", "pyside6-essentials", "sympy", "colorama"} & needed.keys()
    lock = (SCRIPT.parents[1] / "requirements.lock").read_text("utf-8")
    assert all(f"{name}=={version}" in lock for name, version in needed.items())
