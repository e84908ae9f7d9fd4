from __future__ import annotations

import logging
import os
import shutil
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from samft_core.imaging.geometry import FULL_VIEW, Frame, View
from samft_core.sam.embedding_cache import (
    ENTRY_BYTES,
    SPARE_DISK_BYTES,
    EmbeddingCache,
    as_stored,
)
from samft_core.sam.planes import BYTES as PLANE_BYTES
from samft_core.sam.types import Embedding
from tests.samft_core.planes import made_planes

BYTES = 2 * 1024**2


def embedding(view: View = FULL_VIEW, width: int = 40, height: int = 30, seed: int = 0) -> Embedding:
    features = np.random.default_rng(seed).normal(0, 0.1, (256, 64, 64)).astype(np.float32)
    return Embedding(features, Frame(width, height, view), "encoder-1")


def only_file(folder: Path) -> Path:
    (path,) = folder.rglob("*.safetensors")
    return path


def test_what_is_put_is_got_in_half_precision(tmp_path: Path) -> None:
    cache, made = EmbeddingCache(tmp_path), embedding()
    stored = cache.put("pixels", made)
    got = cache.get("pixels", FULL_VIEW, "encoder-1", made.frame)
    assert got is not None and got.frame == made.frame and got.encoder_digest == "encoder-1"
    np.testing.assert_array_equal(got.features, stored.features)
    np.testing.assert_array_equal(got.features, as_stored(made).features)
    assert got.features.dtype == np.float32
    assert BYTES < cache.size_bytes() < BYTES + 1000


def test_pixels_encoder_and_view_are_all_part_of_the_key(tmp_path: Path) -> None:
    cache, made = EmbeddingCache(tmp_path), embedding()
    cache.put("pixels", made)
    assert cache.contains("pixels", FULL_VIEW, "encoder-1")
    assert not cache.contains("other", FULL_VIEW, "encoder-1")
    assert not cache.contains("pixels", View(mirrored=True), "encoder-1")
    assert not cache.contains("pixels", FULL_VIEW, "encoder-2")
    assert cache.get("pixels", FULL_VIEW, "encoder-2", made.frame) is None


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "foreign"])
def test_a_damaged_file_is_dropped(tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture) -> None:
    cache, made = EmbeddingCache(tmp_path), embedding()
    cache.put("pixels", made)
    path = only_file(tmp_path)
    data = bytearray(path.read_bytes())
    data[BYTES // 2] ^= 1
    broken = {"flip": bytes(data), "cut": bytes(data[:1000]), "empty": b"", "foreign": b"not weights" * 99}
    path.write_bytes(broken[damage])
    with caplog.at_level(logging.WARNING):
        assert cache.get("pixels", FULL_VIEW, "encoder-1", made.frame) is None
    assert "damaged" in caplog.text
    assert not path.exists()


def test_the_least_recently_used_goes_first(tmp_path: Path) -> None:
    cache, frame = EmbeddingCache(tmp_path, quota_bytes=4 * BYTES), embedding().frame
    for index, name in enumerate("abc"):
        cache.put(name, embedding(seed=index))
    long_ago = time.time() - 1000
    for age, path in enumerate(sorted(tmp_path.rglob("*.safetensors"))):
        os.utime(path, (long_ago + age, long_ago + age))
    assert cache.get("a", FULL_VIEW, "encoder-1", frame) is not None
    cache.put("d", embedding(seed=4))
    assert cache.size_bytes() <= 4 * BYTES
    assert cache.contains("a", FULL_VIEW, "encoder-1") and cache.contains("d", FULL_VIEW, "encoder-1")


def test_there_is_room_until_the_quota_or_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = EmbeddingCache(tmp_path / "cache", quota_bytes=2 * ENTRY_BYTES + 8192)
    assert cache.has_room()
    cache.put("a", embedding(seed=1))
    assert cache.has_room()
    cache.put("b", embedding(seed=2))
    assert not cache.has_room()
    cache.clear()
    assert cache.has_room()
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=SPARE_DISK_BYTES))
    assert not cache.has_room()


def test_clear_empties_and_the_cache_goes_on(tmp_path: Path) -> None:
    cache = EmbeddingCache(tmp_path)
    cache.put("a", embedding())
    cache.clear()
    assert cache.size_bytes() == 0
    cache.put("a", embedding())
    assert cache.contains("a", FULL_VIEW, "encoder-1")


def test_abandoned_temporary_files_go_and_young_ones_stay(tmp_path: Path) -> None:
    cache = EmbeddingCache(tmp_path)
    cache.put("a", embedding())
    folder = only_file(tmp_path).parent
    old, young = folder / ".x.old.tmp", folder / ".x.young.tmp"
    old.write_bytes(b"half")
    young.write_bytes(b"half")
    os.utime(old, (1, 1))
    cache.clear()
    assert not old.exists() and young.exists()


def test_two_users_of_one_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    problems: list[str] = []

    def work(seed: int) -> None:
        cache = EmbeddingCache(tmp_path, quota_bytes=3 * BYTES)
        for index in range(6):
            name, made = f"image-{index % 4}", embedding(seed=index % 4)
            cache.put(name, made)
            got = cache.get(name, FULL_VIEW, "encoder-1", made.frame)
            if got is not None and not np.array_equal(got.features, as_stored(made).features):
                problems.append(name)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems


def test_planes_of_a_view_are_kept_under_their_own_key(tmp_path: Path) -> None:
    cache, made = EmbeddingCache(tmp_path), made_planes(1, "second")
    cache.put("pixels", embedding())
    assert cache.get_planes("pixels", FULL_VIEW, "second") is None
    cache.put_planes("pixels", FULL_VIEW, made)
    got = cache.get_planes("pixels", FULL_VIEW, "second")
    assert got is not None and got.digest == "second" and got.layers.keys() == made.layers.keys()
    for name, layer in made.layers.items():
        np.testing.assert_array_equal(got.layers[name], layer)
        assert got.layers[name].dtype == np.float16
    assert cache.contains("pixels", FULL_VIEW, "second")
    # Neither another view's, another encoder's nor another image's; and the embedding is untouched.
    assert cache.get_planes("pixels", View(mirrored=True), "second") is None
    assert cache.get_planes("pixels", FULL_VIEW, "third") is None
    assert cache.get_planes("others", FULL_VIEW, "second") is None
    assert cache.get("pixels", FULL_VIEW, "encoder-1", embedding().frame) is not None
    assert cache.size_bytes() < ENTRY_BYTES + PLANE_BYTES + 1024


def test_damaged_planes_are_dropped_and_no_embedding_passes_for_planes(tmp_path: Path) -> None:
    cache = EmbeddingCache(tmp_path)
    cache.put_planes("pixels", FULL_VIEW, made_planes(1, "second"))
    path = only_file(tmp_path)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert cache.get_planes("pixels", FULL_VIEW, "second") is None and not path.exists()
    cache.put("pixels", embedding())
    assert cache.get_planes("pixels", FULL_VIEW, "encoder-1") is None
