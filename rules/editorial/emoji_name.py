"""The name of an emoji, `:tada:`, on a site that makes no pictures of such names.

Hugo does only where its configuration says `enableEmoji = true`; elsewhere the reader sees the name between its colons.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule

_SITE = {"hugo.toml": ""}


class EmojiName(SiteRule):
    severity = Severity.WARNING
    signs = ("emoji",)

    good = [
        Good("We are done :tada:\n", site={"hugo.toml": "enableEmoji = true\n"}),
        Good("At 10:30:00, `:tada:`, a:key:b, ::link:: and :nobody:.\n", "no emoji", site=_SITE),
        Good("We are done :tada:\n", "not of a site", site={}),
    ]
    bad = [Bad("We are done ⟦:tada:⟧ ⟦:rocket:⟧\n", message="enableEmoji", site=_SITE)]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        names = [leftover for leftover in page.leftovers if leftover.kind == "emoji"]
        if not names or not site.has_urls or site.rendering(page).emoji:
            return
        for leftover in names:
            message = f"“{leftover.text}” shows as it is written, as the site does not set “enableEmoji = true”"
            yield self.at(page, leftover.place, f"{message}: write the sign itself")
