"""A `ref` or `relref` to a page that does not exist, is not built, or is one of several.

Hugo's build fails, or where `refLinksErrorLevel` says so, the link leads nowhere. `ref` finds pages by the path of
their file and knows no aliases and no slugs.

## Fix safety
Unsafe: the nearest page is a guess.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Link, Near, Page, Severity, Site, SiteRule, Target, quoted
from postlint.helpers.link_fixes import clearly_nearest, did_you_mean, link_to, near, repoint, resolved_links, tail
from postlint.helpers.meant_articles import nearest_by_words

_SITE = {
    "hugo.toml": "",
    "content/articles/setup.md": "+++\ntitle = 'Setup'\n+++\n\n## Use\n",
    "content/one/same.md": "+++\ntitle = 'Same'\n+++\n",
    "content/two/same.md": "+++\ntitle = 'Same'\n+++\n",
    "content/three/same.md": "+++\ntitle = 'Same'\n+++\n",
    "content/four/same.md": "+++\ntitle = 'Same'\n+++\n",
    "content/late.md": "+++\ntitle = 'Late'\ndraft = true\n+++\n",
}


class BrokenRef(SiteRule):
    severity = Severity.ERROR
    signs = ("refs",)

    good = [
        Good('[a]({{< ref "setup" >}}), [b]({{< relref "/articles/setup.md#use" >}})\n', site=_SITE),
        Good('{{% relref "one/same" %}}\n', site=_SITE),
        Good('{{</* ref "nowhere" */>}}\n', "is shown, not called", site=_SITE),
        Good('+++\ndraft = true\n+++\n\n[a]({{< ref "late" >}})\n', "is not built itself", site=_SITE),
    ]
    bad = [
        Bad('[a]({{< ref "⟦nowhere⟧" >}})\n', message="ref “nowhere” names no page, and", site=_SITE),
        Bad(
            '[a]({{< relref "⟦/articles/stup#use⟧" >}})\n',
            fixed='[a]({{< relref "/articles/setup#use" >}})\n',
            message="did you mean /articles/setup/",
            safe=False,
            site=_SITE,
        ),
        Bad(
            '[a]({{< ref "⟦same⟧" >}})\n',
            message="may mean content/four/same.md or content/one/same.md or content/three/same.md, and",
            site=_SITE,
        ),
        Bad('[a]({{< ref "⟦late.md⟧" >}})\n', message="a page that is a draft", site=_SITE),
        Bad(
            '[a]({{< ref "⟦nowhere⟧" >}})\n',
            "does not stop the build",
            message="and Hugo makes it lead nowhere",
            site={"hugo.toml": 'refLinksErrorLevel = "warning"'},
        ),
        Bad('See {{% relref "one/same" %}} and [a]({{< ref "⟦same⟧" >}})\n', site=_SITE),
        Bad(
            '[a]({{< ref "⟦/articles/stup.md⟧" >}})\n',
            fixed='[a]({{< ref "/articles/setup.md" >}})\n',
            site=_SITE,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            if link.kind != "ref" or target.result != "broken":
                continue
            if site.published(page) or not target.state:
                yield self._judge(page, site, link, target)

    def _judge(self, page: Page, site: Site, link: Link, target: Target) -> Diagnostic:
        harm = site.missing_reference()
        named = f"{link.name.partition('[')[0]} {quoted(link.destination)}"
        if target.ambiguous:
            said = " or ".join(target.ambiguous[:3])
            return self.at(page, link.place, f"{named} may mean {said}, and {harm}: write the whole path")
        if target.state:
            return self.at(page, link.place, f"{named} names a page that {target.why}, and {harm}")
        said = f" ({target.why})" if target.languages or "language" in target.why else ""
        nearest = nearest_by_words(link, page, site, near(page, target))
        best = clearly_nearest(nearest)
        path = _path(page, site, link, best) if best else ""
        fix = repoint(link, path + tail(link), safe=False) if path else None
        message = f"{named} names no page{said}, and {harm}{did_you_mean(nearest)}"
        return self.at(page, link.place, message, fix=fix)


def _path(page: Page, site: Site, link: Link, best: Near) -> str:
    """The path by which a `ref` finds a page, "" where none is known."""
    other = site.page(best.path)
    path = site.reference(other) if other else ""
    if not path:
        return ""
    suffix = match[0] if (match := re.search(r"\.md(?=$|[?#])", link.destination)) else ""
    found_there = site.resolve(page, link_to(path + suffix, "ref", link.name)).page
    return path + suffix if found_there is other else ""
