"""The rules as documentation: their list, and the page of each."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from inspect import cleandoc
from pathlib import Path
from typing import Any

from postlint.config.rule_files import rules_folder
from postlint.config.rule_selection import all_rules
from postlint.config.values import describe
from postlint.diagnostic import Severity
from postlint.rule import AnyRule, Bad, Good, SiteRule, options_of

_USUAL = Good("").path
_MUCH = 2_000
"""So many characters of a file beside an example are shown."""


def rules(folders: Iterable[Path] = ()) -> dict[str, type[AnyRule]]:
    """All rules by name, sorted; `folders` are those of a site's own rules. Raises ConfigError."""
    return dict(sorted(all_rules(folders).items()))


def what(rule: type[AnyRule]) -> str:
    """What a rule finds, in one sentence without its full stop."""
    return " ".join(cleandoc(rule.__doc__ or "").split("\n\n")[0].split()).removesuffix(".")


def fixes(rule: type[AnyRule]) -> bool:
    """Whether a rule repairs anything."""
    return any(bad.fixed is not None for bad in rule.bad)


def since(rule: type[AnyRule]) -> str:
    """The version of postlint that had a rule first; "" for a rule of a site's own."""
    file = Path(sys.modules[rule.__module__].__file__ or "")
    return rule.since if file.is_relative_to(rules_folder()) else ""


def as_text(pages: Mapping[str, type[AnyRule]]) -> str:
    """A line for each rule: name, severity, whether it is on, whether it repairs, and what it finds."""
    longest = max(map(len, pages), default=0)
    lines = [
        f"{name:<{longest}}  {rule.severity:<7}  {'on ' if rule.enabled else 'off'}  "
        f"{'fix' if fixes(rule) else '   '}  {what(rule)}\n"
        for name, rule in pages.items()
    ]
    return "".join(lines)


def as_json(pages: Mapping[str, type[AnyRule]]) -> str:
    """The rules as data."""
    return json.dumps([data(rule) for rule in pages.values()], indent=1, ensure_ascii=False) + "\n"


def data(rule: type[AnyRule]) -> dict[str, Any]:
    """One rule as data."""
    return {
        "name": rule.name,
        "summary": what(rule),
        "severity": str(Severity(rule.severity)),
        "enabled": rule.enabled,
        "fixes": fixes(rule),
        "since": since(rule),
        "needs_site": issubclass(rule, SiteRule),
        "options": {
            option.name: {"type": describe(option.type), "default": option.default, "description": option.description}
            for option in options_of(rule).values()
        },
        "documentation": cleandoc(rule.__doc__ or ""),
    }


def page(rule: type[AnyRule]) -> str:
    """The page of a rule, as Markdown."""
    state = "on by default" if rule.enabled else "off by default"
    repaired = ", repairs" if fixes(rule) else ""
    version = f", since {first}" if (first := since(rule)) else ""
    parts = [
        f"# {rule.name}\n\n{Severity(rule.severity)}, {state}{repaired}{version}\n\n{cleandoc(rule.__doc__ or '')}\n"
    ]
    options = options_of(rule)
    if options:
        lines = [
            f"- `{option.name}` = `{json.dumps(option.default, ensure_ascii=False)}`: {option.description}\n"
            for option in options.values()
        ]
        parts.append(f'\n## Options\n\nIn `[rules."{rule.name}"]`, besides `severity`:\n\n{"".join(lines)}')
    parts.append("\n## Found\n\nThe marks ⟦ ⟧ stand around the characters that are named.\n\n")
    shown: dict[str, str] = {}
    parts += [_example(example, shown) for example in rule.bad]
    parts.append("\n## Not found\n\n")
    parts += [_example(example, shown) for example in rule.good]
    return "".join(parts)


def _example(example: Good, shown: dict[str, str]) -> str:
    """An example with what it needs; `shown` are the other files that the page has shown, by path."""
    text = f"{_opening(example)}{_fence(example.text)}\n{_beside(example.site or {}, shown)}"
    if isinstance(example, Bad) and example.fixed is not None:
        text += f"becomes\n\n{_fence(example.fixed)}\n"
    return text


def _opening(example: Good) -> str:
    """Why there is an example, in which file it is, and under which settings; "" where there is nothing to say."""
    where = [f"in `{example.path}`"] if example.path != _USUAL else []
    settings = [f"`{_key(name)} = {_toml(value)}`" for name, value in example.options.items()]
    where += [f"with {' and '.join(settings)}"] if settings else []
    asked = [f"`{_key(name)} = {_toml(value)}`" for name, value in example.schema.items()]
    where += [f"with {' and '.join(asked)} in `[front-matter]`"] if asked else []
    sentence = example.why
    if where:
        sentence = f"{sentence} ({', '.join(where)})" if sentence else ", ".join(where)
    return f"{sentence[0].upper()}{sentence[1:]}:\n\n" if sentence else ""


def _key(name: str) -> str:
    return name if re.fullmatch(r"[\w-]+", name, re.A) else json.dumps(name, ensure_ascii=False)


def _toml(value: Any) -> str:
    """A value on one line, as the configuration has it."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_key(name)} = {_toml(inner)}' for name, inner in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _beside(site: Mapping[str, str], shown: dict[str, str]) -> str:
    """The other files of an example: those that hold much, or nothing, or are shown already, by their names only."""
    new = {path: content for path, content in site.items() if content.strip() and len(content) <= _MUCH}
    new = {path: content for path, content in new.items() if shown.get(path) != content}
    others = [f"`{path}`" for path in site if path not in new and (path != "hugo.toml" or site[path].strip())]
    shown |= new
    named = f"beside {', '.join(others)}\n\n" if others else ""
    return named + "".join(f"beside `{path}`:\n\n{_fence(content, path)}\n" for path, content in new.items())


def _fence(text: str, path: str = "") -> str:
    """The text of a file as a code block, its own fences included."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    language = {"toml": "toml", "html": "html", "yaml": "yaml"}.get(path.rpartition(".")[2], "markdown")
    return f"{fence}{language}\n{text.rstrip(chr(10))}\n{fence}\n"
