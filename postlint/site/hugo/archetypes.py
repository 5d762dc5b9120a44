"""The templates of new articles, and what they put into each."""

from __future__ import annotations

import re
from pathlib import Path

from postlint.facts.files import read_text
from postlint.lazy_regex import pattern

_FIELD = pattern(r"^[ \t]*(\w+)[ \t]*[:=]([^\n]+)$", re.M)
_LETTER = pattern(r"[^\W\d]")


def archetypes(root: Path) -> list[Path]:
    """The site's own templates of new articles, sorted."""
    return sorted(file for file in (root / "archetypes").rglob("*.md") if file.is_file() and not file.is_symlink())


def archetype_texts(root: Path) -> dict[tuple[str, str], str]:
    """The texts that the site's archetypes give new articles, by field and text, with the path of the archetype."""
    by_field: dict[tuple[str, str], str] = {}
    for file in archetypes(root):
        try:
            text = read_text(file)
        except OSError:
            continue
        # An archetype is a template: it need be no valid front matter.
        for match in _FIELD.finditer(text):
            value = match[2].strip().strip("\"'").strip()
            if "{{" not in value and _LETTER.search(value):
                by_field.setdefault((match[1].lower(), value), file.relative_to(root).as_posix())
    return by_field
