"""Updates: real files, the real Linux installer, and a stand-in program that says its version."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import filelock
import pytest

from samft_core.distribution import updates
from samft_core.distribution.container_writing import Item, write_container
from samft_core.distribution.installation import Installation, InstallMethod, installation_of, system_name
from samft_core.distribution.updates import UPDATE, UpdateError, install_update, read_update, roll_back
from samft_core.errors import SignatureError
from samft_core.security import it_policy
from samft_core.security.minisign import SecretKey

PACKAGING = Path(__file__).parent.parent.parent.parent / "packaging"
KEY = SecretKey.generate("Builder")

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the Linux installer")


def load(name: str) -> ModuleType:
    """A script under packaging/ as a module."""
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def no_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of this test's own, whose program was built with KEY; the policy's file."""
    monkeypatch.setattr(it_policy, "machine_policy_file", lambda: tmp_path / "policy.json")
    built = tmp_path / "resources" / "keys" / "update.pub"
    built.parent.mkdir(parents=True)
    built.write_text(KEY.public.to_text(), "utf-8")
    monkeypatch.setattr(updates, "resource_dir", lambda: tmp_path / "resources")
    return tmp_path / "policy.json"


@pytest.fixture
def archive(tmp_path: Path) -> Callable[..., Path]:
    """Makes what the archive of a version unpacks to."""

    def make(version: str, *, says: str | None = None, code: int = 0) -> Path:
        folder = tmp_path / "build" / f"SAMFT-{version}"
        internal = folder / "program" / "_internal" / "ü lib"
        internal.mkdir(parents=True)
        (internal / "a.so").write_bytes(b"library " * 1000)
        (folder / "program" / "_internal" / "a.so").symlink_to("ü lib/a.so")
        for name in ("samft", "samftw"):
            program = folder / "program" / name
            program.write_text(f"#!/bin/sh\necho 'samft {says or version}'\nexit {code}\n", "utf-8")
            program.chmod(0o755)
        for name in ("install.sh", "uninstall.sh", "rollback.sh"):
            shutil.copy(PACKAGING / "linux" / name, folder)
        (folder / "VERSION").write_text(f"{version}\n", "utf-8")
        entry = folder / "share" / "applications" / "samft.desktop"
        entry.parent.mkdir(parents=True)
        shutil.copy(PACKAGING / "linux" / "samft.desktop", entry)
        return folder

    return make


@pytest.fixture
def update(
    archive: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Path]:
    """Makes an update with the builder's own script."""
    make_update = load("make_update")
    secret = tmp_path / "builder.key"
    secret.write_text(KEY.to_text(), "utf-8")

    def make(version: str, **program: object) -> Path:
        monkeypatch.setattr(make_update.frozen, "version", lambda: version)
        target = tmp_path / f"samft {version}.samftupdate"
        words = [archive(version, **program), target, "--sign", secret, "--flavour", "cpu"]
        assert make_update.main([str(word) for word in words]) == 0
        return target

    return make


@pytest.fixture
def installed(archive: Callable[..., Path], tmp_path: Path) -> Installation:
    """SAMFT 0.0.1 installed for an account, in a path with spaces and other letters."""
    prefix = tmp_path / "Ziel é"
    subprocess.run([archive("0.0.1") / "install.sh", "--silent", "--prefix", prefix], check=True)
    return here(prefix)


def here(prefix: Path) -> Installation:
    return installation_of(prefix / "bin" / "samft", frozen=True, system="linux")


def tree(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if ".update.lock" not in path.name
    )


def run(prefix: Path) -> str:
    return subprocess.run(
        [prefix / "bin" / "samft"], check=True, capture_output=True, text=True
    ).stdout.strip()


