"""Numbers of articles as they are reported: rounded, so that findings stay where a few articles come or go."""

from __future__ import annotations

_EXACT = 20


def percent(some: int, every: int) -> int:
    """How many percent some of all are, rounded down to a step of five."""
    return 100 * some // every // 5 * 5


def at_least(number: int) -> int:
    """A number that is reached: below 20 the number itself, then in steps of 5, of 50 from 100 on, and so on."""
    return number // _step(number) * _step(number)


def at_most(number: int) -> int:
    """A number that is not exceeded, in the same steps."""
    return -(-number // _step(number)) * _step(number)


def at_least_so_many(number: int) -> str:
    """How a number of `at_least` is written."""
    return str(number) if number < _EXACT else f"{number:,} or more"


def _step(number: int) -> int:
    step: int = 5 * 10 ** (len(str(number)) - 2)
    return 1 if number < _EXACT else step
