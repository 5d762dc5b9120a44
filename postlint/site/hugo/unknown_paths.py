"""Paths of which nobody can say, from the sources of a site alone, whether anything stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postlint.site.recorder import Remembered
from postlint.site.url_paths import encode

if TYPE_CHECKING:
    from postlint.site.hugo.hugo import Hugo

_THEME_FILES = tuple(".css .js .ico .png .jpg .jpeg .gif .svg .webp .woff .woff2 .ttf .eot .json .webmanifest".split())
"""What a theme brings along; pages it does not bring."""


class UnknownPaths:
    """Answers why a path of a Hugo site at which nothing is found may have something all the same."""

    def __init__(self, hugo: Hugo) -> None:
        self.hugo = hugo
        pagers = {settings.pager for settings in hugo.languages.values()}
        self._foreign_folders = Remembered(hugo.recorder, self._find_foreign_folders, 1)
        self._pager = re.compile(rf"(?:.*/)?(?:{'|'.join(map(re.escape, pagers))})/\d+/?\Z")

    def why(self, within: str) -> str:
        """Why nobody can say whether there is anything at a path; "" where one can."""
        hugo = self.hugo
        if self._pager.match(within):
            return "is a page of a list, if the theme divides it"
        stem = within.rstrip("/")
        if hugo.map.files.get(stem + ".html"):
            return f"is published as /{stem}.html: whether the host serves it without the suffix is not known"
        if self.may_be_elsewhere("/" + within):
            return "may be in a part of the site that is not here"
        if hugo.unknown_formats and self._beside_page(within):
            return "may be made of a page, in a format that a missing theme defines"
        if hugo.is_moved and within.partition("/")[0] not in hugo.map.page_folders:
            return "may stand on the host beside the site, which is built for another path than that of its address"
        if file := hugo.built_by(self._without_language(within)):
            return f"may be made when the site is built: {file} names it"
        if {stem, self._without_language(within).rstrip("/")} & hugo.menu_paths:
            return "is in the menu of the site: its host may redirect it, or fill it in"
        if asset := hugo.map.assets.get(stem):
            return f"is published only where a template asks for the asset {asset}"
        if withheld := hugo.map.withheld.get(stem):
            return f"is published only where a template asks for the file {withheld}"
        head = within.partition("/")[0]
        # What the site's own folders of pictures and scripts lack is missing: nobody redirects those.
        own_file = head in hugo.map.top_folders and within.lower().endswith(_THEME_FILES)
        outside = head not in hugo.map.page_folders and not own_file
        if why := self._served_otherwise(within):
            return why
        if not hugo.inputs.redirects.complete or (hugo.inputs.redirects.foreign and outside):
            return "may be redirected: the rules of the host are written by a template"
        return ""

    def _find_foreign_folders(self) -> tuple[str, ...]:
        """The folders that redirects of the host lead into and the site does not build, with "/" at their ends."""
        folders = self.hugo.map.folders
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
        if self._is_encoded(folder):
            return "lies below a page whose url has encoded letters: Hugo publishes it under these signs"
        if any(folder[: match.end()] in self.hugo.map.unslugged for match in re.finditer("/", folder)):
            return "has the name of a section that has a slug: earlier versions of Hugo leave the slug out"
        if any(folder.startswith(foreign) for foreign in self._foreign_folders()):
            return "may be served by something else: a redirect of the host leads to its folder"
        head, _, rest = within.partition("/")
        if rest and self.hugo.has_unknown_base and head not in self.hugo.map.top_folders:
            return "may stand below the path that the site is built for, which only its build knows"
        above = folder.rstrip("/").rpartition("/")[0]
        unreadable = self.hugo.map.unreadable
        if above in unreadable or str(folder.count("/")) in unreadable:
            return "may be that of an article whose front matter cannot be read"
        return ""

    def _is_encoded(self, folder: str) -> bool:
        """Whether the site publishes a folder, or one above it, under a name with `%C3%BC` or the like in it.

        That is one defect of the page's own address, and no other of each link or picture below it.
        """
        encoded = encode(folder)
        if encoded == folder:
            return False
        lowered = re.sub(r"%[0-9A-F]{2}", lambda match: match[0].lower(), encoded)
        tops = (path[: match.end()] for path in (encoded, lowered) for match in re.finditer("/", path))
        return any("%" in top and top in self.hugo.map.folders for top in tops)

    def _beside_page(self, path: str) -> bool:
        """Whether a path is that of a file in the folder of a page, other than a picture or a page."""
        folder, slash, name = path.rpartition("/")
        output = self.hugo.map.files.get(f"{folder}{slash}index.html")
        plain = not name.lower().endswith((".html", ".htm", ".md", *_THEME_FILES[:-2]))
        return "." in name and plain and output is not None and output.entry is not None

    def _without_language(self, path: str) -> str:
        """The path without the folder of a language that it may begin with."""
        prefixes = (settings.prefix for settings in self.hugo.languages.values())
        longest = next((prefix for prefix in prefixes if prefix and f"{path}/".startswith(prefix)), "")
        return path[len(longest) :]

    def may_be_elsewhere(self, path: str) -> bool:
        """Whether a path may be in a module, mount or theme that is not on disk."""
        hugo = self.hugo
        inside = self._without_language(path.strip("/"))
        if any((inside + "/").startswith(target + "/") for target in hugo.missing_targets):
            return True
        if not hugo.inputs.layout.missing_modules:
            return False
        head, _, rest = inside.partition("/")
        return bool(rest and head not in hugo.map.top_folders and inside.lower().endswith(_THEME_FILES))
