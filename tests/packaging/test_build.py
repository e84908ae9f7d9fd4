"""The Linux build from the frozen program on, with a stand-in for the program: archive, update, and back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samft_core.security.minisign import SecretKey

ROOT = Path(__file__).parent.parent.parent
needed = all(shutil.which(tool) for tool in ("bash", "zstd", "tar"))
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not needed,
    reason="the Linux build, which needs bash, tar and zstd",
)

PYTHON = f"""#!/bin/sh
# Builds without PyTorch, so the question for its flavour is answered here.
case "$*" in *torch.version.cuda*) echo none ;; *) exec "{sys.executable}" "$@" ;; esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As much of the repository as packing needs; ``set_version`` adds the program."""
    folder = tmp_path / "checkout ü"
    for part in ("packaging", "samft_core"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "LICENSE", folder)
    for side in (48, 64, 128, 256):
        icon = folder / "build" / "icons" / f"samft-{side}.png"
        icon.parent.mkdir(parents=True, exist_ok=True)
        icon.write_bytes(b"png")
    python = folder / "python"
    python.write_text(PYTHON, "utf-8")
    python.chmod(0o755)
    return folder


def set_version(checkout: Path, version: str) -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    current = text.split('version = "', 1)[1].split('"', 1)[0]
    (checkout / "pyproject.toml").write_text(
        text.replace(f'version = "{current}"', f'version = "{version}"', 1)
    )
    internal = checkout / "dist" / "cpu" / "SAMFT" / "_internal"
    internal.mkdir(parents=True, exist_ok=True)
    (internal / "lib.so.1").write_bytes(b"library")
    (internal / "lib.so").unlink(missing_ok=True)
    (internal / "lib.so").symlink_to("lib.so.1")
    for name in ("samft", "samftw"):
        program = internal.parent / name
        program.unlink(missing_ok=True)
        program.write_text(f"#!/bin/sh\necho samft {version}\n", "utf-8")
        program.chmod(0o755)


def build(checkout: Path, *words: str) -> str:
    command = [
        *(str(checkout / "packaging" / "build.sh"), "--reuse", "--no-deb", "--selftest"),
        *("--python", str(checkout / "python"), *words),
    ]
    environment = {**os.environ, "PYTHONPATH": "", "SAMFT_ZSTD_LEVEL": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_is_built_installs_updates_and_goes_back(checkout: Path, tmp_path: Path) -> None:
    key = SecretKey.generate("Builder")
    (tmp_path / "builder.key").write_text(key.to_text(), "utf-8")
    set_version(checkout, "0.0.1")
    printed = build(checkout, "--sign-update", str(tmp_path / "builder.key"))
    assert "selftest" in printed and ".samftupdate" in printed
    (archive,) = (checkout / "dist").glob("samft-0.0.1-linux-*-cpu.tar.zst")
    subprocess.run(["tar", "-C", tmp_path, "--zstd", "-xf", archive], check=True)
    prefix = tmp_path / "Ziel é"
    subprocess.run([tmp_path / "SAMFT-0.0.1" / "install.sh", "--silent", "--prefix", prefix], check=True)
    assert (prefix / "share" / "man" / "man1" / "samft.1").is_file()

    set_version(checkout, "9.0.0")
    build(checkout, "--no-archive", "--sign-update", str(tmp_path / "builder.key"))
    (update,) = (checkout / "dist").glob("samft-9.0.0-linux-*-cpu.samftupdate")
    # In a process of its own, as the installed program would: found by where its executable lies.
    policy = tmp_path / "policy.json"
    policy.write_text(f'{{"update_keys": ["{key.public.line}"]}}', "utf-8")
    script = """
import sys
from pathlib import Path
from samft_core.distribution import updates
from samft_core.distribution.installation import installation_of
here = installation_of(Path(sys.argv[1]), frozen=True, system="linux")
print(updates.install_update(Path(sys.argv[2]), installation=here).version)
"""
    command = [sys.executable, "-c", script, prefix / "bin" / "samft", update]
    environment = {**os.environ, "SAMFT_POLICY": str(policy), "PYTHONPATH": str(ROOT)}
    subprocess.run(command, check=True, env=environment)
    assert says(prefix) == "samft 9.0.0"
    internal = (prefix / "bin" / "samft").resolve().parent / "_internal"
    assert (internal / "lib.so").is_symlink() and (internal / "lib.so").read_bytes() == b"library"
    subprocess.run([prefix / "lib" / "samft" / "rollback.sh", "--silent"], check=True)
    assert says(prefix) == "samft 0.0.1"


def says(prefix: Path) -> str:
    command = [prefix / "bin" / "samft", "--version"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
