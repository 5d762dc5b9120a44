"""Words that name another article of the site and do not link it.

A reader who meets "the morning routine" in a text may want the article of this title, and the site has one. Such words
are found by what the other articles are called: by their titles, and by the words of links to them elsewhere. Of each
article the first and surest place counts, and only of articles that are not linked yet. Headings, quotes, links and
code are left alone.

`postlint related ARTICLE` shows more of them, with all else that an article could be linked with.

## Fix safety
Unsafe: whether a link helps here is for the author to say.
"""

from collections.abc import Iterator
from typing import Annotated

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Page, Severity, Site, SiteRule, Span, quoted
from postlint.helpers.meant_articles import article_label
from postlint.helpers.related_articles import Mention, likeliest_mentions

_SITE = {
    "hugo.toml": "",
    **{f"content/{name}.md": f"+++\ntitle = '{name.title()} and stones'\n+++\n" for name in "abcdefghijklmnopqrstuvw"},
    "content/routine.md": "+++\ntitle = 'The morning routine'\n+++\n\nUp at six.\n",
}


class UnlinkedMention(SiteRule):
    severity = Severity.INFO
    enabled = False
    most: Annotated[int, "how many places of an article are reported, the surest first"] = 3
    least: Annotated[float, "how sure they are at least, from 0 to 1: how much of a title stands there"] = 0.5

    good = [
        Good("My [morning routine](/routine/) is short, and so is a morning routine of yours.\n", site=_SITE),
        Good("## The morning routine\n\n> The morning routine\n\n`the morning routine`\n", site=_SITE, nests=False),
        Good("Each morning is another.\n", site=_SITE),
    ]
    bad = [
        Bad(
            "Nothing beats ⟦the morning routine⟧ of a cat, and no morning routine is shorter.\n",
            fixed="Nothing beats [the morning routine](/routine/) of a cat, and no morning routine is shorter.\n",
            message="“The morning routine” (/routine/)",
            site=_SITE,
            nests=False,
        )
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not site.has_urls or not site.published(page) or site.kind(page) != "page":
            return
        doc = site.document(page)
        mentions = likeliest_mentions(doc, page, site, self.most, least=self.least, alike=1)
        for mention in sorted(mentions, key=lambda mention: mention.span):
            article = article_label(site, mention.page)
            message = f"{quoted(mention.words)} may name {article}: link it where readers want to follow"
            yield self.at(page, doc.place(mention.span), message, fix=self._fix(mention, site))

    @staticmethod
    def _fix(mention: Mention, site: Site) -> Fix | None:
        url = site.url(mention.page)
        if not url:
            return None
        start, end = Span(mention.span.start, mention.span.start), Span(mention.span.end, mention.span.end)
        edits = (Edit(start, "["), Edit(end, f"]({url})"))
        return Fix.unsafe(*edits, title=f"Link {mention.page.path}", changes=[Change.LINKS])