@linux
def test_an_update_is_installed_beside_the_old_version_and_rolled_back(
    update: Callable[..., Path], installed: Installation, tmp_path: Path
) -> None:
    prefix = tmp_path / "Ziel é"
    assert (installed.way, installed.program.name, run(prefix)) == (
        InstallMethod.ACCOUNT,
        "0.0.1",
        "samft 0.0.1",
    )
    file = update("9.1.0")
    assert read_update(file) == updates.Update(file, "9.1.0", system_name(), "cpu", "Builder")
    done = install_update(file, installation=installed)
    assert (done.version, done.before) == ("9.1.0", "0.0.1")
    assert run(prefix) == "samft 9.1.0"
    program = here(prefix).program
    assert (program / "_internal" / "a.so").is_symlink()
    assert (program / "_internal" / "a.so").read_bytes() == b"library " * 1000
    assert str(prefix / "lib" / "samft" / "current" / "samftw") in (
        prefix / "share" / "applications" / "samft.desktop"
    ).read_text("utf-8")
    versions = prefix / "lib" / "samft" / "versions"
    assert sorted(path.name for path in versions.iterdir()) == [
        "0.0.1",
        "9.1.0",
    ]  # nothing half unpacked is left

    assert roll_back(here(prefix)) == updates.Installed("0.0.1", "9.1.0")
    assert run(prefix) == "samft 0.0.1"
    assert roll_back(here(prefix)) == updates.Installed("9.1.0", "0.0.1")


@linux
@pytest.mark.parametrize(
    ("program", "words"),
    [
        ({"code": 1}, "does not run on this PC"),
        ({"says": "9.9.9"}, "says 'samft 9.9.9'"),
    ],
)
def test_a_version_that_does_not_run_is_not_switched_to(
    update: Callable[..., Path],
    installed: Installation,
    tmp_path: Path,
    program: dict[str, object],
    words: str,
) -> None:
    before = tree(tmp_path / "Ziel é")
    with pytest.raises(UpdateError, match=words) as caught:
        install_update(update("9.1.0", **program), installation=installed)
    assert caught.value.remedy and run(tmp_path / "Ziel é") == "samft 0.0.1"
    assert tree(tmp_path / "Ziel é") == before


