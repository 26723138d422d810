"""What the report says, in both languages at once: `Words` for every moment and ending.

Texts of a page are put in by `plainly.shown`, so they are escaped, isolated and nothing in them
is invisible; templates are our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup, escape

from loanexit_auto.evidence.plainly import shown
from loanexit_auto.evidence.story import Data, Moment, Story
from loanexit_auto.messages import Lang, catalogue

_TONES = {
    "entry_located": "good", "requested": "good", "blocked": "stop", "no_online_entry": "warn",
    "entry_not_found": "warn", "human_needed": "warn", "refused_by_wall": "warn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """One thing said in Chinese and in English, ready for HTML."""

    zh: Markup
    en: Markup


def say(key: str, /, **values: str | Words) -> Words:
    """Return the message `report.<key>` in both languages, `values` put in harmlessly.

    A value is text as it was found, or Words of our own. Raises KeyError for an unknown key.
    """
    zh = {k: v.zh if isinstance(v, Words) else shown(v) for k, v in values.items()}
    en = {k: v.en if isinstance(v, Words) else shown(v) for k, v in values.items()}
    return Words(_template("zh", key).format(**zh), _template("en", key).format(**en))


def known(key: str, otherwise: str, /, **values: str | Words) -> Words:
    """Return message `key`, or message `otherwise` if the journal used a word we do not know."""
    return say(key if _has(key) else otherwise, **values)


def _template(lang: Lang, key: str) -> Markup:
    return escape(catalogue(lang, "report")[key])


def _has(key: str) -> bool:
    return key in catalogue("zh", "report")


def deed(moment: Moment) -> Words:
    """Return what happened in this moment, as a sentence."""
    data, kind = moment.data, moment.line.kind
    match kind:
        case "seen":
            title = data.text("title")
            return say("did_seen", title=title) if title else say("did_seen_untitled")
        case "interfered":
            values = {key: data.text(key) for key in ("text", "method", "url", "why", "message")}
            name = data.text("incident")
            return known(f"did_{name}", "did_incident_other", incident=name, **values)
        case "handoff":
            about = _named(data.text("about"))
            return known(f"did_handoff_{data.text('of')}", "did_handoff_other", about=about)
        case "resumed":
            return known(f"did_resumed_{data.text('answer')}", "did_resumed_other")
        case "drifted":
            looked_for = "、".join(data.texts("looked_for"))
            return say("did_drifted", step=data.text("step"), looked_for=looked_for)
        case "finished":
            return say("did_finished", outcome=_ended(data))
        case "mapped":
            key = "did_mapped_new" if data.flag("is_new") else "did_mapped"
            return say(key, title=data.text("title") or data.text("url"))
        case "explored":
            return say("did_explored", screens=data.text("screens"), taps=data.text("taps"))
        case "rerouted":
            return say("did_rerouted", entry=data.text("entry"))
        case "proposed":
            why = data.text("why")
            return known(f"did_proposed_{why}", "did_proposed", scenario=data.text("scenario"))
        case "checked":
            return say("did_checked", check=_named(data.text("check")))
        case _:
            names = ("number", "of", "what", "url", "label", "phrase", "why", "key")
            values = {name: data.text(name) for name in names}
            return known(f"did_{kind}", "did_other", kind=kind, **values)


def named(prefix: str, word: str) -> Words:
    """Return our name of a word of the journal; the word itself, made harmless, if we have none."""
    key = prefix + word.replace(".", "_")
    return say(key) if _has(key) else Words(shown(word), Markup(""))


def _reason(text: str) -> str | Words:
    return say(f"reason_{text}") if _has(f"reason_{text}") else text


def _named(subtype: str) -> str | Words:
    return say(f"sub_{subtype}") if _has(f"sub_{subtype}") else subtype


def _day(seconds: str) -> str:
    """Return the day of a moment in seconds since 1970, "" for what is none."""
    try:
        return datetime.fromtimestamp(float(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def server(moment: Moment) -> str:
    """Return what is on record about the server of a screen: address, certificate, time."""
    http = (moment.data.part("facts") or Data({})).part("http") or Data({})
    address, tls = http.part("server") or Data({}), http.part("tls") or Data({})
    issued = f"{tls.text('subjectName')} ← {tls.text('issuer')}" if tls.text("issuer") else ""
    days = (_day(tls.text("validFrom")), _day(tls.text("validTo")))
    valid = " – ".join(days) if all(days) else ""
    found = (address.text("ipAddress"), tls.text("protocol"), issued, valid, http.text("date"))
    return " · ".join(text for text in found if text)


def finding_name(finding: Data) -> Words:
    """Return what a finding is called, its subtype included."""
    kind = known(f"finding_{finding.text('kind')}", "finding_other")
    subtype = finding.text("subtype")
    if not subtype:
        return kind
    return say("finding_detail", kind=kind, detail=_named(subtype))


def tone(story: Story) -> str:
    """Return "good", "stop", "warn" or "plain": the colour of the ending."""
    return _TONES.get(story.ending.data.text("outcome"), "plain") if story.ending else "plain"


def headline(story: Story) -> tuple[Words, Words]:
    """Return the ending in a few big words, and the sentence below them."""
    if story.ending is None:
        return say("outcome_interrupted"), say("interrupted_text")
    name = story.ending.data.text("outcome")
    return _ended(story.ending.data), known(f"outcome_{name}_text", "nothing")


def _ended(data: Data) -> Words:
    name = data.text("outcome")
    return known(f"outcome_{_variant(name, data)}", "outcome_other", name=name)


def _variant(name: str, data: Data) -> str:
    if name == "entry_located" and data.flag("opened"):
        return "entry_opened"
    if name == "requested":
        accepted = data.part("accepted")
        cooling = "requested_cooling" if data.part("cooling_off") else name
        return f"requested_{accepted.text('state')}" if accepted else cooling
    if name == "blocked" and data.text("found_by") == "preflight":
        return "blocked_preflight"
    if name == "abandoned":
        return f"abandoned_{data.text('why')}"
    return name


def cooling_off(story: Story) -> Words | None:
    """Return how long the cooling-off period is, None if the page named none."""
    cooling = story.ending.data.part("cooling_off") if story.ending else None
    if cooling is None:
        return None
    if cooling.text("until"):
        return say("cooling_until", until=cooling.text("until"))
    if cooling.text("hours"):
        return say("cooling_hours", hours=cooling.text("hours"))
    key = "cooling_working_days" if cooling.flag("working_days") else "cooling_days"
    return say(key, days=cooling.text("days")) if cooling.text("days") else None


def details(story: Story) -> list[tuple[Words, str | Words]]:
    """Return what else the ending carries: the platform's own words, and our reasons."""
    data = story.ending.data if story.ending else Data({})
    said = [part.text("text") for key in ("accepted", "cooling_off") if (part := data.part(key))]
    ours: list[tuple[Words, str | Words]] = [
        (say(label), _reason(data.text(key)))
        for label, key in (("looked_for",) * 2, ("last_step",) * 2, ("reason", "why"))
        if data.text(key) and not _has(f"outcome_abandoned_{data.text(key)}")
    ]
    if data.text("needed"):
        ours.append((say("needed"), _named(data.text("needed"))))
    return [(say("said"), text) for text in said if text] + ours


