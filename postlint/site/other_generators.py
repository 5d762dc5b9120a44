"""Generators of which only the mark on a folder is known: how they read a front matter, tags and links in a text."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

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
# What new articles of Hexo are made of, and its themes with their READMEs.
_HEXO_OWN = frozenset(("scaffolds", "themes"))
# What is no page of the notes that Quartz and Obsidian make pages of.
_VAULT_OWN = frozenset(("private", "templates"))
_CONFIGURATIONS = pattern(
    r"(?P<Eleventy>\.eleventy|eleventy\.config)\.[cm]?[jt]s|(?P<Gatsby>gatsby-config)\.[cm]?[jt]s|"
    r"(?P<Docusaurus>docusaurus\.config)\.[cm]?[jt]s|(?P<Astro>astro\.config)\.[cm]?[jt]s|"
    r"(?P<Next>next\.config)\.[cm]?[jt]s|(?P<VitePress>\.vitepress)|(?P<MkDocs>mkdocs)\.ya?ml|(?P<mdBook>book)\.toml|"
    r"(?P<Pelican>pelicanconf)\.py|(?P<Quartz>quartz\.config)\.[cm]?[jt]s|(?P<Nuxt>nuxt\.config)\.[cm]?[jt]s|"
    r"(?P<SvelteKit>svelte\.config)\.[cm]?[jt]s|(?P<Lume>_config)\.[jt]s|(?P<Zensical>zensical)\.toml|"
    r"(?P<Rspress>rspress\.config)\.[cm]?[jt]s|(?P<MyST>myst)\.yml|(?P<Quarto>_quarto)\.ya?ml|(?P<Zola>zola)\.toml|"
    r"(?P<Obsidian>\.obsidian)"
)
# The configuration of Zola has a name that others have too.
_OF_ZOLA = pattern(r"^base_url\s*=", re.M)
_PACKAGES = (("@11ty/eleventy", "Eleventy"), ("gatsby", "Gatsby"), ("@docusaurus/core", "Docusaurus"))
_FOLDERS = ("website", "docs", "site", "blog", "www", "web")
_DAY = pattern(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)")
_TAGGED = ("Jekyll", "Eleventy", "Hexo", "Zola", "Lume")
_OTHER_MARKDOWN = ("Jekyll", "MkDocs", "Pelican", "Zensical", "Quarto")
_JSX = ("Docusaurus", "Next", "Rspress")
_GRAY_MATTER = ("Eleventy", "Gatsby", "Docusaurus", "Next", "VitePress", "Quartz", "Rspress")
# Those whose relative links do not lead from file to file, and whose templates are written for each site.
_BY_ROUTES = frozenset(
    "Jekyll Eleventy Gatsby Next Astro Pelican Hexo Quartz Nuxt SvelteKit Lume Zola Obsidian".split()
)
_WIKIS = ("Quartz", "Obsidian")
# Those whose ids of headings have the capitals of these.
_KEEP_CASE = ("Hexo",)


class OtherDialect(UnknownDialect):
    """The dialect of a generator that is known by its mark alone: of its fields, only the date is."""

    shows_entities = False

    def __init__(self, generator: str) -> None:
        self.generator = generator
        # Attributes, containers and tables of contents are added to many of them.
        self.takes = frozenset(("Pandoc", "another system", *(["Jekyll"] if generator in _TAGGED else ())))
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


class Linking(NamedTuple):
    """How the links of a site lead that a generator makes of a folder."""

    by_routes: bool = False
    """Whether relative links may lead elsewhere than from file to file, and templates may add anchors."""
    wiki: bool = False
    """Whether `[[name]]` is a link."""
    keeps_case: bool = False
    """Whether the ids of headings have the capitals of these."""


def linking(generator: str) -> Linking:
    """How the links of a generator's sites lead; those of one that is not known lead from file to file."""
    return Linking(generator in _BY_ROUTES, generator in _WIKIS, generator in _KEEP_CASE)


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
    if "config.toml" in names and _OF_ZOLA.search(_text_of(root / "config.toml")):
        return "Zola"
    if not names.isdisjoint(("_config.yml", "_config.yaml", "_config.toml")):
        if names & _JEKYLL:
            return "Jekyll"
        return "Hexo" if names & _HEXO else ""
    return _packaged(root / "package.json") if "package.json" in names else ""


def unpublished_folders(folder: str, names: Collection[str]) -> frozenset[str]:
    """The folders in one, with the names of all that it holds, of whose files its generator makes no pages."""
    if _JEKYLL_ALONE.issubset(names) and "_config.yml" not in names:
        return _JEKYLL_COPIES
    if not _VAULT_OWN.isdisjoint(names) and _is_vault(folder, names):
        return _VAULT_OWN
    if "_config.yml" not in names:
        return frozenset()
    if _HEXO.issubset(names):
        return _HEXO_OWN
    if _JEKYLL.isdisjoint(names):
        return frozenset()
    asked = {name for name in names if name.startswith("_") and name not in _JEKYLL_TAKES and "." not in name}
    text = _text_of(Path(folder, "_config.yml")) if asked else ""
    unnamed = {name for name in asked if text and not re.search(rf"(?<![\w-])_?{re.escape(name[1:])}(?![\w-])", text)}
    return _JEKYLL_COPIES | unnamed


def _is_vault(folder: str, names: Collection[str]) -> bool:
    """Whether a folder holds notes of Obsidian, by itself or for Quartz."""
    return ".obsidian" in names or any(Path(folder).parent.glob("quartz.config.*"))


def _packaged(file: Path) -> str:
    """The generator that a `package.json` asks for."""
    asked = set(re.findall(r'"([@\w/.-]+)"\s*:\s*"', _text_of(file)))
    return next((generator for package, generator in _PACKAGES if package in asked), "")


def _text_of(file: Path) -> str:
    """The text of a file, "" where it cannot be read."""
    try:
        return read_text(file)
    except OSError:
        return ""
