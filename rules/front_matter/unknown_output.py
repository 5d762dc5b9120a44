"""An output format that the site does not have.

Hugo knows html, rss, json and some more; others are defined in the configuration under `outputFormats`. At the name of
any other in `outputs` Hugo stops the build. Where a theme that may define it is not here, nothing is reported.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, did_you_mean, quoted

_SITE = {"hugo.toml": "[outputFormats.Feed]\nmediaType = 'application/rss+xml'\n"}
_THEME = {
    "hugo.toml": "theme = 'docs'\n",
    "themes/docs/config.yaml": "outputFormats:\n  Print: {}\n",
    "themes/docs/layouts/single.html": "",
}


class UnknownOutput(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("+++\noutputs = ['HTML', 'json', 'feed']\n+++\n", site=_SITE),
        Good("+++\noutputs = 'html'\n+++\n", "Hugo makes a list of one", site=_SITE),
        Good("+++\noutputs = ['print']\n+++\n", "a theme may have it", site={"hugo.toml": "theme = 'docs'\n"}),
        Good("+++\noutputs = ['print']\n+++\n", "a theme has it", site=_THEME),
        Good("+++\noutputs = ['print']\n+++\n", "not known where there is no site", site={"b.md": ""}),
    ]
    bad = [
        Bad("+++\noutputs = ['html', ⟦'jsn'⟧]\n+++\n", message="did you mean 'json'?", site=_SITE),
        Bad("---\noutputs: ⟦screen⟧\n---\n", site=_THEME),
        Bad("---\noutputs: ⟦print⟧\n---\n", message="stops the build", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        given = page.fields.get("outputs")
        known = site.output_formats(page) if given else None
        if known is None:
            return
        values = [("outputs", given)] if isinstance(given, str) else []
        if isinstance(given, list):
            values = [(f"outputs.{at}", value) for at, value in enumerate(given) if isinstance(value, str)]
        for key, value in values:
            place = page.place(key)
            if place and value.strip() and value.lower() not in known:
                hint = did_you_mean(value.lower(), sorted(known)) or "; define it under outputFormats or leave it out"
                yield self.at(
                    page, place, f"{quoted(value)} is not an output format of the site, so Hugo stops the build{hint}"
                )
