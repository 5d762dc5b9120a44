"""Words that a site allows: adds one to the `allow` option of the rule that reported it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from postlint.config.rule_selection import all_rules
from postlint.rule import options_of

if TYPE_CHECKING:
    from pathlib import Path

    from postlint.config.configuration import Config

OPTION = "allow"
"""The option of rules about words that lists the allowed ones."""


def allows_words(rule: str, config: Config) -> bool:
    """Whether a rule has an option for allowed words."""
    options = options_of(all_rules(config.rule_folders, [rule])[rule])
    return OPTION in options and isinstance(options[OPTION].default, list)


def with_word(text: str, file: Path, rule: str, word: str) -> str | None:
    """The text of a configuration in which a rule allows a word too; None where the text cannot be changed."""
    try:
        document = tomlkit.parse(text)
        table: Any = document
        for key in (*(("tool", "postlint") if file.name == "pyproject.toml" else ()), "rules", rule):
            if key not in table:
                table[key] = tomlkit.table(is_super_table=key in ("tool", "postlint", "rules"))
            table = table[key]
        words = table.get(OPTION) or []
        if word not in words:
            words.append(word)
        table[OPTION] = words
    except (TOMLKitError, TypeError, AttributeError, ValueError):
        return None
    return tomlkit.dumps(document)
