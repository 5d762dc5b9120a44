"""A shortcode that is opened and not closed, or closed and not opened.

Hugo's build fails: a shortcode whose template uses what stands between its tags has to be closed, or to close itself
(`{{< name />}}`), wherever it is called. Which shortcodes these are is read from their templates. Where a template is
not here, a shortcode is one of them if the site closes it nearly everywhere else.
"""

from collections.abc import Iterator, Mapping

from postlint import Bad, Diagnostic, Good, Page, Related, Severity, Site, SiteRule, quoted

_SITE = {
    "hugo.toml": "",
    "layouts/shortcodes/note.html": "<p>{{ .Inner }}</p>",
    "layouts/shortcodes/signup.html": "<form></form>",
}
_THEME = {"hugo.toml": "theme = 'elsewhere'", "content/b.md": "{{< tab >}}a{{< /tab >}}\n" * 10}


class Unclosed(SiteRule):
    severity = Severity.ERROR
    signs = ("calls",)

    good = [
        Good("{{< note >}}a{{< /note >}} {{< note />}} {{< signup >}}\n", site=_SITE),
        Good("{{< highlight go >}}a{{< /highlight >}} {{< youtube abc >}}\n", site=_SITE),
        Good("{{</* note */>}} {{< unknown >}}\n", site=_SITE),
        Good("{{< tab >}}a{{< /tab >}} {{< other >}}\n", site=_THEME),
        Good(
            "{{< note >}}\n",
            "the release that builds the site takes it",
            site={**_SITE, "netlify.toml": '[build.environment]\nHUGO_VERSION = "0.110.0"\n'},
        ),
        Good("{{< note >}}\n", "beside the site", path="README.md", site=_SITE),
        Good(
            "{{< tab >}}\n",
            "nine times closed is not often",
            site={**_THEME, "content/b.md": "{{< tab >}}a{{< /tab >}}\n" * 9},
        ),
        Good("{{< tab >}}\n\n{{< tab >}}\n", "two of twelve are open", site=_THEME),
    ]
    bad = [
        Bad("⟦{{< note >}}⟧\n\nText.\n", message="“note” is not closed here, and", site=_SITE),
        Bad(
            "⟦{{< note >}}⟧\n\nText.\n",
            site={**_SITE, "netlify.toml": '[build.environment]\nHUGO_VERSION = "0.111.0"\n'},
        ),
        Bad("Text.\n\n⟦{{< /note >}}⟧\n", message="closes nothing", site=_SITE),
        Bad("{{< note >}}\n\nText.\n\n⟦{{< /nota >}}⟧\n", message="while “note” is", site=_SITE),
        Bad("⟦{{< highlight go >}}⟧\n", site=_SITE),
        Bad("⟦{{% tab %}}⟧\n", message="nearly everywhere else", site=_THEME),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        if not site.has_urls or not site.holds(page):
            return
        opened = {call.place.start: call for call in page.calls if not (call.closed or call.self_closing)}
        opened = {at: call for at, call in opened.items() if _has_to_be_closed(call.name, site)}
        for orphan in page.orphans:
            above = max((at for at in opened if at < orphan.place.start), default=-1)
            # The two are one slip: the name in one of the tags.
            call = opened.pop(above, None)
            said = f"while {quoted(call.name)} is" if call else "here"
            message = f"this closes nothing: no shortcode {quoted(orphan.name)} is open {said}, and Hugo's build fails"
            related = [Related(page.path, call.place, "this one is open")] if call else []
            yield self.at(page, orphan.place, message, related=related)
        for call in opened.values():
            why = "and Hugo's build fails" if site.is_paired(call.name) else "but nearly everywhere else"
            yield self.at(page, call.place, f"the shortcode {quoted(call.name)} is not closed here, {why}")


def _has_to_be_closed(name: str, site: Site) -> bool:
    paired = site.is_paired(name)
    return bool(site.concluded(_is_mostly_closed, _calls, name)) if paired is None else paired


def _is_mostly_closed(counts: Mapping[str, int]) -> bool:
    """Whether a shortcode is closed in at least nine of ten calls, and in ten at least."""
    closed = counts.get("closed", 0)
    return closed >= 10 and closed >= 0.9 * sum(counts.values())


def _calls(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    return ((call.name, ["closed" if call.closed else "open"]) for call in page.calls if not call.self_closing)
