"""Differences in words: what differs, what that means for the reader, what to do."""

from collections.abc import Iterable
from datetime import datetime

from toolkit.audit.model import WEIGHTS, Difference, Kind, Verdict, Weight
from toolkit.audit.weighing import unexplained
from toolkit.labels import word, words
from toolkit.labels.messages import sentence_text
from toolkit.model import VERDICTS, Lang
from toolkit.numbers import decimal

_GROUPS: tuple[Weight, ...] = ("cause", "figures", "folder", "file", "shape", "information")

_ADVICE: dict[Kind, str] = {
    "parameter": "parameter",
    "setting": "setting",
    "source-changed": "source",
    "notebook-changed": "notebook-changed",
    "act-status": "act",
    "act-checked": "act",
    "decision-edited": "tampered",
    "decision-removed": "tampered",
    "remark-edited": "tampered",
    "remark-removed": "tampered",
    "figure": "figures",
    "table": "figures",
    "picture": "figures",
    "text": "figures",
    "output-edited": "edited",
    "output-cell": "edited",
    "output-sheets": "edited",
    "output-filled": "filled",
    "output-saved": "saved",
    "output-renamed": "renamed",
    "output-missing": "missing",
    "output-extra": "extra",
    "manifest-edited": "manifest",
    "rerun-failed": "rerun",
    "register-other": "unused",
    "spelling": "unused",
    "parsed-form": "parsed",
    "other-data": "unused",
}
"""Kind → the name of its advice, where it differs from that of its group."""

_OF_GROUP: dict[str, str] = {
    "input": "input",
    "rows": "input",
    "row": "input",
    "decision": "log",
    "remark": "log",
    "workbook": "shape",
    "notebook": "shape",
    "output": "shape",
}
"""First word of a kind → the name of its advice; what is not listed is about the environment."""

_LONGEST = 300
"""Characters of a blank in a sentence; JSON has all of it."""

_MOST = 12
"""Sentences of one kind in a text for people."""


def advice_of(kind: Kind) -> str:
    """Name the advice for a kind of difference: the end of the keys of what it means and of what to do.

    Examples
    --------
    >>> advice_of("rows-added"), advice_of("package"), advice_of("decision-edited")
    ('input', 'environment', 'tampered')
    """
    return _ADVICE.get(kind) or _OF_GROUP.get(kind.partition("-")[0], "environment")


def meaning(kind: Kind, lang: Lang) -> str:
    """Say what a kind of difference means for the reader."""
    return word(f"audit-why-{advice_of(kind)}", lang)


def remedy(kind: Kind, lang: Lang) -> str:
    """Say what to do about a kind of difference."""
    return word(f"audit-todo-{advice_of(kind)}", lang)


def sentence(difference: Difference, lang: Lang) -> str:
    """Say in a sentence what differs.

    Parameters
    ----------
    difference : Difference
        The difference.
    lang : {"kk", "ru", "en"}
        Language of the reader.

    Examples
    --------
    >>> sentence(Difference("package", "numpy", (("old", "2.4.6"), ("new", "2.5.0"))), "en")
    'Package numpy: 2.4.6 → 2.5.0.'
    """
    blanks = {name: _shortened(value) for name, value in difference.blanks}
    if "when" in blanks:
        blanks["when"] = _moment(blanks["when"])
        blanks |= {name: _verdict(blanks[name], lang) for name in ("old", "new")}
    elif difference.kind == "act-status":
        blanks |= {name: _status(blanks[name], lang) for name in ("old", "new")}
        blanks |= {name: blanks[name] or "–" for name in ("checked", "source")}
    elif difference.kind == "figure":
        blanks["name"] = figure_name(difference, lang)
        blanks |= {name: _number(blanks[name], lang) for name in ("old", "new")}
    return word(f"audit-{difference.kind}", lang, **{"subject": difference.subject, **blanks})


def figure_name(difference: Difference, lang: Lang) -> str:
    """Name the figure that a difference is about: step of proof or count, card, kind."""
    what, where, label, kind = (difference.blank(name) for name in ("what", "where", "label", "kind"))
    if not kind:
        name = word(f"audit-name-{what}", lang)
        place = word(f"priority-{where}", lang) if what == "gaps" else where
        return f"{name} ({place})" if place else name
    parts = [word(f"step-{what}", lang), word(f"kind-{kind}", lang)]
    return ", ".join([*parts, " ".join(part for part in (where, label) if part) or word("by-total", lang)])


def _number(text: str, lang: Lang) -> str:
    number, _, of = text.partition("/")
    if not number:
        return "–"
    shown = decimal(float(number), lang)
    return word("n-of-m", lang, n=shown, m=of) if of else shown


def _verdict(text: str, lang: Lang) -> str:
    return word(f"verdict-{text}", lang) if text in VERDICTS else text or "–"


def _status(text: str, lang: Lang) -> str:
    key = f"status-{text.replace(' ', '-')}"
    return word(key, lang) if text and key in words() else text or "–"


def _moment(text: str) -> str:
    try:
        return f"{datetime.fromisoformat(text):%d.%m.%Y %H:%M} UTC"
    except ValueError:
        return text


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def verdict_lines(verdict: Verdict, lang: Lang) -> list[str]:
    """Give a verdict as lines of text: the verdict first, then what differs, grouped, each kind with its advice.

    Parameters
    ----------
    verdict : Verdict
        The verdict.
    lang : {"kk", "ru", "en"}
        Language of the reader.

    Examples
    --------
    >>> verdict_lines(Verdict("same"), "en")
    ['SAME: running it again gave the same result.']
    """
    lines = [word(f"audit-{verdict.outcome}", lang, reason=sentence_text(verdict.reason, lang))]
    if unexplained(verdict):
        lines.append(word("audit-unexplained", lang))
    for group in _GROUPS:
        mine = [one for one in verdict.differences if one.weight == group]
        if mine:
            lines += ["", word(f"audit-group-{group}", lang), *_group_lines(mine, lang)]
    return lines


def _group_lines(differences: list[Difference], lang: Lang) -> Iterable[str]:
    """Give the sentences of a group, those with the same advice together, the advice once."""
    for topic in dict.fromkeys(advice_of(kind) for kind in WEIGHTS):
        mine = [one for one in differences if advice_of(one.kind) == topic]
        for kind in dict.fromkeys(one.kind for one in mine):
            alike = [one for one in mine if one.kind == kind]
            yield from (f"  - {sentence(one, lang)}" for one in alike[:_MOST])
            if len(alike) > _MOST:
                yield f"    {word('audit-more', lang, n=len(alike) - _MOST)}"
        if mine:
            yield f"    {word('audit-means', lang, text=meaning(mine[0].kind, lang))}"
            yield f"    {word('audit-do', lang, text=remedy(mine[0].kind, lang))}"


def verdict_data(verdict: Verdict, lang: Lang) -> dict[str, object]:
    """Give a verdict as plain data for JSON: everything, with the sentences in a language."""
    return {
        "verdict": verdict.outcome,
        "status": verdict.status,
        "reason": verdict.reason,
        "unexplained": unexplained(verdict),
        "differences": [
            {
                "kind": one.kind,
                "weight": one.weight,
                "subject": one.subject,
                **{name: value for name, value in one.blanks if name != "subject"},
                "sentence": sentence(one, lang),
                "means": meaning(one.kind, lang),
                "do": remedy(one.kind, lang),
            }
            for one in verdict.differences
        ],
    }
