from __future__ import annotations

import shutil
from importlib import metadata
from pathlib import Path

import pytest

from samft_core.diagnostics import doctor
from samft_core.project.project import Project


def names_and_states(checks: list[doctor.Check]) -> dict[str, str]:
    return {check.name: check.status for check in checks}


def test_a_healthy_computer_and_project(tmp_path: Path) -> None:
    Project.create(tmp_path / "p").close()
    heard: list[doctor.Check] = []
    checks = doctor.run_checks(project=tmp_path / "p", device="cpu", on_check=heard.append)
    assert heard == checks
    assert not [check for check in checks if check.status == "failed"]
    states = names_and_states(checks)
    assert {"torch", "openvino", "Memory", "Project", "Disk for the cache", "Device", "Model files"} <= set(
        states
    )
    self_test = checks[-1]
    assert self_test.name == "Self-test"
    assert "IoU 0.9" in self_test.detail


def test_a_missing_package_and_project_fail_with_remedies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", version)
    monkeypatch.setattr(doctor, "_self_test", lambda _: doctor.Check("Self-test", "ok", "left out"))
    checks = doctor.run_checks(project=tmp_path / "none", device="cuda")
    failed = {check.name: check.remedy for check in checks if check.status == "failed"}
    assert {"torch", "Project"} <= set(failed)
    assert all(failed.values())


@pytest.mark.parametrize("name", ["prompt_encoder.safetensors", "start/decoder.safetensors"])
def test_weights_that_do_not_match_their_digest_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    from samft_core import resources

    real = resources.resource_path("models", "mobile")
    copy = tmp_path / "models" / "mobile"
    shutil.copytree(real, copy)
    damaged = copy / name
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"x")
    monkeypatch.setattr(resources, "resource_path", tmp_path.joinpath)
    check = doctor._weights()
    assert check.status == "failed"
    assert name.rsplit("/", 1)[-1] in check.detail


def test_a_drawn_defect_fills_its_box() -> None:
    rgb, mask, box = doctor.drawn_defect()
    rows, columns = mask.any(axis=1).nonzero()[0], mask.any(axis=0).nonzero()[0]
    assert rgb.shape == (*mask.shape, 3)
    assert (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1) == box.as_tuple()


def test_the_policy_in_force_is_named_and_a_wrong_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from samft_core.security import it_policy

    file = tmp_path / "policy.json"
    monkeypatch.setattr(it_policy, "machine_policy_file", lambda: file)
    assert "none" in doctor._policy().detail
    file.write_text("{}", "utf-8")
    assert str(file) in doctor._policy().detail
    file.write_text('{"x": 1}', "utf-8")
    found = doctor._policy()
    assert found.status == "failed" and str(file) in found.detail and found.remedy
