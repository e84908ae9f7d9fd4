"""Strict JSON: what one reader could take otherwise than the next is a typed error with its place."""

import json
import os
import random
import time
from pathlib import Path
from typing import Any

import pytest

from samft_core.errors import PolicyError
from samft_core.files.strict_json import JsonError, parse_json, read_json


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, -2, 3.5, True, None, "x"], "b": {}},
        {"imageData": "iVBORw0KGgo\\n", "label": "kratzer ß 傷 😀 \\u0000"},
        {"escaped": "\\\\u0000 \\ud800"},
        2**63 - 1,
        -(2**63),
        "",
    ],
)
def test_what_json_writes_is_read(value: Any) -> None:
    assert parse_json(json.dumps(value)) == value
    assert parse_json(json.dumps(value, ensure_ascii=False).encode("utf-8-sig")) == value


@pytest.mark.parametrize(
    ("text", "why", "line", "column"),
    [
        ('{"a": NaN}', "NaN is no number", 1, 7),
        ('{"NaN": "NaN",\n "a": -Infinity}', "-Infinity is no number", 2, 7),
        ('[1,\n 1e999]', "1e999 is too large", 2, 2),
        (f"[{2**63}]", "is too large", 1, 2),
        (f"[1{'0' * 5000}]", "is too large", 1, 2),
        (f"[0.{'1' * 5000}]", "is too large", 1, 2),
        (r'["\u0000"]', "a NUL character", 1, 3),
        (r'["a\ud83d"]', "half a character", 1, 4),
        (r'["\ude00"]', "half a character", 1, 3),
        (r'["\ud83d x \ude00"]', "half a character", 1, 3),
        (r'["\ud83d\n"]', "half a character", 1, 3),
        ('["\ud83d"]', "half a character", 1, 3),
        ("[" * 65 + "]" * 65, "nested deeper than 64 levels", 1, 65),
        ('{"a": 1,}', "it is no JSON", 1, 9),
        ("", "it is no JSON", 1, 1),
        ("\x00", "it is no JSON", 1, 1),
    ],
)  # fmt: skip
def test_what_is_ambiguous_or_endless_is_refused_with_its_place(
    text: str, why: str, line: int, column: int
) -> None:
    with pytest.raises(JsonError) as caught:
        parse_json(text)
    assert why in caught.value.message
    assert f"line {line}, column {column}" in caught.value.message


def test_two_entries_of_one_name_are_refused() -> None:
    with pytest.raises(JsonError, match="the entry 'a' twice"):
        parse_json('{"a": 1, "b": 2, "a": 3}')


def test_whole_pairs_of_escapes_and_brackets_in_texts_are_fine() -> None:
    assert parse_json(r'"\ud83d\ude00"') == "😀"
    assert parse_json(json.dumps("[" * 500 + '"{' * 500)) == "[" * 500 + '"{' * 500


def test_bytes_that_are_not_utf_8_name_the_line() -> None:
    with pytest.raises(JsonError, match="not UTF-8: line 2"):
        parse_json(b'{"a":\n "\xff"}')


BOMBS = [
    "[" * 9_000_000,
    '"' + r"\"" * 1_000_000,
    '{"a":' * 2_000_000,
    "9" * 10_000_000,
    "[" + "[]," * 20_000_000,
]


@pytest.mark.parametrize("text", BOMBS, ids=range(5))
def test_a_bomb_is_refused_quickly(text: str) -> None:
    start = time.monotonic()
    with pytest.raises(JsonError):
        parse_json(text)
    assert time.monotonic() - start < 5


def test_the_error_is_the_callers_and_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_text("[Infinity]")
    with pytest.raises(PolicyError) as caught:
        read_json(path, error=PolicyError)
    assert caught.value.path == path
    with pytest.raises(JsonError, match="The recipe cannot be used"):
        parse_json("[", source="json.the_recipe")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    with path.open("wb") as stream:
        stream.truncate(10_000_000_000)
    with pytest.raises(JsonError, match="larger than 4 MB") as caught:
        read_json(path, limit=4_000_000)
    assert caught.value.path == path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes in folders")
def test_pipes_and_devices_are_no_files(tmp_path: Path) -> None:
    pipe = tmp_path / "card.json"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match="not a file"):
            read_json(path)


def test_mutated_json_is_read_or_refused_and_nothing_else() -> None:
    rng = random.Random(7)
    seed = json.dumps({"a": [1, 2.5, {"b": "x\u00e9\\"}], "c": None, "d": "\ud83d\ude00"}).encode()
    for _ in range(2000):
        data = bytearray(seed)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = (
                rng.choice(b'"\\{}[]:,0eEuNd\x00\xff\n') if rng.random() < 0.7 else 0x31
            )
        try:
            value = parse_json(bytes(data))
        except JsonError:
            continue
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8")
