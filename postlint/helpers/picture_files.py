"""What a picture file is by its first bytes: its format, and how large it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from postlint.facts.page import Link, Page
from postlint.helpers.link_fixes import resolved_links
from postlint.site.site import Site

_HEAD = 65_536
_FORMATS = {
    ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".jpe": "JPEG", ".gif": "GIF", ".webp": "WebP", ".avif": "AVIF",
}  # fmt: skip
_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"version https://git-lfs", "an LFS pointer"),
)


class Picture(Struct, frozen=True):
    """A picture file as it is on disk."""

    expected: str
    """The format that its name says."""
    format: str
    """The format that it has; "" where that is not known; else "HTML" or "an LFS pointer"."""
    size: int
    """Bytes."""
    width: int
    """Pixels, 0 where not known."""
    height: int


def pictures(page: Page, site: Site) -> Iterator[tuple[Link, Picture]]:
    """The pictures of an article whose files are at hand, with what they are."""
    known = site.once(_known)
    for link, target in resolved_links(page, site):
        if link.image and target.path:
            if target.path not in known:
                known[target.path] = _picture(site.root / target.path)
            picture = known[target.path]
            if picture:
                yield link, picture


def _known(site: Site) -> dict[str, Picture | None]:
    return {}


def _picture(file: Path) -> Picture | None:
    expected = _FORMATS.get(file.suffix.lower())
    try:
        size = file.stat().st_size
        if not expected or not size:
            return None
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return None
    return Picture(expected, _format(head), size, *_pixels(head))


def _format(head: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "AVIF"
    start = head[:200].lstrip().lower()
    return "HTML" if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) else ""


def _pixels(head: bytes) -> tuple[int, int]:
    """The width and height, 0 where they are not known."""
    if head.startswith(b"\x89PNG"):
        return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    if head.startswith(b"GIF8"):
        return int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    if not head.startswith(b"\xff\xd8"):
        return 0, 0
    at = 2
    while at + 9 < len(head) and head[at] == 0xFF:
        # A start of frame, which no table (C4, C8, CC) is.
        if 0xC0 <= head[at + 1] <= 0xCF and head[at + 1] not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(head[at + 7 : at + 9]), int.from_bytes(head[at + 5 : at + 7])
        at += 2 + int.from_bytes(head[at + 2 : at + 4])
    return 0, 0
