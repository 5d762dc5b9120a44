"""A shortcode that neither Hugo nor the site has.

Hugo's build fails. Nothing is reported where a theme or a module that may have the shortcode is not here.

## Fix safety
Unsafe: the shortcode of the nearest name is a guess.
"""

from collections.abc import Iterator

from postlint import Bad, Call, Change, Diagnostic, Edit, Fix, Good, Page, Severity, Site, SiteRule, Span, quoted

_SITE = {"hugo.toml": "", "layouts/shortcodes/callout.html": "{{ .Inner }}", "layouts/shortcodes/ui/tab.html": "a"}


class Unknown(SiteRule):
    severity = Severity.ERROR
    signs = ("calls",)

    good = [
        Good("{{< callout >}}a{{< /callout >}} {{< ui/tab >}} {{% figure src=a.png %}}\n", site=_SITE),
        Good("{{</* nowhere */>}}\n", "shown, not called", site=_SITE),
        Good("{{< now.inline >}}{{ now }}{{< /now.inline >}}\n", "defined where it stands", site=_SITE),
        Good("{{< nowhere >}}\n", "the theme is not here", site={**_SITE, "hugo.toml": "theme = 'elsewhere'"}),
        Good("{{< nowhere >}}\n", "there are no templates at all", site={"hugo.toml": ""}),
        Good("{{< nowhere >}}\n", "no site", site={}),
        Good("{{< nowhere >}}\n", "beside the site", path="README.md", site=_SITE),
    ]
    bad = [
        Bad("⟦{{< nowhere a=1 >}}⟧\n", message="“nowhere”", site=_SITE),
        Bad(
            "⟦{{< calout >}}⟧a{{< /calout >}}\n",
            fixed="{{< callout >}}a{{< /callout >}}\n",
            message="did you mean “callout”?",
            site=_SITE,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not site.has_templates or not site.holds(page):
            return
        for call in page.calls:
            if not call.name.endswith(".inline") and site.shortcode(call.name) is False:
                meant = _nearest(site, call.name)
                message = f"{quoted(call.name)} is not a shortcode of the site, so Hugo's build fails"
                if meant:
                    message += f"; did you mean “{meant}”?"
                yield self.at(page, call.place, message, fix=_rename(call, meant) if meant else None)


def _nearest(site: Site, name: str) -> str:
    from rapidfuzz import fuzz, process

    nearest = process.extractOne(name, site.shortcodes, scorer=fuzz.ratio, score_cutoff=75)
    return nearest[0] if nearest else ""


def _rename(call: Call, name: str) -> Fix:
    edits = [Edit(Span(at, at + len(call.name)), name) for at in call.names]
    changes = [Change.BLOCKS, Change.TEXT, Change.LINKS]
    return Fix.unsafe(*edits, title=f"Call {name}", changes=changes)
