"""What several tests of external links start from: a server, and an authority that is trusted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import trustme
from external.servers import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as started:
        yield started


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The user trusts the authority of the test, as he would any: by SSL_CERT_FILE."""
    with authority.cert_pem.tempfile() as file:
        monkeypatch.setenv("SSL_CERT_FILE", file)
        yield
