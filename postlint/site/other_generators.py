"""Generators of which only the mark on a folder is known: how they read a front matter, and the tags in a text."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from postlint.document.dialect import Kind, UnknownDialect
from postlint.facts.files import read_text
from postlint.lazy_regex import pattern

# Of a configuration whose name does not say it all, one of the others stands beside it.
_JEKYLL = frozenset(("_posts", "_layouts", "_includes", "Gemfile"))
# Without a configuration, these tell.
_JEKYLL_ALONE = frozenset(("_posts", "_layouts", "_includes"))
# Pages have a front matter; what lies in these folders of a Jekyll site are copies of other people's work.
_JEKYLL_COPIES = frozenset(("assets", "vendor"))
# Of the folders that begin with "_", Jekyll takes these, and those that its configuration names.
_JEKYLL_TAKES = frozenset(("_posts", "_drafts", "_includes"))
_HEXO = frozenset(("scaffolds", "source"))
_CONFIGURATIONS = pattern(
    r"(?P<Eleventy>\.eleventy|eleventy\.config)\.[cm]?[jt]s|(?P<Gatsby>gatsby-config)\.[cm]?[jt]s|"
    r"(?P<Docusaurus>docusaurus\.config)\.[cm]?[jt]s|(?P<Astro>astro\.config)\.[cm]?[jt]s|"
    r"(?P<Next>next\.config)\.[cm]?[jt]s|(?P<VitePress>\.vitepress)|(?P<MkDocs>mkdocs)\.ya?ml|(?P<mdBook>book)\.toml|"
    r"(?P<Pelican>pelicanconf)\.py"
)
_PACKAGES = (("@11ty/eleventy", "Eleventy"), ("gatsby", "Gatsby"), ("@docusaurus/core", "Docusaurus"))
_FOLDERS = ("website", "docs", "site")
_DAY = pattern(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)")
_TAGGED = ("Jekyll", "Eleventy", "Hexo")
_OTHER_MARKDOWN = ("Jekyll", "MkDocs", "Pelican")
_JSX = ("Docusaurus", "Next")
_GRAY_MATTER = ("Eleventy", "Gatsby", "Docusaurus", "Next", "VitePress")


class OtherDialect(UnknownDialect):
    """The dialect of a generator that is known by its mark alone: of its fields, only the date is."""

    shows_entities = False

    def __init__(self, generator: str) -> None:
        self.generator = generator
        self.has_tags = generator in _TAGGED
        self.is_commonmark = generator not in _OTHER_MARKDOWN
        self.has_jsx = generator in _JSX
        self.reads_gray_matter = generator in _GRAY_MATTER

    def kind_of(self, name: str) -> Kind | None:
        return "date" if name.lower() == "date" else None

    def is_kind(self, value: Any, kind: str) -> bool:
        return self.is_date(value) if kind == "date" else super().is_kind(value, kind)

    def is_date(self, value: Any) -> bool:
        """Whether a value may be a date: libraries read many forms, but no day that does not exist."""
        if not isinstance(value, str) or not (match := _DAY.match(value.strip())):
            return True
        try:
            return bool(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            return False

    def as_moment(self, value: Any) -> datetime | None:
        from postlint.site.dates import as_moment

        return as_moment(value)

    def is_fragment(self, path: str) -> bool:
        return any(part.startswith("_") for part in path.split("/")[:-1])


@lru_cache(maxsize=64)
def other_dialect(generator: str) -> OtherDialect:
    """The dialect of a generator by its name."""
    return OtherDialect(generator)


def generator_of(root: Path) -> str:
    """The name of the generator that makes a site of a folder by the files in it; "" where none of these is known.

    It may stand in a folder of its own, beside that of the articles.
    """
    return next((name for folder in (root, *(root / name for name in _FOLDERS)) if (name := _marked(folder))), "")


def _marked(root: Path) -> str:
    try:
        names = set(os.listdir(root))  # noqa: PTH208
    except OSError:
        return ""
    for name in sorted(names):
        if match := _CONFIGURATIONS.fullmatch(name):
            return str(match.lastgroup)
    if names >= _JEKYLL_ALONE:
        return "Jekyll"
    if not names.isdisjoint(("_config.yml", "_config.yaml", "_config.toml")):
        if names & _JEKYLL:
            return "Jekyll"
        return "Hexo" if names & _HEXO else ""
    return _packaged(root / "package.json") if "package.json" in names else ""


def unpublished_folders(folder: str, names: Collection[str]) -> frozenset[str]:
    """The folders in one, with the names of all that it holds, of whose files its generator makes no pages."""
    if _JEKYLL_ALONE.issubset(names) and "_config.yml" not in names:
        return _JEKYLL_COPIES
    if "_config.yml" not in names or _JEKYLL.isdisjoint(names):
        return frozenset()
    asked = {name for name in names if name.startswith("_") and name not in _JEKYLL_TAKES and "." not in name}
    try:
        text = read_text(Path(folder, "_config.yml")) if asked else ""
    except OSError:
        return frozenset()
    unnamed = {name for name in asked if not re.search(rf"(?<![\w-])_?{re.escape(name[1:])}(?![\w-])", text)}
    return _JEKYLL_COPIES | unnamed


def _packaged(file: Path) -> str:
    """The generator that a `package.json` asks for."""
    try:
        text = read_text(file)
    except OSError:
        return ""
    asked = set(re.findall(r'"([@\w/.-]+)"\s*:\s*"', text))
    return next((generator for package, generator in _PACKAGES if package in asked), "")
