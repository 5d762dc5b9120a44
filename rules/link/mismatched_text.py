"""A link whose words name another article than the one that it leads to.

"Ways to keep a habit" that leads to the article on taking notes: a destination was copied from the line above, or the
text was changed and the link was not. The reader gets what was not announced.

Reported only where the words are the title of another article, the one behind the link is of the same language and has
none of them in its title, address, description, headings or first sentences, and no other link on the site calls it so.

## Fix safety
Unsafe: the words may be what is wrong.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Link, Page, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import repoint, resolved_links, target_with
from postlint.helpers.meant_articles import article_label

_SITE = {
    "hugo.toml": "",
    "content/notes.md": "+++\ntitle = 'Taking notes on paper'\n+++\n\nA pen is enough.\n",
    "content/habits.md": "+++\ntitle = 'Ways to keep a habit'\n+++\n\nOnce a day.\n",
    "content/desk.md": "+++\ntitle = 'A desk by the window'\n+++\n\nLight helps.\n",
    "content/tea.md": "+++\ntitle = 'Tea before noon'\n+++\n\nGreen or black.\n",
    "content/walks.md": "+++\ntitle = 'Walks around the lake'\n+++\n\nAn hour or two.\n",
}
_UNSPACED = {
    **_SITE,
    "content/registry.md": "+++\ntitle = 'レジストリ'\n+++\n",
    "content/agents.md": "+++\ntitle = 'エージェントの設定方法'\n+++\n",
}
_TWO_LANGUAGES = {
    **_SITE,
    "hugo.toml": "[languages.en]\n[languages.de]\n",
    "content/notizen.de.md": "+++\ntitle = 'Notizen auf Papier'\n+++\n\nEin Stift genügt.\n",
}
_CALLED_SO = {**_SITE, "content/b.md": "+++\ntitle = 'B'\n+++\n\nSee [ways to keep a habit](/notes/).\n"}


class MismatchedText(SiteRule):
    severity = Severity.WARNING

    good = [
        Good("Read [ways to keep a habit](/habits/) and [taking notes](/notes/).\n", site=_SITE),
        Good("Read [this](/notes/), or [what helped me most](/notes/).\n", "these words name no article", site=_SITE),
        Good("Read [a habit of taking notes](/notes/).\n", "has some of the words", site=_SITE),
        Good("Read [ways to keep a habit](/notes/).\n", "called so elsewhere too", site=_CALLED_SO),
        Good("Read [ways to keep a habit](https://example.org/).\n", site=_SITE),
        Good("Read [レジストリ](/notes/).\n", "one word, without blanks or with them", site=_UNSPACED),
        Good("Read [ways to keep a habit](/de/notizen/).\n", "in another language", site=_TWO_LANGUAGES),
        Good("Read ![ways to keep a habit](/notes/) and [](/notes/).\n", "an image, and no text", site=_SITE),
        Good("Read [ways to keep a habit](/nowhere/) and [ways to keep a habit](#top).\n", site=_SITE),
        Good(
            "Read [ways to keep a habit](/late/).\n",
            "is a matter of another rule",
            site={**_SITE, "content/late.md": "+++\ntitle = 'Late'\ndraft = true\n+++\n"},
        ),
    ]
    bad = [
        Bad(
            "Read ⟦[Ways to keep a habit](/notes/)⟧.\n",
            fixed="Read [Ways to keep a habit](/habits/).\n",
            message="names “Ways to keep a habit” (/habits/) and leads to “Taking notes on paper” (/notes/)",
            safe=False,
            site=_SITE,
        ),
        Bad("Read ⟦[エージェントの設定方法](/notes/)⟧.\n", site=_UNSPACED),
        Bad('Read [ways to keep a *habit*](⟦{{< relref "notes.md" >}}⟧).\n', site=_SITE),
        Bad("Read ![it](/a.png), [taking notes](/notes/) and ⟦[Ways to keep a habit](/notes/)⟧.\n", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            other = target.page
            if link.image or not link.text or other is None or target.same_page or not target.ok:
                continue
            if target.result not in ("page", "alias") or _shares_word(link.text, other):
                continue
            # Nearly no link has the title of another article: the others need no more than this look.
            if any(named is not other for named in site.titled(link.text, site.language(page))):
                yield from self._judge(page, site, link, other)

    def _judge(self, page: Page, site: Site, link: Link, target: Page) -> Iterator[Diagnostic]:
        named = site.misnamed(link.text, page, target)
        if named is None or not site.published(named):
            return
        url = site.url(named)
        leads_there = url and link.kind == "link" and target_with(page, site, link, url).page is named
        fix = repoint(link, url, safe=False) if url and leads_there else None
        message = (
            f"the link text {quoted(link.text)} names {article_label(site, named)} "
            f"and leads to {article_label(site, target)}: correct the link or its text"
        )
        yield self.at(page, link.node, message, fix=fix)


def _shares_word(text: str, target: Page) -> bool:
    """Whether a target has a word of a link in its title or path: the quick look that nearly all links pass."""
    known = f"{target.title} {target.path}".lower()
    return any(len(word) > 2 and word in known for word in text.lower().split())
