"""A link to a part of a page that the page does not have.

The reader lands at the top of the page and has to look for what was promised. The ids of a page are those that Hugo
gives its headings, `{#id}`, ids in HTML, and ids in parameters of shortcodes. Where a shortcode or a template may add
more of them, nothing is reported.

## Fix safety
Unsafe: the nearest id is a guess, and is only offered where it is very near.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Link, Page, Severity, Site, SiteRule, Target, quoted
from postlint.helpers.link_fixes import clearly_nearest, has_fragment, is_address, repoint, resolved_links, tail

_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ntitle = 'Plan'\n+++\n\n## Set up\n\n## Second {#two}\n"}


_STATIC = {"hugo.toml": "", "static/old.html": "<h2 id='one'>One</h2><a name=two></a>", "static/app.html": "<script>"}
_TABLE = "<!-- ALL-CONTRIBUTORS-LIST:START -->\n<a href='⟦#content-jo⟧' title='Content'>A</a>\n"


class Broken(SiteRule):
    severity = Severity.ERROR

    good = [
        Good(
            "[a](#here), [b](#top), [c](#), [d](/articles/b/#set-up), [e](../b/#two)\n\n## Here\n",
            site=_SITE,
            nests=False,
        ),
        Good('[a]({{< relref "b#two" >}}), [b](https://example.org/#x)\n', site=_SITE, nests=False),
        Good("[a](#x)\n\n{{< other >}}\n", "the shortcode may add the id", site=_SITE),
        Good('[a](#fig)\n\n{{< figure src="https://a.example/a.png" id="fig" >}}\n', site=_SITE),
        Good("[a](/old.html#one), [b](/old.html#two)\n", site=_STATIC),
        Good("[a](#one)\n\n<a name='one'></a>Text.\n", "HTML that the site leaves out", site={"hugo.toml": ""}),
        Good("[a](api.md#tag/get/{id})\n", "a script shows it", site={"content/articles/api.md": "{{< api >}}\n"}),
        Good("[a](/app.html#one)\n", "a script may add it", site=_STATIC),
        Good(_TABLE.replace("⟦", "").replace("⟧", ""), "written by a program", nests=False, site={}),
        Good("[a](/articles/b/#:~:text=plan)\n", "a text is marked by the browser", site=_SITE),
    ]
    bad = [
        Bad("[a](⟦#nowhere⟧)\n\n## Here\n", message="“#nowhere” is not an anchor of this article", site=_SITE),
        Bad(
            "[a](⟦/articles/b/#setup⟧)\n",
            fixed="[a](/articles/b/#set-up)\n",
            message="“#setup” is not an anchor of the page “Plan”; did you mean #set-up?",
            safe=False,
            site=_SITE,
        ),
        Bad('[a]({{< ref "⟦b#three⟧" >}})\n', site=_SITE),
        Bad(
            "[a](⟦/old.html#three⟧)\n",
            message="“#three” is not an anchor of static/old.html",
            why="of a file of HTML",
            site=_STATIC,
        ),
        Bad("[a](⟦b.md#nowhere⟧)\n", site={"content/articles/b.md": "## Set up\n"}),
        Bad("See [a](⟦b.md#set/up⟧).\n", why="it has headings", site={"content/articles/b.md": "## Set up\n"}),
        Bad(_TABLE.replace(":START", ":END"), why="behind the table", nests=False, site={}),
        Bad("See [a](⟦b.md#up/⟧).\n", why="no route", site={"content/articles/b.md": "Text.\n"}),
        Bad("See [a](/app.html#one) and [b](⟦b.md#nowhere⟧).\n", site={"content/articles/b.md": "## Set up\n"}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            if target.result != "broken-anchor" or target.anchor_case_of or target.state not in ("", "published"):
                continue
            if not is_address(link) and not (target.same_page and _is_written_by_program(site, page, link)):
                yield self._judge(page, link, target)

    def _judge(self, page: Page, link: Link, target: Target) -> Diagnostic:
        title = target.page.title if target.page else ""
        where = (
            "this article" if target.same_page else f"the page {quoted(title)}" if title else target.path or "the page"
        )
        message = f"{quoted('#' + target.anchor)} is not an anchor of {where}"
        fix = None
        if nearest := [candidate for candidate in target.nearest if candidate.score >= 75]:
            message += f"; did you mean {nearest[0].url}?"
            best = clearly_nearest(nearest)
            if best and has_fragment(link):
                rest = tail(link)
                kept = link.destination.removesuffix(rest) + rest.partition("#")[0]
                fix = repoint(link, kept + best.url, safe=False)
        if target.hook:
            message += " (unless a render hook of the site adds it)"
        return self.at(page, link.place, message, fix=fix, severity=Severity.WARNING if target.hook else None)


def _is_written_by_program(site: Site, page: Page, link: Link) -> bool:
    """Whether a link stands in the table that all-contributors writes, with anchors of its own."""
    if link.kind != "html":
        return False
    before = site.document(page).text[: link.place.start]
    return before.rfind("ALL-CONTRIBUTORS-LIST:START") > before.rfind("ALL-CONTRIBUTORS-LIST:END")
