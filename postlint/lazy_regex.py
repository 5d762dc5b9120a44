"""Regular expressions that are compiled when they are first used: most articles ask for few of those of the rules."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "pattern", "flags")


class _Pattern:
    """Stands for a compiled expression; its first use compiles it."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._given: tuple[Any, int] = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        # From now on they are attributes of its own, which are found without asking here.
        self.__dict__ |= {method: getattr(compiled, method) for method in _METHODS}
        return self.__dict__[name]


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The regular expression, as `re.compile` makes it, later. Its first use raises re.error where it is none."""
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))
