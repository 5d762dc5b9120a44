"""Lines of a paragraph that were to stand one below the other, and that a reader sees run together.

A form, a dialogue or a poem was typed line by line; Markdown joins the lines of a paragraph, so “Date: today” and
“Place: here” stand in one row. Three lines or more are looked at that all begin in bold, or that are short, begin with
a capital and mostly end no sentence, in articles whose long paragraphs nobody has wrapped. Where the site keeps the
line breaks of a text (`hardWraps`), nothing is reported.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule

_SITE = {"hugo.toml": ""}
_TEXT = (
    "The list of the day is for you and me, and it is not as long as it was; we have to see that with the others. " * 2
)
_ARTICLE = f"{_TEXT}\n\n" * 4
_WRAPPED = _TEXT.replace("; we", ";\nwe")
_70, _71 = f"It {'word ' * 13}go", f"It {'word ' * 13}goes"[:71]
_BOLD_70, _BOLD_71 = f"**it {'word ' * 12}all**", f"**it {'word ' * 12}also**"
_161 = f"{'word ' * 31}words."
_LINES = "Date: today\nPlace: here\nTime: now\n"


class JoinedLines(SiteRule):
    severity = Severity.WARNING

    good = [
        Good(f"{_ARTICLE}Date: today  \nPlace: here\\\nTime: now\n", "the lines are broken", site=_SITE),
        Good(f"{_ARTICLE}Date: today\nPlace: here\n", "two are few", site=_SITE, nests=False),
        Good(f"{_ARTICLE}It is so.\nIt is not so.\nIt is what it is.\n", "sentences", site=_SITE, nests=False),
        Good(f"{_ARTICLE}Date: today\nand here\nand now\n", "no capitals", site=_SITE, nests=False),
        Good(f"{_WRAPPED}\n\n" * 4 + "Date: today\nPlace: here\nTime: now\n", "wrapped", site=_SITE, nests=False),
        Good(f"{_TEXT}\n\n" * 3 + "Date: today\nPlace: here\nTime: now\n", "unknown", site=_SITE, nests=False),
        Good(f"{_ARTICLE}Date: {'word ' * 13}\nPlace: {'word ' * 13}\nTime: {'word ' * 13}\n", "long", site=_SITE),
        Good(_ARTICLE * 3 + f"{_71}\n{_70}\n{_70}\n", "71 signs", site=_SITE, nests=False),
        Good(_ARTICLE * 3 + f"{_70}\n{_71}\n{_70}\n", "71 signs", site=_SITE, nests=False),
        Good(f"{_TEXT}\n\n" * 3 + f"{_161[1:]}\n\n{_LINES}", "160 signs are not long", site=_SITE, nests=False),
        Good(f"{_ARTICLE}Date: today.\nPlace: here\nTime: now\n", "every second ends", site=_SITE, nests=False),
        Good(f"{_ARTICLE}Date: today\nPlace: here.\nTime: now\n", "every second ends", site=_SITE, nests=False),
        Good(f"{_ARTICLE}Dear all,\nWhat it is\nWhat it was\nWhat for\n", "it goes on", site=_SITE, nests=False),
        Good(f"{_ARTICLE}`A`\n`B`\n`C`\n\n[a]: /b/\n[B]: /c/\n[C]: /d/\n", "code, addresses", site=_SITE, nests=False),
        Good(
            "**Date:** today\n**Place:** here\n**Time:** now\n",
            site={"hugo.toml": "[markup.goldmark.renderer]\nhardWraps = true\n"},
        ),
        Good("{{< a >}}\n**Date:** today\n**Place:** here\n**Time:** now\n{{< /a >}}\n", "code", site=_SITE),
        Good("**Date:** today\n**Place:** here\nand now\n", "two of three", site=_SITE),
        Good(f"**So:** {'word ' * 14} **or**\n**so it is, and**\n**so on.**\n", "it goes on", site=_SITE),
        Good(f"{_BOLD_71}\n**so it is, and**\n**so on**\n", "71 signs", site=_SITE),
    ]
    bad = [
        Bad(f"{_ARTICLE}⟦Date: today⟧\nPlace: here\nTime: now\n", message="3 lines", site=_SITE, nests=False),
        Bad(f"{_ARTICLE}⟦12 Python⟧\n8 Ruby\n4 Lua\n3 Perl\n", message="4 lines", site=_SITE, nests=False),
        Bad(f"⟦**so:** {'word ' * 14} **or.**⟧\n**so it is, and**\n**so on.**\n", "a sentence ends", site=_SITE),
        Bad("⟦**so is it all**⟧\n**so it is, and**\n**so on**\n", "short", site=_SITE),
        Bad(f"⟦{_BOLD_70}⟧\n**so it is, and**\n**so on**\n", "70 signs", site=_SITE),
        Bad(_ARTICLE * 3 + f"⟦{_70}⟧\n{_70}\n{_70}\n", "70 signs", site=_SITE, nests=False),
        Bad(f"{_TEXT}\n\n" * 3 + f"{_161}\n\n⟦Date: today⟧\nPlace: here\nTime: now\n", "161", site=_SITE, nests=False),
        Bad(f"{_ARTICLE}⟦Date: today⟧\nPlace: here,\nTime: now\nWhat: so,\n", "one of three", site=_SITE, nests=False),
        Bad(
            f"{_WRAPPED}\n\n{_TEXT}\n\n" + f"{_ARTICLE}" * 2 + "⟦Date: today⟧\nPlace: here\nTime: now\n",
            "one of ten is wrapped",
            site=_SITE,
            nests=False,
        ),
        Bad("⟦**Date:** today⟧\n**Place:** here\n**Time:** now, as it is.\n", site=_SITE),
        Bad(
            "It is so.\nIt is not so.\nIt is what it is.\n\n{{< a >}}\n**A:** so\n**B:** so\n**C:** so\n{{< /a >}}\n\n"
            "⟦**Date:** today⟧\n**Place:** here\n**Time:** now\n",
            "behind sentences, and code",
            site=_SITE,
            nests=False,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        shown = [leftover for leftover in page.leftovers if leftover.kind == "joined-lines"]
        for leftover in shown if shown and not site.rendering(page).line_breaks else ():
            what = f"these {leftover.text} lines run together in one: end each with a backslash, or make a list of them"
            yield self.at(page, leftover.place, what)
