"""The templates of new articles, and what they put into each."""

from __future__ import annotations

import re
from pathlib import Path

from postlint.facts.files import read_text

_TEXT_FIELD = re.compile(r"^[ \t]*(\w+)[ \t]*[:=][ \t]*([\"']?)([^\n\"']*[^\W\d][^\n\"']*)\2[ \t]*\r?$", re.M)


def archetypes(root: Path) -> list[Path]:
    """The site's own templates of new articles, sorted."""
    return sorted(file for file in (root / "archetypes").rglob("*.md") if file.is_file() and not file.is_symlink())


def archetype_texts(root: Path) -> dict[tuple[str, str], str]:
    """The texts that the site's archetypes give new articles, by field and text, with the path of the archetype."""
    found: dict[tuple[str, str], str] = {}
    for file in archetypes(root):
        try:
            text = read_text(file)
        except OSError:
            continue
        # An archetype is a template: it need be no valid front matter.
        for match in _TEXT_FIELD.finditer(text):
            if "{{" not in match[3]:
                found.setdefault((match[1].lower(), match[3].strip()), file.relative_to(root).as_posix())
    return found
