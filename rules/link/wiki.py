"""A link in the syntax of wikis, `[[Title]]`, which shows as it is written.

Notes that were written in a wiki or in a note-taking program keep such links when they become articles. Reported are
those that name a page of the site, by title or file name, and those of a form that is nothing else:
`[[Title|text]]`, `[[Title#Heading]]`, `![[a.png]]`.

## Fix safety
Unsafe: the page of this title may not be the one that was meant.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Page, Severity, Site, SiteRule, WikiLink, quoted

_SITE = {"hugo.toml": "", "content/a-plan.md": "+++\ntitle = 'The Plan'\n+++\n\n## Set up\n"}


class Wiki(SiteRule):
    severity = Severity.WARNING
    signs = ("wiki links",)

    good = [
        Good("See [the plan](/a-plan/) and `[[The Plan]]`.\n", site=_SITE),
        Good(
            "See [[The Plan]].\n",
            "a template makes a link of it",
            site={**_SITE, "layouts/all.html": '{{ findRE "\\\\[\\\\[[^\\\\]]+" .Content }}'},
        ),
        Good(
            "See [[The plan]].\n",
            "the site makes links of them",
            site={**_SITE, "layouts/all.html": "{{ replaceRE `\\[\\[([^\\]]+)\\]\\]` `<b>$1</b>` .Content }}"},
        ),
        Good("![[photo.png]] and [[The Plan]]\n", "notes", site={"quartz.config.ts": ""}),
        Good("![[photo.png]] and [[The Plan]]\n", "no generator is known", site={"b.md": ""}),
        Good("See [[1]] and [[bin]] and [[ -f a ]] and \\[[The Plan]].\n", "something else", site=_SITE),
        Good("See [[The Plan]](/b/) and [[the plan]].\n\n[the plan]: /a-plan/\n", site=_SITE, nests=False),
        Good("See [[The Plan]].\n", "there is no such page", site={"hugo.toml": ""}),
        Good("{{< toml >}}\n[[The Plan]]\n{{< /toml >}}\n", "no Markdown", site=_SITE),
        Good("Under [[plan]].\n", site={"hugo.toml": "", "content/p.md": "+++\ntitle = 'Plan'\n+++\n"}),
    ]
    bad = [
        Bad("See ⟦[[The Plan]]⟧.\n", fixed="See [The Plan](/a-plan/).\n", message="/a-plan/", site=_SITE),
        Bad("See ⟦[[the plan|it]]⟧.\n", fixed="See [it](/a-plan/).\n", site=_SITE),
        Bad("See ⟦[[a-plan]]⟧.\n", fixed="See [a-plan](/a-plan/).\n", site=_SITE),
        Bad("See ⟦[[Some page|it]]⟧.\n", message="no article has this title", site=_SITE),
        Bad("| a |\n|---|\n| ⟦[[The Plan\\|it]]⟧ |\n", fixed="| a |\n|---|\n| [it](/a-plan/) |\n", site=_SITE),
        Bad("⟦![[photo.png]]⟧\n", message="write “![…](photo.png)”", site=_SITE),
        Bad("See ⟦[[The plan#Set up]]⟧.\n", fixed="See [The plan](/a-plan/#set-up).\n", site=_SITE),
        Bad(
            "See ⟦[[a-plan]]⟧.\n",
            fixed="See [a-plan](/a-plan/).\n",
            site={"hugo.toml": "", "content/a-plan/index.md": "+++\ntitle = 'The Plan'\n+++\n"},
        ),
        Bad("Under [[plan]] and ⟦![[photo.png]]⟧\n", site=_SITE),
        Bad("⟦![[photo.png]]⟧ and ⟦[[The Plan]]⟧\n", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        # Without a generator, it may be a folder of notes that links are made of.
        if page.wiki_links and (not site.has_urls or site.rendering(page).wiki_links):
            return
        for wiki in page.wiki_links:
            if wiki.title.isidentifier() and wiki.title.islower() and wiki.text == wiki.title:
                continue
            target = self._meant(page, site, wiki)
            url = site.url(target) if target and site.published(target) else None
            certain = bool(wiki.heading or wiki.text != wiki.title) and re.search(r"[^\W\d_]{2}.*\s|\w{4}", wiki.title)
            if wiki.embeds:
                yield self._embedded(page, wiki)
                continue
            shown = f"“[[{wiki.title}]]” is a link of a wiki and shows as it is written"
            if target and url:
                edit = Edit(wiki.place.span, f"[{wiki.text}]({url}{_anchor(site, target, wiki.heading)})")
                fix = Fix.unsafe(edit, title=f"Link {url}", changes=[Change.LINKS, Change.TEXT])
                yield self.at(page, wiki.place, f"{shown}: link {url} ({quoted(target.title)})", fix=fix)
            elif target:
                yield self.at(page, wiki.place, f"{shown}; the article of this title {site.why_unpublished(target)}")
            elif certain:
                yield self.at(
                    page, wiki.place, f"{shown}, and no article has this title: link one or delete the brackets"
                )

    def _embedded(self, page: Page, wiki: WikiLink) -> Diagnostic:
        shown = f"“![[{wiki.title}]]” embeds a file in the way of a wiki and shows as it is written"
        return self.at(page, wiki.place, f"{shown}: write “![…]({wiki.title.replace(' ', '%20')})”")

    @staticmethod
    def _meant(page: Page, site: Site, wiki: WikiLink) -> Page | None:
        """The article that is meant, by its title or the name of its file, where there is one of them."""
        named = site.grouped(_name).get(wiki.title.casefold()) or []
        pages = site.titled(wiki.title, site.language(page)) or [
            target for target in named if site.language(target) == site.language(page)
        ]
        return pages[0] if len(pages) == 1 else None


def _name(page: Page, site: Site) -> Iterator[str]:
    folder, _, file = page.path.rpartition("/")
    stem = file.partition(".")[0]
    name = folder.rpartition("/")[2] if stem in ("index", "_index") else stem
    # A word alone names too many things.
    if "-" in name or "_" in name or " " in name:
        yield name.casefold()


def _anchor(site: Site, page: Page, heading: str) -> str:
    """The anchor of a heading of an article, "" where it has no such heading."""
    ids = zip(page.headings, site.heading_ids(page), strict=False)
    return next((f"#{id}" for known, id in ids if id and known.text.casefold() == heading.casefold()), "")
