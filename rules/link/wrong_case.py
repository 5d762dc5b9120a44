"""A link that differs from a page or a file of the site by case alone.

It works on computers that take no notice of case, and gives the reader a 404 on most servers.

## Fix safety
Safe: only the case changes, and the link leads to the only page or file of this name.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, quoted
from postlint.helpers.link_fixes import in_right_case, resolved_links

_SITE = {"hugo.toml": "", "content/articles/Setup.md": "+++\ntitle = 'Setup'\n+++\n", "static/Files/Plan.pdf": ""}


class WrongCase(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("See [a](/articles/setup/) and [b](/Files/Plan.pdf).\n", "Hugo puts URLs in lower case", site=_SITE),
        Good("See [a](/tags/go/).\n", site={**_SITE, "content/c.md": "+++\ntags = ['Go', 'GO']\n+++\n"}),
        Good("See ![a](/files/Plan.pdf).\n", "is told by image/wrong-case", site=_SITE),
    ]
    bad = [
        Bad("See [a](⟦/articles/Setup/#top⟧).\n", fixed="See [a](/articles/setup/#top).\n", site=_SITE),
        Bad(
            "See [a](⟦../Setup⟧).\n",
            fixed="See [a](../setup).\n",
            message="differs from /articles/setup/ only in case",
            site=_SITE,
        ),
        Bad("See [a](⟦/files/Plan.pdf⟧).\n", fixed="See [a](/Files/Plan.pdf).\n", site=_SITE),
        Bad("See [a](⟦Setup.md⟧).\n", fixed="See [a](setup.md).\n", site={"content/articles/setup.md": ""}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            if target.case_of and target.result == "broken" and not link.image:
                message = (
                    f"{quoted(link.destination)} differs from {target.case_of} only in case, and most servers find "
                    "nothing: write that"
                )
                yield self.at(page, link.place, message, fix=in_right_case(page, site, link, target))
