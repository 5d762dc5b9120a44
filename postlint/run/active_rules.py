"""The rules of a run by the configuration. Their kinds are cached, so that only the rules that run are loaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from postlint import rule
from postlint.config.rule_files import rule_files, rules_folder
from postlint.config.rule_selection import RuleInfo, Rules, all_rules, rules_named, selected, state_of
from postlint.run.cache import CachedValue

if TYPE_CHECKING:
    from postlint.config.configuration import Config


def rules_of(config: Config) -> dict[str, RuleInfo]:
    """All rules by name; from the cache, without loading any, where no file of a rule has changed."""
    files = {
        name: file for folder in (rules_folder(), *config.rule_folders) for name, file in rule_files(folder).items()
    }
    cached = CachedValue(config.cache_folder, "rules", state_of([*files.values(), Path(rule.__file__)]))
    infos = cached.read()
    if isinstance(infos, dict) and infos.keys() == files.keys():
        return {
            name: RuleInfo(str(kind), bool(enabled), tuple(signs)) for name, (kind, enabled, signs) in infos.items()
        }
    rules = {
        name: RuleInfo(kind.kind, kind.enabled, tuple(kind.signs))
        for name, kind in all_rules(config.rule_folders).items()
    }
    cached.write({name: list(info) for name, info in rules.items()})
    return rules


def active_rules(config: Config) -> Rules:
    """The rules that run. Raises SelectionError."""
    infos = rules_of(config)
    names = selected(config, infos)
    kinds, signs = {name: infos[name].kind for name in names}, {name: infos[name].signs for name in names}
    return Rules(kinds, lambda some: rules_named(config, some), signs)
