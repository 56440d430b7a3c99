"""The title page: what was compared with what, whether it may be used as evidence, the figures, how to read the rest."""

from toolkit.analysis import Analysis, Compared
from toolkit.checks import weight
from toolkit.frameworks import Framework
from toolkit.model import STEPS, Act, Share, Warn
from toolkit.numbers import day
from toolkit.report.frame import Brief, group_title, shown_states
from toolkit.report.layout import Column, columns_of, unbroken
from toolkit.report.listed import SEVERITY_ROLE
from toolkit.report.method import notes
from toolkit.sheets import Cell, Row, Sheet, reference
from toolkit.style import SEVERITY_SIGN

_BEFORE = {"group": 30.0, "kind": 17.0}
_SHOWN = 12
"""More warnings than these stand on their own sheet only."""


def title_sheet(brief: Brief, contents: list[tuple[str, str]]) -> Sheet:
    """Plan the title page.

    Parameters
    ----------
    brief : Brief
        What the report is made from.
    contents : list of (tab, sentence)
        The other sheets and what each is for.
    """
    words, analysis = brief.reader.word, brief.analysis
    shares = _headline(brief)
    columns = _columns(brief, shares)
    wide = len(columns)
    blocks: list[tuple[list[Row], bool]] = [
        (_programme_rows(brief, wide), False),
        *((_standard_rows(brief, item, wide), False) for item in analysis.compared),
        *((_framework_rows(brief, one.framework, wide), False) for one in analysis.alignments),
        (_warning_rows(brief, wide), True),
        (_headline_rows(brief, shares, columns), False),
        (_who(brief, wide), False),
        ([(Cell(words("how-to-read"), "block", wide),), *_contents(contents, wide)], True),
        ([(Cell(words("how-counted"), "block", wide),), *((Cell(note, "note", wide),) for note in notes(brief))], True),
    ]
    rows: list[Row] = [
        (Cell(brief.reader.sentence("report-title"), "title", wide),),
        (Cell(brief.reader.names(analysis.programme.title), "subtitle", wide),),
    ]
    starts: dict[int, bool] = {}
    for block, flows in blocks:
        if block:
            rows.append(())
            starts[len(rows) + 1] = flows
            rows += block
    made = Sheet(brief.tab("sheet-title"), tuple(column.width for column in columns), tuple(rows))
    return unbroken(made, starts, [start for start, flows in starts.items() if flows])


def _pair(label: str, value: str, wide: int) -> Row:
    return (Cell(label, "label"), Cell(value, "text", wide - 1))


def _programme_rows(brief: Brief, wide: int) -> list[Row]:
    programme, words = brief.analysis.programme, brief.reader.word
    pairs = {
        "programme-code": programme.code,
        "qualification": f"{programme.qualification_code} {brief.reader.names(programme.qualification)}".strip(),
        "institution": words(programme.institution),
        "claimed-level": words("levels-value", nqf=programme.nqf_level, sqf=programme.sqf_level),
        "volume": words("volume-value", credits=f"{programme.credits:g}", hours=f"{programme.hours:g}"),
        "edition": f"{programme.admission_year}, {programme.version}",
        "goal": brief.reader.names(programme.goal),
        "note": brief.reader.names(programme.note),
    }
    head: list[Row] = [(Cell(words("programme"), "block", wide),)]
    return head + [_pair(words(key), value, wide) for key, value in pairs.items() if value]


def _standard_rows(brief: Brief, item: Compared, wide: int) -> list[Row]:
    words = brief.reader.word
    cards = "\n".join(
        f"{card.number}. {card.title} – {words('sqf-level')} {', '.join(card.levels) or '?'}" for card in item.cards
    )
    pairs = _act_pairs(brief, item.act) | {"cards": cards}
    head: list[Row] = [(Cell(f"{words('standard')}: {item.title(brief.lang)}", "block", wide),)]
    return head + [_pair(words(key), value, wide) for key, value in pairs.items() if value]


def _framework_rows(brief: Brief, framework: Framework, wide: int) -> list[Row]:
    words = brief.reader.word
    pairs = _act_pairs(brief, framework.act) | {"areas": "\n".join(framework.areas)}
    head: list[Row] = [(Cell(f"{words('framework')}: {framework.title(brief.lang)}", "block", wide),)]
    return head + [_pair(words(key), value, wide) for key, value in pairs.items() if value]


def _act_pairs(brief: Brief, act: Act) -> dict[str, str]:
    registered = f"№ {act.registration_number}, {day(act.registration_date)}" if act.registration_number else ""
    return {
        "act": brief.reader.word("act-value", issuer=act.issuer, date=day(act.date), number=act.number),
        "registration": f"{registered} ({act.act_id})" if registered else act.act_id,
        "act-status": "\n".join(dict.fromkeys(brief.analysis.status(act, lang) for lang in brief.reader.langs)),
    }


