"""RFC 3161 timestamps, checked against roots the reader gives, never those found in a bundle."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificate, load_pem_x509_certificates

from loanexit_auto.evidence.refused import Refused

try:
    import rfc3161_client  # type: ignore[import-not-found,unused-ignore]
except ImportError:  # the extra [tsa] is not installed; openssl does as well
    rfc3161_client = None  # type: ignore[assignment,unused-ignore]

_TIME = re.compile(r"^Time stamp: (\w{3}\s+\d+ \d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT$", re.M)
_NO_TRUST_OF_ITS_OWN = {"LC_ALL": "C", "SSL_CERT_FILE": "/dev/null", "SSL_CERT_DIR": "/dev/null"}


@dataclass(frozen=True, slots=True)
class Query:
    """A request for a timestamp: its DER bytes and the nonce that the answer must repeat."""

    der: bytes
    nonce: int


def make_query(data: bytes) -> Query:
    """Return a request over the SHA-256 of `data` with a fresh nonce, asking for the certificate.

    Raises Refused if rfc3161-client (the extra [tsa]) is not installed.
    """
    if rfc3161_client is None:
        raise Refused("tsa_extra")
    builder = rfc3161_client.TimestampRequestBuilder().data(data).nonce(nonce=True)
    sha256 = rfc3161_client.HashAlgorithm.SHA256
    request = builder.cert_request(cert_request=True).hash_algorithm(sha256).build()
    if request.nonce is None:
        raise Refused("tsa_nonce")
    return Query(request.as_bytes(), request.nonce)


def check_stamp(
    response: bytes,
    data: bytes,
    roots: Sequence[bytes],
    chain: bytes = b"",
    query: Query | None = None,
    certificate: bytes = b"",
) -> str:
    """Return the UTC time before which `data` existed, if one of `roots` vouches for it.

    `response` is the authority's whole answer, `roots` are PEM, `chain` PEM of intermediates,
    which are not trusted. With `query` the answer must be the one to it, with `certificate` (PEM)
    that very certificate must have signed. openssl is asked if rfc3161-client refuses, because it
    accepts answers whose certificates are not in DER order. Raises Refused with both reasons.
    """
    try:
        return _by_client(response, data, roots, chain, query, certificate)
    except Refused as error:
        if certificate:  # openssl cannot be told which certificate to expect
            raise
        one = error.why
    try:
        return _by_openssl(response, data, roots, chain, query)
    except Refused as error:
        raise Refused("tsa_both", one=one, other=error.why) from error


def _by_client(
    response: bytes,
    data: bytes,
    roots: Sequence[bytes],
    chain: bytes,
    query: Query | None,
    certificate: bytes,
) -> str:
    if rfc3161_client is None:
        raise Refused("tsa_no_client")
    try:
        verifier = rfc3161_client.VerifierBuilder(
            roots=[each for pem in roots for each in load_pem_x509_certificates(pem)],
            intermediates=load_pem_x509_certificates(chain) if chain else [],
            tsa_certificate=load_pem_x509_certificate(certificate) if certificate else None,
            nonce=query.nonce if query else None,
        ).build()
        answer = rfc3161_client.decode_timestamp_response(response)
        verifier.verify_message(answer, data)
    except (rfc3161_client.VerificationError, ValueError) as error:
        raise Refused("tsa_client", error=error) from error
    return _iso(answer.tst_info.gen_time)


def _by_openssl(
    response: bytes, data: bytes, roots: Sequence[bytes], chain: bytes, query: Query | None
) -> str:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "answer.tsr").write_bytes(response)
        (place / "data").write_bytes(data)
        (place / "roots.pem").write_bytes(b"\n".join(roots))
        (place / "chain.pem").write_bytes(chain)
        (place / "query.tsq").write_bytes(query.der if query else b"")
        untrusted = ["-untrusted", "chain.pem"] if chain else []
        for about in ["-data", "data"], ["-queryfile", "query.tsq"] if query else []:
            if about:
                verify = ["-verify", "-in", "answer.tsr", *about, "-CAfile", "roots.pem"]
                _openssl(place, *verify, *untrusted)
        shown = _TIME.search(_openssl(place, "-reply", "-in", "answer.tsr", "-text"))
    if shown is None:
        raise Refused("tsa_no_time")
    moment = datetime.strptime(f"{shown[1]} {shown[2]}", "%b %d %H:%M:%S %Y")
    return _iso(moment.replace(tzinfo=UTC))


def _openssl(place: Path, *arguments: str) -> str:
    """Return what `openssl ts` prints; raises Refused if it is missing or refuses."""
    openssl = shutil.which("openssl")
    if openssl is None:
        raise Refused("tsa_no_openssl")
    done = subprocess.run(
        [openssl, "ts", *arguments],
        cwd=place,
        env=_NO_TRUST_OF_ITS_OWN,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode != 0:
        raise Refused("tsa_openssl", error=" ".join(done.stderr.split())[-200:])
    return done.stdout


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
