"""A shortcode that is opened and not closed, or closed and not opened.

Hugo's build fails: a shortcode whose template uses what stands between its tags has to be closed, or to close itself
(`{{< name />}}`), wherever it is called. Which shortcodes these are is read from their templates. Where a template is
not here, a shortcode is one of them if the site closes it nearly everywhere else.
"""

from collections import Counter
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule
from postlint.wording import quoted

_SITE = {
    "hugo.toml": "",
    "layouts/shortcodes/note.html": "<p>{{ .Inner }}</p>",
    "layouts/shortcodes/signup.html": "<form></form>",
}
_THEME = {"hugo.toml": "theme = 'elsewhere'", "content/b.md": "{{< tab >}}a{{< /tab >}}\n" * 10}


class Unclosed(SiteRule):
    severity = Severity.ERROR

    good = [
        Good("{{< note >}}a{{< /note >}} {{< note />}} {{< signup >}}\n", site=_SITE),
        Good("{{< highlight go >}}a{{< /highlight >}} {{< youtube abc >}}\n", site=_SITE),
        Good("{{</* note */>}} {{< unknown >}}\n", site=_SITE),
        Good("{{< tab >}}a{{< /tab >}} {{< other >}}\n", site=_THEME),
    ]
    bad = [
        Bad("⟦{{< note >}}⟧\n\nText.\n", message="“note” is not closed", site=_SITE),
        Bad("Text.\n\n⟦{{< /note >}}⟧\n", message="closes nothing", site=_SITE),
        Bad("⟦{{< highlight go >}}⟧\n", site=_SITE),
        Bad("⟦{{% tab %}}⟧\n", message="elsewhere", site=_THEME),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if site.hugo is None:
            return
        for call in page.calls:
            if call.closed or call.self_closing:
                continue
            paired = site.hugo.templates.paired(call.name)
            if paired:
                message = f"the shortcode {quoted(call.name)} is not closed, and Hugo's build fails"
                yield self.at(page, call.place, message)
            elif paired is None and call.name in site.once(_closed_elsewhere):
                message = f"the shortcode {quoted(call.name)} is not closed here, but nearly everywhere elsewhere"
                yield self.at(page, call.place, message)
        for orphan in page.orphans:
            message = f"this closes nothing: no shortcode {quoted(orphan.name)} is open here, and Hugo's build fails"
            yield self.at(page, orphan.place, message)


def _closed_elsewhere(site: Site) -> frozenset[str]:
    """The shortcodes that are closed in at least nine of ten calls, and in ten at least."""
    calls = [call for page in site.pages for call in page.calls if not call.self_closing]
    closed = Counter(call.name for call in calls if call.closed)
    every = Counter(call.name for call in calls)
    return frozenset(name for name, times in closed.items() if times >= 10 and times >= 0.9 * every[name])
