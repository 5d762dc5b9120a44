"""How messages quote what an article says."""

from __future__ import annotations

MOST = 60


def quoted(text: str, most: int = MOST) -> str:
    """A text in quotation marks, on one line, and cut where it is long."""
    line = " ".join(text.split())
    return f"“{line[:most].rstrip()}…”" if len(line) > most else f"“{line}”"
