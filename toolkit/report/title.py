"""The title page: what was compared with what, whether it may be used as evidence, the figures, how they were made."""

import math
from datetime import date

from toolkit.analysis import Analysis, Compared
from toolkit.checks import warnings_table
from toolkit.labels import word
from toolkit.model import STATES, Lang, Share
from toolkit.sheets import Cell, Role, Row, Sheet
from toolkit.style import SEVERITY_SIGN, grade

_WIDTHS = (28.0, 16.0, 9.0, 9.5, 11.0, 8.0, 18.5, 11.5, 17.5)
_ALL = len(_WIDTHS)
_SEVERITY_ROLE: dict[str, Role] = {"evidence": "poor", "warning": "fair", "note": "nothing"}


def title_sheet(analysis: Analysis, lang: Lang, tool_version: str) -> Sheet:
    """Plan the title page."""
    rows: list[Row] = [
        (Cell(word("report-title", lang), "title", _ALL),),
        (Cell(analysis.programme.title.best(lang), "subtitle", _ALL),),
        (),
        *_programme_rows(analysis, lang),
        *(row for item in analysis.compared for row in _standard_rows(item, lang)),
        (),
        *_warning_rows(analysis, lang),
        (),
        *_headline_rows(analysis, lang),
        (),
        *_note_rows(analysis, lang, tool_version),
    ]
    return Sheet(word("sheet-title", lang), _WIDTHS, tuple(rows), landscape=False)


def _pair(label: str, value: str) -> Row:
    return (Cell(label, "label"), Cell(value, "text", _ALL - 1))


def decimal(value: float, lang: Lang) -> str:
    """Give a number as people write it: 12,5 in Kazakh and Russian, 12.5 in English.

    Examples
    --------
    >>> decimal(12.5, "kk"), decimal(12.0, "en")
    ('12,5', '12')
    """
    return f"{value:g}" if lang == "en" else f"{value:g}".replace(".", ",")


def percent(share: float) -> str:
    """Give a share, 0 to 1, as a whole percentage, half rounded up as Excel does.

    Only the whole is 100 % and only nothing is 0 %. A no-break space stands before the sign.

    Examples
    --------
    >>> [percent(share) for share in (0.125, 0.998, 0.001, 1.0)]
    ['13\xa0%', '99\xa0%', '1\xa0%', '100\xa0%']
    """
    whole = math.floor(share * 100 + 0.5)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole}\u00a0%"


def day(value: date | None) -> str:
    """Give a date as people write it here: 21.11.2026; empty for None."""
    return f"{value:%d.%m.%Y}" if value else ""


def _programme_rows(analysis: Analysis, lang: Lang) -> list[Row]:
    programme = analysis.programme
    levels = word("levels-value", lang, nqf=programme.nqf_level, sqf=programme.sqf_level)
    volume = word("volume-value", lang, credits=f"{programme.credits:g}", hours=f"{programme.hours:g}")
    qualification = f"{programme.qualification_code} {programme.qualification.best(lang)}".strip()
    pairs = {
        "programme-code": programme.code,
        "qualification": qualification,
        "institution": word(programme.institution, lang),
        "claimed-level": levels,
        "volume": volume,
        "edition": f"{programme.admission_year}, {programme.version}",
        "note": programme.note.best(lang),
    }
    head: list[Row] = [(Cell(word("programme", lang), "block", _ALL),)]
    return head + [_pair(word(key, lang), value) for key, value in pairs.items() if value]


def _standard_rows(item: Compared, lang: Lang) -> list[Row]:
    act = item.act
    cards = "\n".join(
        f"{card.number}. {card.title} – {word('sqf-level', lang)} {', '.join(card.levels) or '?'}"
        for card in item.cards
    )
    registered = f"№ {act.registration_number}, {day(act.registration_date)}" if act.registration_number else ""
    pairs = {
        "act": word("act-value", lang, issuer=act.issuer, date=day(act.date), number=act.number),
        "registration": f"{registered} ({act.act_id})" if registered else act.act_id,
        "act-status": status_line(item, lang),
        "cards": cards,
    }
    head: list[Row] = [(), (Cell(f"{word('standard', lang)}: {item.title(lang)}", "block", _ALL),)]
    return head + [_pair(word(key, lang), value) for key, value in pairs.items() if value]


