"""A link to a part of a page whose id differs by case.

Browsers tell ids with capitals from those without, so the reader lands at the top of the page. Hugo puts the ids of
headings in lower case.

## Fix safety
Safe: the page has this id in another case.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule
from postlint.helpers.link_fixes import has_fragment, repoint, resolved_links, tail

_SITE = {"hugo.toml": "", "content/articles/b.md": "+++\ntitle = 'Plan'\n+++\n\n## Set Up\n\n## Second {#Two}\n"}


class WrongCase(SiteRule):
    severity = Severity.WARNING

    good = [
        Good("[a](#here), [b](/articles/b/#Two), [c](#Top)\n\n## Here\n", site=_SITE, nests=False),
        Good("[a](#Nowhere)\n", "is told by anchor/broken", site=_SITE),
    ]
    bad = [
        Bad("[a](⟦#Here⟧)\n\n## Here\n", fixed="[a](#here)\n\n## Here\n", message="#here", site=_SITE, nests=False),
        Bad("[a](⟦../b/?c#Set-Up⟧)\n", safe=True, fixed="[a](../b/?c#set-up)\n", site=_SITE),
        Bad('[a]({{< ref "⟦b#two⟧" >}})\n', fixed='[a]({{< ref "b#Two" >}})\n', site=_SITE),
        Bad("[a](⟦b.md#Set-up⟧)\n", fixed="[a](b.md#set-up)\n", site={"content/articles/b.md": "## Set up\n"}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            if target.anchor_case_of and target.state in ("", "published"):
                message = (
                    f"“#{target.anchor}” differs from the anchor #{target.anchor_case_of} only in case: write that"
                )
                fix = None
                if has_fragment(link):
                    rest = tail(link)
                    kept = link.destination.removesuffix(rest) + rest.partition("#")[0]
                    fix = repoint(link, f"{kept}#{target.anchor_case_of}", safe=True)
                yield self.at(page, link.place, message, fix=fix)
