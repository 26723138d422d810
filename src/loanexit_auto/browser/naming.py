"""What a person would call an element: its visible words, else the words of its mark-up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from loanexit_auto.browser.snapshot import Node
from loanexit_auto.screen.model import NameFrom

_TAG_ROLES = {
    "A": "link", "BUTTON": "button", "SELECT": "combobox", "TEXTAREA": "textbox",
    "SUMMARY": "button",
}  # fmt: skip
_INPUT_ROLES = {
    "button": "button", "submit": "button", "reset": "button", "image": "button",
    "checkbox": "checkbox", "radio": "radio", "range": "slider", "search": "searchbox",
}  # fmt: skip
_ICON_WORD = re.compile(r"(?:^|[\s_-])icons?[_-]([a-z][a-z-]+)")
_HINT_ATTRIBUTES = (
    "id", "class", "name", "autocomplete", "placeholder", "inputmode", "aria-label", "title",
    "data-testid", "data-name", "for",
)  # fmt: skip
_MARK_ATTRIBUTES = ("id", "class", "alt", "title")
_PRESSED = frozenset({"button", "submit", "reset"})
_NO_FIELD = _PRESSED | {"", "hidden", "image"}
_FIELD_ROLES = frozenset(
    {
        "checkbox", "combobox", "listbox", "radio", "searchbox", "slider", "spinbutton", "switch",
        "textbox",
    }
)  # fmt: skip


def role(node: Node) -> str:
    """Return the ARIA role, given or implied by the tag ("" if none)."""
    given = node.attributes.get("role", "")
    if given:
        return given.split()[0]
    if node.name == "INPUT":
        return _INPUT_ROLES.get(input_type(node), "textbox")
    if node.name == "A" and "href" not in node.attributes:
        return ""
    return _TAG_ROLES.get(node.name, "")


def input_type(node: Node) -> str:
    """Return the kind of field, "" for what is not a field."""
    if node.name == "INPUT":
        return node.attributes.get("type", "text").lower()
    return {"TEXTAREA": "textarea", "SELECT": "select"}.get(node.name, "")


def is_field(node: Node) -> bool:
    """Return whether it is something to type, tick or choose in: its name stands outside of it."""
    return input_type(node) not in _NO_FIELD or role(node) in _FIELD_ROLES


class Inside(NamedTuple):
    """What a control holds: its visible words, and those of pictures in it."""

    text: str = ""
    alt: str = ""
    icon: str = ""


class Caption(NamedTuple):
    """What names a field from outside of it, "" where nothing does."""

    referenced: str = ""  # by aria-labelledby
    labelled: str = ""  # by a <label>
    beside: str = ""  # in the cell before it


NO_CAPTION = Caption()
_Name = tuple[str, NameFrom]


def label(
    node: Node, inside: Inside, caption: Caption = NO_CAPTION
) -> tuple[str, NameFrom, tuple[str, ...]]:
    """Return (what to call it, where that comes from, what it is called besides).

    A field goes by what names it from outside; its placeholder is then another name of it.
    """
    own = _own_names(node, inside)
    name, source = plain, _ = _first(own)
    if caption == NO_CAPTION:
        return name, source, ()
    outside: tuple[_Name, ...] = (
        (caption.referenced, "label"),
        (node.attributes.get("aria-label", ""), "aria"),
        (caption.labelled, "label"),
    )
    name, source = _first((*outside, *own[:-1], (caption.beside, "label"), own[-1]))
    return name, source, () if plain in ("", name) else (plain,)


def _own_names(node: Node, inside: Inside) -> tuple[_Name, ...]:
    attributes = node.attributes
    value = attributes.get("value", "") if input_type(node) in _PRESSED else ""
    return (
        (inside.text, "text"),
        (value, "value"),
        (attributes.get("aria-label", ""), "aria"),
        (attributes.get("title", ""), "title"),
        (attributes.get("alt", "") or inside.alt, "alt"),
        (attributes.get("placeholder", ""), "placeholder"),
        (inside.icon, "icon"),
    )


def _first(names: Iterable[_Name]) -> _Name:
    return next(((words.strip(), source) for words, source in names if words.strip()), ("", "none"))


def icon_words(node: Node) -> str:
    """Return the words of an icon class: "icon-setting" gives "setting"."""
    classes = node.attributes.get("class")
    found = _ICON_WORD.findall(classes.lower()) if classes else ()
    return " ".join(word.replace("-", " ").strip() for word in found)


def hints(node: Node) -> str:
    """Return the words of the element's mark-up, lower case, for recognition by structure."""
    attributes = node.attributes
    return " ".join([attributes[name] for name in _HINT_ATTRIBUTES if attributes.get(name)]).lower()


def checked(node: Node) -> bool | None:
    """Return whether a box or switch is on; None for what cannot be."""
    given = node.attributes.get("aria-checked")
    if given is not None:
        return given == "true"
    return node.checked is True if input_type(node) in ("checkbox", "radio") else None


def mark_words(node: Node) -> str:
    """Return id, class, alt, title and the address (no query) of a picture, frame or script.

    Of an element that a page defines itself the tag says most: <altcha-widget> before its script
    came is an empty box without a class.
    """
    attributes = node.attributes
    words = [node.name] if "-" in node.name else []
    words += [attributes[name] for name in _MARK_ATTRIBUTES if attributes.get(name)]
    source = attributes.get("src", "")
    if source and not source.startswith(("data:", "blob:")):
        parts = urlsplit(source)
        words.append(parts.netloc + parts.path)
    return " ".join(filter(None, words)).lower()


def integer(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 9 else None
