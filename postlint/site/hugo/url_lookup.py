"""What stands at a URL of a Hugo site, and if nothing does, why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec.structs import replace

from postlint.site.hugo.content_tree import Entry
from postlint.site.hugo.output import OutputFile
from postlint.site.hugo.static_ids import SUFFIXES, static_ids
from postlint.site.hugo.unknown_paths import UnknownPaths
from postlint.site.link_target import Near, Target, leads_to_comment, leads_to_no_part
from postlint.site.recorder import Remembered
from postlint.site.suggestions import near_ids
from postlint.site.url_paths import clean, decode, encode

if TYPE_CHECKING:
    from postlint.site.hugo.hugo import Hugo

_NEAR = 10_000
"""How many answers are kept."""


def _is_value(wanted: str, value: object) -> bool:
    """Whether a table of the front matter has an anchor as a value, or has what an id of that name may be made of."""
    if isinstance(value, str):
        return "-".join(re.findall(r"\w+", value.lower())) == "-".join(re.findall(r"\w+", wanted.lower()))
    if isinstance(value, dict):
        return any(_is_value(wanted, inner) for inner in value.values())
    return isinstance(value, list) and any(_is_value(wanted, inner) for inner in value if isinstance(inner, dict))


class Lookup:
    """Answers what stands at a path."""

    def __init__(self, hugo: Hugo) -> None:
        self.hugo = hugo
        self.unknown = UnknownPaths(hugo)
        self._at = Remembered(hugo.recorder, self._path, _NEAR)
        self._page = Remembered(hugo.recorder, self._entry, _NEAR)

    # --- pages

    def entry(self, entry: Entry, fragment: str | None) -> Target:
        """A page as a target, its anchor looked for."""
        return self._page(entry, fragment)

    def _entry(self, entry: Entry, fragment: str | None) -> Target:
        kind = "term" if entry.kind in ("term", "taxonomy") else "page"
        shown = encode(entry.url) if entry.url else None
        target = Target(
            kind,
            shown and shown + self._tail(fragment),
            entry.page,
            entry.state,
            "" if entry.state == "published" else entry.why,
            entry.language,
            entry.page.path if entry.page else "",
        )
        return self._anchored(target, entry, fragment)

    @staticmethod
    def _tail(fragment: str | None) -> str:
        return "" if fragment is None else "#" + fragment

    def _anchored(self, target: Target, entry: Entry, fragment: str | None) -> Target:
        """The target with the result of looking for its anchor."""
        # What follows `:~:` is a text that browsers look for, and no part of the id.
        fragment = fragment and fragment.partition(":~:")[0]
        if fragment is None or leads_to_no_part(fragment):
            return target
        wanted = unquote(fragment)
        target = replace(target, anchor=wanted)
        # Hugo makes no id with a slash, and a page without headings shows what a script makes of it.
        route = "/" in wanted.rstrip("/") and entry.page is not None and not entry.page.headings
        if route or wanted.startswith(("/", "!/")):
            return replace(target, result="unknown", why=f"may have a script that leads to #{wanted}")
        ids = self.hugo.ids.of(entry)
        if wanted in ids.known or fragment in ids.known:
            return target
        by_case = next((text for text in ids.known if text.lower() == wanted.lower()), "")
        if "#" in wanted:
            # Hugo makes no such id, and who writes one cannot lead there.
            near = near_ids(wanted.partition("#")[0], sorted(ids.known))
            return replace(target, result="broken-anchor", why=f"has no anchor #{wanted}", find_nearest=near)
        if not by_case and not ids.complete and not ids.possible:
            return replace(target, result="unknown", why=f"may have the anchor #{wanted}: {ids.why}")
        if not by_case and (call := ids.maker(wanted) or self._made_of(wanted, entry)):
            return replace(
                target, result="unknown", why=f"may have the anchor #{wanted}: the shortcode {call} may add it"
            )
        if not by_case and self.hugo.templates.in_layout(wanted):
            return replace(target, result="unknown", why=f"may have the anchor #{wanted}: a template has it")
        tables = [value for value in entry.fields.values() if isinstance(value, (dict, list))]
        if not by_case and any(_is_value(wanted, table) for table in tables):
            return replace(target, result="unknown", why=f"may have the anchor #{wanted}: its front matter names it")
        if leads_to_comment(wanted):
            return replace(target, result="unknown", why=f"may have the anchor #{wanted}: comments are added to it")
        if entry.page and any(anchor.id == wanted and anchor.kind == "html" for anchor in entry.page.anchors):
            # That HTML is left out is the defect, and is reported where it stands.
            return replace(target, result="unknown", why=f"has the anchor #{wanted} in HTML that is left out")
        why = f"differs by case from #{by_case}" if by_case else f"has no anchor #{wanted}"
        near = near_ids(wanted, sorted(ids.known))
        return replace(target, result="broken-anchor", why=why, anchor_case_of=by_case, find_nearest=near)

    @staticmethod
    def _made_of(wanted: str, entry: Entry) -> str:
        """The shortcode on a page that is given an id which the wanted one ends with: many add a prefix to it."""
        for call in entry.page.calls if entry.page else ():
            given = call.parameter("id") or call.parameter("name")
            if given and given.value and wanted.lower().endswith("-" + given.value.lower()):
                return call.name
        return ""

    # --- paths

    def path(self, url: str, fragment: str | None, start: Entry) -> Target:
        """What stands at an absolute path, encoded."""
        # Most links of a site lead to a few of its pages. Of where they stand, the language counts, and whether
        # readers see it.
        return self._at(url, fragment, start.language, start.state == "published")

    def _path(self, url: str, fragment: str | None, language: str, published: bool) -> Target:
        hugo = self.hugo
        settings = hugo.languages[language]
        decoded = clean(decode(url))
        if not decoded.startswith(settings.base):
            if decoded + "/" != settings.base:
                return self._outside(decoded, fragment, language, published)
            decoded += "/"
        within = settings.top + decoded[len(settings.base) :]
        if output := hugo.map.find(within):
            return self._found(*output, url, within, fragment, language)
        hidden = hugo.map.find_hidden(within)
        if hidden is not None and not hugo.inputs.redirects.find(decoded):
            return replace(self.entry(hidden, fragment), result="page")
        hidden_file = None if published else hugo.map.hidden_files.get(within)
        if hidden_file is not None:
            # What a draft shows is published with it.
            return Target("file", encode(settings.base + within), path=hidden_file)
        return self._missing(url, within, fragment, language)

    def _found(
        self, output: OutputFile, file: str, url: str, within: str, fragment: str | None, language: str
    ) -> Target:
        entry = output.entry
        if entry is None:
            shown = encode(self.hugo.languages[language].base + file) + self._tail(fragment)
            target = Target("file", shown, path=output.path, canonical=self._canonical(within, file, language))
            return self._anchored_in_file(target, fragment) if fragment else target
        target = self.entry(entry, fragment)
        if output.kind == "alias":
            return self._moved(target, self.hugo.map.aliases.get(file) or ())
        written = self.hugo.languages[entry.language].written(entry.url) if entry.url else ""
        # A server gives the index of a folder at its name, whatever the site calls it.
        folder = written.removesuffix("index.html") if written.endswith("/index.html") else written
        if not written or decode(url) in (entry.url, folder):
            return target
        return replace(target, canonical=encode(folder))

    def _anchored_in_file(self, target: Target, fragment: str) -> Target:
        """A file as a target, its anchor looked for where it is HTML that lies there to be read."""
        fragment = fragment.partition(":~:")[0]
        path = target.path
        if not path.lower().endswith(SUFFIXES) or self.hugo.inputs.is_content(path) or leads_to_no_part(fragment):
            return target
        wanted = unquote(fragment)
        ids = static_ids(self.hugo.root / path)
        if ids is None or wanted in ids or fragment in ids or leads_to_comment(wanted) or wanted.startswith("/"):
            return target
        by_case = next((text for text in sorted(ids) if text.lower() == wanted.lower()), "")
        why = f"differs by case from #{by_case}" if by_case else f"has no anchor #{wanted}"
        near = near_ids(wanted, sorted(ids))
        return replace(
            target, result="broken-anchor", why=why, anchor=wanted, anchor_case_of=by_case, find_nearest=near
        )

    @staticmethod
    def _moved(target: Target, claims: Sequence[Entry]) -> Target:
        """What an alias leads to: of several pages that claim it, nobody knows which."""
        several = tuple(claim.page.path for claim in claims if claim.page) if len(claims) > 1 else ()
        if several and target.result == "broken-anchor":
            return Target("unknown", target.url, why="is an alias of several pages", ambiguous=several)
        if target.result not in ("page", "term"):
            return target
        return replace(target, result="alias", why=f"has moved: an alias leads to {target.url}", ambiguous=several)

    def _canonical(self, within: str, file: str, language: str) -> str:
        if within == file or within.rstrip("/") + "/index.html" == file:
            return ""
        settings = self.hugo.languages[language]
        return encode(settings.written(settings.base + file))

    def _outside(self, path: str, fragment: str | None, language: str, published: bool) -> Target:
        """A path outside the folder of the host that the site is in."""
        base = self.hugo.languages[language].base
        inside = self._at(base + path.lstrip("/"), fragment, language, published)
        if inside.result in ("broken", "unknown"):
            return Target("unknown", encode(path), why=f"lies outside the site, which is below {base}")
        why = f"lies outside the site, which is below {base}"
        return Target("broken", encode(path), why=why, canonical=inside.url or "", find_nearest=inside.find_nearest)

    def _missing(self, url: str, within: str, fragment: str | None, language: str) -> Target:
        hugo = self.hugo
        shown = encode(decode(url)) + self._tail(fragment)
        sent = hugo.inputs.redirects.find("/" + within)
        if sent is not None:
            return Target("redirect", shown, why=f"is redirected by the host to {sent}")
        if within.rstrip("/") in hugo.map.page_redirects:
            return Target("redirect", shown, why="is redirected by the host, as the front matter of a page says")
        if claims := self._claims(within):
            return self._moved(self.entry(claims[0], fragment), claims)
        if why := self.unknown.why(within):
            return Target("unknown", shown, why=why)
        return self._broken(shown, within, language)

    def _claims(self, within: str) -> Sequence[Entry]:
        """The pages whose alias stands there on a site that leaves aliases to its host."""
        if not self.hugo.templates.of_redirects():
            return ()
        stem, aliases = within.rstrip("/"), self.hugo.map.aliases
        return aliases.get(f"{stem}/index.html") or aliases.get(stem) or ()

    def _broken(self, shown: str, within: str, language: str) -> Target:
        hugo = self.hugo
        nearest = self.nearest("/" + within, language)
        if file := hugo.map.find_by_case(within):
            output = hugo.map.files.get(file)
            assert output
            url = output.entry.url if output.entry and output.entry.url else hugo.languages[language].base + file
            path = output.path or (output.entry.page.path if output.entry and output.entry.page else "")
            why = f"differs by case from {encode(url)}"
            page = output.entry.page if output.entry else None
            return Target("broken", shown, page, why=why, case_of=encode(url), path=path, find_nearest=nearest)
        if others := self._languages(within):
            why = f"exists only in {', '.join(others)}"
            return Target("broken", shown, why=why, languages=others, find_nearest=nearest)
        head, _, below = within.partition("/")
        absent = head if below and head not in hugo.map.top_folders and head not in hugo.map.page_folders else ""
        return Target("broken", shown, why="there is nothing there", absent=absent, find_nearest=nearest)

    def _languages(self, within: str) -> tuple[str, ...]:
        """The languages, other than that of the path, in which there is such a page."""
        settings = self.hugo.languages.values()
        own = next((language for language in settings if language.prefix and within.startswith(language.prefix)), None)
        bare = within[len(own.prefix) :] if own else within
        return tuple(
            language.language
            for language in settings
            if language is not own and (language.prefix or own) and self.hugo.map.find(language.prefix + bare)
        )

    def nearest(self, path: str, language: str) -> Callable[[], list[Near]]:
        """A function that finds what a path may have meant to an article in a language."""
        return lambda: self.hugo.near(path, language)
