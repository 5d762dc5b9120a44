"""What the pass over one file yields, as plain data for JSON, and back. Nothing of it is ever executed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from postlint.diagnostic import Change, Diagnostic, Edit, Fix, Related, Safety, Severity
from postlint.text import Place, Span

if TYPE_CHECKING:
    from postlint.engine import Inspection


def inspection_to_data(inspection: Inspection) -> dict[str, Any]:
    """The facts and findings of one file as dictionaries, lists, texts and numbers."""
    page = inspection.page.to_data() if inspection.page else None
    return {"page": page, "diagnostics": [diagnostic_to_data(each) for each in inspection.diagnostics]}


def inspection_from_data(data: Mapping[str, Any]) -> Inspection:
    """What `inspection_to_data` made of. Raises ValueError where the data is something else."""
    from postlint.engine import Inspection
    from postlint.site import Page

    try:
        page = Page.from_data(data["page"]) if data["page"] is not None else None
        return Inspection(page, tuple(diagnostic_from_data(each) for each in data["diagnostics"]))
    except (TypeError, KeyError, AttributeError, IndexError) as error:
        raise ValueError(f"this is no stored article: {error}") from error


def diagnostic_to_data(each: Diagnostic) -> list[Any]:
    """A finding as a list."""
    fix = each.fix and [
        [[*edit.span, edit.text] for edit in each.fix.edits],
        each.fix.safety,
        each.fix.title,
        sorted(each.fix.changes),
    ]
    related = [[path, list(place), message] for path, place, message in each.related]
    return [each.path, list(each.place), each.rule, each.severity, each.message, related, fix]


def diagnostic_from_data(data: list[Any]) -> Diagnostic:
    """The finding that `diagnostic_to_data` made a list of."""
    path, place, rule, severity, message, related, fix = data
    return Diagnostic(
        str(path),
        Place(*map(int, place)),
        str(rule),
        Severity(severity),
        str(message),
        tuple(Related(str(file), Place(*map(int, at)), str(text)) for file, at, text in related),
        _fix(fix) if fix else None,
    )


def _fix(data: list[Any]) -> Fix:
    edits, safety, title, changes = data
    return Fix(
        tuple(Edit(Span(int(start), int(end)), str(text)) for start, end, text in edits),
        Safety(safety),
        str(title),
        frozenset(Change(each) for each in changes),
    )
