from __future__ import annotations

import pytest

from samft_core.lru_cache import Recent


def test_the_least_recently_used_goes() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert "b" not in recent
    assert (recent.get("a"), recent.get("c"), len(recent)) == (1, 3, 2)


def test_make_is_called_once_and_its_failure_is_not_held() -> None:
    recent: Recent[str, int] = Recent(2)
    calls = []

    def make() -> int:
        calls.append(1)
        if len(calls) == 1:
            raise ValueError("no")
        return 7

    with pytest.raises(ValueError, match="no"):
        recent.get_or_make("a", make)
    assert recent.get_or_make("a", make) == recent.get_or_make("a", make) == 7
    assert len(calls) == 2


def test_forget() -> None:
    recent: Recent[int, int] = Recent(1)
    recent.put(1, 1)
    recent.forget()
    assert len(recent) == 0
