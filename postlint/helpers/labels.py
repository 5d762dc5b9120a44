"""The labels of links and of their definitions."""

from __future__ import annotations


def folded_label(label: str) -> str:
    """A label as labels are compared: without case, with one blank between its words."""
    return " ".join(label.casefold().split())
