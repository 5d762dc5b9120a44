"""What one page gives the tables of a site, and how that is put into stored rows and taken out of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from postlint.facts.encoding import decoded, encoded
from postlint.site.hugo.built_tables import name_of_page, near_of
from postlint.site.hugo.content_tree import Entry
from postlint.site.hugo.hugo import Hugo
from postlint.site.hugo.output import OutputFile, SiteOutput, own_files, publish_page
from postlint.site.hugo.site_records import entry_row, file_of, row_of
from postlint.site.hugo.urls import alias_files
from postlint.site.rows import ChangedRows
from postlint.site.url_paths import lower

Key = tuple[str, str]
"""A row: the name of a table and a key."""


class NeedsBuild(Exception):
    """What a change does to the tables is not known without building the site."""


def contributions(hugo: Hugo, entry: Entry) -> dict[Key, bytes]:
    """The rows that a page has for itself. Raises NeedsBuild."""
    settings = hugo.languages[entry.language]
    given = [entry_row(entry)]
    output = SiteOutput()
    if entry.file is not None and entry.state == "published":
        publish_page(output, entry, settings)
        given += [row_of("files", file, made) for file, made in output.files.items()]
    elif entry.file is not None:
        given.append(row_of("hidden", entry.file, entry))
    for _, file in alias_files(entry, settings) if entry.state == "published" else ():
        given.append(row_of("aliases", file, [entry]))
        if not settings.disable_aliases:
            given.append(row_of("files", file, OutputFile("alias", entry, "")))
    if target := near_of(entry, settings):
        given.append(row_of(f"near_{entry.language}", *target))
    if len({row[:2] for row in given}) < len(given):
        raise NeedsBuild
    return {(name, key): value for name, key, value in given}


class Contributions:
    """The rows of pages, which are exchanged for those of others."""

    def __init__(self, hugo: Hugo, rows: ChangedRows) -> None:
        self._hugo = hugo
        self._rows = rows
        self._old: dict[Key, bytes] = {}
        self._new: dict[Key, bytes] = {}
        self._refs: set[str] = set()

    def exchange(self, old: Entry | None, new: Entry | None) -> None:
        """Have the rows of a page that is stored be those of another one. Raises NeedsBuild."""
        before = contributions(self._hugo, old) if old else {}
        after = contributions(self._hugo, new) if new else {}
        self._refs |= {entry.ref for entry in (old, new) if entry}
        self._named(old, new)
        for key in before.keys() - after.keys():
            self._old[key] = before[key]
        for key, value in after.items():
            if key not in before:
                if key in self._new:
                    raise NeedsBuild
                self._new[key] = value
            elif key[0] == "entry":
                self._rows.put((*key, value))
            elif before[key] != value:
                self._replace(key, before[key], value)

    def _replace(self, key: Key, before: bytes, after: bytes) -> None:
        # Of several pages at one URL, one is named.
        if self._rows.fact(*key) == before:
            self._rows.put((*key, after))
        elif not key[0].startswith("near_"):
            raise NeedsBuild

    def _named(self, old: Entry | None, new: Entry | None) -> None:
        """The same for the names by which pages are found."""
        names = [name_of_page(entry) if entry else "" for entry in (old, new)]
        if names[0] == names[1]:
            return
        for name, entry, gone in ((names[0], old, True), (names[1], new, False)):
            if name and entry:
                known = self._rows.fact("page_names", name)
                refs = {*(decoded(known) if known is not None else ()), entry.ref} - ({entry.ref} if gone else set())
                put_list(self._rows, "page_names", name, sorted(refs))

    def finish(self) -> None:
        """Put all into the rows. Raises NeedsBuild where others may claim what is given up, or have what is new."""
        for key, value in self._old.items():
            if key[0] != "entry" and self._rows.fact(*key) != value:
                raise NeedsBuild
            self._rows.remove(*key)
        for key in self._old.keys() - self._new.keys():
            self._give_up(*key)
        for key, value in self._new.items():
            if self._is_taken(*key):
                raise NeedsBuild
            self._rows.put((*key, value))
        gone = [file for name, file in self._old if name == "files" and (name, file) not in self._new]
        come = [file for name, file in self._new if name == "files" and (name, file) not in self._old]
        self._lower(gone, come)
        self._folders(gone, come)

    def _give_up(self, name: str, key: str) -> None:
        """See that nobody claims what a page had."""
        fact = self._rows.fact
        if name == "files":
            others = any(fact(table, key) is not None for table in ("aliases", "duplicates", "hidden"))
            if others or key in own_files(self._hugo.languages) or self._is_file(key):
                raise NeedsBuild
        elif name == "hidden":
            entries = self._rows.facts("entry")
            files = (file_of(ref, value) for ref, value in entries if ref not in self._refs)
            if fact("files", key) is not None or any(file == key for file in files):
                raise NeedsBuild

    def _is_file(self, file: str) -> bool:
        """Whether a file that is no page may be published there."""
        starts = {
            start
            for settings in self._hugo.languages.values()
            for start in (settings.top, settings.top + settings.prefix)
        }
        paths = {file[len(start) :] for start in {"", *starts} if file.startswith(start)}
        for mount in self._hugo.inputs.layout.mounts:
            start = f"{mount.target}/" if mount.target else ""
            within = (path[len(start) :] for path in paths if path.startswith(start))
            files = (f"{mount.source}{os.sep}{path}" for path in within)
            if mount.component in ("static", "content") and any(map(_is_file, files)):
                return True
        return False

    def _is_taken(self, name: str, key: str) -> bool:
        """Whether a row is that of another page, or may be hidden by one."""
        fact = self._rows.fact
        if fact(name, key) is not None:
            return True
        others = {"files": ("aliases", "hidden"), "hidden": ("files",), "aliases": ("files",)}
        # The file of an alias is that of its own row.
        own = {("aliases", key), ("files", key)} & self._new.keys()
        return any(fact(other, key) is not None and (other, key) not in own for other in others.get(name, ()))

    def _lower(self, gone: Iterable[str], come: Iterable[str]) -> None:
        """Keep what files are in lower case."""
        fact = self._rows.fact
        for file in gone:
            low = lower(file)
            if low != file and fact("lowered", low) == encoded(file) and fact("files", low) is None:
                if any(lower(other) == low for other in self._rows.beginning("files", "")):
                    raise NeedsBuild
                self._rows.remove("lowered", low)
            elif fact("lowered", low) is not None:
                raise NeedsBuild
        for file in come:
            low = lower(file)
            if fact("lowered", low) is not None or (low != file and fact("files", low) is not None):
                raise NeedsBuild
            if low != file:
                self._rows.put(("lowered", low, encoded(file)))

    def _folders(self, gone: Iterable[str], come: Iterable[str]) -> None:
        """Keep which folders there are."""
        rows, true = self._rows, encoded(True)
        for file in come:
            for folder in folders_of(file):
                rows.put(("folders", folder, true))
        for file in gone:
            for folder in folders_of(file):
                if not any(True for _ in rows.beginning("files", folder)):
                    rows.remove("folders", folder)
        for top in {file.partition("/")[0] for file in (*gone, *come)}:
            self._top(top)

    def _top(self, top: str) -> None:
        """Keep what a folder at the root of the published site is."""
        seen = [False, False]
        for file in self._in_folder(top):
            data = self._rows.fact("files", file)
            _, ref, path = decoded(data) if data is not None else ("", None, "")
            seen = [seen[0] or bool(path), seen[1] or ref is not None]
            if all(seen):
                break
        for table, there in zip(("top_folders", "page_folders"), seen, strict=True):
            if there:
                self._rows.put((table, top, encoded(True)))
            else:
                self._rows.remove(table, top)

    def _in_folder(self, top: str) -> Iterator[str]:
        if self._rows.fact("files", top) is not None:
            yield top
        yield from self._rows.beginning("files", f"{top}/")


def folders_of(file: str) -> Iterator[str]:
    """The folders that hold a file of the published site, each with "/" at its end."""
    return (file[: match.end()] for match in re.finditer("/", file))


def put_list(rows: ChangedRows, name: str, key: str, refs: list[str]) -> None:
    """Store which pages a key has, if any."""
    if refs:
        rows.put((name, key, encoded(refs)))
    else:
        rows.remove(name, key)


def _is_file(path: str) -> bool:
    return os.path.lexists(path) and not os.path.isdir(path)  # noqa: PTH112
