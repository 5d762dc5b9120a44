"""The protocol as clients speak it: invalid requests, URIs of files, and their texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pygls.exceptions import JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol
from pygls.uris import to_fs_path

from postlint.facts.files import MEGABYTE, read_bytes
from postlint.text import BOM

_LARGEST = 64 * MEGABYTE


class Protocol(LanguageServerProtocol):
    """Answers invalid requests too, with an error: the client waits for an answer."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as an object. Raises JsonRpcException."""
        try:
            return super().structure_message(data)
        except Exception as error:
            number = data.get("id")
            if isinstance(number, int | str) and "method" in data:
                self._send_response(number, error=JsonRpcInvalidParams.of(error).to_response_error())
            raise


def path_of(uri: str) -> Path | None:
    """The path of a URI; None for one that is no file of this machine."""
    name = to_fs_path(uri) if uri.startswith(("file:///", "file://localhost/")) else None
    return Path(name) if name and Path(name).is_absolute() and "\0" not in name else None


def as_in_file(file: Path, text: str) -> bytes:
    """A text of the client as the bytes of its file, with its byte order mark, which clients leave out."""
    data = text.encode("utf-8", "surrogatepass")
    return data if text.startswith(BOM) or not _has_bom(file) else BOM.encode() + data


def _has_bom(file: Path) -> bool:
    try:
        return read_bytes(file, _LARGEST).startswith(BOM.encode())
    except OSError:
        return False
