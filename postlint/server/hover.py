"""Hover: the target of a link, the page of a rule, the anchor of a heading, the URL and state of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from postlint.config.catalogue import page as page_of_rule
from postlint.config.rule_selection import all_rules, known_rules
from postlint.server import places

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.server.places import Place
    from postlint.server.server import Server
    from postlint.site.link_target import Target

EXPLAIN = "postlint.server.explain"
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~])")
_RESULTS = {
    "file": "a file",
    "alias": "an alias",
    "redirect": "a redirect of the host",
    "term": "a page of a term",
    "external": "another site",
    "broken": "nothing is there",
    "broken-anchor": "the page has no such anchor",
    "unknown": "nobody can know",
}


def add(server: Server) -> None:
    """Add hover to a server."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        place = places.at(server, params.text_document.uri, params.position)
        if place is None:
            return None
        parts = [*_parts(place)]
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts))) if parts else None

    @server.command(EXPLAIN)
    def explain(rule: str) -> str | None:
        folders = [folder for project in server.projects if project.config for folder in project.config.rule_folders]
        return page_of_rule(all_rules(folders, [rule])[rule]) if rule in known_rules(folders) else None


def escaped(text: str) -> str:
    """A text escaped for Markdown, in which no title makes a link."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _parts(place: Place) -> Iterator[str]:
    if target := place.target:
        yield _of_target(place, target)
    elif place.is_in_front_matter:
        yield _of_article(place, place.page)
    elif heading := place.heading:
        name = place.site.heading_ids(place.page)[heading[0]]
        yield f"Anchor: `#{name}`" if name else "What anchor this heading has, only the build knows."
    for finding in place.project.findings(place.live, place.page.path):
        start, end = finding.span
        if start <= place.offset <= end and finding.rule in place.live.linter.rules.kinds:
            folders = place.live.linter.config.rule_folders
            rule = all_rules(folders, [finding.rule])[finding.rule]
            yield page_of_rule(rule).partition("\n## Found")[0].replace("# ", "### ", 1)


def _of_target(place: Place, target: Target) -> str:
    if target.page and target.result in ("page", "alias", "broken-anchor"):
        lines = [_of_article(place, target.page)]
        if target.anchor:
            lines.append(f"Anchor: `#{target.anchor}`")
        if target.result != "page":
            lines.append(escaped(f"{_RESULTS[target.result]}: {target.why}" if target.why else _RESULTS[target.result]))
        return "\n\n".join(lines)
    words = _RESULTS.get(target.result, target.result)
    file = f" {target.path}" if target.path else ""
    why = f": {target.why}" if target.why else ""
    return escaped(f"{target.url or ''} {words}{file}{why}")


def _of_article(place: Place, page: Page) -> str:
    """Title, URL, state and description of an article."""
    site = place.site
    fields = site.fields(page)
    state, why = site.state(page), site.why_unpublished(page)
    lines = [f"**{escaped(page.title)}**" if page.title else f"**{escaped(page.path)}**"]
    if url := site.url(page):
        lines.append(f"{escaped(url)}" + ("" if state == "published" else f" — {escaped(why or state)}"))
    description = fields.get("description") or fields.get("summary")
    if isinstance(description, str) and description:
        lines.append(escaped(description))
    return "\n\n".join(lines)
