"""No sentence of the core reaches people but through the catalogues, in every language."""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import cache
from pathlib import Path

from app.panels.history import ICONS
from samft_core.messages.catalogue import catalogue
from samft_core.progress import Stage
from samft_core.project.records import ImageState
from samft_core.security.it_policy import ROLES
from tests.samft_core.messages.sources import (
    ROOT,
    codes_of,
    faults,
    made_at_import,
    messages,
    modules,
    said_by_hand,
    sentences,
    stages_of,
    stages_written_out,
)

ALL = modules("samft_core", "app")
CORE = modules("samft_core")

ENGLISH_ONLY = (
    "samft_core/cli/",  # tables and notes of the command line; its errors are messages
    "samft_core/diagnostics/",  # the same, of doctor, selftest and demo
    "samft_core/evaluation/report/",  # a run's report
    "samft_core/training/assess/report_",
    "samft_core/project/migrations/",
)
"""What speaks English by design: docs/translations.md."""

KNOWN = {
    "errors.py": {"an error says a Message of the catalogue, not the text x"},
    "evaluation/records.py": {"Active version", "Base model", "Ellipse in the box", "Filled box"},
    "formats/mask_names.py": {"ground truth"},
    "formats/registry.py": {"MVTec AD", "Label Studio", "Pascal VOC"},
    "formats/unread_files.py": {"VGG Image Annotator", "Pascal VOC", "Label Studio"},
    "formats/yolo.py": {"path: .\ntrain: images\nval: images\nnames:\n"},
    "messages/message.py": {
        "a message is text, or code, values and text",
        " ?<(?:[\\w.]+ object at 0x[0-9A-Fa-f]+|_io\\.[^<>]*)>",
    },
    "project/database.py": {"unable to open", "BEGIN IMMEDIATE", "decode to UTF-8"},
    "project/migrate.py": {"no such table"},
    "project/schema.py": {"SET NULL"},
    "sam/encoder_precision.py": {"model name"},
    "sam/gpu_failure.py": {"out of memory", "CUDA error", "CUDA driver", "cuDNN error", "cuda runtime error"},
    "sam/openvino_encoder.py": {"OpenVINO x on x, x"},
    "security/it_policy.py": {"/Library/Application Support/samft/policy.json"},
    "security/minisign.py": {
        "untrusted comment",
        "untrusted comment: ",
        "trusted comment: ",
        "xsignature by SAMFT\nx\nxx\nx\n",
        "secret key",
        "encrypted secret key",
        "SAMFT public key x",
    },
    "security/trust.py": {"unknown key"},
    "training/process.py": {"cancel listener"},
}
"""Faults of the program itself, titles of the report, names, and what is no sentence."""


COMPUTED = {
    "distribution/base_packs.py": {"remedy.ask_for_whole_pack"},
    "distribution/container.py": {"kind.base_pack", "kind.model_pack", "kind.project_pack", "kind.update"},
    "distribution/install_base_pack.py": {
        "base_pack.used",
        "base_pack.used_perhaps",
        "remedy.make_base_pack_again",
    },
    "distribution/updates.py": {"update.older_unusable", "update.does_not_run", "update.cannot_install"},
    "engine/client.py": {"remedy.run_doctor"},
    "files/regular_files.py": {
        "file.is_folder",
        "file.is_pipe",
        "file.is_socket",
        "file.is_device",
        "file.is_none",
    },
    "files/strict_json.py": {
        "json.the_text",
        "json.the_recipe",
        "json.the_manifest",
        "json.the_file",
        "json.the_decoders_answer",
    },
    "project/integrity.py": {"check.stray_version", "check.stray_run"},
    "sam/base_card.py": {"remedy.ask_for_whole_pack"},
    "sam/checkpoints.py": {
        "checkpoint.of_sam2",
        "checkpoint.of_mobilesam",
        "checkpoint.of_hq",
        "checkpoint.of_transformers",
    },
    "sam/openvino_encoder.py": {"encoder.takes", "encoder.gives"},
    "security/minisign.py": {"signature.public_key", "signature.secret_key", "signature.signature"},
}
"""Modules that choose a code at run time, and which codes these are."""

