"""How time grows with the length of a text: a bound so wide that only a quadratic breaks it.

Seconds say more of the machine than of the code, so no test compares them; `make bench` measures them.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

LENGTH = 100_000
TIMES = 4
"""How many times longer the long text is."""
LIMIT = 12
"""What is in proportion takes 4 times as long, what is quadratic 16 times."""
ENOUGH = 0.1
"""Seconds below which the processor time of the long text says nothing of its growth."""


def seconds(work: Callable[[], object]) -> float:
    """The processor time that some work takes."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def ratio(work: Callable[[str], object], make: Callable[[int], str], length: int = LENGTH) -> float:
    """How many times as long work on a text takes when the text is four times as long: the best of three tries.

    0 where even the long text takes no time worth measuring.
    """
    long, short = make(length), make(length // TIMES)
    ratios: list[float] = []
    for _ in range(3):
        whole = seconds(lambda: work(long))
        if whole < ENOUGH:
            return 0.0
        ratios.append(whole / max(seconds(lambda: work(short)), ENOUGH / LIMIT))
        if ratios[-1] <= LIMIT:
            break
    return min(ratios)
