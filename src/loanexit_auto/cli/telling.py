"""What the terminal says about one journal line. Pure: a projection of what is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loanexit_auto.messages import Messages

if TYPE_CHECKING:
    from loanexit_auto.evidence.journal import Line

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Telling:
    """One line or box for the terminal."""

    text: str
    style: str = "default"
    title: str = ""
    boxed: bool = False


def tell_line(line: Line, say: Messages) -> Telling | None:
    """Return how to tell a line; None for what a person at the screen need not read."""
    teller = _TELLERS.get(line.kind)
    return teller(line.data, say) if teller else None


def plainly(text: object) -> str:
    """Return page text for a terminal: no control character reaches it."""
    return "".join(c if c.isprintable() else "·" for c in str(text))


def _environment(data: Data, say: Messages) -> Telling:
    browser = data["browser"]
    text = say(
        "run.browser",
        name=say(f"run.browser_{browser['name']}"),
        version=browser["version"],
        path=browser["path"],
    )
    if browser["sandbox"] is False:
        text += "\n      " + say("launch.without_sandbox")
    return Telling(text, "dim")


def _step(data: Data, say: Messages) -> Telling:
    verb, _, rest = str(data["what"]).partition(" ")
    what = say(f"run.step_{verb}", what=plainly(rest))
    place = "" if data["of"] == 1 else f"（{data['number']}/{data['of']}）"
    return Telling(f"{say('run.part_' + data['part'])}{place} {what}", "cyan")


def _seen(data: Data, say: Messages) -> Telling:
    title = plainly(data["title"]) or plainly(data["url"])
    return Telling("  " + say("run.seen", title=title), "dim")


def _tapped(data: Data, say: Messages) -> Telling:
    return Telling("  " + say("run.tapped", label=plainly(data["label"])))


def _searched(data: Data, say: Messages) -> Telling:
    return Telling("  " + say("run.searched", phrase=plainly(data["phrase"])))


def _checked(data: Data, say: Messages) -> Telling:
    verdict = data["verdict"]
    what = say(f"run.blocker_{data['check']}")
    amount = _amount(data, say)
    colour = {"clear": "green", "blocked": "bold red", "unknown": "yellow"}[verdict]
    known = "clear_amount" if verdict == "clear" and amount else verdict
    text = say(f"run.verdict_{known}", what=what, amount=amount, text=plainly(data["text"]))
    return Telling(f"  {text}", colour)


def _amount(data: Data, say: Messages) -> str:
    if data.get("amount") is not None and data.get("currency", "CNY") != "CNY":
        return f"{data['currency']} {data['amount']}"
    if data.get("amount") is not None:
        return say("run.amount", amount=data["amount"])
    if data.get("count") is not None:
        return say("run.count", count=data["count"])
    return ""


def _interfered(data: Data, say: Messages) -> Telling:
    details = " ".join(
        plainly(data[key]) for key in ("url", "text", "why", "message") if data.get(key)
    )
    return Telling("  " + say(f"run.incident_{data['incident']}", details=details), "yellow")


def _refused_tap(data: Data, say: Messages) -> Telling:
    return Telling("  " + say("run.refused_tap", label=plainly(data["label"])), "yellow")


def _drifted(data: Data, say: Messages) -> Telling:
    looked_for = "/".join(plainly(word) for word in data["looked_for"])
    return Telling(say("run.drifted", step=plainly(data["step"]), looked_for=looked_for), "yellow")


def _explored(data: Data, say: Messages) -> Telling:
    return Telling("  " + say("run.explored", screens=data["screens"], taps=data["taps"]), "dim")


def _rerouted(data: Data, say: Messages) -> Telling:
    path = " → ".join(plainly(label) for label, _ in data["steps"]) or say("run.rerouted_here")
    return Telling(say("run.rerouted", entry=plainly(data["entry"]), path=path), "green")


def _proposed(data: Data, say: Messages) -> Telling:
    if data["why"]:
        return Telling(say(f"run.not_proposed_{data['why']}"), "yellow")
    return Telling(say("run.proposed"), "green")


def _handoff(data: Data, say: Messages) -> Telling:
    kind, about = data["of"], plainly(data["about"])
    if kind == "challenge":
        about = say(f"run.challenge_{data['about']}")
    detail = say(f"run.handoff_{kind}_detail", about=about)
    keys = say(f"run.keys_{'consent' if kind == 'consent' else 'other'}")
    return Telling(f"{detail}\n{keys}", "yellow", say(f"run.handoff_{kind}"), boxed=True)


def _resumed(data: Data, say: Messages) -> Telling:
    answer = data["answer"]
    if answer == "done" and data["of"] == "final":  # something changed; what, is yet to be read
        return Telling(say("run.answer_done_final"), "dim")
    return Telling(say(f"run.answer_{answer}"), "dim")


def _finished(data: Data, say: Messages) -> Telling:
    outcome = data["outcome"]
    lines = [say(f"run.outcome_{outcome}", **_outcome_words(data, say))]
    lines += [_blocker(blocker, say) for blocker in data.get("blockers", ())]
    lines += [_instead(text, closes, say) for text, closes in data.get("instead", ())]
    if data.get("drifted"):
        lines.append(say("run.drifted_found"))
    if cooling := data.get("cooling_off"):
        lines.append(_cooling(cooling, say))
    lines.append(say(f"run.next_{outcome}"))
    style = {"blocked": "red", "requested": "green", "entry_located": "green"}.get(
        outcome, "yellow"
    )
    return Telling("\n".join(lines), style, say("run.finished"), boxed=True)


def _outcome_words(data: Data, say: Messages) -> dict[str, str]:
    entry = data.get("entry") or {}
    accepted = data.get("accepted") or {}
    words = {
        "entry": plainly(entry.get("text", "")),
        "why": plainly(data.get("why", "")),
        "needed": plainly(data.get("needed", "")),
        "looked_for": plainly(data.get("looked_for", "")),
        "said": plainly(
            accepted.get("text", "") or (data.get("cooling_off") or {}).get("text", "")
        ),
        "wall": plainly(data.get("wall", "")),
    }
    if data["outcome"] == "human_needed":
        words["needed"] = say(f"run.needed_{data['needed']}")
    if data["outcome"] == "result_unknown":
        words["why"] = say(f"run.unknown_{data['why']}")
    return words


def _blocker(blocker: Data, say: Messages) -> str:
    what = say(f"run.blocker_{blocker['blocker']}")
    said = plainly(blocker["text"])
    return say("run.blocked_by", what=what, amount=_amount(blocker, say), text=said)


def _instead(text: str, closes: str, say: Messages) -> str:
    return say("run.instead", text=plainly(text), closes=say(f"run.closes_{closes}"))


def _cooling(cooling: Data, say: Messages) -> str:
    until = cooling.get("until") or (
        say("run.days", days=cooling["days"]) if cooling.get("days") else say("run.unstated")
    )
    revokes = cooling.get("sign_in_revokes")
    warning = "run.cooling_no_matter" if revokes is False else "run.cooling_do_not_sign_in"
    return say("run.cooling", until=until) + "\n" + say(warning)


def _checklist(data: Data, say: Messages) -> Telling:
    lines = [_fact(fact, say) for fact in data["facts"]]
    for part in data["by_hand"]:
        lines.append("")
        lines.append(say("run.channel", channel=say(f"directory.channel.{part['channel']}")))
        for what in ("prepare", "say", "keep"):
            lines += [f"  {say('run.' + what)}{plainly(text)}" for text in part[what]]
    return Telling("\n".join(lines), "cyan", say("run.checklist"), boxed=True)


def _fact(fact: Data, say: Messages) -> str:
    value = " → ".join(plainly(step) for step in fact["steps"]) or plainly(fact["value"])
    mark = say("run.verify") if fact["verify"] else ""
    quality = say(f"directory.quality.{fact['quality']}")
    source = say("run.source", quality=quality, date=fact["date"] or say("run.undated"))
    return f"{say('run.fact_' + fact['about'])}{value} {source}{mark}"


def _added(data: Data, say: Messages) -> Telling:
    return Telling(say("run.added", name=plainly(data["name"])), "green")


def _released(_data: Data, say: Messages) -> Telling:
    return Telling(say("run.released_detail"), "yellow", say("run.released"), boxed=True)


_TELLERS: dict[str, Callable[[Data, Messages], Telling]] = {
    "environment": _environment,
    "step_begun": _step,
    "seen": _seen,
    "tapped": _tapped,
    "searched": _searched,
    "checked": _checked,
    "interfered": _interfered,
    "refused_tap": _refused_tap,
    "drifted": _drifted,
    "explored": _explored,
    "rerouted": _rerouted,
    "proposed": _proposed,
    "handoff": _handoff,
    "resumed": _resumed,
    "finished": _finished,
    "checklist": _checklist,
    "added": _added,
    "released": _released,
}
