"""Paths of which nobody can say, from the sources of a site alone, whether anything stands there."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from postlint.site.hugo.urls import pattern_of

if TYPE_CHECKING:
    from postlint.site.hugo.hugo import Hugo

_THEME_FILES = tuple(".css .js .ico .png .jpg .jpeg .gif .svg .webp .woff .woff2 .ttf .eot .json .webmanifest".split())
"""What a theme brings along; pages it does not bring."""


class UnknownPaths:
    """Answers why a path of a Hugo site at which nothing is found may have something all the same."""

    def __init__(self, hugo: Hugo) -> None:
        self.hugo = hugo
        pagers = {settings.pager for settings in hugo.languages.values()}
        self._pager = re.compile(rf"(?:.*/)?(?:{'|'.join(map(re.escape, pagers))})/\d+/?\Z")

    def why(self, within: str) -> str:
        """Why nobody can say whether there is anything at a path; "" where one can."""
        hugo = self.hugo
        if self._pager.match(within):
            return "is a page of a list, if the theme divides it"
        stem = within.rstrip("/")
        if hugo.output.files.get(stem + ".html"):
            return f"is published as /{stem}.html: whether the host serves it without the suffix is not known"
        if self.may_be_elsewhere("/" + within):
            return "may be in a part of the site that is not here"
        if hugo.unknown_formats and self._beside_page(within):
            return "may be made of a page, in a format that a missing theme defines"
        if hugo.is_moved and within.partition("/")[0] not in hugo.page_folders:
            return "may stand on the host beside the site, which is built for another path than that of its address"
        if file := hugo.inputs.build_outputs.names(self._without_language(within)):
            return f"may be made when the site is built: {file} names it"
        if {stem, self._without_language(within).rstrip("/")} & hugo.menu_paths:
            return "is in the menu of the site: its host may redirect it, or fill it in"
        if asset := hugo.output.assets.get(stem):
            return f"is published only where a template asks for the asset {asset}"
        if withheld := hugo.output.withheld.get(stem):
            return f"is published only where a template asks for the file {withheld}"
        head = within.partition("/")[0]
        # What the site's own folders of pictures and scripts lack is missing: nobody redirects those.
        own_file = head in hugo.top_folders and within.lower().endswith(_THEME_FILES)
        outside = head not in hugo.page_folders and not own_file
        if why := self._served_otherwise(within):
            return why
        if not hugo.inputs.redirects.complete or (hugo.inputs.redirects.foreign and outside):
            return "may be redirected: the rules of the host are written by a template"
        return ""

    @cached_property
    def _foreign_folders(self) -> tuple[str, ...]:
        """The folders that redirects of the host lead into and the site does not build, with "/" at their ends."""
        folders = {file[: match.end()] for file in self.hugo.output.files for match in re.finditer("/", file)}
        found: set[str] = set()
        for target in self.hugo.inputs.redirects.targets:
            parts = re.split(r"[:*?#$]", target)[0].strip("/").split("/")
            # What follows the last slash is a page there.
            above = parts if target.endswith(("/", "/:splat", "/*", "/$1")) else parts[:-1]
            tops = ("/".join(above[:length]) + "/" for length in range(1, len(above) + 1))
            found.update(top for top in tops if top != "/" and top not in folders)
        return tuple(found)

    def _served_otherwise(self, within: str) -> str:
        """Why something may stand at a path that the site does not make as it is here."""
        folder = f"{within.rstrip('/')}/"
        if any(folder.startswith(foreign) for foreign in self._foreign_folders):
            return "may be served by something else: a redirect of the host leads to its folder"
        head, _, rest = within.partition("/")
        if rest and self.hugo.has_unknown_base and head not in self.hugo.top_folders:
            return "may stand below the path that the site is built for, which only its build knows"
        above = folder.rstrip("/").rpartition("/")[0]
        if above in self._unreadable or folder.count("/") in self._unreadable:
            return "may be that of an article whose front matter cannot be read"
        return ""

    @cached_property
    def _unreadable(self) -> frozenset[str | int]:
        """The folders in which articles are published whose front matter cannot be read.

        Where a pattern says so that asks for more than its place, the number of parts of such a path.
        """
        found: set[str | int] = set()
        for entry in self.hugo.tree:
            if entry.page is not None and not entry.page.readable and entry.url:
                pattern = pattern_of(entry, self.hugo.languages[entry.language]) or ""
                dated = re.search(r":(?!section|slug|filename|contentbasename|title)", pattern)
                path = entry.base.rstrip("/")
                found.add(entry.base.count("/") if dated else path.rpartition("/")[0])
        return frozenset(found)

    def _beside_page(self, path: str) -> bool:
        """Whether a path is that of a file in the folder of a page, other than a picture or a page."""
        folder, slash, name = path.rpartition("/")
        thing = self.hugo.output.files.get(f"{folder}{slash}index.html")
        plain = not name.lower().endswith((".html", ".htm", ".md", *_THEME_FILES[:-2]))
        return "." in name and plain and thing is not None and thing.entry is not None

    def _without_language(self, path: str) -> str:
        """The path without the folder of a language that it may begin with."""
        prefixes = (settings.prefix for settings in self.hugo.languages.values())
        found = next((prefix for prefix in prefixes if prefix and f"{path}/".startswith(prefix)), "")
        return path[len(found) :]

    def may_be_elsewhere(self, path: str) -> bool:
        """Whether a path may be in a module, mount or theme that is not on disk."""
        hugo = self.hugo
        inside = self._without_language(path.strip("/"))
        if any((inside + "/").startswith(target + "/") for target in hugo.missing_targets):
            return True
        if not hugo.inputs.layout.missing_modules:
            return False
        head, _, rest = inside.partition("/")
        return bool(rest and head not in hugo.top_folders and inside.lower().endswith(_THEME_FILES))
