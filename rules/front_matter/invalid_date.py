"""A date that Hugo cannot read, or that no calendar has.

Hugo stops the build at `12/20/2020` or `Feb 12, 2020`, and a number such as `20260102` it takes for seconds since
1970. What it reads are dates such as `2026-01-02` and `2026-01-02T10:00:00Z`, in quotes or not. The year 0 is a
placeholder that was left.

## Fix safety
Unsafe: the repair is offered only where the figures can be read in one way, but whether they are right nobody
checks.
"""

import re
from collections.abc import Iterator
from datetime import date

from postlint import Bad, Change, Diagnostic, Document, Fix, Good, Rule, Severity, pattern
from postlint.helpers import field_values
from postlint.helpers.front_matter_edits import editor_for

_FIGURES = pattern(r"(\d{1,4})([-/.‐‑‒–—－])(\d{1,2})\2(\d{1,4})|(\d{4}).?(\d\d).?(\d\d)", re.ASCII)


class InvalidDate(Rule):
    severity = Severity.ERROR
    customary = True

    good = [
        Good('+++\ndate = 2026-01-02\nlastmod = "2026-01-02"\nexpiryDate = 2026-01-02T10:00:00+02:00\n+++\n'),
        Good("---\ndate: 2026-01-02 10:00:00 -0500\nlastmod: '2026-01-02T10:00:00'\n---\n"),
        Good(
            '---\ndate: 2026-01-02 9:05:00 -0400\nlastmod: "2026-01-02T9:05:00+09:00"\n---\n', "an hour of one figure"
        ),
        Good("---\ndate: 2026-01-02\npublished: true\n---\n", "says that it is no draft"),
        Good('---\ndate: "02 Jan 2026"\npublishDate: Mon, 02 Jan 2006 15:04:05 MST\n---\n', "Hugo reads these"),
        Good("---\ndate: 1767348000\n---\n", "seconds since 1970"),
        Good("---\ndate:\nevent_date: next May\nparams:\n  date: soon\n---\n", "none of these is read as a date"),
        Good("---\ndate: 2026-01-02T15:53Z\n---\n", "other generators read it", site={"gatsby-config.js": ""}),
        Good(
            "---\ndate: 2026-01-02 15:53\nlastmod: 2026-01-02T9:05Z\n---\n",
            "others read it, and which it is is not known",
            site={},
        ),
        Good('---\ndate: "{{ .Date }}"\n---\n', "a template", path="archetypes/default.md"),
        Good("No front matter.\n"),
    ]
    bad = [
        Bad(
            "---\ndate: ⟦12/20/2020⟧\n---\n",
            fixed="---\ndate: 2020-12-20\n---\n",
            message="is not a valid date; write it like 2026-01-31",
            severity=Severity.ERROR,
        ),
        Bad('---\ndate: ⟦"11-13-2018"⟧\n---\n', fixed='---\ndate: "2018-11-13"\n---\n'),
        Bad("---\ndate: ⟦2018－04-21⟧\n---\n", fixed="---\ndate: 2018-04-21\n---\n"),
        Bad("---\ndate: ⟦03-04-2022⟧\n---\n", message="2026-01-31"),
        Bad(
            "---\ndate: ⟦20260102⟧\n---\n",
            fixed="---\ndate: 2026-01-02\n---\n",
            message="Hugo reads it as seconds since 1970",
            severity=Severity.WARNING,
        ),
        Bad("---\ndate: ⟦2025-02-30⟧\n---\n", message="“2025-02-30” in date is not a valid date"),
        Bad("---\ndate: ⟦2026-02-30T15:53Z⟧\n---\n", site={"gatsby-config.js": ""}),
        Bad("---\ndate: ⟦2026-01-02T15:53Z⟧\n---\n", site={"hugo.toml": ""}),
        Bad("---\ndate: ⟦2026-01-02 15:53⟧\n---\n", site={"hugo.toml": ""}),
        Bad("---\ndate: ⟦2026-02-30 15:53⟧\nlastmod: ⟦2026/01/02 15:53⟧\n---\n", site={}),
        Bad("+++\ndate = ⟦2022-11-xx⟧\n+++\n"),
        Bad("+++\ndate  = ⟦0000-01-01⟧\n+++\n"),
        Bad('---\ndate: ⟦Feb 12, 2020⟧\nlastmod: ⟦"2020-02-11 23:30"⟧\n---\n', site={"hugo.toml": ""}),
        Bad("---\ndate: ⟦13/12/2018⟧\n---\n", fixed="---\ndate: 2018-12-13\n---\n"),
        Bad("---\ndate: ⟦12/13/2018⟧\n---\n", fixed="---\ndate: 2018-12-13\n---\n"),
        Bad("---\ndate: ⟦12/11/2018⟧\n---\n", fixed="---\ndate: 12/11/2018\n---\n", why="two days may be meant"),
        Bad("---\ndate: ⟦12/12/2018⟧\n---\n", fixed="---\ndate: 2018-12-12\n---\n"),
        Bad("---\ndate: ⟦13/12/218⟧\n---\n", fixed="---\ndate: 13/12/218\n---\n", why="no year"),
        Bad("---\ndate: ⟦13/12/1900⟧\n---\n", fixed="---\ndate: 1900-12-13\n---\n"),
        Bad("---\ndate: ⟦13/12/1899⟧\n---\n", fixed="---\ndate: 13/12/1899\n---\n", why="hardly the year"),
        Bad("---\ntitle: A\nlastmod: 2026-01-02\ndate: ⟦2025-02-30⟧\n---\n"),
        Bad("---\ndate: ''\nlastmod: ⟦2025-02-30⟧\n---\n"),
        Bad("---\npublished: ⟦12/20/2020⟧\n---\n", fixed="---\npublished: 2020-12-20\n---\n"),
        Bad("---\ndate: ⟦true⟧\n---\n"),
        Bad("---\npublished: true\ndate: ⟦2025-02-30⟧\n---\n"),
        Bad("---\ndate: ⟦11/12/2018⟧\n---\n", fixed="---\ndate: 11/12/2018\n---\n", why="two days may be meant"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or doc.dialect.is_archetype(doc.path):
            return
        for field in front.children(()):
            value = field.value
            if doc.dialect.kind_of(field.name) != "date" or value is None or doc.dialect.is_date(value):
                continue
            if isinstance(value, bool) and field.name.lower() == "published":
                continue
            if isinstance(value, str) and (not value.strip() or "{{" in value):
                continue
            text = field_values.shown(value if isinstance(value, str) else doc.source(field.span))
            exists = not re.fullmatch(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d\S*)?", text)
            read = ": Hugo reads it as seconds since 1970" if isinstance(value, int) else ""
            message = f"“{text}” in {field.name} is not a valid date{read}; write it like 2026-01-31"
            message = message if exists else f"“{text}” in {field.name} is not a valid date: there is no such day"
            day = _meant(text)
            fix = None
            if day:
                plain = not isinstance(value, str) or doc.source(field.span) == value
                edit = editor_for(front).set(field, day if plain else day.isoformat())
                fix = Fix.unsafe(edit, title=f"Write {day}", changes={Change.FRONT_MATTER})
            severity = Severity.WARNING if isinstance(value, int) else None
            yield self.at(doc, field.span, message, fix=fix, severity=severity)


def _meant(text: str) -> date | None:
    """The only date that figures can mean: a number over 12 is no month, and four figures are the year."""
    match = _FIGURES.fullmatch(text)
    if match is None:
        return None
    one, two, three = (match[1], match[3], match[4]) if match[1] else (match[5], match[6], match[7])
    first, second, third = int(one), int(two), int(three)
    if len(one) == 4:
        year, month, day = first, second, third
    elif len(three) == 4 and (first > 12 or first == second):
        year, month, day = third, second, first
    elif len(three) == 4 and second > 12:
        year, month, day = third, first, second
    else:
        return None
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None
