"""A picture file that is no picture, or of another format than its name says.

A page of HTML that was saved under the name of a picture, or the pointer that Git LFS leaves where the file itself was
not fetched, shows as a broken image. A PNG that is named `.jpg` is shown by most browsers, but not processed by all
tools.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, quoted
from postlint.helpers.picture_files import pictures

_SITE = {
    "hugo.toml": "",
    "static/a.png": "<!DOCTYPE html><p>Not found</p>",
    "static/b.gif": "GIF89a",
    "static/c.png": "GIF89a",
}


class NotAnImage(SiteRule):
    severity = Severity.ERROR
    signs = ("images",)

    good = [
        Good("![A plan](/b.gif) ![B](https://example.org/a.png) ![C](/nowhere.png)\n", site=_SITE),
        Good("![A plan](/a.png)\n", "nothing is known of an empty file", site={"hugo.toml": "", "static/a.png": ""}),
    ]
    bad = [
        Bad("![A plan](⟦/a.png⟧)\n", message="HTML", site=_SITE),
        Bad("![A plan](⟦/c.png⟧)\n", message="GIF", severity=Severity.WARNING, site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, picture in pictures(page, site):
            name = quoted(link.destination)
            if picture.format in ("HTML", "an LFS pointer"):
                # The pointer of a file that Git keeps elsewhere: whether the build gets the picture is not known.
                severity = Severity.INFO if picture.format != "HTML" else None
                message = f"{name} is {picture.format}, and no picture: put the picture there"
                yield self.at(page, link.place, message, severity=severity)
            elif picture.format and picture.format != picture.expected:
                message = f"{name} is a {picture.format} file: name it so, or save it as {picture.expected}"
                yield self.at(page, link.place, message, severity=Severity.WARNING)