def instead(story: Story) -> list[tuple[str, Words]]:
    """Return what was seen and not taken for the entry: its text, and what it closes."""
    others = story.ending.data.pairs("instead") if story.ending else []
    return [(text, known(f"closes_{closes}", "closes_unknown")) for text, closes in others]


def figures(explored: Data) -> list[tuple[Words, str | Words]]:
    """Return what an exploration took and how well the entry is hidden, each with its name."""
    found = explored.flag("plainly_named") is not None
    counts = ("taps", "screens", "nags", "gates", *(("detours",) if found else ()))
    rows: list[tuple[Words, str | Words]] = [
        (say(f"figure_{key}"), explored.text(key)) for key in counts
    ]
    for key in ("search_finds", "plainly_named", "told_by_help"):
        flag = explored.flag(key)
        if flag is not None and (found or key == "search_finds"):
            rows.append((say(f"figure_{key}"), say("yes" if flag else "no")))
    for text, closes in explored.pairs("others"):
        what = known(f"closes_{closes}", "closes_unknown")
        rows.append((say("figure_others"), say("closes_what", text=text, what=what)))
    return rows


def reasons(story: Story) -> list[Data]:
    """Return the blockers of the ending."""
    return story.ending.data.parts("blockers") if story.ending else []


def next_steps(story: Story) -> list[Words]:
    """Return what the person should do next, in order, without repetition."""
    return [say(key) for key in dict.fromkeys((*_next_keys(story), "next_keep"))]


def _next_keys(story: Story) -> Iterator[str]:
    if story.ending is None:
        yield "next_interrupted"
        return
    data = story.ending.data
    match data.text("outcome"):
        case "blocked":
            for reason in reasons(story):
                key = f"next_blocked_{reason.text('subtype')}"
                yield key if _has(key) else "next_blocked_generic"
            yield from ("next_blocked_again", "next_blocked_complain")
        case "requested":
            yield from _after_request(data.part("cooling_off"))
        case name if _has(f"next_{name}"):
            yield f"next_{name}"


def _after_request(cooling: Data | None) -> Iterator[str]:
    if cooling is not None and cooling.flag("sign_in_revokes") is not False:
        known_to_revoke = cooling.flag("sign_in_revokes")
        yield "next_no_sign_in" if known_to_revoke else "next_no_sign_in_unknown"
    yield from ("next_requested_keep", "next_requested_check")
