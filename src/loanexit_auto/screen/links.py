"""What the address of a link says that opening it would do."""

from __future__ import annotations

from loanexit_auto.screen.model import Element
from loanexit_auto.screen.text import normalise
from loanexit_auto.screen.view import View

_ACTING_SCHEMES = ("tel:", "sms:", "mailto:", "data:")


def leads_on(element: Element) -> bool:
    """Return whether it is a link with the address of a page: opening it hands nothing in."""
    address = element.href.casefold()
    return element.tag == "a" and bool(address) and not address.startswith(("#", "javascript:"))


def leads_to_entry(element: Element, view: View) -> bool:
    """Return whether a plain link names the page on which closing begins: /account/close."""
    if element.tag != "a" or element.input_type:
        return False
    hits = view.hits(_words(element))
    acts = [hit for hit in hits if hit.kind == "address.act"]
    known = {(hit.start, hit.end) for hit in hits if hit.kind == "address.entry"}
    return bool(acts) and all((hit.start, hit.end) in known for hit in acts)


def acts_by_address(element: Element, view: View) -> bool:
    """Return whether pressing it submits a form, dials, or opens the address of an act."""
    if element.input_type in ("submit", "image", "file", "reset"):
        return True
    address = element.href.casefold()
    if address.startswith(_ACTING_SCHEMES):
        return True
    return bool(address) and "address.act" in view.lexicon.kinds(_words(element))


def _words(element: Element) -> str:
    plain = element.href.casefold().replace("/", " ").replace("_", " ").replace("-", " ")
    return normalise(plain)
