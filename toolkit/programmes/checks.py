"""What does not add up inside a programme: issues that make it unusable, warnings that a reader should know."""

from collections import defaultdict

from toolkit.errors import Issue
from toolkit.model import Discipline, Programme, Warn
from toolkit.programmes.codes import implied_level, programme_code
from toolkit.programmes.tables import marks_by_outcome

HOURS_PER_CREDIT = {"college": 24.0, "university": 30.0}
"""Academic hours in a credit: 72 hours are 3 credits in college curricula; 1 ECTS is 30 hours at a university."""


def integrity_issues(programme: Programme) -> list[Issue]:
    """List what makes a programme unusable: no or repeated codes, marks that point nowhere, texts that are missing.

    Returns
    -------
    list of Issue
        Empty if the programme can be used.

    Examples
    --------
    >>> from toolkit.model import Names
    >>> none = Names()
    >>> draft = Programme("p", "college", "", "", none, none, none, "4", "4", 0, 0, 0, 2026, "1")
    >>> [issue.code for issue in integrity_issues(draft)]
    ['no-outcomes']
    """
    issues: list[Issue] = []
    if not programme.outcomes:
        issues.append(Issue("no-outcomes", "outcomes.csv", "there is no outcome", "write one row an outcome"))
    for file, codes in (
        ("outcomes.csv", [outcome.outcome_id for outcome in programme.outcomes]),
        ("disciplines.csv", [discipline.code for discipline in programme.disciplines]),
    ):
        repeated = sorted({code for code in codes if codes.count(code) > 1})
        issues += [
            Issue("repeated-code", file, f"code '{code}' stands twice", "give each row its own") for code in repeated
        ]
    for outcome in programme.outcomes:
        if not outcome.text.languages:
            hint = "write it in Kazakh or Russian"
            issues.append(Issue("outcome-without-text", "outcomes.csv", f"'{outcome.outcome_id}' has no text", hint))
    issues += _dangling_marks(programme)
    return issues


def _dangling_marks(programme: Programme) -> list[Issue]:
    outcomes = {outcome.outcome_id for outcome in programme.outcomes}
    disciplines = {discipline.code for discipline in programme.disciplines}
    issues: list[Issue] = []
    seen: set[tuple[str, str]] = set()
    for discipline, outcome_id, _ in programme.marks:
        place = f"'{discipline}' x '{outcome_id}'"
        if discipline not in disciplines:
            issues.append(
                Issue("unknown-discipline", "matrix.csv", f"{place}: no such discipline", "see disciplines.csv")
            )
        if outcome_id not in outcomes:
            issues.append(Issue("unknown-outcome", "matrix.csv", f"{place}: no such outcome", "see outcomes.csv"))
        if (discipline, outcome_id) in seen:
            issues.append(Issue("repeated-mark", "matrix.csv", f"{place} stands twice", "keep one row"))
        seen.add((discipline, outcome_id))
    return issues


def programme_warnings(programme: Programme) -> tuple[Warn, ...]:
    """Warn about what a reader should know of a programme: W14, W15, W18, W19, P01, P02, P03. Nothing stops the work.

    Parameters
    ----------
    programme : Programme
        A programme without integrity issues.

    Returns
    -------
    tuple of Warn
        Outcomes in order (no discipline, or never mastered), disciplines without outcomes (notes only: general
        disciplines are mandatory by the state standard), languages, sums, codes, modules.
    """
    served = marks_by_outcome(programme)
    found: list[Warn] = []
    for outcome_id, disciplines in served.items():
        if not disciplines:
            found.append(Warn("W14", outcome_id))
        elif "M" not in disciplines.values():
            found.append(Warn("W15", outcome_id))
    serving = {discipline for discipline, _, _ in programme.marks}
    found += [Warn("W14", item.code, only_note=True) for item in programme.disciplines if item.code not in serving]
    found += _language_warnings(programme)
    found += _sum_warnings(programme)
    found += _code_warnings(programme)
    known = {item.code for item in programme.disciplines}
    strange = dict.fromkeys(item.module for item in programme.outcomes if item.module and item.module not in known)
    if programme.disciplines:
        found += [Warn("P03", module) for module in strange]
    return tuple(found)


def _language_warnings(programme: Programme) -> list[Warn]:
    by_language: dict[str, list[str]] = defaultdict(list)
    for outcome in programme.outcomes:
        for lang in outcome.text.languages:
            by_language[lang].append(outcome.outcome_id)
    if by_language["kk"] and by_language["ru"] and by_language["kk"] != by_language["ru"]:
        only_one = set(by_language["kk"]) ^ set(by_language["ru"])
        codes = [outcome.outcome_id for outcome in programme.outcomes if outcome.outcome_id in only_one]
        return [Warn("W18", ", ".join(codes))]
    return []


def _sum_warnings(programme: Programme) -> list[Warn]:
    per_credit = HOURS_PER_CREDIT[programme.institution]
    found: list[Warn] = []
    total = sum(item.credits for item in programme.disciplines)
    if total and programme.credits and total != programme.credits:
        found.append(Warn("W19", f"{total:g} ≠ {programme.credits:g}"))
    if programme.hours and programme.credits and programme.hours != programme.credits * per_credit:
        found.append(Warn("W19", f"{programme.hours:g} ≠ {programme.credits:g} × {per_credit:g}"))
    found += [
        Warn("W19", f"{item.code}: {item.hours:g} ≠ {item.credits:g} × {per_credit:g}")
        for item in programme.disciplines
        if item.hours and item.credits and item.hours != item.credits * per_credit
    ]
    found += _hours_of_all(programme, programme.disciplines)
    return found


def _hours_of_all(programme: Programme, disciplines: tuple[Discipline, ...]) -> list[Warn]:
    """Hours of the whole are compared where the sum of credits agrees: else it is the same mistake said twice."""
    hours = sum(item.hours for item in disciplines)
    all_stated = bool(disciplines) and all(item.hours for item in disciplines)
    right_credits = sum(item.credits for item in disciplines) == programme.credits
    each_right = all(
        item.hours == item.credits * HOURS_PER_CREDIT[programme.institution] for item in disciplines if item.credits
    )
    if all_stated and programme.hours and hours != programme.hours and right_credits and each_right:
        return [Warn("W19", f"{hours:g} ≠ {programme.hours:g}")]
    return []


def _code_warnings(programme: Programme) -> list[Warn]:
    found: list[Warn] = []
    for text in (programme.code, programme.qualification_code):
        code = programme_code(text)
        if text and (code is None or code.institution != programme.institution):
            found.append(Warn("P01", text))
    implied = implied_level(programme)
    claimed = dict.fromkeys((programme.nqf_level, programme.sqf_level))
    if implied:
        where = programme.qualification_code or programme.code
        found += [Warn("P02", where, (("a", level), ("b", implied))) for level in claimed if level not in ("", implied)]
    return found
