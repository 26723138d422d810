"""The domain fence: which addresses the tool may open. Pure."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

import tldextract

# Human-verification widgets live in frames of their makers. Blocking those would only break the
# page for the person; the tool never acts inside them.
WIDGET_HOSTS = (
    "google.com", "recaptcha.net", "hcaptcha.com", "challenges.cloudflare.com", "geetest.com",
    "geevisit.com", "dun.163.com", "captcha.qq.com", "captcha.qcloud.com", "friendlycaptcha.com",
    "arkoselabs.com", "dingxiang-inc.com", "fengkongcloud.com", "verify.snssdk.com",
)  # fmt: skip
_INTERNAL = ("about:", "blob:", "data:", "chrome-error:")


@cache
def _extractor() -> tldextract.TLDExtract:
    """The bundled public suffix list only: no network, no cache on disk."""
    return tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
    )


@cache
def registrable(host: str) -> str:
    """Return the registrable domain of a host ("jr.jd.com" gives "jd.com").

    An unlisted top-level domain counts as a public suffix (the list's default rule "*"); an
    address in numbers, or a single name, is its own domain.
    """
    host = host.lower().rstrip(".")
    found = _extractor()(host)
    if found.suffix or found.ipv4 or found.ipv6:
        return found.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])


class Fence:
    """Allows the registrable domains of a platform, and in frames those of known widgets too."""

    def __init__(self, domains: tuple[str, ...], frame_hosts: tuple[str, ...] = ()) -> None:
        self._domains = frozenset(registrable(domain) for domain in domains)
        self._frame_hosts = frozenset(registrable(host) for host in frame_hosts)

    def allows(self, url: str, *, in_frame: bool = False) -> bool:
        """Return whether the tool may let this address be opened."""
        if url.startswith(_INTERNAL):
            return in_frame or url.startswith(("about:", "chrome-error:"))
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return False
        domain = registrable(parts.hostname)
        return domain in self._domains or (in_frame and domain in self._frame_hosts)
