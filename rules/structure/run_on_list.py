"""Marks of a list that make no list, so that its items run together in one paragraph.

`-one` and `1)one` need a blank behind the mark, `2. two` begins no list right below a text, and an item that is
indented by four belongs to the text above. The other way round, a wrapped line that begins with `- ` or `+ ` begins a
list by accident. Where the site keeps the line breaks of a text (`hardWraps`), only the accident is reported.

## Fix safety
Unsafe: a blank is put behind the marks, and perhaps they are no marks of a list.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Leftover, Page, Severity, Site, SiteRule, Span

_SITE = {"hugo.toml": ""}
_ABOVE = "All that there is in it, and all that there was"
_MESSAGES = {
    "run-on": "makes no list, so its items run together in one paragraph: put a blank behind it and a blank line above",
    "bullets": "is no mark of a list, so the lines run together in one paragraph: begin them with “- ”",
    "accidental": "begins a list in the middle of a sentence: join it with the line above, or escape it",
}


class RunOnList(SiteRule):
    severity = Severity.WARNING
    signs = ("run-on", "bullets", "accidental")

    good = [
        Good("{{< tab >}}\nmodule:\n  imports:\n    - path: a.example/b\n{{< /tab >}}\n", "YAML", nests=False, site={}),
        Good("Text:\n- one\n- two\n\n1. one\n2. two\n", site=_SITE),
        Good("It costs\n-5 degrees and\n-10 at night.\n", "numbers", site=_SITE),
        Good("Options:\n-a all\n-v verbose\n\n--one\n--two\n", "options of a command", site=_SITE),
        Good("It was so in the year\n2019. It was a good one.\n", site=_SITE),
        Good("Of Angular:\n*ngFor\n*ngIf\n", "names", site=_SITE),
        Good("-one of it  \n-two of it\\\n-three\n", "the lines are broken", site=_SITE),
        Good("It is so:\n-one of it  \n-two of it\\\n-three\n", "but for the first one", site=_SITE),
        Good("✅ one<br>\n✅ two<br/>\n✅ three\n", "the same", site=_SITE),
        Good("It is as long as\n-one of it\n", "one alone", site=_SITE),
        Good("It was in the year on\n3. May and on\n7. June, and so on\n", "numbers that do not count", site=_SITE),
        Good("+ what there will be.\n", "a list", site=_SITE),
        Good(f"{_ABOVE}.\n+ what there will be.\n", "a sentence has ended", site=_SITE),
        Good(f"{_ABOVE}\n+ What there will be.\n", "a capital", site=_SITE),
        Good(f"{_ABOVE}\n- what there will be.\n", "no word that goes on", site=_SITE),
        Good(f"{_ABOVE}\n+ what there will be.\n+ what there was.\n", "two items", site=_SITE),
        Good(f"Text.\n\n{_ABOVE[-39:]}\n+ what there will be.\n", "39 signs", site=_SITE, nests=False),
        Good(f"Text.\n\n1. {_ABOVE}\n\t+ what there will be.\n", "a list within an item", site=_SITE, nests=False),
        Good("-one\n-two\n", site={"hugo.toml": "[markup.goldmark.renderer]\nhardWraps = true\n"}),
        Good(
            "- begin with all that there is in it, and all that there was\n  - while (true)\n    - go on\n",
            "a list within an item",
            site=_SITE,
        ),
        Good("It is\n$$\na =\n      \\left( b \\right)\n    + \\frac{c}{d}\n    + e\n$$\n", "a formula", site=_SITE),
        Good(
            '{{< tab header="A" lang="yaml" >}}\nspec:\n  a:\n    - b:\n        c\n{{< /tab >}}\n', "code", site=_SITE
        ),
        Good("{{< folded-code >}}\nspec:\n    - name: a\n      b: c\n{{< /folded-code >}}\n", "code", site=_SITE),
        Good('{{< code-toggle file="a" >}}\nspec:\n    - name: a\n{{< /code-toggle >}}\n', "code", site=_SITE),
        Good("{{< output >}}\nspec:\n    - name: a\n    - name: b\n{{< /output >}}\n", "printed", site=_SITE),
        Good('{{< box language="yaml" >}}\nspec:\n    - name: a\n{{< /box >}}\n', "code", site=_SITE),
        Good("```\n-one\n-two\n```\n\nText.\n- one\n", site=_SITE),
    ]
    bad = [
        Bad("module:\n  imports:\n    ⟦-⟧ path: a.example/b\n", why="YAML that is no code", nests=False, site={}),
        Bad("⟦-⟧one\n-two\n", fixed="- one\n- two\n", message="put a blank behind it", site=_SITE),
        Bad("All new:\n⟦*⟧Some things\n*Some more\n", fixed="All new:\n* Some things\n* Some more\n", site=_SITE),
        Bad("Do this:\n⟦1)⟧Open it\n2)Close it\n", fixed="Do this:\n1) Open it\n2) Close it\n", site=_SITE),
        Bad("Do this:\n⟦2.⟧ Open it\n3. Close it\n", site=_SITE),
        Bad("A text of it\n    ⟦-⟧ one\n    - two\n", site=_SITE),
        Bad("It is\n$$\na = b\n$$\nas a text of it\n    ⟦-⟧ one\n    - two\n", site=_SITE),
        Bad("{{< box >}}\nAll of it:\n    ⟦-⟧ name: a\n{{< /box >}}\n", site=_SITE),
        Bad("{{< box >}}\nspec:\n    ⟦-⟧ one of it\n{{< /box >}}\n", site=_SITE),
        Bad("{{< box >}}\nspec:\n    - name: a\n⟦•⟧ one\n• two\n{{< /box >}}\n", site=_SITE, nests=False),
        Bad("⟦-⟧one\n-two\\\n-three\n", fixed="- one\n- two\\\n- three\n", site=_SITE),
        Bad("⟦✅⟧ one<br>\n✅ two\n✅ three\n", site=_SITE),
        Bad("⟦•⟧ one\n• two\n", message="“- ”", fixed="• one\n• two\n", site=_SITE),
        Bad(f"Text.\n\n{_ABOVE[-40:]}\n⟦+⟧ what there will be.\n", "40 signs", site=_SITE),
        Bad(f"{_ABOVE},\n⟦+⟧ what there will be.\n", site=_SITE),
        Bad(f"{_ABOVE}\n⟦+⟧ 5 of them.\n", site=_SITE),
        Bad(f"{_ABOVE}\n⟦+⟧ eBay as it was.\n", site=_SITE),
        Bad(f"{_ABOVE}\n⟦-⟧ and what there will be.\n", site=_SITE, nests=False),
        Bad(f"Text.\n\n10. {_ABOVE}\n\t⟦+⟧ what there will be.\n", "no list within an item", site=_SITE, nests=False),
        Bad(
            "Text.\n\n- begin with all that there is in it, and all that there was\n  ⟦+⟧ what there will be.\n",
            message="middle",
            site=_SITE,
            nests=False,
        ),
        Bad("All that there is in it, and all that there was\n⟦+⟧ what there will be.\n", message="middle", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        shown = [leftover for leftover in page.leftovers if leftover.kind in _MESSAGES]
        broken = bool(shown) and site.rendering(page).line_breaks
        for leftover in shown:
            if leftover.kind == "accidental" or not broken:
                message = f"“{leftover.text}” {_MESSAGES[leftover.kind]}"
                yield self.at(page, leftover.place, message, fix=_fix(leftover))


def _fix(leftover: Leftover) -> Fix | None:
    edits = [Edit(Span(at, at), leftover.insert) for at in leftover.at]
    return Fix.unsafe(*edits, title="Put a blank behind the marks", changes=list(Change)) if edits else None
