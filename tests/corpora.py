"""The articles of real sites, read from their archives. The sites are no part of the project."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
ARCHIVES = sorted((SHARED / "corpora").glob("*.tar.gz"))
SEED = SHARED / "seed-article.md"


def articles(archive: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each article; archetypes and shortcodes are templates, no articles."""
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and member.name.endswith(".md") and not re.search("archetypes/|layouts/", member.name):
                file = tar.extractfile(member)
                assert file is not None
                yield member.name, file.read().decode("utf-8")