@linux
def test_a_damaged_update_changes_nothing(
    update: Callable[..., Path], installed: Installation, tmp_path: Path
) -> None:
    before = tree(tmp_path / "Ziel é")
    file = update("9.1.0")
    whole = file.read_bytes()
    for damage in (whole[: len(whole) // 2], whole.replace(b"samft 9.1.0", b"samft 9.1.1"), b""):
        file.write_bytes(damage)
        with pytest.raises((UpdateError, SignatureError)):
            install_update(file, installation=installed)
    # A byte of a program: its digest in the signed list no longer fits.
    with zipfile.ZipFile(file, "w") as archive, zipfile.ZipFile(_again(file, whole)) as source:
        for name in source.namelist():
            data = source.read(name)
            archive.writestr(name, data + b"\n# evil" if name == "program/samft" else data)
    with pytest.raises(UpdateError, match="damaged"):
        install_update(file, installation=installed)
    assert tree(tmp_path / "Ziel é") == before


def _again(file: Path, data: bytes) -> Path:
    copy = file.with_name("whole")
    copy.write_bytes(data)
    return copy


@linux
def test_only_one_update_at_a_time(update: Callable[..., Path], installed: Installation) -> None:
    assert installed.root is not None
    with (
        filelock.FileLock(installed.root / ".update.lock"),
        pytest.raises(UpdateError, match="Another update"),
    ):
        install_update(update("9.1.0"), installation=installed)
    install_update(update("9.2.0"), installation=installed)
    install_update(update("9.3.0"), installation=here(installed.root.parent.parent))


@linux
def test_without_an_update_there_is_no_way_back(installed: Installation) -> None:
    with pytest.raises(UpdateError, match="no older version"):
        roll_back(installed)


def plain(tmp_path: Path, version: str = "9.1.0", *, key: SecretKey | None = KEY, **about: str) -> Path:
    """An update with nothing in it but a script that must never run."""
    said = {"name": version, "version": version, "system": system_name(), "flavour": "cpu"} | about
    script = Item("install.sh", data=b"#!/bin/sh\necho ran > ran\n", executable=True)
    return write_container(tmp_path / "x", UPDATE, said, [script], key=key)


@pytest.mark.parametrize(
    "extra",
    [
        "evil.sh",
        "program/evil",
        "../evil",
        "/evil",
        "install.sh",
        "INSTALL.SH",
        "pack.json",
        "folder/",
        "a\\b",
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_not_in_the_signed_list_is_refused(tmp_path: Path, extra: str) -> None:
    file = plain(tmp_path)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(extra, b"#!/bin/sh\n")
    with pytest.raises(UpdateError, match="damaged") as caught:
        read_update(file)
    assert caught.value.path == file


@pytest.mark.parametrize("name", ["evil.sh", "bin/evil", "setup.exe"])
def test_what_no_update_brings_is_refused_even_where_the_builder_signed_it(tmp_path: Path, name: str) -> None:
    said = {"name": "9.1.0", "version": "9.1.0", "system": "linux-x86_64", "flavour": "cpu"}
    items = [Item("install.sh", data=b"#!/bin/sh\n"), Item(name, data=b"x")]
    with pytest.raises(UpdateError, match=name):
        read_update(write_container(tmp_path / "x", UPDATE, said, items, key=KEY))


@pytest.mark.parametrize(
    ("key", "words"), [(None, "not signed"), (SecretKey.generate("Eve"), "signed by an unknown key")]
)
def test_only_the_builders_signature_counts(tmp_path: Path, key: SecretKey | None, words: str) -> None:
    with pytest.raises(SignatureError, match=words) as caught:
        read_update(plain(tmp_path, key=key))
    assert caught.value.remedy


def test_a_program_without_a_key_refuses_every_update_unless_the_policy_names_one(
    tmp_path: Path, no_policy: Path
) -> None:
    (tmp_path / "resources" / "keys" / "update.pub").unlink()
    file = plain(tmp_path)
    with pytest.raises(SignatureError, match="without a key for updates") as caught:
        read_update(file)
    assert "update_keys" in str(caught.value.remedy)
    no_policy.write_text(json.dumps({"update_keys": [KEY.public.line]}), "utf-8")
    assert read_update(file).version == "9.1.0"


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"system": "plan9-vax"}, "is for plan9-vax"),
        ({"version": "0.0.0"}, "is older"),
        ({"version": updates.__version__}, "installed already"),
        ({"version": "../../x"}, "damaged"),
        ({"flavour": "rocm"}, "damaged"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, about: dict[str, str], words: str) -> None:
    with pytest.raises(UpdateError, match=words) as caught:
        install_update(
            plain(tmp_path, **about), installation=Installation(InstallMethod.ACCOUNT, tmp_path, tmp_path)
        )
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("executable", "system", "way", "words"),
    [
        ("/opt/samft/samft", "linux", InstallMethod.PACKAGE, "apt-get"),
        ("/Applications/SAMFT.app/Contents/MacOS/samft", "darwin", InstallMethod.MACOS, "SAMFT.app"),
        ("/media/usb/SAMFT/program/samft", "linux", InstallMethod.UNPACKED, "Unpack"),
    ],
)
def test_other_installations_say_what_to_do(
    tmp_path: Path, executable: str, system: str, way: InstallMethod, words: str
) -> None:
    found = installation_of(Path(executable), frozen=True, system=system)
    assert found.way is way
    for doing in (lambda: install_update(plain(tmp_path), installation=found), lambda: roll_back(found)):
        with pytest.raises(UpdateError) as caught:
            doing()
        assert words in str(caught.value.remedy)
    source = installation_of(Path(sys.executable), frozen=False, system="linux")
    with pytest.raises(UpdateError, match="from its source"):
        install_update(plain(tmp_path), installation=source)


def test_windows_hands_over_to_the_installer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(updates, "system_name", lambda: "windows-x86_64")
    monkeypatch.setattr(updates.tempfile, "gettempdir", lambda: str(tmp_path / "temp"))
    monkeypatch.setattr(updates.subprocess, "Popen", lambda command, **_: started.append(command))
    make_update = load("make_update")
    setup = tmp_path / "samft-9.1.0-windows-cuda-setup.exe"
    setup.write_bytes(b"MZ setup")
    (tmp_path / "samft-9.1.0-windows-cuda-setup-1.bin").write_bytes(b"part")
    about = {"name": "9.1.0", "version": "9.1.0", "system": "windows-x86_64", "flavour": "cuda"}
    file = write_container(tmp_path / "w", UPDATE, about, make_update.items(setup), key=KEY)
    done = install_update(file, installation=installation_of(setup, frozen=True, system="win32"))
    assert done.handed_over and done.version == "9.1.0"
    ((program, *switches),) = started
    assert Path(program).read_bytes() == b"MZ setup" and "/SILENT" in switches
    assert (Path(program).parent / "setup-1.bin").read_bytes() == b"part"


def test_the_builder_is_told_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "k.key"
    secret.write_text(KEY.to_text(), "utf-8")
    words = [str(tmp_path), str(tmp_path / "x"), "--sign", str(secret), "--flavour", "cpu"]
    assert load("make_update").main(words) == 1
    assert "neither the folder" in capsys.readouterr().err
