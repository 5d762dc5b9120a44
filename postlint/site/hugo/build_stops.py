"""Values of Hugo's own fields at which it stops the build, as Hugo 0.168 does."""

from __future__ import annotations

from typing import Any

MARKUPS = frozenset(
    """ad adoc asciidoc asciidocext goldmark htm html markdown md mdown org pandoc pdc rst text/asciidoc text/html
    text/markdown text/org text/pandoc text/rst""".split()
)
"""The names of the formats that Hugo knows, in lower case; for some of them it runs another program."""

REMOVED = {"_build": "build"}
"""Fields that were removed from Hugo, by lower-case name, and what is written now. Any of them stops the build."""

REMOVED_IN = 160
"""Earlier releases take them, and say that they will not any more."""


def replaced(name: str) -> str:
    """What is written today for a field that was removed; "" for any other."""
    return REMOVED.get(name.lower(), "")


def reason(name: str, value: Any) -> str:
    """Why Hugo stops the build at the value of a field, in an editor's words; "" where it does not.

    Dates, addresses, aliases, output formats and values of another type than the field has are reported elsewhere.
    """
    check = _CHECKS.get(name.lower())
    return check(value) if check and value is not None else ""


def _markup(value: Any) -> str:
    known = not isinstance(value, (list, dict)) and (str(value).lower() in MARKUPS or value == "")
    return (
        "" if known or isinstance(value, (list, dict)) else "Hugo knows no such format: write markdown or leave it out"
    )


def _cascade(value: Any) -> str:
    if isinstance(value, (dict, list)):
        tables = value if isinstance(value, list) else [value]
        targets = [table.get(key) for table in tables if isinstance(table, dict) for key in ("target", "_target")]
        wrong = any(not isinstance(target, dict) for target in targets if target is not None)
        return "its target must be a table, such as {path: /blog/**}" if wrong else ""
    return "it must be a table or a list of tables"


def _build(value: Any) -> str:
    if not isinstance(value, dict):
        return "it must be a table, such as {list: never}"
    lists = [key for key in ("list", "render") if isinstance(value.get(key), (list, dict))]
    return f"“{lists[0]}” must be always, never or {'local' if lists[0] == 'list' else 'link'}" if lists else ""


def _params(value: Any) -> str:
    return "" if isinstance(value, dict) else "it must be a table"


def _sitemap(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    priority, disable = value.get("priority"), value.get("disable")
    if isinstance(priority, str) and not priority.replace(".", "", 1).isdigit():
        return "its priority must be a number"
    return "its disable must be true or false" if isinstance(disable, str) and disable not in _TRUTHS else ""


_TRUTHS = ("true", "false", "1", "0", "t", "f", "T", "F", "True", "False", "TRUE", "FALSE", "")
_CHECKS = {
    "markup": _markup,
    "cascade": _cascade,
    "build": _build,
    "params": _params,
    "sites": _params,
    "sitemap": _sitemap,
}
