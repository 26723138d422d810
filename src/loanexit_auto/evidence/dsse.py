"""DSSE envelopes around in-toto statements, signed with Ed25519; fingerprints of keys.

Format: https://github.com/secure-systems-lab/dsse, in-toto Statement v1.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from loanexit_auto.evidence.refused import Refused

PAYLOAD_TYPE = "application/vnd.in-toto+json"
SEAL = "urn:loanexit-auto:seal:1"  # types of what a statement says
REDACTION = "urn:loanexit-auto:redaction:1"
ROTATION = "urn:loanexit-auto:rotation:1"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"


def pae(payload: bytes) -> bytes:
    """Return the bytes that are signed: DSSE's pre-authentication encoding."""
    kind = PAYLOAD_TYPE.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def statement(subjects: dict[str, str], predicate_type: str, predicate: dict[str, Any]) -> bytes:
    """Return an in-toto statement over `subjects` (SHA-256 by name) as JSON bytes."""
    wire = {
        "_type": STATEMENT_TYPE,
        "subject": [{"name": n, "digest": {"sha256": d}} for n, d in sorted(subjects.items())],
        "predicateType": predicate_type,
        "predicate": predicate,
    }
    return json.dumps(wire, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def subjects_of(statement: dict[str, Any]) -> dict[str, str]:
    """Return the SHA-256 by name of what a statement is about."""
    return {str(s["name"]): str(s["digest"]["sha256"]) for s in statement["subject"]}


def sign(payload: bytes, key: Ed25519PrivateKey) -> bytes:
    """Return the envelope of a payload as JSON bytes."""
    wire = {
        "payloadType": PAYLOAD_TYPE,
        "payload": base64.b64encode(payload).decode(),
        "signatures": [
            {
                "keyid": fingerprint(key.public_key()),
                "sig": base64.b64encode(key.sign(pae(payload))).decode(),
            }
        ],
    }
    return json.dumps(wire, separators=(",", ":")).encode() + b"\n"


def load_key(pem: bytes, name: str = "seal/key.pub") -> Ed25519PublicKey:
    """Return an Ed25519 public key. Raises Refused naming the file for anything else."""
    try:
        key = load_pem_public_key(pem)
    except ValueError as error:
        raise Refused("no_key", name) from error
    if not isinstance(key, Ed25519PublicKey):
        raise Refused("other_key_kind", name)
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """Return the SHA-256 of the key's DER form: `openssl pkey -pubin -outform DER | sha256sum`."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def open_envelope(
    envelope: bytes, key: Ed25519PublicKey, predicate_type: str, name: str
) -> tuple[bytes, Any]:
    """Return payload and statement if `key` signed them as `predicate_type`.

    Raises Refused naming the file otherwise.
    """
    try:
        wire = json.loads(envelope)
        payload = base64.b64decode(wire["payload"], validate=True)
        signatures = [base64.b64decode(each["sig"], validate=True) for each in wire["signatures"]]
        kind, content = wire["payloadType"], json.loads(payload)
        said = content["predicateType"], content["_type"]
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise Refused("envelope", name) from error
    if kind != PAYLOAD_TYPE or not any(_signed(key, payload, each) for each in signatures):
        raise Refused("not_signed", name)
    if said != (predicate_type, STATEMENT_TYPE):
        raise Refused("signed_else", name)
    return payload, content


def _signed(key: Ed25519PublicKey, payload: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, pae(payload))
    except InvalidSignature:
        return False
    return True
