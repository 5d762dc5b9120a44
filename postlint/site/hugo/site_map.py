"""What stands where on a Hugo site, in tables: all that links are looked up in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from postlint.site.hugo.content_tree import Entry
from postlint.site.hugo.output import OutputFile
from postlint.site.hugo.settings import Settings
from postlint.site.link_target import Near
from postlint.site.recorder import Recorder, Table, Values
from postlint.site.url_paths import lower

BUILT = ("published", "unrendered")
"""The states of pages that Hugo builds."""
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".pdf")
"""The suffixes of pictures and documents, among which the nearest to one is looked for."""
TERMS = "terms"
"""The table of the terms, by the key of their pages, with how many articles write each in which way."""
NEAR_FILES = "file"
"""What stands for a language where the nearest file is asked for."""


def place(language: str, path: str) -> str:
    """A logical path in a language, as a key."""
    return f"{language}:{path}"


def near_table(kind: str) -> str:
    """The table of the targets of a kind."""
    return f"near_{kind}"


def kind_of_near(path: str, language: str) -> str:
    """Among which targets the nearest to a path is looked for: the files, or the pages of a language."""
    return NEAR_FILES if path.lower().endswith(IMAGES) else language


def _entry(entry: Entry) -> Iterator[str]:
    yield f"entry:{entry.ref}"


def _entries(entries: Iterable[Entry]) -> Iterator[str]:
    return (f"entry:{entry.ref}" for entry in entries)


def _output(file: OutputFile) -> Iterator[str]:
    return _entry(file.entry) if file.entry else iter(())


class SiteMap:
    """The tables of one site. Keys of files are paths relative to the published site, decoded."""

    def __init__(
        self, recorder: Recorder, languages: Mapping[str, Settings], values: Callable[[str], Values[Any]]
    ) -> None:
        """`values` gives what a table is looked up in, by its name."""
        self._recorder = recorder
        self._languages = languages
        self._values = values
        self.pages: Table[Entry] = self._table("entry")
        """The pages by language and logical path."""
        self.sources: Table[list[Entry]] = self._table("sources", _entries)
        """By the path of a file, the pages that it makes, the one of its own language first."""
        self.shadowed: Table[list[Entry]] = self._table("shadowed", _entries)
        """The pages that lose to another file, by language and logical path."""
        self.files: Table[OutputFile] = self._table("files", _output)
        """What is output."""
        self.hidden: Table[Entry] = self._table("hidden", _entry)
        """Pages that are not output, by the file they would be."""
        self.hidden_files: Table[str] = self._table("hidden_files")
        """The files of their bundles."""
        self.assets: Table[str] = self._table("assets")
        """Files that Hugo publishes when they are asked for, with their place in the site."""
        self.withheld: Table[str] = self._table("withheld")
        """The files of bundles that are output only when they are asked for, likewise."""
        self.duplicates: Table[list[Entry]] = self._table("duplicates", _entries)
        """The pages of each file that more than one page is output as."""
        self.aliases: Table[list[Entry]] = self._table("aliases", _entries)
        """The pages that claim each alias, by the file that would be written."""
        self.lowered: Table[str] = self._table("lowered")
        """The first file of each path in lower case."""
        self.file_names: Table[list[str]] = self._table("file_names")
        """The paths of all files that are output or may be, each with a slash before it, by their names."""
        self.static_files: Table[bool] = self._table("static_files")
        """The files outside of the content, by their paths from the root of the site, that are output or may be."""
        self.top_folders: Table[bool] = self._table("top_folders")
        """The folders at the root of the published site that the site itself fills."""
        self.page_folders: Table[bool] = self._table("page_folders")
        """The folders at the root of the published site that hold pages, and their languages."""
        self.folders: Table[bool] = self._table("folders")
        """All folders of the published site, each with "/" at its end."""
        self.unreadable: Table[bool] = self._table("unreadable")
        """The folders in which articles are published whose front matter cannot be read.

        Where a pattern says so that asks for more than its place, the number of parts of such a path.
        """
        self.unslugged: Table[bool] = self._table("unslugged")
        """The folders of sections that have a slug as they are without it, each with "/" at its end."""
        self.page_redirects: Table[bool] = self._table("page_redirects")
        """The paths, without slashes at their ends, that pages claim for a template that writes redirects."""
        self.page_names: Table[list[Entry]] = self._table("page_names", _entries)
        """The pages that are built by language and the last part of their logical paths."""
        self.resources: Table[bool] = self._table("resources")
        """The files of all bundles, by their paths within them as Hugo compares them."""
        self._near: dict[str, Table[Near]] = {}

    def _table(self, name: str, notes: Callable[[Any], Iterable[str]] | None = None) -> Table[Any]:
        return Table(name, self._recorder, lambda: self._values(name), notes)

    def near(self, kind: str) -> Table[Near]:
        """The targets that a broken link may have meant: the pages of a language, or the files."""
        if kind not in self._near:
            self._near[kind] = self._table(near_table(kind))
        return self._near[kind]

    def get(self, language: str, path: str) -> Entry | None:
        """The page at a logical path."""
        return self.pages.get(f"{language}:{path}")

    def translations(self, entry: Entry) -> Iterator[Entry]:
        """The same page in the other languages."""
        for language in self._languages:
            if language != entry.language and (translated := self.get(language, entry.path)):
                yield translated

    def find(self, path: str) -> tuple[OutputFile, str] | None:
        """What a server gives for a path, and the file: for a folder, its index."""
        if path.endswith("/") or not path:
            file = path + "index.html"
            output = self.files.get(file)
        else:
            file = path
            output = self.files.get(path)
            if output is None:
                file = path + "/index.html"
                output = self.files.get(file)
        return (output, file) if output else None

    def find_hidden(self, path: str) -> Entry | None:
        """The page that is not output and would stand at a path."""
        stem = path.rstrip("/")
        return self.hidden.get(f"{stem}/index.html".lstrip("/")) or self.hidden.get(stem)

    def find_by_case(self, path: str) -> str | None:
        """The file that a path means if case did not matter."""
        low = lower(path)
        return self._in_any_case(low) or self._in_any_case(f"{low.rstrip('/')}/index.html".lstrip("/"))

    def _in_any_case(self, low: str) -> str | None:
        return self.lowered.get(low) or (low if low in self.files else None)