def status_line(item: Compared, lang: Lang) -> str:
    """Say the status of an act with the date of the check and its source; never without them."""
    act = item.act
    known = {"repealed", "in force", "amending act", "not a legal act"}
    status = word(f"status-{act.status.replace(' ', '-')}" if act.status in known else "status-unknown", lang)
    by = f"{act.status_by}; " if act.status_by else ""
    if act.status_checked is None:
        return word("status-unchecked", lang, status=status, by=by).strip()
    source = act.status_source
    if source.startswith("text:"):
        source = word("status-printed", lang, line=source.removeprefix("text:"))
    return word("status-value", lang, status=status, by=by, date=day(act.status_checked), source=source)


def _warning_rows(analysis: Analysis, lang: Lang) -> list[Row]:
    rows: list[Row] = [
        (Cell(word("warnings", lang), "block", _ALL),),
        (
            Cell(word("severity", lang), "head"),
            Cell(word("where", lang), "head", 3),
            Cell(word("warning", lang), "head", _ALL - 4),
        ),
    ]
    places: dict[tuple[str, str, str], list[str]] = {}
    for code, severity, where, text, advice in warnings_table(analysis.warns, lang).itertuples(index=False, name=None):
        places.setdefault((code, severity, f"{text} {advice}".strip()), []).append(where)
    for (code, severity, text), found in places.items():
        where = "; ".join(found)
        sign = f"{SEVERITY_SIGN[severity]} {word(f'severity-{severity}', lang)} ({code})"
        rows.append((Cell(sign, _SEVERITY_ROLE[severity]), Cell(where, "text", 3), Cell(text, "text", _ALL - 4)))
    return rows


def _headline_rows(analysis: Analysis, lang: Lang) -> list[Row]:
    heads = [word("group", lang), word("kind", lang), *(word(f"state-{state}", lang) for state in STATES)]
    heads += [word("statements", lang), word("share", lang)]
    rows: list[Row] = [
        (Cell(word("headline", lang), "block", _ALL),),
        tuple(Cell(head, "head") for head in heads),
    ]
    for share in analysis.result.shares:
        if share.by not in ("total", "card"):
            continue
        rows.append(
            (
                Cell(share.label or word("by-total", lang), "text"),
                Cell(word(f"kind-{share.kind}", lang), "text"),
                *(Cell(share.count(state), "count") for state in STATES),
                Cell(share.statements, "count"),
                Cell(share_text(share, lang), grade(share.share, analysis.settings)),
            )
        )
    return rows


def share_text(share: Share, lang: Lang) -> str:
    """Say a share with its counts: «35 % · 12,5 of 36», never a percentage alone."""
    if share.share is None:
        return word("grade-nothing", lang)
    counts = word("n-of-m", lang, n=decimal(share.covered, lang), m=share.denominator)
    return f"{percent(share.share)} · {counts}"


def _note_rows(analysis: Analysis, lang: Lang, tool_version: str) -> list[Row]:
    used = analysis.settings
    notes = [
        word("how-confirmed", lang),
        word("how-share", lang, weight=decimal(used.partial_weight, lang)),
        word("how-grades", lang, good=percent(used.good), fair=percent(used.fair)),
        word(
            "how-priority",
            lang,
            mandatory=decimal(used.mandatory_weight, lang),
            none=decimal(used.none_weight, lang),
            partial=decimal(used.partial_gap_weight, lang),
            **{kind: decimal(weight, lang) for kind, weight in used.kind_weight.items()},
            high=decimal(used.high, lang),
            medium=decimal(used.medium, lang),
        ),
    ]
    decisions = analysis.ledger.all
    names = ", ".join(dict.fromkeys(row.reviewer for row in decisions))
    who = (
        word("reviewers-value", lang, names=names, count=len(decisions), last=day(decisions[-1].decided_at.date()))
        if decisions
        else word("no-reviewers", lang)
    )
    return [
        (Cell(word("how-counted", lang), "block", _ALL),),
        *((Cell(note, "note", _ALL),) for note in notes),
        (),
        _pair(word("reviewers", lang), who),
        _pair(word("made", lang), day(analysis.as_of)),
        _pair(word("made-with", lang), f"Curriculum Mapping Toolkit {tool_version}"),
    ]
