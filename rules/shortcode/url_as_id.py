"""A whole address where one of Hugo's own shortcodes wants an id.

`{{< youtube https://www.youtube.com/watch?v=abc123 >}}` puts the address behind that of the player: the reader sees an
empty frame. A site, or a theme that is not here, may have a shortcode of its own that takes addresses: there nothing is
reported.

## Fix safety
Safe: the id stands in the address. Unsafe where more follows it, such as the time at which a video begins.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Page, Severity, Site, SiteRule, pattern

_IDS = {
    "youtube": pattern(
        r"(?:https?:)?//(?:www\.|m\.|music\.)?(?:youtube(?:-nocookie)?\.com/(?:watch/?\?(?:[^#\s]*&)?v=|embed/|shorts/|live/|v/)"
        r"|youtu\.be/)(?P<id>[\w-]{6,})(?P<rest>\S*)"
    ),
    "vimeo": pattern(r"(?:https?:)?//(?:www\.|player\.)?vimeo\.com/(?:video/)?(?P<id>\d+)(?P<rest>\S*)"),
    "instagram": pattern(r"(?:https?:)?//(?:www\.)?instagram\.com/(?:p|reel)/(?P<id>[\w-]+)/?(?P<rest>\S*)"),
}
_ADDRESS = pattern(r"(?:https?:)?//\S+")
_SITE = {"hugo.toml": ""}
_OWN = {"hugo.toml": "", "layouts/shortcodes/youtube.html": "<iframe src='{{ .Get 0 }}'></iframe>"}


class UrlAsId(SiteRule):
    severity = Severity.ERROR
    signs = ("calls",)

    good = [
        Good('{{< youtube abc123 >}} {{< youtube id="abc123" >}} {{< vimeo 12345 >}}\n', site=_SITE, nests=False),
        Good("{{< youtube https://youtu.be/abc123 >}}\n", "a shortcode of the site", site=_OWN, nests=False),
        Good("{{< youtube https://youtu.be/abc123 >}}\n", site={"hugo.toml": "theme = 'none'\n"}, nests=False),
    ]
    bad = [
        Bad("{{< youtube ⟦https://www.youtube.com/watch?v⟧=abc123 >}}\n", why="stops Hugo", site=_SITE, nests=False),
        Bad(
            '{{< youtube id="⟦https://youtu.be/abc123?t=42⟧" >}}\n',
            fixed='{{< youtube id="abc123" >}}\n',
            site=_SITE,
            nests=False,
        ),
        Bad(
            '{{< youtube "⟦https://www.youtube.com/watch?v=abc123⟧" >}}\n',
            fixed='{{< youtube "abc123" >}}\n',
            message="write abc123",
            site=_SITE,
            nests=False,
        ),
        Bad("{{< vimeo ⟦https://vimeo.com/12345⟧ >}}\n", fixed="{{< vimeo 12345 >}}\n", site=_SITE, nests=False),
        Bad("{{< youtube ⟦https://a.example/b⟧ >}}\n", message="wants the id", site=_SITE, nests=False),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for call in page.calls:
            if call.name not in _IDS:
                continue
            given = call.parameter("id") or call.parameter(0)
            if given is None or not _ADDRESS.fullmatch(given.value) or site.overrides(call.name) is not False:
                continue
            match = _IDS[call.name].fullmatch(given.value)
            message = f"“{call.name}” wants the id of a post or video, not its whole address"
            if match is None:
                yield self.at(page, given.place, message)
                continue
            make = Fix.unsafe if match["rest"] else Fix.safe
            edit = Edit(given.place.span, match["id"])
            fix = make(edit, title=f"Write {match['id']}", changes=[Change.BLOCKS, Change.LINKS])
            yield self.at(page, given.place, f"{message}: write {match['id']}", fix=fix)
