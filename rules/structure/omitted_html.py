"""HTML in an article of a site that leaves it out of its pages.

Hugo lets HTML through only where the site's configuration says `unsafe = true` below `markup.goldmark.renderer`. On
any other site, what a tag was to do is not done, and a block of HTML is missing with all its text. It is reported once
for an article, at the first tag; as advice where nothing but the looks of a text is lost, as with `<br>` or `<kbd>`,
or where most articles of a site lose HTML, which is to be set once. A site whose build runs a Hugo from before release
0.60 shows HTML.
"""

from collections.abc import Iterator, Mapping

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule

_SAFE = {"hugo.toml": ""}
_MANY = 30
"""From how many articles on it is seen whether most of them lose HTML."""
_ALL = {"hugo.toml": "", **{f"content/{at}.md": "<div>\nText\n</div>\n" for at in range(_MANY)}}


def _site_of(losing: int, others: int) -> dict[str, str]:
    """A site with so many articles that lose HTML, and so many others."""
    texts = ["<div>\nText\n</div>\n"] * losing + ["Text\n"] * others
    return {"hugo.toml": "", **{f"content/{at}.md": text for at, text in enumerate(texts)}}


class OmittedHtml(SiteRule):
    severity = Severity.WARNING
    signs = ("omitted", "omitted-looks")

    good = [
        Good("<div>\nText\n</div>\n", site={"hugo.toml": "[markup.goldmark.renderer]\nunsafe = true\n"}),
        Good("Text <!-- a comment -->\n\n<!--more-->\n\n`<b>`\n", "nobody was to see it", site=_SAFE),
        Good("<div>\nText\n</div>\n", "not of this site", site=_SAFE, path="README.md"),
        Good(
            "<div>\nText\n</div>\n", "an old Hugo", site={"hugo.toml": "", "netlify.toml": "HUGO_VERSION = '0.54.0'\n"}
        ),
        Good(
            "<div>\nText\n</div>\n",
            "an old Hugo, by blogdown",
            site={"hugo.toml": "", ".Rprofile": 'options(blogdown.hugo.version = "0.54.0")\n'},
        ),
        Good("<div>\nText\n</div>\n", "an old Hugo", site={"hugo.toml": "[blackfriday]\nfractions = false\n"}),
        Good("<div>\nText\n</div>\n", "an old Hugo", site={"hugo.toml": "pygmentsUseClasses = true\n"}),
        Good("<div>\nText\n</div>\n", "an old Hugo", site={"hugo.toml": "rssURI = 'feed.xml'\n"}),
    ]
    bad = [
        Bad(
            "Text.\n\n⟦<div>⟧\nText\n</div>\n",
            site={"hugo.toml": "", ".Rprofile": 'options(blogdown.hugo.version = "0.80.0")\n'},
        ),
        Bad("Text.\n\n⟦<div>⟧\nText\n</div>\n", message="1 block", site=_SAFE),
        Bad("Text.\n\n⟦<div>⟧\nText\n</div>\n", why="most do", severity=Severity.INFO, site=_ALL),
        Bad("Text ⟦<b>⟧and</b> more<br>.\n", message="<b>", severity=Severity.INFO, site=_SAFE),
        Bad("Ask ⟦<senior manager of it>⟧ for more.\n", "words are lost", severity=Severity.WARNING, site=_SAFE),
        Bad("A List⟦<String>⟧ of it.\n", "and so are types", severity=Severity.WARNING, site=_SAFE),
        Bad("Text ⟦<my-box>⟧ and <note>more</note>.\n", "elements", severity=Severity.INFO, site=_SAFE),
        Bad("Text ⟦<a href='/b/'>⟧and</a> more.\n", severity=Severity.WARNING, site=_SAFE),
        Bad("Text.\n\n⟦<div>⟧\nText\n</div>\n", site={"hugo.toml": "", "netlify.toml": "HUGO_VERSION = '0.101.0'\n"}),
        Bad("Text.\n\n⟦<div>⟧\nText\n</div>\n", "thirty", severity=Severity.INFO, site=_site_of(29, 0)),
        Bad("Text.\n\n⟦<div>⟧\nText\n</div>\n", "few", severity=Severity.WARNING, site=_site_of(28, 0)),
        Bad("Text.\n\n⟦<div>⟧\nText\n</div>\n", "half", severity=Severity.WARNING, site=_site_of(19, 20)),
        Bad("Text.\n\n⟦<div>⟧\nText\n</div>\n", "more than half", severity=Severity.INFO, site=_site_of(20, 20)),
        Bad(
            "⟦<div>⟧\nText\n</div>\n\nIt is <b>so</b>.\n",
            message="1 block of HTML with all text in it and 2 tags (",
            site=_SAFE,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        lost = next((leftover for leftover in page.leftovers if leftover.kind in ("omitted", "omitted-looks")), None)
        if lost is None or not site.holds(page) or site.rendering(page).html:
            return
        names, blocks, tags = lost.text.split("|")
        counted = [_counted(int(blocks), "block of HTML with all text in it", "blocks of HTML with all text in them")]
        counted.append(_counted(int(tags), "tag", "tags"))
        what = " and ".join(part for part in counted if part)
        message = f"the site leaves HTML out of its pages, and this article has {what} ({names}): write Markdown"
        # A site that loses HTML in most articles is to be set otherwise, once: or it is, where nobody sees it here.
        usual = site.concluded(_is_usual, _lost, "")
        severity = Severity.INFO if lost.kind == "omitted-looks" or usual else None
        yield self.at(
            page, lost.place, f"{message}, a shortcode, or set “unsafe = true” for the renderer", severity=severity
        )


def _is_usual(counts: Mapping[str, int]) -> bool:
    """Whether most articles of a site with many lose HTML."""
    return counts["all"] >= _MANY and counts.get("lost", 0) * 2 > counts["all"]


def _lost(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """That there is an article, and whether it loses HTML."""
    yield "", ["all", "lost"] if any(leftover.kind == "omitted" for leftover in page.leftovers) else ["all"]


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
