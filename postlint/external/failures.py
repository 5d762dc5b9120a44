"""Requests without an answer, and why."""

from __future__ import annotations

import ssl

import httpx

from postlint.external.outcome import Cause


class Failed(Exception):
    """A request without an answer, and the cause. `passing` says whether it is worth another try."""

    def __init__(self, cause: Cause, *, passing: bool = False, connected: bool = False) -> None:
        super().__init__(cause.value)
        self.cause = cause
        self.passing = passing
        self.connected = connected
        """Whether the host was there."""


def root(error: BaseException) -> BaseException:
    """What an exception was in the beginning."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
        if isinstance(error, ssl.SSLError):
            break
    return error


# By the words of OpenSSL's numbers: X509_V_ERR_CERT_HAS_EXPIRED and X509_V_ERR_HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH.
_CERTIFICATES = {10: Cause.EXPIRED, 62: Cause.WRONG_NAME, 64: Cause.WRONG_NAME}


def of_connection(error: httpx.ConnectError) -> Failed:
    """Why no connection was made."""
    cause = root(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Failed(_CERTIFICATES.get(cause.verify_code, Cause.CERTIFICATE))
    if isinstance(cause, ssl.SSLError):
        return Failed(Cause.TLS)
    if isinstance(cause, ConnectionResetError | BrokenPipeError):
        return Failed(Cause.CUT, passing=True)
    refused = isinstance(cause, ConnectionRefusedError)
    return Failed(Cause.REFUSED if refused else Cause.NO_ROUTE, passing=True)
