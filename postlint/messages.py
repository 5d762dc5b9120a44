"""How messages quote what an article says."""

from __future__ import annotations

# Names and addresses are shorter. A terminal shortens what does not fit, and nothing else does.
MOST = 500


def quoted(text: str, most: int = MOST) -> str:
    """A text in quotation marks, on one line; its middle goes where it is longer than any name."""
    return f"“{on_one_line(text, most)}”"


def on_one_line(text: str, most: int = MOST) -> str:
    """A text on one line; its middle goes where it is longer than any name."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    end = most // 3
    return f"{line[: most - end].rstrip()}…{line[-end:].lstrip()}"
