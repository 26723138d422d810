"""What the report says, in both languages at once: `Words` for every moment and ending."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from loanexit_auto.evidence.story import Data, Moment, Story
from loanexit_auto.evidence.words import (
    Words,
    has,
    known,
    lack,
    named,
    remarked,
    say,
    spoken,
    valued,
)

__all__ = ["known", "named", "remarked", "say", "valued"]  # templates ask for these here, too

_TONES = {
    "entry_located": "good", "requested": "good", "blocked": "stop", "no_online_entry": "warn",
    "entry_not_found": "warn", "human_needed": "warn", "refused_by_wall": "warn",
}  # fmt: skip


def deed(moment: Moment) -> Words:
    """Return what happened in this moment, as a sentence."""
    data, kind = moment.data, moment.line.kind
    match kind:
        case "seen":
            title = data.text("title")
            return say("did_seen", title=title) if title else say("did_seen_untitled")
        case "interfered":
            said = ("text", "method", "url", "message")
            values = {key: data.text(key) for key in said}
            name, why = data.text("incident"), remarked(data.text("why"))
            return known(f"did_{name}", "did_incident_other", incident=name, why=why, **values)
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
            reason = data.text("why")
            return known(f"did_proposed_{reason}", "did_proposed", scenario=data.text("scenario"))
        case "checked":
            return say("did_checked", check=_named(data.text("check")))
        case "step_begun":
            step = _step(data.text("what"))
            return say("did_step_begun", number=data.text("number"), of=data.text("of"), what=step)
        case _:
            names = ("url", "label", "phrase", "key")
            given = {name: data.text(name) for name in names}
            why = remarked(data.text("why"))
            return known(f"did_{kind}", "did_other", kind=kind, why=why, **given)


def _step(text: str) -> str | Words:
    """Return what a step does; the engine describes it by a verb and what it is about."""
    verb, _, what = text.partition(" ")
    return say(f"step_{verb}", what=what) if has(f"step_{verb}") else text


def _reason(text: str) -> str | Words:
    return say(f"reason_{text}") if has(f"reason_{text}") else text


def _named(subtype: str) -> str | Words:
    return say(f"sub_{subtype}") if has(f"sub_{subtype}") else subtype


def _day(seconds: str) -> str:
    """Return the day of a moment in seconds since 1970, "" for what is none."""
    try:
        return datetime.fromtimestamp(float(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def server(moment: Moment) -> list[tuple[Words, str]]:
    """Return what is on record about a screen's server, named: address, certificate, time."""
    http = (moment.data.part("facts") or Data({})).part("http") or Data({})
    address, tls = http.part("server") or Data({}), http.part("tls") or Data({})
    issued = f"{tls.text('subjectName')} ← {tls.text('issuer')}" if tls.text("issuer") else ""
    days = (_day(tls.text("validFrom")), _day(tls.text("validTo")))
    valid = " – ".join(days) if all(days) else ""
    sealed = " · ".join(text for text in (tls.text("protocol"), issued, valid) if text)
    found = (("address", address.text("ipAddress")), ("tls", sealed), ("date", http.text("date")))
    return [(say(f"server_{name}"), text) for name, text in found if text]


def lacks(moment: Moment) -> list[Words]:
    """Return what the capture of a screen could not keep or show."""
    parts = [each.values() for each in moment.data.parts("lacking")]
    coded = [lack(values.pop("code", ""), values) for values in parts]
    return coded + [remarked(text) for text in moment.data.texts("lacking")]


def finding_name(finding: Data) -> Words:
    """Return what a finding is called, its subtype included."""
    kind = known(f"finding_{finding.text('kind')}", "finding_other")
    subtype = finding.text("subtype")
    if not subtype:
        return kind
    return say("finding_detail", kind=kind, detail=_named(subtype))


def money(data: Data) -> Words:
    """Return an amount in its own money; older records know yuan only and name none."""
    amount, currency = data.text("amount"), data.text("currency")
    if currency in ("", "CNY"):
        return say("yuan", amount=amount)
    return spoken(f"{currency} {amount}")


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
        if data.text(key) and not has(f"outcome_abandoned_{data.text(key)}")
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
                yield key if has(key) else "next_blocked_generic"
            yield from ("next_blocked_again", "next_blocked_complain")
        case "requested":
            yield from _after_request(data.part("cooling_off"))
        case name if has(f"next_{name}"):
            yield f"next_{name}"


def _after_request(cooling: Data | None) -> Iterator[str]:
    if cooling is not None and cooling.flag("sign_in_revokes") is not False:
        known_to_revoke = cooling.flag("sign_in_revokes")
        yield "next_no_sign_in" if known_to_revoke else "next_no_sign_in_unknown"
    yield from ("next_requested_keep", "next_requested_check")
