"""An image whose name differs from that of its file by case alone.

It shows on computers that take no notice of case, and is broken on most servers.

## Fix safety
Safe: only the case changes, and there is one file of this name.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import in_right_case, resolved_links

_SITE = {"hugo.toml": "", "static/img/Plan.png": "", "content/articles/_index.md": ""}
_INDEX = "content/articles/a/index.md"
_BUNDLE = {**_SITE, "content/articles/a/Own.JPG": ""}


class WrongCase(SiteRule):
    severity = Severity.ERROR
    signs = ("images",)

    good = [
        Good("![a](/img/Plan.png)\n", site=_SITE),
        Good("![a](Own.JPG)\n", path=_INDEX, site=_BUNDLE),
        Good("[a](/img/plan.png)\n", "is told by link/wrong-case", site=_SITE),
    ]
    bad = [
        Bad("![a](⟦/img/plan.PNG⟧)\n", fixed="![a](/img/Plan.png)\n", message="/img/Plan.png", site=_SITE),
        Bad('![a](⟦own.jpg⟧ "Own")\n', fixed='![a](Own.JPG "Own")\n', path=_INDEX, site=_BUNDLE),
        Bad('{{< figure src="⟦/IMG/Plan.png⟧" >}}\n', fixed='{{< figure src="/img/Plan.png" >}}\n', site=_SITE),
        Bad("![a](⟦./plan.png⟧)\n", fixed="![a](./Plan.png)\n", site={"content/articles/Plan.png": ""}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            if link.image and target.case_of and target.result == "broken":
                message = f"{quoted(link.destination)} differs from the file {target.case_of} only in case: write that"
                yield self.at(page, link.place, message, fix=in_right_case(page, site, link, target))
