"""Installers agree with the program and each other; the Linux one is run with a stand-in program."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from samft_core.distribution.model_packs import MODEL_PACK
from samft_core.distribution.project_packs import PROJECT_PACK
from samft_core.distribution.updates import UPDATE

ROOT = Path(__file__).parent.parent.parent
PACKAGING = ROOT / "packaging"
WORKFLOW = ROOT / ".github" / "workflows" / "installers.yml"
BUILD = (PACKAGING / "build.sh").read_text("utf-8")
ISS = (PACKAGING / "windows" / "samft.iss").read_text("utf-8")
PS1 = (PACKAGING / "windows" / "build.ps1").read_text("utf-8")

SCRIPTS = ("install.sh", "uninstall.sh", "rollback.sh")

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the Linux installer")


def load(name: str) -> ModuleType:
    """A script under packaging/ as a module."""
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


frozen = load("frozen")


# ---------------------------------------------------------------- consistency


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("script", ["build.sh", "macos/build.sh", *(f"linux/{name}" for name in SCRIPTS)])
def test_scripts_parse(script: str) -> None:
    path = PACKAGING / script
    shell = "bash" if "bash" in path.read_text("utf-8").splitlines()[0] else "sh"
    subprocess.run([shell, "-n", str(path)], check=True)
    assert os.access(path, os.X_OK)


def test_the_windows_installer_agrees_with_the_program() -> None:
    app_id = re.search(r"(?m)^AppId=\{(.+)$", ISS)
    assert app_id is not None and app_id[1] == frozen.WINDOWS_APP_ID
    executables = set(re.findall(r"\{app\}\\(\w+)\.exe", ISS))
    assert executables == {frozen.CONSOLE, frozen.WINDOW}
    assert re.findall(r"\d+\.\d+\.\d+", ISS.replace("10.0.17763", "")) == []  # the version comes from outside
    for define in re.findall(r"#ifndef (\w+)", ISS):
        assert f"/D{define}=" in PS1


def test_every_file_that_the_windows_installer_names_exists() -> None:
    named = {path.replace("\\", "/") for path in re.findall(r"\{#Root\}\\([\w\\.-]+)", ISS)} - {"dist"}
    made = {name for name in named if name.startswith("build/icons/")}
    assert made == {"build/icons/samft.ico"}
    assert all((ROOT / name).is_file() for name in named - made)
    for path in re.findall(r"packaging\\[\w\\]+\.\w+", PS1):
        assert (ROOT / path.replace("\\", "/")).is_file()


def test_the_windows_installer_needs_no_administrator_and_keeps_data() -> None:
    assert "PrivilegesRequired=lowest" in ISS
    assert "[UninstallDelete]" not in ISS
    assert "DiskSpanning=yes" in ISS


def test_brackets_of_the_windows_build_script_match() -> None:
    code = re.sub(r"<#.*?#>|'[^']*'|\"[^\"]*\"", "", PS1, flags=re.DOTALL)
    for opening, closing in ("{}", "()", "[]"):
        assert code.count(opening) == code.count(closing)


def test_every_file_that_the_linux_build_names_exists() -> None:
    for path in re.findall(r"packaging/[\w/.-]+\.\w+", BUILD):
        assert (ROOT / path).is_file(), path


def test_every_blank_of_the_package_description_is_filled() -> None:
    blanks = set(re.findall(r"@\w+@", (PACKAGING / "deb" / "control.in").read_text("utf-8")))
    blanks |= set(re.findall(r"@\w+@", (PACKAGING / "linux" / "samft.1").read_text("utf-8")))
    assert blanks
    assert [blank for blank in blanks if f"s/{blank}/" not in BUILD] == []


def test_desktop_entry_type_and_icon_belong_together() -> None:
    entry = dict(
        line.split("=", 1)
        for line in (PACKAGING / "linux" / "samft.desktop").read_text("utf-8").splitlines()
        if "=" in line
    )
    assert entry["Exec"].split()[0] == entry["TryExec"] == frozen.WINDOW
    types = ET.parse(PACKAGING / "linux" / "samft.xml").getroot()
    assert entry["MimeType"] == "".join(f"{mime.get('type')};" for mime in types)
    names = [child.get("pattern") for mime in types for child in mime if child.tag.endswith("glob")]
    packs = (MODEL_PACK, PROJECT_PACK, UPDATE)
    assert names == ["project.db", *(f"*{kind.suffix}" for kind in packs)]
    for kind in packs:
        assert f'Software\\Classes\\{kind.suffix}"' in ISS
    assert ET.parse(PACKAGING / "linux" / f"{entry['Icon']}.svg").getroot().tag.endswith("svg")


def test_the_workflow_tests_every_system_with_existing_scripts() -> None:
    jobs = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]
    assert set(jobs) == {"windows", "linux", "macos"}
    for job in jobs.values():
        words = "\n".join(step.get("run", "") for step in job["steps"])
        assert "selftest" in words
        for script in re.findall(r"packaging/[\w/.-]+\.(?:sh|ps1)", words):
            assert (ROOT / script).is_file()


# ---------------------------------------------------------------- the Linux installer at work


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """What the archive unpacks to, in a path with spaces and other letters."""
    folder = tmp_path / "Prüf ordner 日本" / "SAMFT"
    (folder / "program" / "_internal").mkdir(parents=True)
    for name in (frozen.CONSOLE, frozen.WINDOW):
        program = folder / "program" / name
        program.write_text(f'#!/bin/sh\necho "{name} $*"\n', "utf-8")
        program.chmod(0o755)
    for name in SCRIPTS:
        shutil.copy(PACKAGING / "linux" / name, folder)
    (folder / "VERSION").write_text("1.0.0\n", "utf-8")
    for source, target in (
        ("samft.desktop", "applications/samft.desktop"),
        ("samft.xml", "mime/packages/samft.xml"),
        ("samft.svg", "icons/hicolor/scalable/apps/samft.svg"),
        ("samft.1", "man/man1/samft.1"),
    ):
        (folder / "share" / target).parent.mkdir(parents=True)
        shutil.copy(PACKAGING / "linux" / source, folder / "share" / target)
    return folder


def install(folder: Path, prefix: Path, *words: str) -> str:
    command = [str(folder / "install.sh"), "--prefix", str(prefix), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def versions(prefix: Path) -> set[str]:
    return {path.name for path in (prefix / "lib" / "samft" / "versions").iterdir()}


def in_use(prefix: Path) -> str:
    return (prefix / "lib" / "samft" / "current").resolve().name


@linux
def test_versions_lie_side_by_side_and_the_way_back_needs_no_program(unpacked: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "Ziel $é"
    for version in ("1.0.0", "1.1.0", "1.2.0"):
        (unpacked / "VERSION").write_text(f"{version}\n", "utf-8")
        install(unpacked, prefix, "--silent")
        assert in_use(prefix) == version
    assert versions(prefix) == {"1.1.0", "1.2.0"}  # the one before last is kept, no more
    for name in (frozen.CONSOLE, frozen.WINDOW):
        assert (prefix / "bin" / name).resolve() == prefix / "lib" / "samft" / "versions" / "1.2.0" / name
    rollback = prefix / "lib" / "samft" / "rollback.sh"
    assert "1.1.0" in subprocess.run([rollback], check=True, capture_output=True, text=True).stdout
    assert in_use(prefix) == "1.1.0"
    subprocess.run([rollback, "--silent"], check=True)
    assert in_use(prefix) == "1.2.0"
    shutil.rmtree(prefix / "lib" / "samft" / "versions" / "1.1.0")
    done = subprocess.run([rollback], check=False, capture_output=True, text=True)
    assert done.returncode == 1 and "no older version" in done.stderr and in_use(prefix) == "1.2.0"


@linux
def test_an_install_that_fails_leaves_the_version_in_use(unpacked: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "p"
    install(unpacked, prefix, "--silent")
    (unpacked / "VERSION").write_text("../../evil\n", "utf-8")
    command = [str(unpacked / "install.sh"), "--prefix", str(prefix)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "VERSION" in done.stderr
    (unpacked / "program" / "samft").unlink()
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1
    assert versions(prefix) == {"1.0.0"} and in_use(prefix) == "1.0.0"


@linux
def test_it_installs_replaces_and_removes(unpacked: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "Ziel $é"
    assert "Done." in install(unpacked, prefix)
    started = subprocess.run([prefix / "bin" / "samft", "a b"], check=True, capture_output=True, text=True)
    assert started.stdout == "samft a b\n"
    entry = (prefix / "share" / "applications" / "samft.desktop").read_text("utf-8")
    assert f'Exec="{prefix}/lib/samft/current/samftw" %f'.replace("$", "\\\\$") in entry.splitlines()
    assert "TryExec" not in entry

    project = prefix / "share" / "bottles" / "project.db"
    project.parent.mkdir()
    project.touch()
    assert install(unpacked, prefix, "--silent") == ""
    assert versions(prefix) == {"1.0.0", "1.0.0.2"} and in_use(prefix) == "1.0.0.2"

    subprocess.run([prefix / "lib" / "samft" / "uninstall.sh", "--silent"], check=True)
    assert project.is_file()
    # The desktop's own caches of icons and types may stay.
    assert [path for path in prefix.rglob("*") if "samft" in path.name] == []


@linux
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(unpacked: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    command = [str(unpacked / "install.sh"), "--prefix", str(locked / "x")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "--prefix" in done.stderr


@linux
def test_it_refuses_to_remove_what_is_no_installed_program(unpacked: Path) -> None:
    done = subprocess.run([unpacked / "uninstall.sh"], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and (unpacked / "program").is_dir()
