"""Dates that contradict each other: changed before it was written, or expired before it was published.

An article that expires no later than it is published is never shown. One whose last change lies before its date
misleads readers and search engines about how old it is; that is advice, as the date may be that of what it is about.

Dates without a time zone, and a last change on the day of the date, are compared by their day.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Field, Good, Related, Rule, Severity, pattern
from postlint.helpers import field_values

_EVENT = pattern(r"(?:\A|/)(?:publications?|events?|talks?|papers?)/")
_LATER = frozenset("lastmod modified updated expirydate unpublishdate".split())


class DateOrder(Rule):
    severity = Severity.WARNING

    good = [
        Good("+++\ndate = 2026-01-02\nlastmod = 2026-01-02\nexpiryDate = 2026-01-03\n+++\n"),
        Good('+++\ndate = 2026-01-02T10:00:00Z\nlastmod = "2026-01-02"\n+++\n', "the same day"),
        Good("---\ndate: 2026-01-02T17:00:00Z\nlastmod: 2026-01-02T09:00:00Z\n---\n", "a day is near enough"),
        Good("---\ndate: 2026-01-02T01:00:00+05:00\nlastmod: 2026-01-01T22:00:00Z\n---\n", "in time order"),
        Good("---\nlastmod: 2026-01-02\nexpiryDate: 2026-01-01\n---\n", "nothing to compare the end with"),
        Good("---\ndate: 2026-09-12\npublishDate: 2026-05-01\nlastmod: 2026-06-01\n---\n", "the day of an event"),
        Good(
            "---\ndate: 2026-09-12\npublishDate: 2026-09-14\nlastmod: 2026-06-01\n---\n",
            "the day of its print",
            path="content/publication/a.md",
        ),
        Good("---\ndate: 2026-99-02\nlastmod: 2026-01-01\n---\n"),
    ]
    bad = [
        Bad(
            "+++\ndate = 2026-03-02\nlastmod = ⟦2026-01-05⟧\n+++\n",
            message="is before the date, 2026-03-02",
            severity=Severity.INFO,
        ),
        Bad('+++\ndate = "2015-09-02"\nupdated = ⟦"2015-05-29"⟧\n+++\n'),
        Bad(
            "---\npublishDate: 2026-01-02\nexpiryDate: ⟦2026-01-02⟧\n---\n",
            message="never shown",
            severity=Severity.WARNING,
        ),
        Bad("---\ndate: 2026-01-02T10:00:00Z\nexpiryDate: ⟦2026-01-02T09:00:00Z⟧\n---\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or front.names.isdisjoint(_LATER) or doc.dialect.is_archetype(doc.path):
            return
        # The date of an event or a printed work is its own; the article may have another one.
        date, change = _first(doc, "publishDate", "date"), _first(doc, "lastmod", "modified", "updated")
        if date and _EVENT.search(doc.path):
            date = None
        if date and change and _before(doc, change, date) and _day(doc, change) != _day(doc, date):
            message = (
                f"the last change, {_day(doc, change)}, is before the date, {_day(doc, date)}: correct one of them"
            )
            yield self._finding(doc, change, date, message, Severity.INFO)
        start, end = (
            _first(doc, "publishDate", "pubdate", "published", "date"),
            _first(doc, "expiryDate", "unpublishdate"),
        )
        if start and end and (_before(doc, end, start) or end.value == start.value):
            days = f"expires on {_day(doc, end)}, not after it is published on {_day(doc, start)}"
            message = f"the article {days}: it is never shown"
            yield self._finding(doc, end, start, message)

    def _finding(
        self, doc: Document, field: Field, other: Field, message: str, severity: Severity | None = None
    ) -> Diagnostic:
        related = [Related(doc.path, doc.place(other.span), f"the field “{other.name}”")]
        return self.at(doc, field.span, message, related=related, severity=severity)


def _first(doc: Document, *names: str) -> Field | None:
    fields = (doc.front_matter.field(name) for name in names) if doc.front_matter else ()
    return next((field for field in fields if field and doc.dialect.as_moment(field.value)), None)


def _before(doc: Document, one: Field, other: Field) -> bool:
    first, second = doc.dialect.as_moment(one.value), doc.dialect.as_moment(other.value)
    return bool(first and second and field_values.earlier(first, second))


def _day(doc: Document, field: Field) -> str:
    moment = doc.dialect.as_moment(field.value)
    return moment.date().isoformat() if moment else ""
