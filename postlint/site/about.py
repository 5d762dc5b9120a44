"""What a folder is taken for: the site in a few lines, for somebody who wonders why something is reported, or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlint.site.other_generators import OtherDialect

if TYPE_CHECKING:
    from postlint.site.site import Site

_MOST = 3
# Where links of one kind differ by what they name only, they have one reason.
_NAMES = re.compile(r"#\S+|“[^”]*”")
_NO_SHORTCODE = "no-such-shortcode"


@dataclass(frozen=True, slots=True)
class AboutSite:
    """A site in numbers."""

    root: str
    generator: str
    """The name of one of which the whole site is known; none for any other."""
    mark: str
    """The name of any other that has left its mark on the folder."""
    all_templates: bool
    """Whether all templates are present; a theme or module that is not may add shortcodes, ids and links."""
    languages: tuple[str, ...]
    articles: int
    states: Mapping[str, int]
    """How many articles there are by state: published, draft, future, expired, unrendered."""
    links: int
    unknown: Mapping[str, int]
    """How many links lead to what cannot be known, by reason, the most first."""


def about(site: Site) -> AboutSite:
    """The numbers of a site."""
    unknown, links = Counter[str](), 0
    for page in site.pages:
        for link in site.links(page):
            links += 1
            target = site.resolve(page, link)
            if target.result == "unknown":
                unknown[_NAMES.sub("…", target.why)] += 1
    return AboutSite(
        site.root.name,
        site.generator.name,
        site.dialect.generator if isinstance(site.dialect, OtherDialect) else "",
        not site.has_urls or site.shortcode(_NO_SHORTCODE) is not None,
        tuple(site.languages),
        len(site.pages),
        dict(Counter(site.state(page) for page in site.pages)),
        links,
        dict(unknown.most_common()),
    )


def described(site: AboutSite) -> Iterator[str]:
    """The same in sentences, a line each."""
    if site.generator == "none":
        made = f"that {site.mark} makes pages of" if site.mark else "of which no generator is known"
        yield f"{site.root} is taken for a folder of {site.articles:,} articles {made}."
    else:
        languages = f"{len(site.languages)} languages ({', '.join(site.languages)})"
        language = languages if len(site.languages) > 1 else "1 language"
        states = ", ".join(f"{count:,} {state}" for state, count in sorted(site.states.items()))
        generator = site.generator.capitalize()
        yield f"{site.root} is taken for a site of {generator}: {site.articles:,} articles, {language}."
        yield f"  Articles: {states}."
        if not site.all_templates:
            yield "  A theme or module is not here, so shortcodes and anchors that it may add are not reported."
    if count := sum(site.unknown.values()):
        yield f"  {count:,} of {site.links:,} links are unknown, and not reported:"
        for reason, number in [*site.unknown.items()][:_MOST]:
            yield f"    {number:,}: {reason}"
        if len(site.unknown) > _MOST:
            yield f"    {sum([*site.unknown.values()][_MOST:]):,}: other reasons"
