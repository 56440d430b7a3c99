"""Impact in words and tables: effects, counts, lines for a terminal, plain values, frames."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from toolkit.acts import doubt_text
from toolkit.editions.words import difference_text, name_of, reason_text
from toolkit.impact.model import SCENARIOS, Hit, Impact, Renaming, Row
from toolkit.impact.switching import next_step
from toolkit.labels import word
from toolkit.model import STEPS, Lang, Share
from toolkit.numbers import counted_share, percent
from toolkit.tables import SHARES
from toolkit.tables.impact import IMPACT_ROWS, IMPACT_SHARES, PROGRAMME_HITS

SHOWN = ("total", "card", "level")
"""Groups whose coverage is compared before and after."""


def effect(row: Row, lang: Lang) -> str:
    """Say in words what becomes of a decision.

    Parameters
    ----------
    row : Row
        The decision and what its statement has become.
    lang : {"kk", "ru", "en"}
        Language of the reader.

    Returns
    -------
    str
        One sentence or several: what becomes of it, and what a person should know.
    """
    said = [word(f"impact-effect-{row.pile}", lang)]
    if row.settled is not None:
        own = row.settled is row.decision
        said = [word("impact-effect-counts" if own else "impact-effect-settled", lang, name=row.settled.reviewer)]
    if row.equal:
        said.append(word("impact-effect-equal", lang))
    if row.rival:
        said.append(word("impact-effect-rival", lang))
    if row.doubtful:
        said.append(word("impact-effect-doubtful", lang))
    if row.disagreement:
        names = ", ".join(dict.fromkeys(one.reviewer for one in row.disagreement))
        said.append(word("impact-effect-disagreement", lang, names=names))
    for change in row.context:
        said.append(
            word(
                "impact-effect-context",
                lang,
                what=name_of("what", change.what, lang),
                kind=name_of("kind", change.kind, lang),
                old=change.old_text,
                new=change.new_text,
            )
        )
    return " ".join(said)


def change_text(row: Row, lang: Lang) -> str:
    """Say how a statement has changed: «moved, reworded»; where the same text stands elsewhere, so."""
    if row.equal:
        return word("impact-kind-equal", lang)
    return ", ".join(name_of("kind", kind, lang) for kind in row.kinds)


def reasons(row: Row, lang: Lang) -> str:
    """Give the reasons of match and grade in one line."""
    return "; ".join(reason_text(reason, lang).rstrip(". ") for reason in row.why)


def verdict_text(row: Row, lang: Lang) -> str:
    """Say the outcome and the verdict of a decision: «ОН3: fully covered»; without an outcome the verdict alone."""
    said = word(f"state-{row.decision.verdict}", lang)
    return f"{row.decision.outcome_id}: {said}" if row.decision.outcome_id else said


def look_text(impact: Impact, lang: Lang) -> str:
    """Say how many of the confirmed links need a look: «3 of 17 (18 %)», and in how many looks, where some go together."""
    links, looks = len(impact.links), len(impact.looks)
    said = word("n-of-m", lang, n=looks, m=links)
    said = f"{said} ({percent(looks / links)})" if links else said
    together = [word("impact-sights", lang, n=impact.sights)] if impact.sights < looks else []
    return "; ".join((said, *together))


# --- frames -------------------------------------------------------------------------------------------------------


def rows_table(impact: Impact, lang: Lang) -> pd.DataFrame:
    """Give table IMPACT_ROWS: every decision that counts about the old edition."""
    return IMPACT_ROWS.frame_of(
        (
            impact.programme.programme_id,
            row.decision.outcome_id,
            row.old.statement_id,
            row.decision.verdict,
            row.pile,
            ";".join(one.statement_id for one in row.news),
            row.grade,
            row.confidence,
            row.doubtful,
            row.equal,
            row.proposed,
            row.bulk,
            row.needs_look,
            row.settled is not None,
            bool(row.disagreement),
            row.decision.reviewer,
            row.decision.decided_at.isoformat(),
            row.decision.decision_id,
            row.old.text,
            "\n".join(one.text for one in row.news),
            difference_text(row.difference),
            effect(row, lang),
            str(row.replacement or ""),
        )
        for row in impact.rows
    )


def compared_shares(impact: Impact) -> dict[str, tuple[Share, ...]]:
    """Give the shares before the change and in each scenario after it, groups named as in the new edition.

    Returns
    -------
    dict of scenario to shares
        ``before`` and `SCENARIOS`. The old cards and functions that have one counterpart have its key and title, so that
        they can be set side by side.
    """
    names = _new_names(impact)
    labels = {
        share.group: share.label for share in impact.scenario("stands").shares if share.by in ("card", "function")
    }
    before = tuple(
        replace(
            share, group=names.get(share.group, share.group), label=labels.get(names.get(share.group, ""), share.label)
        )
        for share in impact.before.shares
    )
    return {"before": before} | {name: impact.scenario(name).shares for name in SCENARIOS}


def difference_tables(impact: Impact) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give two SHARES tables for a picture of before and after: the old edition, and the new one with what stands."""
    shares = compared_shares(impact)
    return SHARES.frame(shares["before"]), SHARES.frame(shares["stands"])


