"""Which rules there are, which of them run, and what a wrong name was meant to be."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from postlint.config.rule_files import RuleError, load_rules, rule_files, rules_folder
from postlint.rule import AnyRule
from postlint.text import blake2b

if TYPE_CHECKING:
    from postlint.config.configuration import Config

ALL = "ALL"


class SelectionError(Exception):
    """A name that is no rule, or rules that cannot be loaded. The message says which, and the nearest right word."""


class RuleInfo(NamedTuple):
    """What has to be known of a rule to select it."""

    kind: str
    """file, article, site, suppression or link: what it looks at."""
    enabled: bool
    signs: tuple[str, ...] = ()
    """What an article has where the rule finds something; see `AnyRule.signs`."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint at the nearest known word, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def known_rules(folders: Iterable[Path]) -> list[str]:
    """The names of all rules, without loading them."""
    return sorted({name for folder in (rules_folder(), *folders) for name in rule_files(folder)})


def unknown_rule(name: str, known: Iterable[str]) -> str:
    """What is wrong with the name of a rule, a family or `ALL`; nothing where it is right."""
    names = list(known)
    families = {rule.split("/")[0] for rule in names}
    if name == ALL or name in names or name in families:
        return ""
    return f"unknown rule {name!r}{did_you_mean(name, [*names, *families])}"


def all_rules(folders: Iterable[Path], names: Iterable[str] | None = None) -> dict[str, type[AnyRule]]:
    """The rules that come with postlint and those of the site's own folders. Raises SelectionError."""
    wanted = None if names is None else list(names)
    try:
        rules = load_rules(rules_folder(), wanted)
        for folder in folders:
            own = load_rules(folder, wanted)
            if twice := sorted(rules.keys() & own.keys()):
                raise SelectionError(f"{folder}: the rule {twice[0]} is already one of postlint's; choose another name")
            rules |= own
    except RuleError as error:
        raise SelectionError(str(error)) from error
    return rules


def matches(rule: str, names: Iterable[str]) -> bool:
    """Whether a rule is among names of rules, families and `ALL`."""
    return any(name in (ALL, rule) or rule.startswith(name + "/") for name in names)


def state_of(files: Iterable[Path | str]) -> str:
    """A digest of which files there are, how large, and of when."""
    parts = []
    for file in files:
        status = os.stat(file)  # noqa: PTH116
        parts.append(f"{file}\0{status.st_size}\0{status.st_mtime_ns}")
    return blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def selected(config: Config, rules: Mapping[str, RuleInfo]) -> list[str]:
    """The names of the rules that run."""
    return [
        name
        for name, info in rules.items()
        if (matches(name, config.select) if config.select else info.enabled) | matches(name, config.extend_select)
        and not matches(name, config.ignore)
    ]


class Rules:
    """The rules of a run. Those of a kind are loaded when they are first asked for."""

    def __init__(
        self,
        kinds: Mapping[str, str],
        load: Callable[[list[str]], list[AnyRule]],
        signs: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """`kinds` is the kind of each rule by its name, `signs` what it needs; `load` makes rules of names."""
        self.kinds = kinds
        self._signs = signs or {}
        self._waiting: dict[str, list[str]] = {}
        self._load = load
        self._loaded: dict[str, list[AnyRule]] = {}
        self._single: dict[str, AnyRule] = {}

    @classmethod
    def of(cls, rules: Iterable[AnyRule]) -> Rules:
        """Rules that are there already."""
        by_name = {rule.name: rule for rule in rules}
        kinds = {name: rule.kind for name, rule in by_name.items()}
        signs = {name: rule.signs for name, rule in by_name.items()}
        return cls(kinds, lambda names: [by_name[name] for name in names], signs)

    def named(self, *kinds: str) -> list[str]:
        """The names of the rules of some kinds."""
        return [name for name, kind in self.kinds.items() if kind in kinds]

    def of_kind(self, kind: str) -> list[AnyRule]:
        """The rules of a kind."""
        return self.for_article(kind, lambda sign: True)

    def for_article(self, kind: str, has: Callable[[str], bool]) -> list[AnyRule]:
        """The rules of a kind that may find something in an article, and others that are loaded already.

        `has` says whether the article has a sign.
        """
        loaded = self._loaded.setdefault(kind, [])
        waiting = self._waiting.setdefault(kind, self.named(kind))
        if waiting and (asked := [name for name in waiting if any(map(has, self._signs.get(name) or ("",)))]):
            loaded += self._load(asked)
            self._waiting[kind] = [name for name in waiting if name not in asked]
        return loaded

    def one(self, name: str) -> AnyRule:
        """The rule of a name, which is loaded by itself."""
        if name not in self._single:
            self._single[name] = self._load([name])[0]
        return self._single[name]


def rules_named(config: Config, names: Iterable[str]) -> list[AnyRule]:
    """Rules with the options that the configuration gives them, by name. Raises SelectionError."""
    rules: list[AnyRule] = []
    for name, rule in all_rules(config.rule_folders, names).items():
        options = dict(config.rules.get(name, {}))
        severity = options.pop("severity", None)
        # One that is off runs where the command line names it, as grave as it is by itself.
        rules.append(rule(severity=None if severity == "off" else severity, options=options))
    return rules


def known_names(config: Config, names: Iterable[str]) -> None:
    """Raise SelectionError for a name that is no rule, family or ALL."""
    known = known_rules(config.rule_folders)
    for name in names:
        if problem := unknown_rule(name, known):
            raise SelectionError(problem)


def with_command_line(
    config: Config, select: Sequence[str], extend_select: Sequence[str], ignore: Sequence[str]
) -> Config:
    """The configuration with what the command line says. Raises SelectionError for an unknown rule.

    As in the file, the more exact name wins: `--select a/b` runs a rule that the file ignores.
    """
    known_names(config, (*select, *extend_select, *ignore))
    kept = tuple(
        name for name in config.ignore if not (select or extend_select) or name not in (*select, *extend_select)
    )
    return replace(
        config,
        select=tuple(select) or config.select,
        extend_select=(*config.extend_select, *extend_select),
        ignore=(*kept, *ignore),
    )
