"""Renames of headings, with the links to their anchors, and of files and folders, with the links to their articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from postlint.diagnostic import Edit
from postlint.helpers.front_matter_edits import add_alias
from postlint.helpers.link_fixes import tail
from postlint.server import places, text_edits
from postlint.server.link_forms import destination, form_of
from postlint.server.navigation import inbound
from postlint.server.protocol import path_of
from postlint.text import Span, decode, encode

if TYPE_CHECKING:
    from postlint.facts.page import Link, Page
    from postlint.server.live_site import LiveSite
    from postlint.server.places import Place
    from postlint.server.server import Server
    from postlint.site.site import Site

_ATX = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(?P<text>.*?)(?:[ \t]+#+)?(?:[ \t]*\{[^{}\n]*\})?[ \t]*\Z")
Edits = dict[Path, list[types.TextEdit]]


def add(server: Server) -> None:
    """Add renaming to a server."""
    options = types.FileOperationRegistrationOptions(
        [types.FileOperationFilter(types.FileOperationPattern("**/*"), scheme="file")]
    )

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        place = places.at(server, params.text_document.uri, params.position)
        span = _heading_text(place) if place else None
        if place is None or span is None:
            return None
        return types.PrepareRenamePlaceholder(place.positions.range(span), place.text[span.start : span.end])

    @server.feature(types.TEXT_DOCUMENT_RENAME)
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        place = places.at(server, params.text_document.uri, params.position)
        span = _heading_text(place) if place else None
        if place is None or span is None:
            return None
        name = " ".join(params.new_name.split())
        if not name:
            raise JsonRpcInvalidParams("a heading cannot be empty")
        return text_edits.workspace_edit(server, _renamed(place, span, name))

    @server.feature(types.WORKSPACE_WILL_RENAME_FILES, options)
    def rename_files(params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
        server.flush()
        moves = [(path_of(file.old_uri), path_of(file.new_uri)) for file in params.files]
        edits = _file_edits(server, [(old, new) for old, new in moves if old and new])
        return text_edits.workspace_edit(server, edits) if edits else None

    done = types.WORKSPACE_DID_RENAME_FILES, types.WORKSPACE_DID_CREATE_FILES, types.WORKSPACE_DID_DELETE_FILES
    for method in done:
        server.feature(method, options)(lambda params: server.files_changed())


# --- headings


def _heading_text(place: Place) -> Span | None:
    """The span of the text of the heading at a place; None where it has no line of its own."""
    heading = place.heading
    if heading is None or heading[1].html or heading[1].inside:
        return None
    start = heading[1].place.start
    end = place.text.find("\n", start)
    line = place.text[start : end if end >= 0 else len(place.text)].rstrip("\r")
    match = _ATX.match(line)
    return Span(start + match.start("text"), start + match.end("text")) if match else None


def _renamed(place: Place, span: Span, name: str) -> Edits:
    """The edits of a new text of a heading, and of the links to anchors that it changes."""
    text = place.text[: span.start] + name + place.text[span.end :]
    edits: Edits = {place.live.root / place.page.path: text_edits.of_edits([Edit(span, name)], place.positions)}
    changed = place.live.with_text(place.page.path, encode(text))
    if changed is None or len(changed[0].headings) != len(place.page.headings):
        return edits
    before, after = place.site.heading_ids(place.page), changed[1].heading_ids(changed[0])
    ids = {old: new for old, new in zip(before, after, strict=True) if old and new and old != new}
    for source in inbound(place.live, place.site, place.page) if ids else ():
        if new := ids.get(source.target.anchor):
            _add(place, edits, source.page.path, _with_fragment(source.link, source.target.anchor, new))
    return edits


def _with_fragment(link: Link, old: str, new: str) -> Edit | None:
    """The edit that gives a link another fragment; None where it is not written as that."""
    before, sign, written = link.destination.rpartition("#")
    quoted = written.rstrip("\"' %>}")
    if not sign or unquote(quoted) != old:
        return None
    start = link.place.start + len(before) + 1
    return Edit(Span(start, start + len(quoted)), new)


def _add(place: Place, edits: Edits, path: str, edit: Edit | None) -> None:
    if edit:
        of_file = edits.setdefault(place.live.root / path, [])
        of_file += [new for new in text_edits.of_edits([edit], place.positions_of(path)) if new not in of_file]


# --- files


def _file_edits(server: Server, moves: Iterable[tuple[Path, Path]]) -> Edits:
    """The edits that new names of files and folders need, by the old names of the files."""
    edits: Edits = {}
    for project in server.projects:
        for live in project.sites.values():
            paths = {old: new for move in moves for old, new in _articles(live, *move)}
            if paths and (site := live.site) and site.has_urls:
                for path, changes in _follow(live, site, paths).items():
                    positions = server.positions(live.files.read(path).data)
                    edits[live.root / path] = text_edits.of_edits(changes, positions)
    return edits


def _articles(live: LiveSite, old: Path, new: Path) -> Iterator[tuple[str, str]]:
    """The articles that are moved, with their new paths."""
    root = live.root
    if not (old.is_relative_to(root) and new.is_relative_to(root)):
        return
    before, after = old.relative_to(root).as_posix(), new.relative_to(root).as_posix()
    for path in live.files.names:
        if path == before or path.startswith(f"{before}/"):
            yield path, after + path[len(before) :]


def _follow(live: LiveSite, site: Site, paths: dict[str, str]) -> dict[str, list[Edit]]:
    """The edits, by path, after which all links lead where they led, and the old URLs are aliases."""
    pages = {path: page for path in paths if (page := site.page(path))}
    linking = {path: {source.page.path for source in inbound(live, site, page)} for path, page in pages.items()}
    moved: dict[str, Page | None] = dict.fromkeys(pages)
    for path in pages:
        if renamed := live.inspected(paths[path], live.files.read(path).data):
            moved[paths[path]] = renamed
    after = site.with_pages(moved)
    edits: dict[str, list[Edit]] = {}
    for path in sorted({*pages, *(source for sources in linking.values() for source in sources)}):
        source = site.page(path)
        if source and (changes := [*_relinked(site, after, source, paths)]):
            edits[path] = changes
    for path, old in pages.items():
        if alias := _alias(live, site, after, old, paths[path]):
            edits.setdefault(path, []).append(alias)
    return edits


def _relinked(site: Site, after: Site, page: Page, paths: dict[str, str]) -> Iterator[Edit]:
    """The edits of the links of one article."""
    renamed = after.page(paths.get(page.path, page.path))
    links = {link.place.start: link for link in site.links(page)} if renamed else {}
    for link in links.values():
        target = site.resolve(page, link)
        if renamed is None or not target.page or target.result not in ("page", "broken-anchor"):
            continue
        wanted = after.page(paths.get(target.page.path, target.page.path))
        now = after.resolve(renamed, link)
        if wanted is None or (now.page and now.page.path == wanted.path and now.result == target.result):
            continue
        form = form_of(link) or ("ref" if link.kind == "ref" else "url")
        written = destination(renamed, after, wanted, form, tail(link))
        if link.kind == "ref":
            written = (after.reference(wanted) + tail(link)) if after.reference(wanted) else ""
        if written and written != link.destination:
            yield Edit(link.place.span, written)


def _alias(live: LiveSite, site: Site, after: Site, page: Page, path: str) -> Edit | None:
    """The edit that makes the old URL of an article an alias of the new one."""
    new = after.page(path)
    before, now = site.url(page), after.url(new) if new else None
    if not (new and before and now) or before == now or not site.published(page):
        return None
    doc = live.linter.document(page.path, decode(live.files.read(page.path).data))
    front = doc.front_matter
    if front is None or front.problems or after.target_at(before).result != "broken":
        return None
    return add_alias(doc, front, unquote(before).removeprefix(urlsplit(site.base_url).path.rstrip("/")))
