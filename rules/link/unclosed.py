"""A link or image with a bracket or parenthesis that is missing, doubled or of another kind.

`[the guide](https://example.com for all`, `the guide](/guide/)` and `[the guide]{/guide/}` are no links: the reader
sees the brackets and the bare address. Reported is what has an address where one belongs; brackets and parentheses
that hold a remark, a number or a formula are left alone.

## Fix safety
Safe where the link leads to a page or a file of the site once its brackets are set right. Else unsafe: a bracket may
have been meant to stand elsewhere, as it has behind a title, `(plan.png "A plan`.
"""

from collections.abc import Iterator

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Edit,
    Fix,
    Good,
    Leftover,
    Page,
    Severity,
    Site,
    SiteRule,
    Span,
    lookahead,
    quoted,
)
from postlint.helpers.link_fixes import link_to

_PLAN = {"content/articles/plan.png": ""}


class Unclosed(SiteRule):
    severity = Severity.ERROR
    signs = ("half-link", "half-image")

    good = [
        Good("See [the guide](https://example.com) (in [English](/en/)), [a], a[i](x) and f(x)[0].\n", site={}),
        Good("The sets [0, 1) and (0, 1], [sic], [a](see below and (see above].\n", "intervals and remarks", site={}),
        Good("Match [a-z](/[0-9]+)? or ^[\\w.-](/x in it.\n", "an expression", site={}),
        Good("Write `[a](https://example.com`, or \\[a](https://example.com.\n", "code, and an escape", site={}),
        Good(
            "- [1]https://example.com\n- [x] https://example.com (https://example.com)\n", "a list of sources", site={}
        ),
        Good("(see [part (2) of it)](/guide/)) and more.\n", "parentheses in the text of the link", site={}),
        Good("See [[fix\\] the guide](https://a.example/b) and more.\n", "the text of the link closes it", site={}),
        Good("See [the guide (part two](/guide/)) and more.\n", "what its text opens", site={}),
        Good("(see [the guide](/guide/)) and (see [1]https://example.com)\n", site={}),
        Good("[![A plan](a.png)](/plan/) and [[the guide](/guide/)]\n", site={}),
        Good("The types are [a][(b)], and [a][(/b/)] of it.\n", "a pair of its own", site={}),
        Good("[code][/code] of it\n", "tags of another system", site={}),
        Good("See [the guide][guide].\n\n[guide]: /guide/\n", nests=False, site={}),
        Good("(see (the guide)) and [guide]\n\n[guide]: /guide/\n", "it ends the text", nests=False, site={}),
    ]
    bad = [
        Bad(
            "See ⟦[it all](https://a.example/b⟧ for more.\n",
            fixed="See [it all](https://a.example/b) for more.\n",
            site={},
        ),
        Bad(
            "See ⟦[it all](/guide/⟧.\n",
            fixed="See [it all](/guide/).\n",
            message="behind its address is missing",
            site={},
        ),
        Bad("See ⟦[it](https://a.example/b_(c)⟧ now.\n", fixed="See [it](https://a.example/b_(c)) now.\n", site={}),
        Bad(
            "See ⟦[it](https://a.example/b]⟧ now.\n",
            fixed="See [it](https://a.example/b) now.\n",
            message="“]”",
            site={},
        ),
        Bad("See the guide⟦](https://a.example/b)⟧ now.\n", message="before its text is missing", site={}),
        Bad("See ⟦[the guide]https://a.example/b)⟧.\n", fixed="See [the guide](https://a.example/b).\n", site={}),
        Bad("See ⟦[the guide(https://a.example/b)⟧.\n", fixed="See [the guide](https://a.example/b).\n", site={}),
        Bad("See ⟦[the long\nguide)(/guide/)⟧.\n", fixed="See [the long\nguide](/guide/).\n", site={}),
        Bad("See ⟦[the guide)(/guide/)⟧.\n", fixed="See [the guide](/guide/).\n", message="“)”", site={}),
        Bad(
            "See ⟦[it]{https://a.example/b}⟧, ⟦[it]<https://a.example>⟧.\n",
            fixed="See [it](https://a.example/b), [it](https://a.example).\n",
            site={},
        ),
        Bad("看⟦[说明]（https://a.example/b）⟧。\n", fixed="看[说明](https://a.example/b)。\n", site={}),
        Bad("See ⟦[two steps][https://a.example/b)⟧.\n", fixed="See [two steps](https://a.example/b).\n", site={}),
        Bad("See ⟦[the guide][/guide/]⟧ now.\n", fixed="See [the guide](/guide/) now.\n", site={}),
        Bad("See ⟦[the guide]((/guide/)⟧ now.\n", fixed="See [the guide](/guide/) now.\n", message="doubled", site={}),
        Bad("See ⟦[the guide][(/guide/)⟧ now.\n", fixed="See [the guide](/guide/) now.\n", message="too many", site={}),
        Bad("See [the guide](/guide/)⟦)⟧ now.\n", fixed="See [the guide](/guide/) now.\n", message="too many", site={}),
        Bad("⟦[⟧![A plan](a.png)\n\n⟦](/plan/)⟧\n", site={}),
        Bad("See [all of [it](/a/)⟦](/b/)⟧.\n", message="another link", site={}),
        Bad('⟦![A plan](plan.png⟧ "A plan\n', fixed='![A plan](plan.png) "A plan\n', safe=False, site=_PLAN),
        Bad("⟦![A plan](plan.png⟧ of it\n", fixed="![A plan](plan.png) of it\n", safe=True, site=_PLAN),
        Bad("⟦![A plan](plan.png⟧\n", fixed="![A plan](plan.png)\n", message="this image", site={}),
        Bad('See ⟦[it]({{< ref "a.md" >}}⟧ now.\n', fixed='See [it]({{< ref "a.md" >}}) now.\n', nests=False, site={}),
        Bad(
            "## One\n\n## Two\n\nSee ⟦[the guide](https://a.example/b⟧ and more.\n",
            "below a heading that has nothing",
            site={},
        ),
        Bad(
            "<p>A text\n\nSee ⟦[the guide](https://a.example/b⟧ and more.\n",
            "below a paragraph of HTML",
            nests=False,
            site={},
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for leftover in page.leftovers:
            if leftover.kind not in ("half-link", "half-image"):
                continue
            what = leftover.kind.removeprefix("half-")
            fault, _, meant = leftover.text.partition("|")
            message = f"this {what} shows as it is written, as {fault}"
            message += f": write {quoted(meant)}" if meant else ""
            yield self.at(page, leftover.place, message, fix=_fix(page, site, leftover))


def _fix(page: Page, site: Site, leftover: Leftover) -> Fix | None:
    if not leftover.edits:
        return None
    edits = [Edit(Span(first, last), text) for first, last, text in leftover.edits]
    make = Fix.unsafe
    if leftover.insert:
        image = leftover.kind == "half-image"
        there = site.resolve(page, link_to(leftover.insert, "image" if image else "link", image=image))
        own = there.result in ("page", "term", "alias", "file") and there.ok and not there.hook
        titled = lookahead(site.document(page).text, leftover.place.end).lstrip()[:1] in ('"', "'")
        make = Fix.safe if own and not titled else Fix.unsafe
    return make(*edits, title="Set the brackets right", changes=[Change.LINKS, Change.TEXT, Change.MARKUP])
