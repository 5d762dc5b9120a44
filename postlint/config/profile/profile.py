"""All that is learned of a site, in the order of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from postlint.config.profile import site_facts
from postlint.config.profile.fields import learned, lengths
from postlint.config.profile.groups import fields_of, groups
from postlint.config.profile.proposal import SHARE, Proposal, evidence
from postlint.diagnostic import Diagnostic
from postlint.facts.page import Page
from postlint.site.site import Site


def profile(
    site: Site, pages: Iterable[Page], findings: Iterable[Diagnostic] = (), settings: Mapping[str, Any] | None = None
) -> list[Proposal]:
    """What these articles of a site speak for; `findings` are those in it, `settings` its `[site]` so far."""
    return list(_all(site, list(pages), findings, settings or {}))


def _all(
    site: Site, pages: list[Page], findings: Iterable[Diagnostic], settings: Mapping[str, Any]
) -> Iterator[Proposal]:
    sections = [proposal for group in groups(site, pages) for proposal in learned(group, site.dialect)]
    yield from site_facts.pieces(site, sections)
    yield from site_facts.address(site)
    yield from site_facts.parameters(site, settings.get("shortcodes", {}))
    yield from site_facts.texts(site, settings.get("shortcodes", {}))
    yield from lengths(site, pages)
    yield from site_facts.terms(site)
    yield from sections
    yield from site_facts.leads(site)
    yield from site_facts.names(findings)


def outdated(site: Site, front_matter: Mapping[str, Any]) -> Iterator[str]:
    """Which fields `[front-matter]` requires of a section that its articles no longer have, in words."""
    for group in groups(site, site.pages):
        section = front_matter.get("sections", {}).get(group.section, {})
        having = [{name.lower() for name, _ in fields_of(page)} for page in group.pages]
        for name in (section.get("index", {}) if group.index else section).get("required", []):
            count = sum(name.lower() in names for names in having)
            if count < SHARE * len(having):
                pages = f"the pages of {group.section}" if group.index else group.section
                yield f"{name!r} is required in {pages}, and {evidence(count, len(having))} have it: delete it there?"
