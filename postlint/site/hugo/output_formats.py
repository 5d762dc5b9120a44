"""The formats in which pages are output, and the files that each makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from postlint.document.front_matter.values import table, texts

_OUTPUTS = {"home": ("html", "rss"), "section": ("html", "rss"), "taxonomy": ("html", "rss"), "term": ("html", "rss")}
BUILT_IN = frozenset(
    "404 alias amp calendar css csv gotmpl html json markdown robots rss sitemap sitemapindex webappmanifest".split()
)
"""The names of the formats that Hugo has."""
_FORMATS = {
    "html": "index.html",
    "rss": "index.xml",
    "json": "index.json",
    "amp": "index.html",
    "calendar": "index.ics",
    "css": "styles.css",
    "csv": "index.csv",
    "markdown": "index.md",
    "webappmanifest": "manifest.webmanifest",
}
_SUFFIXES = {
    "text/html": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "text/calendar": "ics",
    "text/javascript": "js",
    "text/typescript": "ts",
    "text/x-scss": "scss",
    "text/x-sass": "sass",
    "application/rss": "xml",
    "application/manifest": "webmanifest",
    "application/octet-stream": "webmanifest",
    "image/jpeg": "jpg",
}


class Format(Struct, frozen=True):
    """What an output format writes of a page."""

    folder: str
    """Before the path of the page, such as `amp/`, or nothing."""
    name: str
    """The file in the folder of the page."""
    ugly: bool | None
    """Whether it is `page.json` instead; None for as the site has it."""

    def file(self, path: str, ugly: bool) -> str:
        """The file for a page whose folder, relative to the root of its language, is `path`."""
        if path and (ugly if self.ugly is None else self.ugly):
            return f"{self.folder}{path.rstrip('/')}.{self.name.partition('.')[2]}"
        return f"{self.folder}{path}{self.name}"


def outputs_of(value: Any) -> dict[str, tuple[str, ...]]:
    """By kind of page, the names of its output formats; `value` is what the configuration says."""
    outputs: dict[str, tuple[str, ...]] = {"page": ("html",), **_OUTPUTS}
    if isinstance(value, dict):
        outputs |= {kind: tuple(text.lower() for text in texts(names)) for kind, names in value.items()}
    return outputs


def formats_of(own: Mapping[str, Any]) -> dict[str, Format]:
    """The output formats by name, with those of the site's own; `own` is the configuration of a language."""
    formats = {name: Format("", file, None) for name, file in _FORMATS.items()}
    formats["amp"] = replace(formats["amp"], folder="amp/")
    formats["rss"] = replace(formats["rss"], ugly=False)
    for name, format in table(own, "outputformats").items():
        if not isinstance(format, dict):
            continue
        known = formats.get(name, Format("", "index.html", None))
        stem, _, suffix = known.name.partition(".")
        base = str(format.get("basename") or (stem if name in formats else "index"))
        kind = str(format.get("mediatype") or "")
        suffix = _suffix(own, kind) if kind else suffix
        folder = str(format.get("path") or known.folder).strip("/")
        ugly = False if format.get("nougly") is True else True if format.get("ugly") is True else known.ugly
        formats[name] = Format(folder and folder + "/", f"{base}.{suffix}" if suffix else base, ugly)
    return formats


def _suffix(own: Mapping[str, Any], kind: str) -> str:
    """The suffix of a media type; "" for one that has none, as for Netlify's `_redirects`."""
    given = table(own, "mediatypes").get(kind.lower())
    if isinstance(given, dict):
        suffixes = texts(given.get("suffixes") or [])
        return suffixes[0] if suffixes else ""
    kind = kind.lower().partition("+")[0]
    return _SUFFIXES.get(kind, kind.rpartition("/")[2])
