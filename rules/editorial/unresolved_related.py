"""A line that names a related article and does not link it.

"Related: Overcoming challenges of remote work." is a note of the author to put a link there. The reader is sent to an
article and has to look for it.

On a site, the article is looked for: by what the same words link elsewhere, by its title, and else by what the articles
are about and how other articles call them. The link is written in the form that the site's other related lines have:
how their leads are marked, and whether they link URLs, files or `relref`.

## Fix safety
Safe where exactly one published article has this title, case, quotes, dashes and a full stop aside, no link of these
words leads elsewhere, and the article is the likeliest by all else that is known; or where all links of these words
on the site lead to one article, which is the likeliest by far too: the text stays as it is and becomes a link. Unsafe
where the article belongs to another version of the documentation or another one is as near, and where one article is
by far the likeliest. Where several may be meant, they are named, and the choice is yours.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Diagnostic, Fix, Good, Page, RelatedLine, Severity, Site, SiteRule, quoted
from postlint.helpers.meant_articles import (
    article_label,
    article_labels,
    beyond_doubt,
    certain_article,
    known_article,
    likely_matches,
)
from postlint.helpers.related_style import link_line
from postlint.helpers.related_titles import is_title, titles_in

_ONE = {"hugo.toml": "", "content/b.md": "+++\ntitle = 'A better day'\n+++\n"}
_SITE = {
    "hugo.toml": "",
    **{
        f"content/{name}.md": f"+++\ntitle = '{title}'\n+++\n\n{text}\n"
        for name, title, text in (
            ("home", "Working well from home", "A quiet desk and a walk help against the noise."),
            ("habits", "Ways to keep a habit", "Small steps and a streak."),
            ("notes", "Taking notes on paper", "A pen and margins."),
            ("tea", "Tea before noon", "Green or black, and water that does not boil."),
            ("beans", "Beans in pots", "Soil, sun and strings."),
            ("chess", "Openings for a game of chess", "Knights before bishops."),
            ("bread", "Bread with sourdough", "Flour, salt and patience."),
            ("bikes", "Repairing the chain of a bicycle", "Oil and a rag."),
        )
    },
}
_POTS = {
    "hugo.toml": "",
    "content/beans.md": "+++\ntitle = 'Beans in a box'\n+++\n",
    "content/pots.md": "+++\ntitle = 'Pots of clay'\n+++\n",
    "content/stones.md": "+++\ntitle = 'Stones'\n+++\n",
}


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
        Good("_Related: [The parts of it](#the-parts)_\n", "a link to a part of the article", site={}),
        Good(
            "Related articles:\n\n- [A book](https://example.org/a/)\n- Cuttings and seeds\n",
            "a list of what stands elsewhere",
            site={},
        ),
        Good("Colour – Green and blue\n", site={}),
        Good("Related: bread is better with butter\n", "a sentence with one word of a title", site=_SITE),
        Good("## Related\n\n- Flour from the mill\n- Knives\n", "the site has no such articles", site=_SITE),
        Good("See also: keeping the habit of tea\n", "may be this or that", site=_SITE),
        Good("## Related\n\n- A box of clay\n- Knives\n", "may be this or that", site=_POTS, nests=False),
        Good("Related: [Tea before noon](/tea/), by Jane Doe\n", "no title", site=_SITE),
        Good("Related: [habits](/habits/) on Tea before noon\n", "a sentence", site=_SITE),
        Good("Related: Tea before noon on [habits](/habits/)\n", "a sentence", site=_SITE),
        Good("(Related: What should one do with a habit of tea? First step?)\n", "questions", site=_SITE),
        Good("See also: [[Tea before noon]] for the hour; [[habits|Keeping habits]]\n", "links of a wiki", site=_SITE),
        Good("Colour: Green and blue\n", "any other word", site={}),
    ]
    bad = [
        Bad("Related: ⟦Overcoming the noise of an open office⟧.\n", message="“Overcoming the noise", site={}),
        Bad("**Related**: ⟦A better day⟧\n", site={}),
        Bad("**Related:** *⟦A better day⟧*.\n", site={}),
        Bad("Read next: “⟦A better day⟧”, “⟦A better night⟧”\n", site={}),
        Bad("See also: ⟦How to plan a day that works⟧\n", site={}),
        Bad("Related: ⟦What should one do with a habit?⟧\n", site={}),
        Bad("Related articles:\n\n- ⟦A better day⟧\n- [A night](/articles/night/)\n", site={}),
        Bad("**Related** – ⟦A better day⟧\n", site={}),
        Bad(
            "## Related articles\n\n- ⟦A better day⟧\n- A longer list\n",
            fixed="## Related articles\n\n- [A better day](/b/)\n- A longer list\n",
            site={"hugo.toml": "", "content/b.md": "+++\ntitle = 'A Better Day'\n+++\n"},
            nests=False,
        ),
        Bad(
            "## See also\n\n- ⟦A better day⟧\n- [C](/c/)\n",
            fixed="## See also\n\n- [A better day](/b/)\n- [C](/c/)\n",
            site={"hugo.toml": "", "content/b.md": "+++\ntitle = 'A Better Day'\n+++\n"},
            nests=False,
        ),
        Bad("(Related: ⟦A better day⟧.)\n", fixed="(Related: [A better day](/b/).)\n", site=_ONE),
        Bad("→ **Related**: ⟦A better day⟧\n", site={}),
        Bad("Related → ⟦A better day⟧\n", site={}),
        Bad("Related - ⟦A better day⟧\n", site={}),
        Bad("Related: *⟦A better day⟧* and *⟦A better night⟧*\n", site={}),
        Bad("Related: ⟦keeping a habit⟧\n", message="(/habits/)", why="the article of these words", site=_SITE),
        Bad(
            "## Related\n\n- ⟦Keeping habits⟧\n- ⟦Notes on paper\n  and in margins⟧\n",
            why="titles below a heading, one on two lines",
            site=_SITE,
            nests=False,
        ),
        Bad(
            "## Related\n\n- ⟦A box of clay⟧\n- [Stones](/stones/)\n",
            why="in a list that links others, it is a title too",
            site=_POTS,
            nests=False,
        ),
        Bad("Related: ⟦Keeping a habit⟧, ⟦Repairing a bicycle chain⟧\n", why="each is likely", site=_SITE),
        Bad("Related: ⟦Keeping a habit, and breakfast⟧\n", why="the second is none", site=_SITE),
        Bad("Related:\n\n- ⟦Ways to keep a habit⟧ — with a calendar\n", why="what it is about", site=_SITE),
        Bad(
            "Related: [Tea before noon](/tea/), ⟦ways to keep a habit⟧\n",
            fixed="Related: [Tea before noon](/tea/), [ways to keep a habit](/habits/)\n",
            why="one is linked and the other is not",
            site=_SITE,
        ),
        Bad("Related: ⟦ways to keep a habit⟧; [Tea before noon](/tea/)\n", site=_SITE),
        Bad("Lies: ⟦Ein Tag⟧\n", options={"leads": ["Lies"]}, site={}),
        Bad(
            "Related: ⟦A better day⟧.\n",
            fixed="**Related**: [A better day](/articles/b/).\n",
            message="the article is “A Better Day” (/articles/b/)",
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
            "Related: ⟦The quiet hour of the morning⟧\n",
            fixed="Related: [The quiet hour of the morning](/dawn/)\n",
            message="the article is “Before the others wake” (/dawn/)",
            why="what the same words link elsewhere",
            site={
                "hugo.toml": "",
                "content/dawn.md": "+++\ntitle = 'Before the others wake'\n+++\n\nOf quiet and coffee.\n",
                "content/c.md": "+++\ntitle = 'C'\n+++\n\nSee [the quiet hour of the morning](/dawn/).\n",
                "content/d.md": "+++\ntitle = 'A desk'\n+++\n\nA chair as well.\n",
            },
        ),
        Bad(
            "Related: ⟦Growing beans in pots⟧\n",
            message="link the article, perhaps “Beans” (/beans/) or “Pots of clay” (/pots/)",
            site={
                "hugo.toml": "",
                "content/beans.md": "+++\ntitle = 'Beans'\n+++\n",
                "content/pots.md": "+++\ntitle = 'Pots of clay'\n+++\n",
            },
        ),
        Bad(
            "Related: ⟦Overcoming the challenges of remote work⟧\n",
            message="did you mean “Overcoming challenges of remote work” (/b/)?",
            fixed="Related: [Overcoming the challenges of remote work](/b/)\n",
            site={"hugo.toml": "", "content/b.md": "+++\ntitle = 'Overcoming challenges of remote work'\n+++\n"},
        ),
        Bad(
            "Related: ⟦A better day⟧\n",
            message="articles of this title are “A better day” (/b/) and “A better day” (/c/)",
            site={
                "hugo.toml": "",
                "content/b.md": "+++\ntitle = 'A better day'\n+++\n",
                "content/c.md": "+++\ntitle = 'A better day'\n+++\n",
            },
        ),
        Bad(
            "Related: ⟦A better day⟧\n",
            fixed="Related: [A better day](/articles/b/)\n",
            why="a link to elsewhere is no form of a link within the site",
            site={
                "hugo.toml": "",
                "content/articles/b.md": "+++\ntitle = 'A Better Day'\n+++\n",
                "content/articles/c.md": '+++\ntitle = "C"\n+++\n\nRelated: [B](https://example.org/b.md)\n',
            },
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        more = {lead.casefold() for lead in self.leads}
        for line in page.related:
            # A link of a wiki is no stub: whether it shows as it is written, `link/wiki` says.
            if any(line.place.span.overlaps(wiki.place.span) for wiki in page.wiki_links):
                continue
            if line.destination is None and (line.known or line.words in more):
                article = known_article(line.title, page, site)
                parts = [] if article else titles_in(line, page, site)
                if article or parts or line.likely or is_title(line, page, site):
                    for part in parts or [line]:
                        yield self._judge(page, site, part, article or known_article(part.title, page, site))

    def _judge(self, page: Page, site: Site, line: RelatedLine, article: Page | None) -> Diagnostic:
        named = f"{quoted(line.title)} is named as related but not linked"
        if article and site.has_urls:
            make = Fix.safe if beyond_doubt(line.title, page, article, site) else Fix.unsafe
            fix = link_line(page, site, line, article, make)
            return self.at(page, line.place, f"{named}: the article is {article_label(site, article)}", fix=fix)
        titled = [other for other in site.titled(line.title, site.language(page)) if other is not page]
        if titled:
            several = "articles of this title are" if len(titled) > 1 else "the article of this title is"
            return self.at(page, line.place, f"{named}: {several} {article_labels(site, titled, 'and')}")
        found = likely_matches(line.title, page, site)
        if not found:
            return self.at(page, line.place, f"{named}: link the article")
        best = certain_article(found, site)
        if best and site.has_urls:
            fix = link_line(page, site, line, best, Fix.unsafe)
            return self.at(page, line.place, f"{named}; did you mean {article_label(site, best)}?", fix=fix)
        pages = [match.page for match in found]
        return self.at(page, line.place, f"{named}: link the article, perhaps {article_labels(site, pages)}")
