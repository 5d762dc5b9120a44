"""The pictures of a site: which are heavy, which are missing, and which no file names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from postlint.facts.files import MEGABYTE, read_bytes
from postlint.report import plural
from postlint.report.html.report import Report
from postlint.report.html.survey import Article
from postlint.report.html.tables import Column, Section, Table, size
from postlint.site.folders import walk

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_TEXTS = frozenset(
    ".md .markdown .html .htm .css .scss .sass .less .js .ts .mjs .json .yaml .yml .toml .csv .xml .txt".split()
)
_EXTENSION = re.compile(rb"\.(?:png|jpe?g|gif|webp|avif|svg)", re.I)
_APART = re.compile(rb"[\s\"'()<>\[\]{}|,;=/\\]")
_LONGEST = 255
"""A name of a file has so many bytes at most."""
_LEFT_OUT = frozenset({"node_modules", "public", "resources", "vendor"})
_HEAVY = 300_000
_MOST = 1_000


def pictures(report: Report) -> Section:
    """Heavy, missing and unnamed pictures."""
    files = dict(_files(report.survey.site.root))
    heavy, missing, unnamed = _heavy(report, files), _missing(report), _unnamed(report, files)
    lead = f"{plural(len(files), 'picture')}, {size(sum(files.values()))} in all; " if files else "No pictures here; "
    lead += f"{sum(len(table.rows) for table in missing):,} missing, "
    lead += f"{sum(len(table.rows) for table in heavy):,} of more than {_HEAVY // 1000} kB."
    return Section("pictures", "Pictures", lead, [*missing, *heavy, *unnamed])


def _files(root: Path) -> Iterator[tuple[str, int]]:
    """The picture files below the root of a site, with their sizes."""
    for path, entry in _walk(root):
        if path.lower().endswith(_PICTURES):
            try:
                yield path, entry.stat().st_size
            except OSError:
                continue


def _walk(root: Path) -> Iterator[tuple[str, Path]]:
    def chosen(folder: str, entries: list[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
        return [entry for entry in entries if entry.name not in _LEFT_OUT and not entry.name.startswith(".")]

    for path, entry in walk(str(root), chosen):
        yield path, Path(entry.path)


def _users(report: Report) -> dict[str, list[Article]]:
    users: dict[str, list[Article]] = {}
    for article in report.survey.articles:
        for path in article.pictures:
            users.setdefault(path, []).append(article)
    return users


def _heavy(report: Report, files: dict[str, int]) -> list[Table]:
    columns = [
        Column("Picture", "code"),
        Column("Size", "size"),
        Column("Articles", "number"),
        Column("Shown by", "articles"),
    ]
    users = _users(report)
    rows = [
        [path, size, len(users.get(path, [])), report.indexes(users.get(path, [])[:5])]
        for path, size in sorted(files.items(), key=lambda item: (-item[1], item[0]))
        if size > _HEAVY and (path in users or path not in report.survey.used_pictures)
    ]
    return [Table("heavy", f"Pictures of more than {_HEAVY // 1000} kB", columns, rows[:_MOST])] if rows else []


def _missing(report: Report) -> list[Table]:
    columns = [Column("Picture", "code"), Column("Article", "article"), Column("Why")]
    rows = [
        [destination, report.numbers[article], why]
        for article in report.survey.articles
        for destination, why in article.missing_pictures
    ]
    return [Table("missing", "Pictures that are not there", columns, rows[:_MOST])] if rows else []


def _unnamed(report: Report, files: dict[str, int]) -> list[Table]:
    """The pictures whose name stands in no text file below the root of the site, drafts included."""
    waiting = {path for path in files if path not in report.survey.used_pictures}
    if not waiting or not report.survey.site.has_urls:
        return []
    named = _names(report.survey.site.root)
    columns = [Column("Picture", "code"), Column("Size", "size")]
    rows: list[tuple[str, int]] = [
        (path, files[path]) for path in waiting if path.rpartition("/")[2].lower() not in named
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    note = "Articles, templates, styles, scripts and data were searched; a template may still put a name together."
    return [Table("unnamed", "Pictures whose name stands in no file", columns, rows[:_MOST], note)] if rows else []


def _names(root: Path) -> set[str]:
    """The names of pictures that stand in any text file."""
    names: set[str] = set()
    for path, file in _walk(root):
        if Path(path).suffix.lower() in _TEXTS:
            try:
                data = read_bytes(file, 8 * MEGABYTE)
            except OSError:
                continue
            found = {_name_before(data, match) for match in _EXTENSION.finditer(data)}
            names.update(unquote(name.decode("utf-8", "replace")).lower().rpartition("/")[2] for name in found)
    return names


def _name_before(data: bytes, extension: re.Match[bytes]) -> bytes:
    """The name of a file, of which the extension was found."""
    before = data[max(0, extension.start() - _LONGEST) : extension.start()]
    return _APART.split(before)[-1] + extension[0]
