import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands.spool import PatchSpool
from samft_core.imaging.masks import MaskDelta


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8), st.sampled_from([1, 10**6]))
def test_patches_come_back_bit_for_bit(sizes, memory):
    rng = np.random.default_rng(0)
    spool = PatchSpool(memory)
    deltas = [MaskDelta(i, 2 * i, rng.random(size) < 0.5) for i, size in enumerate(sizes)]
    tickets = [spool.put(delta) for delta in deltas]
    for delta, ticket in reversed(list(zip(deltas, tickets, strict=True))):
        back = spool.get(ticket)
        assert (back.x0, back.y0) == (delta.x0, delta.y0)
        assert np.array_equal(back.patch, delta.patch) and back.patch.dtype == bool
    spool.close()
