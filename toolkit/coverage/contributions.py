"""What each discipline and module gives to the coverage, and what would be lost without it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from toolkit.coverage.teaching import Teaching
from toolkit.model import KINDS, Contribution, Covered, Kind, Lang, Programme
from toolkit.settings import Settings


@dataclass(frozen=True, slots=True)
class _Part:
    """A discipline, or a module with its outcomes: which links it teaches and assesses, which remain without it."""

    by: str
    group: str
    label: str
    credits: float
    teaches: Callable[[str], bool]
    assesses: Callable[[str], bool]
    remains: Callable[[str], bool]


def contributions(
    rows: Iterable[Covered], programme: Programme, teaching: Teaching, settings: Settings, lang: Lang
) -> tuple[Contribution, ...]:
    """Say what every discipline and module gives.

    Parameters
    ----------
    rows : iterable of Covered
        The statements with their decisions.
    programme : Programme
        The programme.
    teaching : Teaching
        Who teaches and assesses (`teaching_of`).
    settings : Settings
        The weight of partial coverage.
    lang : {"kk", "ru", "en"}
        Language of the titles.

    Returns
    -------
    tuple of Contribution
        Every discipline in the programme's order, then the modules that outcomes name; one a kind that has statements.
        Disciplines that give nothing are there too, with zeros: that is what a reader looks for.

    Notes
    -----
    Several disciplines may teach one statement: their contributions do not add up to the whole. `lost` is the exact
    difference in what is taught if this discipline alone were not there. A module stands for its own outcomes: without
    it they are gone, whoever teaches them.
    """
    members = tuple(rows)
    found: list[Contribution] = []
    for part in (*_disciplines(programme, teaching, lang), *_modules(programme, teaching, lang)):
        for kind in KINDS:
            texts = _texts(members, kind)
            if texts:
                found.append(_contribution(part, kind, texts, settings))
    return tuple(found)


def _disciplines(programme: Programme, teaching: Teaching, lang: Lang) -> Iterator[_Part]:
    for item in programme.disciplines:
        code = item.code

        def teaches(outcome: str, code: str = code) -> bool:
            return code in teaching.taught_by.get(outcome, ())

        def assesses(outcome: str, code: str = code) -> bool:
            return code in teaching.assessed_by.get(outcome, ())

        def remains(outcome: str, code: str = code) -> bool:
            return teaching.is_taught(outcome, (code,))

        yield _Part("discipline", code, item.title.best(lang), item.credits, teaches, assesses, remains)


def _modules(programme: Programme, teaching: Teaching, lang: Lang) -> Iterator[_Part]:
    titles = {item.code: item for item in programme.disciplines}
    for module in dict.fromkeys(outcome.module for outcome in programme.outcomes if outcome.module):
        own = {outcome.outcome_id for outcome in programme.outcomes if outcome.module == module}

        def teaches(outcome: str, own: set[str] = own) -> bool:
            return outcome in own and teaching.is_taught(outcome)

        def assesses(outcome: str, own: set[str] = own) -> bool:
            return outcome in own and teaching.is_assessed(outcome)

        def remains(outcome: str, own: set[str] = own) -> bool:
            return outcome not in own and teaching.is_taught(outcome)

        item = titles.get(module)
        title, volume = (item.title.best(lang), item.credits) if item else ("", 0.0)
        yield _Part("module", module, title, volume, teaches, assesses, remains)


_Text = list[tuple[str, str]]
"""The confirmed links of one text in all its places: (outcome id, verdict)."""


def _texts(rows: tuple[Covered, ...], kind: Kind) -> dict[str, _Text]:
    """Give the links of every different text that applies."""
    texts: dict[str, _Text] = {}
    applies: dict[str, bool] = {}
    for row in rows:
        if row.statement.kind == kind:
            key = row.statement.fingerprint
            links = [(one.outcome_id, one.verdict) for one in row.decisions if one.verdict in ("full", "partial")]
            texts.setdefault(key, []).extend((outcome, verdict) for outcome, verdict in links if outcome)
            applies[key] = applies.get(key, False) or row.state != "na"
    return {key: links for key, links in texts.items() if applies[key]}


def _weight(links: _Text, reached: Callable[[str], bool], settings: Settings) -> float:
    verdicts = {verdict for outcome, verdict in links if reached(outcome)}
    return 1.0 if "full" in verdicts else settings.partial_weight if "partial" in verdicts else 0.0


def _contribution(part: _Part, kind: Kind, texts: dict[str, _Text], settings: Settings) -> Contribution:
    def everywhere(outcome: str) -> bool:
        return part.teaches(outcome) or part.remains(outcome)

    given = [{verdict for outcome, verdict in links if part.teaches(outcome)} for links in texts.values()]
    full = sum("full" in verdicts for verdicts in given)
    partial = sum("partial" in verdicts and "full" not in verdicts for verdicts in given)
    covered = full + settings.partial_weight * partial
    lost = sum(
        _weight(links, everywhere, settings) - _weight(links, part.remains, settings) for links in texts.values()
    )
    outcomes = dict.fromkeys(outcome for links in texts.values() for outcome, _ in links if part.teaches(outcome))
    return Contribution(
        by="module" if part.by == "module" else "discipline",
        group=part.group,
        label=part.label,
        kind=kind,
        credits=part.credits,
        outcomes=tuple(outcomes),
        full=full,
        partial=partial,
        denominator=len(texts),
        covered=covered,
        share=covered / len(texts),
        assessed=sum(_weight(links, part.assesses, settings) for links in texts.values()),
        lost=lost,
    )