def _new_names(impact: Impact) -> dict[str, str]:
    """Give the key of the new group for each old one that has become one, which nothing else has become."""
    edition = impact.edition
    pairs = [(edition.old_id, edition.new_id), *(pair for pair in impact.cards if all(pair))]
    for change in edition.changes:
        if change.what in ("function", "unit"):
            pairs += [(old_id, new_id) for old_id in change.old_ids for new_id in change.new_ids]
    distinct = set(pairs)
    olds, news = Counter(old_id for old_id, _ in distinct), Counter(new_id for _, new_id in distinct)
    return {old_id: new_id for old_id, new_id in distinct if olds[old_id] == news[new_id] == 1}


def shares_table(impact: Impact) -> pd.DataFrame:
    """Give table IMPACT_SHARES: coverage before and after by total, card and level, each kind apart, at three steps."""
    return IMPACT_SHARES.frame_of(
        (
            impact.programme.programme_id,
            scenario,
            share.by,
            share.group,
            share.label,
            share.kind,
            share.statements,
            share.denominator,
            *(value for step in STEPS for value in share.at(step)),
        )
        for scenario, shares in compared_shares(impact).items()
        for share in shares
        if share.by in SHOWN
    )


def hits_table(hits: Iterable[Hit]) -> pd.DataFrame:
    """Give table PROGRAMME_HITS."""
    return PROGRAMME_HITS.frame_of(
        (
            hit.programme_id,
            hit.standard_id,
            hit.act_id,
            ";".join(hit.causes),
            ";".join(hit.by),
            ";".join(hit.news),
            hit.links,
            hit.looks,
        )
        for hit in hits
    )


# --- lines and plain values ---------------------------------------------------------------------------------------


def lines_of(impact: Impact, lang: Lang) -> Iterator[str]:
    """Give the impact on one programme as lines for a terminal: piles, shares, then every row that needs a look."""
    programme = impact.programme
    yield f"{programme.programme_id}  {programme.title.best(lang)}"
    for pile, count in impact.counts().items():
        yield f"  {count:>5}  {word(f'impact-pile-{pile}', lang)}"
    yield f"  {word('impact-looks', lang)}: {look_text(impact, lang)}"
    if impact.aside:
        yield f"  {word('impact-aside', lang, n=len(impact.aside))}"
    yield f"  {word('impact-added-count', lang, n=len(impact.added), m=len(impact.open))}"
    shares = compared_shares(impact)
    for share in shares["before"]:
        if share.by == "total":
            said = [_said(_like(share, shares[name]), lang) for name in SCENARIOS]
            yield f"  {word(f'kind-{share.kind}', lang)}: {_said(share, lang)} → {' → '.join(said)}"
    yield ""
    for renaming in impact.renamings:
        yield from _renaming_lines(renaming, lang)
    for row in impact.rows:
        alone = row.replacement is None and (row.needs_look or (row.proposed and row.pile != "stands"))
        if alone:
            yield from _row_lines(row, lang)


def _renaming_lines(renaming: Renaming, lang: Lang) -> Iterator[str]:
    """Give one replacement of words with the decisions that it alone touches: one look is enough for them."""
    yield f"  {renaming_text(renaming, lang)}"
    yield f"      {renaming_option(renaming)}"
    for row in renaming.rows:
        news = ";".join(one.statement_id for one in row.news)
        yield f"      {row.old.statement_id} → {news}  {verdict_text(row, lang)}"


def renaming_text(renaming: Renaming, lang: Lang) -> str:
    """Say a replacement of words and how much it touches: «ХЖҚО» → «мансап орталығы»: statements 15, decisions 15."""
    words = renaming.replacement
    said = word("impact-renamed", lang, old=words.old, new=words.new)
    return ": ".join((said, word("impact-renamed-count", lang, n=renaming.statements, m=len(renaming.rows))))


