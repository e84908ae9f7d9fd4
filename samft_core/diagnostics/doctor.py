"""``samft doctor``: what this PC has, what SAMFT uses of it, and whether the model works here."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

import psutil

from samft_core import __version__
from samft_core.errors import ProjectError, SamftError
from samft_core.imaging.drawn_defect import drawn_defect
from samft_core.messages.message import Message

Status = Literal["ok", "warning", "failed"]

PACKAGES = ("torch", "openvino", "segment-anything", "PySide6-Essentials", "numpy", "PyNaCl")

DISPENSABLE = ("openvino",)
"""Without it PyTorch encodes, more slowly."""

LOW_DISK_BYTES = 2 * 1000**3
"""Below this, embeddings and runs may not fit; a run with its views takes some hundreds of megabytes."""

LOW_MEMORY_BYTES = 4 * 1000**3

SHOWN_PROBLEMS = 5
"""How many problems of a project the doctor names; the check names all."""

SELF_TEST_IOU = 0.95
"""The shipped model outlines the drawn ellipse at 0.99; a wrong kernel or damaged weights fall far below."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's table. A failed check has a remedy."""

    name: str
    status: Status
    detail: str
    remedy: str | None = None


def run_checks(
    *, project: Path | None = None, device: str = "auto", on_check: Callable[[Check], None] = lambda _: None
) -> list[Check]:
    """Look at everything, cheap things first; ``on_check`` is called with each as it is done."""
    checks: list[Check] = []
    for check in _checks(project, device):
        checks.append(check)
        on_check(check)
    return checks


def _checks(project: Path | None, device: str) -> Iterator[Check]:
    yield Check("SAMFT", "ok", f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    yield _policy()
    yield from map(_package, PACKAGES)
    yield _processor()
    yield _memory()
    yield _disk("Disk for temporary files", Path(tempfile.gettempdir()))
    if project is not None:
        yield from _project(project)
    yield _device(device)
    yield _weights()
    yield _self_test(device)


def _policy() -> Check:
    from samft_core.security.it_policy import in_force  # noqa: PLC0415

    try:
        found = in_force()
    except SamftError as error:
        return Check("Policy", "failed", f"{error.message} ({error.path})", error.remedy)
    return Check("Policy", "ok", "none on this PC" if found.file is None else f"in force: {found.file}")


def _package(name: str) -> Check:
    try:
        return Check(name, "ok", metadata.version(name))
    except metadata.PackageNotFoundError:
        status: Status = "warning" if name in DISPENSABLE else "failed"
        return Check(name, status, "is not installed", Message("remedy.install_again"))


def _processor() -> Check:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Check("Processor", "ok", f"{platform.processor() or platform.machine()}, {usable} usable cores")


def _memory() -> Check:
    memory = psutil.virtual_memory()
    detail = f"{memory.available / 1e9:.1f} GB free of {memory.total / 1e9:.1f} GB"
    if memory.available < LOW_MEMORY_BYTES:
        return Check("Memory", "warning", detail, "Close other programs before fine-tuning.")
    return Check("Memory", "ok", detail)


def _disk(name: str, folder: Path) -> Check:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check(name, "failed", f"{folder}: {error.strerror}", "Choose a folder that can be reached.")
    detail = f"{free / 1e9:.1f} GB free at {folder}"
    if not os.access(folder, os.W_OK):
        return Check(name, "failed", f"{detail}, but it may not be written", Message("remedy.ask_to_write"))
    if free < LOW_DISK_BYTES:
        return Check(name, "warning", detail, "Free some space.")
    return Check(name, "ok", detail)


def _project(folder: Path) -> Iterator[Check]:
    from samft_core.project.layout import Layout  # noqa: PLC0415 - only with a project
    from samft_core.project.project import check_folder  # noqa: PLC0415

    try:
        report = check_folder(folder)
        cache = Layout.of(folder).cache
    except ProjectError as error:
        yield Check("Project", "failed", f"{error.message} ({folder})", error.remedy)
        return
    if report.ok:
        yield Check("Project", "ok", f"{report.images} images in {folder}")
    else:
        shown = "\n".join(report.problems[:SHOWN_PROBLEMS])
        rest = len(report.problems) - SHOWN_PROBLEMS
        more = f"\nand {rest} more" if rest > 0 else ""
        remedy = "samft check names everything, samft check --repair mends what it can."
        yield Check("Project", "failed", f"{shown}{more}", remedy)
    yield _disk("Disk for the project", folder.absolute())
    yield _disk("Disk for the cache", cache)


def _device(asked: str) -> Check:
    from samft_core.sam.devices import choose_device  # noqa: PLC0415 - asks torch when called

    try:
        # Looked at anew, so that a GPU that failed once gets another chance here.
        choice = choose_device(asked, check_again=True)
    except SamftError as error:
        return Check("Device", "failed", error.message, error.remedy)
    name = {"cuda": "GPU", "intel": "CPU and GPU"}.get(choice.encoder_device, choice.device.upper())
    return Check("Device", "ok", f"{name}. {choice.reason}")


def _weights() -> Check:
    """Every shipped file against the digest in the model's card."""
    from samft_core.resources import resource_path  # noqa: PLC0415
    from samft_core.sam.initial_weights import CARD  # noqa: PLC0415 - torch
    from samft_core.sam.registry import START  # noqa: PLC0415 - torch
    from samft_core.sam.weights import read_card  # noqa: PLC0415 - torch

    try:
        folder = resource_path("models", "mobile")
        cards = [read_card(path) for path in (folder / "model.json", folder / START / CARD)]
    except (SamftError, OSError) as error:
        return Check("Model files", "failed", str(error), Message("remedy.install_again"))
    count = sum(len(card["files"]) for card in cards)
    return Check("Model files", "ok", f"{count} files of the mobile model match their digests")


def _self_test(device: str) -> Check:
    from samft_core.imaging.masks import mask_iou  # noqa: PLC0415
    from samft_core.imaging.prompts import Prompts  # noqa: PLC0415
    from samft_core.sam.registry import load_model  # noqa: PLC0415 - torch

    rgb, truth, box = drawn_defect()
    try:
        start = time.perf_counter()
        model = load_model(device=device)
        loaded = time.perf_counter()
        embedding = model.encode(rgb)
        encoded = time.perf_counter()
        if model.plane_encoder is not None:
            model.plane_encoder.encode(rgb)
        planes = time.perf_counter()
        overlap = mask_iou(model.decode(embedding, Prompts(box=box)).best, truth)
        decoded = time.perf_counter()
    except (SamftError, RuntimeError, OSError) as error:
        return Check(
            "Self-test",
            "failed",
            f"{type(error).__name__}: {error}",
            "Install SAMFT again, or use --device cpu.",
        )
    detail = (
        f"{model.require_encoder().description}; load {loaded - start:.1f} s, encode {encoded - loaded:.2f} s"
        f", box {decoded - planes:.2f} s, IoU {overlap:.3f} on a drawn defect"
    )
    if overlap < SELF_TEST_IOU:
        remedy = "Use --device cpu; if it fails there too, install SAMFT again."
        return Check("Self-test", "failed", f"{detail}, expected at least {SELF_TEST_IOU}", remedy)
    return Check("Self-test", "ok", detail)