PUT_TOGETHER = ("history.", "role.", "row.missing_", "stage.", "state.")
"""Codes with an entry for each kind of a thing: no module holds one whole."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def short(path: Path) -> str:
    return name(path).removeprefix("samft_core/")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_every_message_is_in_every_catalogue() -> None:
    assert [
        fault for path in ALL for made in messages(parsed(path), name(path)) for fault in faults(made)
    ] == []


def test_errors_and_records_are_given_messages() -> None:
    found = [(path, text) for path in ALL for text in said_by_hand(parsed(path))]
    assert [(name(path), text) for path, text in found if text not in KNOWN.get(short(path), ())] == []


def test_no_sentence_is_built_by_hand() -> None:
    speaking = [path for path in CORE if not name(path).startswith(ENGLISH_ONLY)]
    found = {(short(path), text) for path in speaking for text in sentences(parsed(path))}
    assert {(where, text) for where, text in found if text not in KNOWN.get(where, ())} == set()


def test_every_entry_is_used() -> None:
    """A code that only the catalogues know is a sentence that nobody says any more."""
    written = {code for path in ALL for code in codes_of(parsed(path))}
    left = {code for code in catalogue("en").entries if not code.startswith(PUT_TOGETHER)}
    assert left - written - {"plain"} == set()


def test_computed_codes_are_entries_with_the_same_values() -> None:
    computed = [
        (short(path), made)
        for path in ALL
        for made in messages(parsed(path), name(path))
        if made.code is None and not made.source.startswith("f'") and short(path) != "messages/message.py"
    ]
    assert {where for where, _ in computed} == COMPUTED.keys()
    unmade = [
        (where, code)
        for where, codes in COMPUTED.items()
        for code in codes
        if all(any(faults(replace(made, code=code))) for place, made in computed if place == where)
    ]
    assert unmade == []


def test_no_catalogue_is_read_before_there_is_something_to_say() -> None:
    assert [(name(path), made) for path in ALL for made in made_at_import(parsed(path))] == []


def test_families_are_complete() -> None:
    """Each kind of a thing whose code is put together has its entry, and no entry is left over."""
    entries = catalogue("en").entries
    families = {
        "history": {*ICONS, "times"},
        "role": set(ROLES),
        "stage": {stage.value for stage in Stage},
        "state": {state.value for state in ImageState},
    }
    for family, names in families.items():
        written = {code.partition(".")[2] for code in entries if code.startswith(f"{family}.")}
        assert written == names, family


def test_every_stage_is_counted_and_none_is_written_out() -> None:
    used = {stage for path in CORE for stage in stages_of(parsed(path))}
    assert used == {stage.name for stage in Stage}
    assert {(short(path), stage) for path in CORE for stage in stages_written_out(parsed(path))} == set()


def test_a_message_made_at_import_is_found() -> None:
    source = """
REMEDY = Message("remedy.wait")
def wait(words=Message("remedy.wait"), *, then=lambda: Message("remedy.wait")):
    return Message("remedy.wait")
"""
    assert len(list(made_at_import(ast.parse(source)))) == 2


def test_a_new_error_without_a_translation_is_found() -> None:
    source = ast.parse(
        """
raise ImageError(Message("image.melted", width=3))
raise ImageError(Message("image.missing", path=path))
raise ImageError(Message("image.missing"))
raise ImageError("The image melted")
raise ImageError(f"The image {name} melted", remedy=Message("remedy.install_again"))
problems.append(ImportProblem(path, "the image melted"))
words = f"the image melted at {degrees}"
"""
    )
    found = [fault for made in messages(source, "new.py") for fault in faults(made)]
    assert [fault.partition(": ")[2] for fault in found] == [
        "image.melted is not in en.toml",
        "image.melted is not in de.toml",
        "image.melted is not in zh_CN.toml",
        "image.missing needs [] in en.toml",
        "image.missing needs [] in de.toml",
        "image.missing needs [] in zh_CN.toml",
    ]
    assert len(list(said_by_hand(source))) == 3
    assert "the image melted at x" in set(sentences(source))