def renaming_option(renaming: Renaming) -> str:
    """Give what is to be typed to accept a renaming."""
    return f'--accept-replacement "{renaming.replacement.old}=>{renaming.replacement.new}" --as …'


def next_text(impact: Impact, lang: Lang, *, registered: bool) -> str:
    """Say which step is due next, and what to type.

    Parameters
    ----------
    impact : Impact
        The impact in its present state.
    lang : {"kk", "ru", "en"}
        Language of the reader.
    registered : bool
        Whether the new edition stands in the library.
    """
    step = next_step(impact, registered=registered)
    names = f"{impact.edition.old_id} {impact.edition.new_id} {impact.programme.programme_id}"
    facts = {
        "command": f"curmap impact {names}",
        "n": len(impact.bulk) if step == "accept" else len(impact.renamings),
        "words": next((f"{one.replacement.old}=>{one.replacement.new}" for one in impact.renamings), ""),
        "open": sum(row.needs_look or row.proposed for row in impact.rows),
    }
    return ": ".join((word("impact-next", lang), word(f"impact-next-{step}", lang, **facts)))


def _row_lines(row: Row, lang: Lang) -> Iterator[str]:
    news = ";".join(one.statement_id for one in row.news) or "–"
    grade = name_of("grade", row.grade, lang)
    yield f"  {word(f'impact-pile-{row.pile}', lang)} ({grade}; {row.confidence:.2f})  {row.old.statement_id} → {news}"
    yield f"      {verdict_text(row, lang)}"
    yield f"      {difference_text(row.difference)}"
    yield f"      {effect(row, lang)}"


def _like(share: Share, shares: Iterable[Share]) -> Share | None:
    key = (share.by, share.group, share.kind)
    return next((one for one in shares if (one.by, one.group, one.kind) == key), None)


def _said(share: Share | None, lang: Lang) -> str:
    return counted_share(*share_parts(share), lang)


def share_parts(share: Share | None) -> tuple[float, int, float | None]:
    """Give number, denominator and share at the step declared; nothing where there is no such group."""
    return (share.covered, share.denominator, share.share) if share else (0.0, 0, None)


def hit_lines(hits: Iterable[Hit], lang: Lang) -> Iterator[str]:
    """Give the programmes hit as lines for a terminal."""
    found = tuple(hits)
    yield f"{word('impact-hits-title', lang)}: {len(found)}"
    for hit in found:
        yield f"  {hit.programme_id}  {hit.standard_id}: {causes_text(hit, lang)}"
        facts = {word("impact-links", lang): str(hit.links)}
        facts |= {} if hit.looks is None else {word("impact-looks", lang): str(hit.looks)}
        facts[word("impact-new-standard", lang)] = ", ".join(hit.news) or word("impact-no-new", lang)
        yield f"      {'; '.join(f'{name}: {value}' for name, value in facts.items())}"
        yield from (f"      {doubt_text(one, lang)}" for one in hit.doubts)


def causes_text(hit: Hit, lang: Lang) -> str:
    """Say why a programme is hit, with the acts that did it."""
    said = ", ".join(word(f"impact-cause-{cause}", lang) for cause in hit.causes)
    return f"{said} ({', '.join(hit.by)})" if hit.by else said


def as_data(impact: Impact, lang: Lang) -> dict[str, Any]:
    """Give the impact on one programme as plain values for JSON, complete."""
    return {
        "programme_id": impact.programme.programme_id,
        "old": impact.edition.old_id,
        "new": impact.edition.new_id,
        "counts": impact.counts(),
        "links": len(impact.links),
        "need_a_look": len(impact.looks),
        "looks": impact.sights,
        "replacements": [
            {
                "old": one.replacement.old,
                "new": one.replacement.new,
                "statements": one.statements,
                "decisions": len(one.rows),
                "rows": [[row.decision.outcome_id, row.old.statement_id] for row in one.rows],
            }
            for one in impact.renamings
        ],
        "rows": _records(rows_table(impact, lang)),
        "aside": [
            {"why": why, "outcome_id": rows[-1].outcome_id, "statement_id": rows[-1].statement_id, "rows": len(rows)}
            for why, rows in impact.aside
        ],
        "added": [
            {"statement_id": one.statement.statement_id, "text": one.statement.text, "decided_before": len(one.equal)}
            for one in impact.added
        ],
        "open": [row.statement_id for row in impact.open],
        "cards": [list(pair) for pair in impact.cards],
        "shares": _records(shares_table(impact)),
    }


def hits_data(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """Give the programmes hit as plain values for JSON."""
    return _records(hits_table(hits))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