def _warning_rows(brief: Brief, wide: int) -> list[Row]:
    words = brief.reader.word
    places: dict[tuple[str, str], list[Warn]] = {}
    for warn in brief.analysis.warns:
        places.setdefault((warn.code, brief.reader.warning(warn)), []).append(warn)
    order = ("evidence", "warning", "note")
    found = sorted(places.items(), key=lambda one: order.index(weight(one[1][0])))
    if not found:
        return []
    rows: list[Row] = [
        (Cell(words("warnings"), "block", wide),),
        (Cell(words("severity"), "head"), Cell(words("where"), "head", 3), Cell(words("warning"), "head", wide - 4)),
    ]
    for (code, text), warns in found[:_SHOWN]:
        heaviness = weight(warns[0])
        sign = f"{SEVERITY_SIGN[heaviness]} {words(f'severity-{heaviness}')} ({code})"
        where = "; ".join(warn.where for warn in warns)
        rows.append((Cell(sign, SEVERITY_ROLE[heaviness]), Cell(where, "text", 3), Cell(text, "text", wide - 4)))
    if len(found) > _SHOWN:
        rows.append((Cell(brief.reader.sentence("more-warnings", n=len(found) - _SHOWN), "note", wide),))
    return rows


def _headline(brief: Brief) -> list[Share]:
    """Give the shares of the total and of the cards, and those of the claimed level of each framework."""
    shares = [share for share in brief.analysis.result.shares if share.by in ("total", "card")]
    for one in brief.analysis.alignments:
        shares += [share for share in one.claimed.shares if share.by == "standard-level"]
    return shares


def _columns(brief: Brief, shares: list[Share]) -> list[Column]:
    """Give the columns of the headline figures, in which everything else on the page stands too."""
    counts = {f"state-{state}": 10.0 for state in shown_states(shares)} | {"statements": 12.0}
    return columns_of(brief, {**_BEFORE, **counts, **{f"step-{step}": 24.0 for step in STEPS}})


def _headline_rows(brief: Brief, shares: list[Share], columns: list[Column]) -> list[Row]:
    words = brief.reader.word
    if not shares:
        return []
    rows: list[Row] = [
        (Cell(words("headline"), "block", len(columns)),),
        (Cell(brief.reader.sentence("headline-about"), "note", len(columns)),),
        tuple(Cell(column.head, "head") for column in columns),
    ]
    rows += [
        (
            Cell(f"{group_title(brief, share)}{_hole(brief, share)}"),
            brief.kinds(share.kind),
            *(Cell(share.count(state), "count") for state in shown_states(shares)),
            Cell(share.statements, "count"),
            *(brief.share_cell(share, step) for step in STEPS),
        )
        for share in shares
    ]
    return rows


def _hole(brief: Brief, share: Share) -> str:
    """Say how many mandatory functions have nothing covered: a total must not hide a hole."""
    return "\n○ " + brief.reader.word("bare-functions", n=share.bare) if share.bare else ""


def _contents(contents: list[tuple[str, str]], wide: int) -> list[Row]:
    return [
        (Cell(tab, "label", link=f"#{reference(tab, (1, 1, 1, 1))}"), Cell(text, "text", wide - 1))
        for tab, text in contents
    ]


def _who(brief: Brief, wide: int) -> list[Row]:
    words, analysis = brief.reader.word, brief.analysis
    heads = (words("sign-as"), words("review-name"), words("signature"), words("review-date"))
    spans = (1, 4, 2, wide - 7)
    lines = [
        (words(f"signs-{analysis.programme.institution}-{place}"), *("",) * (len(spans) - 1)) for place in range(1, 6)
    ]
    return [
        (Cell(words("who-and-when"), "block", wide),),
        _pair(words("reviewers"), reviewers_line(analysis, brief), wide),
        _pair(words("made"), day(analysis.as_of), wide),
        _pair(words("made-with"), f"Curriculum Mapping Toolkit {brief.tool_version}", wide),
        tuple(Cell(text, "head", span) for text, span in zip(heads, spans, strict=True)),
        *(
            tuple(Cell(text, "label" if text else "text", span) for text, span in zip(line, spans, strict=True))
            for line in lines
        ),
    ]


def reviewers_line(analysis: Analysis, brief: Brief) -> str:
    """Say who decided how much, and when last."""
    decisions = analysis.ledger.all
    if not decisions:
        return brief.reader.word("no-reviewers")
    names = ", ".join(dict.fromkeys(row.reviewer for row in decisions))
    last = day(decisions[-1].decided_at.date())
    return brief.reader.word("reviewers-value", names=names, count=len(decisions), last=last)
