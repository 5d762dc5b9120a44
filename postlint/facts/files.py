"""The only place that opens what a repository holds: regular files, and no more of them than is wanted.

A stranger's repository may hold a link to a device or to a pipe under any name: these would hang, or fill the memory.
"""

from __future__ import annotations

import errno
import os
import stat
from functools import reduce
from operator import or_
from pathlib import Path

MEGABYTE = 1 << 20
_QUIET = reduce(or_, (getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY", "O_CLOEXEC")))
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def open_regular(file: Path | str, flags: int = os.O_RDONLY, *, links: bool = True, mode: int = 0o600) -> int:
    """A descriptor of a regular file; without `links`, of one that is no link. Raises OSError."""
    # To open a device may do something by itself, so it is looked at before, and again when it is open.
    if not flags & os.O_CREAT and not stat.S_ISREG(os.stat(file, follow_symlinks=links).st_mode):  # noqa: PTH116
        raise _irregular(file)
    handle = os.open(file, flags | _QUIET | (0 if links else _NO_LINK), mode)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _irregular(file)
    return handle


def real(path: Path | str) -> Path:
    """A path without links, as far as it leads anywhere: a link to itself is no error."""
    return Path(os.path.realpath(path))


def _irregular(file: Path | str) -> OSError:
    return OSError(errno.EINVAL, "it is not a regular file", str(file))


def read_bytes(file: Path | str, largest: int = MEGABYTE, *, links: bool = True) -> bytes:
    """The content of a regular file. Raises OSError, also where it has more bytes than `largest`."""
    with os.fdopen(open_regular(file, links=links), "rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > largest:
            raise _too_large(file, largest)
        # Room for the most that there may be would be new memory each time.
        data = stream.read(size + 1)
        if len(data) > size:
            # Some files of the system have no size, and a content.
            data += stream.read(largest + 1 - len(data))
    if len(data) > largest:
        raise _too_large(file, largest)
    return data


def read_text(file: Path | str, largest: int = MEGABYTE) -> str:
    """The same as text, with a replacement character for what is not UTF-8. Raises OSError."""
    return read_bytes(file, largest).decode("utf-8", "replace")


def _too_large(file: Path | str, largest: int) -> OSError:
    return OSError(errno.EFBIG, f"it is larger than {largest / MEGABYTE:.0f} MB", str(file))
