"""A line that names a related article and does not link it.

"Related: Overcoming challenges of remote work." is a note of the author to put a link there. The reader is sent to an
article and has to look for it.

On a site, the title is looked for among its articles. The link is written in the form that the site's other related
lines have: how their leads are marked, and whether they link URLs, files or `relref`.

## Fix safety
Safe where exactly one published article has this title, case, quotes, dashes and a full stop aside: the text stays as
it is and becomes a link. Unsafe where the title is only nearly the same.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Fix, Good, Page, RelatedLine, Severity, Site, SiteRule, quoted
from postlint.helpers.related_style import link_line

_NEAR = 90


class UnresolvedRelated(SiteRule):
    severity = Severity.WARNING
    leads: Annotated[list[str], "further words that open such a line, before the colon"] = []

    good = [
        Good("**Related**: [A better day](/articles/better-day/).\n", site={}),
        Good("Related: <https://example.org/a/>\n", site={}),
        Good(
            "See also: RFC 8446.\n\nFurther reading: The Art of Titles, by A. Writer.\n", "whole as they are", site={}
        ),
        Good("Related to this, the day is short.\n\nRelated: it also rains.\n", "a sentence", site={}),
        Good("Related articles:\n\n- [A better day](/articles/better-day/)\n", site={}),
        Good('Related: {{< relref "a.md" >}}\n', site={}),
        Good("## Related\n\n{{< related >}}\n", site={}),
        Good("## Related\n\n- A better day\n- [B](/b/)\n", "only a site knows its titles", site={}),
        Good("Colour – Green and blue\n", site={}),
        Good("Colour: Green and blue\n", "any other word", site={}),
    ]
    bad = [
        Bad("Related: ⟦Overcoming the noise of an open office⟧.\n", message="“Overcoming the noise", site={}),
        Bad("**Related**: ⟦A better day⟧\n", site={}),
        Bad("**Related:** *⟦A better day⟧*.\n", site={}),
        Bad("Read next: “⟦A better day⟧”, “⟦A better night⟧”\n", site={}),
        Bad("See also: ⟦How to plan a day that works⟧\n", site={}),
        Bad("Related articles:\n\n- ⟦A better day⟧\n- [A night](/articles/night/)\n", site={}),
        Bad("**Related** – ⟦A better day⟧\n", site={}),
        Bad(
            "## Related articles\n\n- ⟦A better day⟧\n- A longer list\n",
            fixed="## Related articles\n\n- [A better day](/b/)\n- A longer list\n",
            site={"hugo.toml": "", "content/b.md": "+++\ntitle = 'A Better Day'\n+++\n"},
            nests=False,
        ),
        Bad("Lies: ⟦Ein Tag⟧\n", options={"leads": ["Lies"]}, site={}),
        Bad(
            "Related: ⟦A better day⟧.\n",
            fixed="**Related**: [A better day](/articles/b/).\n",
            message="the article is at /articles/b/",
            site={
                "hugo.toml": "",
                "content/articles/b.md": "+++\ntitle = 'A Better Day'\n+++\n\n**Related**: [C](/articles/c/).\n",
                "content/articles/c.md": "+++\ntitle = 'C'\n+++\n",
            },
        ),
        Bad(
            "Related: ⟦A better day⟧\n",
            fixed='Related: [A better day]({{< relref "/articles/b" >}})\n',
            why="the form of the site's other lines",
            site={
                "hugo.toml": "",
                "content/articles/b.md": "+++\ntitle = 'A Better Day'\n+++\n",
                "content/articles/c.md": '+++\ntitle = "C"\n+++\n\nRelated: [B]({{< relref "b.md" >}})\n',
            },
        ),
        Bad(
            "See also: ⟦a better day⟧\n",
            fixed="See also: [a better day](/b/)\n",
            site={"hugo.toml": "", "content/b.md": "+++\ntitle = 'A Better Day'\n+++\n"},
        ),
        Bad(
            "Related: ⟦A better day⟧\n",
            message="the article of this title is “A better day” (/articles/b/, which is a draft)",
            site={"hugo.toml": "", "content/articles/b.md": "+++\ntitle = 'A better day'\ndraft = true\n+++\n"},
        ),
        Bad(
            "Related: ⟦Overcoming the challenges of remote work⟧\n",
            message="did you mean “Overcoming challenges of remote work” (/b/)?",
            fixed="Related: [Overcoming the challenges of remote work](/b/)\n",
            site={"hugo.toml": "", "content/b.md": "+++\ntitle = 'Overcoming challenges of remote work'\n+++\n"},
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        more = {lead.casefold() for lead in self.leads}
        for line in page.related:
            if line.destination is not None or not (line.known or line.words in more):
                continue
            if line.likely or (site.has_urls and site.titled(line.title, site.language(page))):
                yield self._judge(page, site, line)

    def _judge(self, page: Page, site: Site, line: RelatedLine) -> Diagnostic:
        named = f"{quoted(line.title)} is named as related but not linked"
        if not site.has_urls:
            return self.at(page, line.place, f"{named}: link the article")
        found = [match for match in site.title_matches(line.title, site.language(page)) if match.page is not page]
        exact = [each.page for each in found if each.score == 100]
        live = [each for each in exact if site.published(each)]
        if len(live) == 1:
            fix = link_line(page, site, line, live[0], Fix.safe)
            return self.at(page, line.place, f"{named}: the article is at {site.url(live[0])}", fix=fix)
        if exact:
            titles = " and ".join(_shown(site, each) for each in live or exact)
            several = "articles of this title are" if live or len(exact) > 1 else "the article of this title is"
            return self.at(page, line.place, f"{named}: {several} {titles}")
        if not found:
            return self.at(page, line.place, f"{named}: link the article")
        if found[0].score < _NEAR or not site.published(found[0].page):
            titles = ", ".join(_shown(site, each.page) for each in found)
            return self.at(page, line.place, f"{named}: link the article; the nearest titles are {titles}")
        fix = link_line(page, site, line, found[0].page, Fix.unsafe)
        return self.at(page, line.place, f"{named}; did you mean {_shown(site, found[0].page)}?", fix=fix)


def _shown(site: Site, page: Page) -> str:
    why = site.why_unpublished(page)
    return f"{quoted(page.title)} ({site.url(page) or page.path}{', which ' + why if why else ''})"
