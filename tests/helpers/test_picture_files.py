"""What a picture file is by its first bytes, each byte that counts with one beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.helpers.picture_files import _picture

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (0x010203).to_bytes(4) + (0x040506).to_bytes(4) + b"\x08"
GIF = b"GIF89a" + (0x0102).to_bytes(2, "little") + (0x0304).to_bytes(2, "little") + b"\x07"
START, APP = b"\xff\xd8", b"\xff\xe0\x01\x04" + b"\0" * 258


def frame(code: int) -> bytes:
    """A segment of a JPEG file that says 772 × 258 where it is a start of frame."""
    return bytes([0xFF, code, 0, 17, 8, 1, 2, 3, 4, 3]) + b"\0" * 9


@pytest.mark.parametrize(
    ("data", "name", "format_", "width", "height"),
    [
        (PNG, "a.png", "PNG", 0x010203, 0x040506),
        (GIF, "a.gif", "GIF", 0x0102, 0x0304),
        (START + frame(0xC0), "a.jpg", "JPEG", 0x0304, 0x0102),
        (START + frame(0xC2), "a.JPEG", "JPEG", 0x0304, 0x0102),
        (START + frame(0xCF), "a.jpe", "JPEG", 0x0304, 0x0102),
        (START + APP + frame(0xC1), "a.jpg", "JPEG", 0x0304, 0x0102),
        *((START + frame(code), "a.jpg", "JPEG", 0x0304, 0x0102) for code in (0xC3, 0xC5, 0xC7, 0xC9, 0xCB, 0xCD)),
        # Tables, and what is no start of frame.
        *((START + frame(code), "a.jpg", "JPEG", 0, 0) for code in (0xC4, 0xC8, 0xCC, 0xBF, 0xD0)),
        (START + frame(0xC4) + frame(0xC0), "a.jpg", "JPEG", 0x0304, 0x0102),
        (START + frame(0xC0)[:10], "a.jpg", "JPEG", 0x0304, 0x0102),
        (START + frame(0xC0)[:9], "a.jpg", "JPEG", 0, 0),
        (START + APP, "a.jpg", "JPEG", 0, 0),
        (START + b"\xff\xe0\x00\x02\x00" + frame(0xC0), "a.jpg", "JPEG", 0, 0),
        (b"RIFF\x01\x02\x03\x04WEBPVP8 ", "a.webp", "WebP", 0, 0),
        (b"RIFF\x01\x02\x03\x04WAVEfmt ", "a.webp", "", 0, 0),
        (b"RIFX\x01\x02\x03\x04WEBPVP8 ", "a.webp", "", 0, 0),
        (b"\0\0\0\x20ftypavif\0\0", "a.avif", "AVIF", 0, 0),
        (b"\0\0\0\x20ftypavis\0\0", "a.avif", "AVIF", 0, 0),
        (b"\0\0\0\x20ftypmp42\0\0", "a.avif", "", 0, 0),
        (b"version https://git-lfs.github.com/spec/v1\n", "a.png", "an LFS pointer", 0, 0),
        (b"\n \n<!DOCTYPE html><title>404</title>", "a.png", "HTML", 0, 0),
        (b" " * 196 + b"<html", "a.png", "", 0, 0),
        (b" " * 195 + b"<html", "a.png", "HTML", 0, 0),
        (b"BM\x01\x02\x03\x04\0\0\0\0", "a.png", "", 0, 0),
    ],
)
def test_pictures(tmp_path: Path, data: bytes, name: str, format_: str, width: int, height: int) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    found = _picture(file)
    assert found
    assert found.expected == {".png": "PNG", ".gif": "GIF", ".webp": "WebP", ".avif": "AVIF"}.get(file.suffix, "JPEG")
    assert (found.format, found.size, found.width, found.height) == (format_, len(data), width, height)


def test_what_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "empty.png").touch()
    (tmp_path / "a.txt").write_bytes(PNG)
    assert _picture(tmp_path / "empty.png") is _picture(tmp_path / "a.txt") is _picture(tmp_path / "none.png") is None
