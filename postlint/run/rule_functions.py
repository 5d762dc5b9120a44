"""The functions by which rules group and count articles, by name; their modules are loaded one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from postlint.run.index import DAMAGE
from postlint.site.generator import ConfigError
from postlint.site.groups import name_of

if TYPE_CHECKING:
    from postlint.config.rule_selection import Rules

_Made = TypeVar("_Made")

_PACKAGES = ("postlint.helpers", "postlint.site", "postlint.site.library")
"""The packages, besides rules, whose modules have such functions."""
_KINDS = ("site", "words")


def safely(function: Callable[..., _Made], *arguments: Any) -> _Made | None:
    """The result of a function; None where it fails: a rule that fails is reported when it runs.

    Raises Damaged and ConfigError.
    """
    try:
        return function(*arguments)
    except (*DAMAGE, ConfigError):
        raise
    except Exception:
        return None


class RuleFunctions(Mapping[str, Callable[..., Any]]):
    """The functions of rules and helpers, by the names under which their results are stored."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._functions: dict[str, Callable[..., Any] | None] = {}

    def __getitem__(self, name: str) -> Callable[..., Any]:
        if name not in self._functions:
            self._functions[name] = self._load(name) or self._loaded.get(name)
        function = self._functions[name]
        if function is None:
            raise KeyError(name)
        return function

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)

    def has_all(self, names: Iterable[str]) -> bool:
        """Whether there is a function of each name."""
        return all(name in self for name in names)

    def _load(self, name: str) -> Callable[..., Any] | None:
        """The function of a name such as `library/index.py:articles_of`; None where its module has none."""
        file, _, function = name.partition(":")
        folder, _, stem = file.removesuffix(".py").rpartition("/")
        for module in self._modules(folder, stem):
            value = vars(module).get(function)
            if isinstance(value, FunctionType) and name_of(value) == name:
                return value
        return None

    def _modules(self, folder: str, stem: str) -> Iterator[ModuleType]:
        """The modules that a file such as `library/index.py` may be."""
        rule = f"{folder}/{stem}".replace("_", "-")
        if self._rules.kinds.get(rule) in _KINDS:
            yield sys.modules[type(self._rules.one(rule)).__module__]
        if stem.isidentifier():
            for package in _PACKAGES:
                if package.rpartition(".")[2] == folder and find_spec(f"{package}.{stem}"):
                    yield import_module(f"{package}.{stem}")

    @cached_property
    def _loaded(self) -> dict[str, Callable[..., Any]]:
        """The functions of all loaded modules, by name: a rule may import one from another module."""
        modules = {type(rule).__module__ for kind in _KINDS for rule in self._rules.of_kind(kind)}
        modules |= {name for name in sys.modules if name.rpartition(".")[0] in _PACKAGES}
        values = [value for name in modules for value in vars(sys.modules[name]).values()]
        return {name_of(value): value for value in values if isinstance(value, FunctionType)}
