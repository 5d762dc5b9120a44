"""What the articles of a site speak for: a setting, with the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from postlint.messages import printable

LEAST = 20
"""How many articles a group has to have."""
SHARE = 0.95
"""How many of them have to agree."""
_SHOWN = 3


class Proposal(Struct, frozen=True):
    """A setting that the articles of a site, or the settings of another tool, speak for."""

    path: tuple[str, ...]
    """Where it stands in the configuration, such as `front-matter`, `sections`, `blog`, `required`."""
    value: Any
    """What is set; of a list, one item."""
    why: str
    """The evidence, for a comment on its line."""
    item: bool = False
    """Whether it is one item of a list."""
    enforced: bool = True
    """Whether it is written as a setting; otherwise as a comment that somebody may make one."""
    exceptions: tuple[str, ...] = ()
    """The paths of the articles that are otherwise, which a check will report."""


def evidence(agree: int, total: int, exceptions: Sequence[str] = ()) -> str:
    """How many of how many articles agree, and which do not."""
    text = f"{agree:,} of {total:,}"
    if not exceptions:
        return text
    paths = list(dict.fromkeys(exceptions))
    named = ", ".join(printable(path) for path in paths[:_SHOWN])
    more = f" and {len(paths) - _SHOWN:,} more" if len(paths) > _SHOWN else ""
    return f"{text}; {len(exceptions):,} exception{'s' * (len(exceptions) > 1)}: {named}{more}"
