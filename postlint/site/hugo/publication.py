"""Whether an article is published, and if not, why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from postlint.document.front_matter.values import get
from postlint.site import dates
from postlint.site.hugo.content_tree import Entry
from postlint.site.hugo.settings import Settings


def judge(entry: Entry, settings: Settings, today: date) -> None:
    """Set the state of a page, and the reason in an editor's words."""
    if entry.state != "published":
        return
    fields = entry.fields
    draft = fields.get("draft")
    if (_is_true(draft) or (draft is None and _is_false(fields.get("published")))) and not settings.build_drafts:
        entry.state, entry.why = "draft", "is a draft"
        return
    published = date_of(entry, settings, "publishdate") or date_of(entry, settings, "date")
    if published and published >= dates.midnight(today + timedelta(days=1)) and not settings.build_future:
        entry.state, entry.why = "future", f"publishes on {published.date().isoformat()}"
        return
    expired = date_of(entry, settings, "expirydate")
    if expired and expired <= dates.midnight(today) and not settings.build_expired:
        entry.state, entry.why = "expired", f"expired on {expired.date().isoformat()}"
        return
    if why := _unrendered(fields, entry.kind, settings):
        entry.state, entry.why = "unrendered", why


def date_of(entry: Entry, settings: Settings, kind: str) -> datetime | None:
    """A date of a page: date, publishdate, expirydate or lastmod."""
    return dates.date_of(kind, entry.fields, entry.basename, settings.date_rules)


def _is_true(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.strip().lower() == "true")


def _is_false(value: Any) -> bool:
    return value is False or (isinstance(value, str) and value.strip().lower() == "false")


def _unrendered(fields: Mapping[str, Any], kind: str, settings: Settings) -> str:
    if kind in settings.disabled:
        return f"is not built: the configuration disables pages of the kind {kind}"
    if _is_true(fields.get("headless")):
        return "is headless"
    render = get(fields.get("build"), "render")
    if render in ("never", False):
        return 'is not rendered (build.render = "never")'
    return 'is not rendered (build.render = "link")' if render == "link" else ""
