"""The functions by which rules group and count articles are found one by one, as they are among all."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.config.configuration import Config
from postlint.config.rule_selection import Rules, all_rules, rules_named
from postlint.rule import AnyRule
from postlint.run.rule_functions import RuleFunctions

NAMES = [
    "site/path_case_collision.py:_lowered",
    "site/duplicate_description.py:_described",
    "site/titles.py:by_title",
    "helpers/site_words.py:_words",
    "helpers/name_variants.py:name_variants",
    "library/index.py:articles_of",
]


def rules() -> Rules:
    config = Config(Path())
    kinds = {name: rule.kind for name, rule in all_rules(()).items()}
    return Rules(kinds, lambda names: rules_named(config, names))


@pytest.mark.parametrize("name", NAMES)
def test_a_function_is_found_without_those_of_other_rules(name: str) -> None:
    single = RuleFunctions(rules())
    function = single[name]
    assert "_all" not in vars(single)
    assert function is {**RuleFunctions(rules())}[name]


OTHERS = ["site/none.py:x", "helpers/none.py:x", "", ":", "helpers/../x.py:y", "helpers/counts.py:_EXACT"]


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_function_is_not_found(name: str) -> None:
    functions = RuleFunctions(rules())
    assert name not in functions
    assert not functions.has_all((NAMES[0], name))


def test_rules_are_loaded_where_an_article_has_one_of_their_signs() -> None:
    loaded: list[str] = []

    def load(names: list[str]) -> list[AnyRule]:
        loaded.extend(names)
        return [_named(name) for name in names]

    kinds = {"a/a": "article", "b/b": "article", "c/c": "site"}
    rules = Rules(kinds, load, {"b/b": ("{", "[^")})
    names = [[rule.name for rule in rules.for_article("article", text.__contains__)] for text in ("text", "{", "text")]
    assert names == [["a/a"], ["a/a", "b/b"], ["a/a", "b/b"]]
    assert loaded == ["a/a", "b/b"]


def _named(name: str) -> AnyRule:
    rule = AnyRule()
    rule.name = name  # type: ignore[misc]
    return rule
