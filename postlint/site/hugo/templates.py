"""What a site's templates tell: which shortcodes there are, what they may add to a page, which render hooks run."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from postlint.facts.files import read_text
from postlint.lazy_regex import pattern
from postlint.site.folders import files_below
from postlint.site.hugo.fields import BUILT_IN
from postlint.site.hugo.includes import Include, include_of
from postlint.site.hugo.mounts import Layout
from postlint.site.hugo.template_fields import fields_read
from postlint.site.hugo.template_ids import ANYTHING, id_patterns, written_ids
from postlint.site.shortcode_links import NOTES

_QUIET = BUILT_IN | NOTES
"""Shortcodes that make no id beyond those that their calls show."""
_PAIRED = frozenset("comment details highlight qr".split())
# Of old, shortcodes stand in one folder; any section may have a folder of its own.
_SHORTCODE = pattern(r"(shortcodes/|(?:.*/)?_shortcodes/)(.*/)?([^/.]+)[^/]*\Z")
_COMMENT = pattern(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}", re.S)
# `[[` in an expression, also where the backslashes of a text in quotes are doubled.
_TWO_BRACKETS = pattern(r"\\\[\\{1,2}\[")
_PARTIAL = pattern(r"\bpartial(?:Cached)?\s+[\"`]([\w./-]+)[\"`]")
_JOINS_ROOT = pattern(
    r"\b(?:rel|abs)(?:Lang)?URL\b|\burls\.(?:Rel|Abs)(?:Lang)?URL\b|\b(?:printf?|path\.Join|add)\s+\"/(?:%s)?\"|"
    r"=[\"']?/\{\{-?\s*\.Destination",
    re.I,
)
# An image whose source is one value and nothing else, and what makes another path of a value.
_SOURCE = pattern(r"<img\b[^<]*?\bsrc\s*=\s*[\"']?\{\{-?[^{}]*-?\}\}[\"'\s/>]", re.S | re.I)
_WORKS_ON = pattern(
    r"Resources|resources\.|\bpartial|printf|path\.|replace|strings\.|\bsubstr|\btrim|\bprint\b|urls\.|"
    r"Site\.Params|site\.Params|\.Page\.|\.Content|GetMatch|\$\w+\s*=(?!=)",
    re.I,
)
# All relative addresses of a page begin at the root then, wherever the page is.
_BASE = pattern(
    r"<base\s[^<>]*\bhref\s*=\s*[\"']?(?:/[\"'\s>]|"
    r"[^<>]*[Ss]ite\.(?:BaseURL|Home\.\w+)(?:\s*\|\s*\w+)?\s*-?\}\}(?:\{\{-?\s*end\s*-?\}\})?/?[\"'\s>]|"
    r"\{\{-?\s*\(?\s*(?:(?:rel|abs)URL\s+[\"'`]/?[\"'`]|[\"'`]/?[\"'`]\s*\|\s*(?:rel|abs)URL))",
    re.I,
)
_PAGE = pattern(r"(?:\A|/)(?:single|page|all|baseof)(?:\.[\w-]+)*\.html\Z")
_ITEM_ID = pattern(r"<(?:li|h[1-6]|dt|tr|section|article|div|a)\b[^<>{}]*\sid\s*=\s*[\"']?\{\{[^{}]*\}\}[\"'\s>]")
_FILE_NAME = pattern(r"\.(?:BaseFileName|TranslationBaseName|ContentBaseName|LogicalName)\b")
# A title or description that becomes HTML: `.Title | markdownify`, `with .Description }}{{ . | safeHTML`.
_RENDERED_FIELD = pattern(
    r"\.(Title|LinkTitle|Description)\b[^|]{0,60}\|[^{}]{0,60}?(?:markdownify|RenderString|safeHTML\b|htmlUnescape)|"
    r"(?:markdownify|RenderString|safeHTML|htmlUnescape)\s+\(?[\w$.]*\.(Title|LinkTitle|Description)\b",
    re.I,
)
# What a template takes of the files of a bundle, and the text of what it takes.
_TAKEN = pattern(r"\.Resources\b(?:\.(\w+))?[ \t]*(?:\"([^\"]*)\"|`([^`]*)`)?")
_NAMED = frozenset(("get", "getmatch", "match"))
_TAKEN_TEXT = pattern(r"\.Resources\.\w+[^{}]*\)\.(?:Content|RawContent|Plain|Summary|Render)\b")
_TEXT_OF = pattern(r"(?<!Page)\.(?:Content|RawContent|Plain|Summary|Render)\b")
_RENDERS = pattern(r"markdownify|Render|\bpartial|\btemplate\b|\$|transform\.|\bwith\b", re.I)


# The templates of list pages, by the kind of page, and what in one may list others.
_LIST_TEMPLATES = {
    kind: pattern(rf"(?:\A|/)(?:all|list|{names})(?:\.[\w-]+)*\.html\Z")
    for kind, names in (
        ("home", "home|index"),
        ("section", "section"),
        ("taxonomy", "taxonomy|terms"),
        ("term", "term"),
    )
}
_LISTS = pattern(r"\brange\b|\bpartial|\btemplate\b|\bblock\b|\.Render\b|\bPaginator\b")


class Templates:
    """The templates of a site and its themes."""

    def __init__(self, layout: Layout) -> None:
        self._folders = [mount.source for mount in layout.of("layouts")]
        self._missing = bool(layout.missing_modules)
        self._includes: dict[str, Include | None] = {}
        self._added: dict[tuple[str, str], re.Pattern[str] | None] = {}

    @cached_property
    def _files(self) -> list[tuple[str, Path]]:
        """Every template by its path within `layouts`."""
        return [(name, folder / name) for folder in self._folders for name in files_below(folder)]

    @cached_property
    def _shortcodes(self) -> dict[str, list[Path]]:
        """The templates of each shortcode, by its name: sections may have their own."""
        shortcodes: dict[str, dict[str, Path]] = {}
        for path, place in self._files:
            if match := _SHORTCODE.match(path):
                name = f"{match[2] or ''}{match[3]}"
                shortcodes.setdefault(name, {}).setdefault(match[1], place)
        return {name: list(places.values()) for name, places in shortcodes.items()}

    def _shortcode(self, name: str) -> list[Path]:
        return self._shortcodes.get(name) or self._shortcodes.get(name.partition(".")[0]) or []

    def shortcode(self, name: str) -> bool | None:
        """Whether there is a shortcode of this name; None where a theme is missing that may have it."""
        if (
            name in BUILT_IN
            or name.removesuffix(".html") in self._shortcodes
            or name.partition(".")[0] in self._shortcodes
        ):
            return True
        return None if self._missing else False

    def overrides(self, name: str) -> bool | None:
        """Whether the site has a shortcode in the place of one of Hugo's; None where a theme is missing."""
        return True if self._shortcode(name) else None if self._missing else False

    @property
    def present(self) -> bool:
        """Whether there are any templates at all: a site without them is not all here."""
        return bool(self._files)

    def paired(self, name: str) -> bool | None:
        """Whether a shortcode has to be closed, or to close itself; None where its template is not here."""
        texts = [_text(path) for path in self._shortcode(name)]
        if not texts:
            return name in _PAIRED if name in BUILT_IN else None
        answers = {bool(re.search(r"\.Inner", _COMMENT.sub("", text))) if text.strip() else None for text in texts}
        return answers.pop() if len(answers) == 1 else None

    @property
    def shortcode_names(self) -> list[str]:
        """All shortcodes that are known, sorted."""
        return sorted(BUILT_IN | self._shortcodes.keys())

    def added_ids(self, name: str, markup: str) -> re.Pattern[str] | None:
        """The ids that a shortcode may add to a page beyond those that its call shows; None where it adds none."""
        key = name, markup
        if key not in self._added:
            paths = self._shortcode(name)
            patterns = {pattern for path in paths for pattern in id_patterns(_text(path), markup == "%", self._partial)}
            if not paths and name not in _QUIET:
                patterns = {ANYTHING}
            self._added[key] = re.compile("|".join(sorted(patterns))) if patterns else None
        return self._added[key]

    def include(self, name: str) -> Include | None:
        """What a shortcode shows of another page, where it surely does nothing else."""
        if name not in self._includes:
            paths = self._shortcode(name)
            self._includes[name] = include_of(_text(paths[0])) if len(paths) == 1 else None
        return self._includes[name]

    def _partial(self, name: str) -> str | None:
        path = self._partials.get(name) or self._partials.get(f"{name}.html")
        return _text(path) if path else None

    @cached_property
    def _partials(self) -> dict[str, Path]:
        partials: dict[str, Path] = {}
        for name, path in self._files:
            head, _, rest = name.partition("/")
            if head in ("partials", "_partials"):
                partials.setdefault(rest, path)
        return partials

    def shows_raw(self, name: str) -> bool:
        """Whether a shortcode surely shows what it holds as it is, and not as Markdown."""
        texts = [_text(path) for path in self._shortcode(name)]
        return bool(texts) and all(".Inner" in text and not _RENDERS.search(text) for text in texts)

    def shows_file_name(self, section: str) -> bool:
        """Whether the site's own template for the pages of a section makes something of the name of their files."""
        files = dict(reversed(self._files))
        names = (f"{section}/single.html", "_default/single.html", "single.html")
        return _FILE_NAME.search(next((_text(files[name]) for name in names if name in files), "")) is not None

    def hook(self, kind: str) -> bool | None:
        """Whether the site has a render hook of its own for link, image or heading; None if a missing theme may."""
        if any("_markup/" in name and name.rpartition("/")[2].startswith(f"render-{kind}") for name, _ in self._files):
            return True
        return None if self._missing else False

    def joins_root(self, image: bool) -> bool:
        """Whether the site's own render hook of links, or of images, may begin at the root of the site."""
        return any(_JOINS_ROOT.search(text) for text in self._hooks(image))

    def works_on_paths(self, image: bool) -> bool:
        """Whether the site's own render hook of links, or of images, may make another path of the one it is given."""
        return any(_WORKS_ON.search(text) for text in self._hooks(image))

    @cached_property
    def bases_on_root(self) -> bool:
        """Whether the pages have a `<base>` that lets relative addresses begin at the root of the site."""
        files = ((name, path) for name, path in self._files if path.suffix == ".html" and path.name != "404.html")
        pages = (path for name, path in files if not _SHORTCODE.match(name))
        return any(_BASE.search(_COMMENT.sub("", text)) for text in map(_text, pages) if "<base" in text)

    def _hooks(self, image: bool) -> list[str]:
        """The hooks, and the partials that they call."""
        hook = "_markup/render-image" if image else "_markup/render-link"
        texts = [_text(path) for name, path in self._files if hook in name]
        called = {match[1] for text in texts for match in _PARTIAL.finditer(text)}
        ends = tuple(f"partials/{name}" for name in called)
        return texts + [_text(path) for name, path in self._files if ends and name.endswith(ends)]

    @cached_property
    def rendered_fields(self) -> frozenset[str]:
        """The titles and descriptions, in lower case, of which a template renders the Markdown or shows the HTML."""
        texts = (_COMMENT.sub("", _text(path)) for _, path in self._files if path.suffix == ".html")
        matches = (match for text in texts for match in _RENDERED_FIELD.finditer(text))
        return frozenset((match[1] or match[2]).lower() for match in matches)

    def reads_field(self, name: str) -> bool:
        """Whether a template may read a field of articles, without showing another in its place where it is empty."""
        return self._fields_read is None or name.lower() in self._fields_read

    @cached_property
    def _fields_read(self) -> frozenset[str] | None:
        if self._missing or not any(_PAGE.search(name) for name, _ in self._files):
            return None
        return fields_read((_text(path), _SHORTCODE.match(name) is not None) for name, path in self._files)

    @cached_property
    def show_bundled_text(self) -> frozenset[str] | None:
        """The shortcodes that may show the text of an article within a bundle; None where any template may."""
        if self._missing or not self.present:
            return None
        shortcodes = set()
        for path, place in self._files:
            if "." in path and _shows_bundled(path, _COMMENT.sub("", _text(place))):
                if not (match := _SHORTCODE.match(path)):
                    return None
                shortcodes.add(f"{match[2] or ''}{match[3]}")
        return frozenset(shortcodes)

    @cached_property
    def makes_wiki_links(self) -> bool:
        """Whether a template has an expression for what stands in two brackets."""
        return any(_TWO_BRACKETS.search(_text(path)) for name, path in self._files if name.endswith(".html"))

    @cached_property
    def figure(self) -> str:
        """What makes an image of a `figure`: Hugo's own shortcode ("built-in"), or one of the site.

        That shows a path as it is written ("plain"), as one from the root of the site ("root"), or in a way that its
        text does not tell ("unknown").
        """
        texts = [_COMMENT.sub("", _text(path)) for path in self._shortcode("figure")]
        if not texts:
            # The theme may have one of its own.
            return "unknown" if self._missing else "built-in"
        if any(not _SOURCE.search(text) or _WORKS_ON.search(text) for text in texts):
            return "unknown"
        return "root" if any(_JOINS_ROOT.search(text) for text in texts) else "plain"

    @cached_property
    def heading_hook_keeps_ids(self) -> bool:
        """Whether headings have the ids that Hugo makes, as far as their render hook shows."""
        hooks = [path for name, path in self._files if re.search(r"(?:\A|/)render-heading[^/]*\.html?\Z", name)]
        texts = [_text(path) for path in hooks if not path.name.endswith((".rss.html", ".amp.html"))]
        return all(not text.strip() or ".Anchor" in text for text in texts)

    @cached_property
    def _layout_ids(self) -> re.Pattern[str]:
        pages = [path for name, path in self._files if name.endswith((".html", ".htm")) and not _SHORTCODE.match(name)]
        patterns = {pattern for path in pages for pattern in written_ids(_text(path))}
        return re.compile("|".join(sorted(patterns)) or r"(?!)")

    @cached_property
    def lists_with_ids(self) -> bool:
        """Whether a template of pages, or a partial, gives what it lists ids of its own: `<li id="{{ .Name }}">`."""
        texts = (_text(path) for name, path in self._files if path.suffix == ".html" and not _SHORTCODE.match(name))
        return any("range" in text and _ITEM_ID.search(text) for text in texts)

    def in_layout(self, wanted: str) -> bool:
        """Whether a template of pages, or a partial, writes an id itself: an anchor may mean it."""
        return self._layout_ids.fullmatch(wanted) is not None

    def list_below(self, kind: str) -> bool:
        """Whether a page of a kind other than "page" may list others below its text, or calls what may do so."""
        return kind in self._listing

    @cached_property
    def _listing(self) -> frozenset[str]:
        kinds = set()
        for kind, wanted in _LIST_TEMPLATES.items():
            texts = [_COMMENT.sub("", _text(path)) for name, path in self._files if wanted.search(name)]
            if self._missing or not texts or any(_LISTS.search(text.rpartition(".Content")[2]) for text in texts):
                kinds.add(kind)
        return frozenset(kinds)

    def of_redirects(self) -> list[Path]:
        """The templates that write the `_redirects` of a host."""
        return self._of_redirects

    @cached_property
    def _of_redirects(self) -> list[Path]:
        return [path for name, path in self._files if re.search(r"\.(?:redir|redirects|_redirects)\Z", name)]


def _text(path: Path) -> str:
    try:
        return read_text(path)
    except OSError:
        return ""


def _shows_bundled(path: str, text: str) -> bool:
    """Whether a template may show the text of an article that it takes from a bundle."""
    for taken in _TAKEN.finditer(text):
        method, literal = (taken[1] or "").lower(), taken[2] or taken[3]
        if not method or (method == "bytype" and literal in (None, "page")):
            return True
        if method in _NAMED and literal is not None and re.search(r"(?:\*|\.(?:md|markdown|html?))\Z", literal):
            return True
        # Of a name that is computed, its text tells: in a shortcode any text is that of what was taken.
        if method in _NAMED and literal is None and (_TEXT_OF if _SHORTCODE.match(path) else _TAKEN_TEXT).search(text):
            return True
    return False
