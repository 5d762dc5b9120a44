"""HTML in an article of a site that leaves it out of its pages.

Hugo lets HTML through only where the site's configuration says `unsafe = true` below `markup.goldmark.renderer`. On
any other site, what a tag was to do is not done, and a block of HTML is missing with all its text. It is told once for
an article, at the first tag.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule

_SAFE = {"hugo.toml": ""}


class OmittedHtml(SiteRule):
    severity = Severity.WARNING

    good = [
        Good("<div>\nText\n</div>\n", site={"hugo.toml": "[markup.goldmark.renderer]\nunsafe = true\n"}),
        Good("Text <!-- a comment -->\n\n<!--more-->\n\n`<b>`\n", "nobody was to see it", site=_SAFE),
        Good("<div>\nText\n</div>\n", "not of this site", site=_SAFE, path="README.md"),
    ]
    bad = [
        Bad("Text.\n\n⟦<div>⟧\nText\n</div>\n", message="1 block", site=_SAFE),
        Bad("Text ⟦<b>⟧and</b> more<br>.\n", message="<b>", site=_SAFE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        lost = next((leftover for leftover in page.leftovers if leftover.kind == "omitted"), None)
        if lost is None or not site.holds(page) or site.rendering(page).html:
            return
        names, blocks, tags = lost.text.split("|")
        counted = [_counted(int(blocks), "block of HTML with all text in it", "blocks of HTML with all text in them")]
        counted.append(_counted(int(tags), "tag", "tags"))
        what = " and ".join(part for part in counted if part)
        message = f"the site leaves HTML out of its pages, and this article has {what} ({names}): write Markdown"
        yield self.at(page, lost.place, f"{message}, a shortcode, or set “unsafe = true” for the renderer")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
