"""Small and large analyses for tests of figures: everything a test is not about has a default."""

import random
from dataclasses import replace

from factories import act, card, decision, discipline, outcome, programme, statement
from places import AS_OF

from toolkit.analysis import Analysis, Compared
from toolkit.coverage import coverage, teaching_of
from toolkit.decisions import Ledger
from toolkit.gaps import gaps
from toolkit.model import Discipline, Names, Parsed, Standard
from toolkit.settings import Settings

LONG = "Мемлекеттік статистикалық байқауларды жүргізу кезінде респонденттермен өзара іс-қимыл жасау ережелерін қолдану"
HOSTILE = "<script>alert('x')</script> %{x} $x^2$ {blank} </script> & <b>қалың</b>"


def room(
    rows=(),
    decisions=(),
    *,
    suspect=(),
    outcomes=(),
    disciplines=None,
    marks=None,
    additional=(),
    title="Стандарт",
    **changes,
) -> Analysis:
    """An analysis of statements, decisions and outcomes as they are given; nothing is suggested or warned of."""
    members = tuple(rows)
    courses = (discipline(),) if disciplines is None else tuple(disciplines)
    codes = [one.outcome_id for one in outcomes]
    served = (
        tuple((course.code, code, "M") for course in courses[:1] for code in codes) if marks is None else tuple(marks)
    )
    study = programme(outcomes=tuple(outcomes), disciplines=courses, marks=served, **changes)
    teaching, settings = teaching_of(study), Settings()
    result = coverage(
        members, codes, decisions, settings, suspect=suspect, teaching=teaching, additional=frozenset(additional)
    )
    numbers = sorted({row.occupation_no for row in members}) or [1]
    standard = Standard("X1", "X1", title, "kk", "x.txt", cards=tuple(card(number) for number in numbers))
    compared = Compared(act(), standard, standard.cards, Parsed("x", "kk", "card-2023", "", (standard,), (), ()))
    return Analysis(
        programme=study,
        compared=(compared,),
        statements=members,
        suggestions=(),
        ledger=Ledger(tuple(decisions), tuple(decisions), tuple(suspect), (), ()),
        result=result,
        gaps=gaps(result.statements, settings),
        warns=(),
        settings=settings,
        as_of=AS_OF,
        teaching=teaching,
    )


def outcomes_of(count):
    return tuple(outcome(f"ОН{number + 1}", f"{number + 1}-нәтиже: {LONG}") for number in range(count))


def small(**changes) -> Analysis:
    """Two functions: in the first every kind of decision, in the second nothing that anybody has looked at."""
    rows = [statement(f"1.1.1/S{number}", function="Дайындық") for number in range(1, 7)]
    rows += [statement("1.1.1/K1", function="Дайындық"), statement("1.2.1/S1", function="Жүргізу")]
    rows += [statement("1.2.1/K1", function="Жүргізу"), statement("1.0.0/C1")]
    made = [
        decision("1.1.1/S1", "ОН1", "full"),
        decision("1.1.1/S2", "ОН1", "partial"),
        decision("1.1.1/S2", "ОН2", "none"),
        decision("1.1.1/S3", "ОН3", "unsure"),
        decision("1.1.1/S5", "", "na", reason="басқа мамандық"),
        decision("1.1.1/S6", "", "none"),
    ]
    former = [decision("1.1.1/S4", "ОН4", "full")]
    return room(rows, made, suspect=former, outcomes=outcomes_of(5), **changes)


def crowd(statements=600, outcomes=60, *, functions=20, seed=1) -> Analysis:
    """A large programme: long Kazakh texts, every kind of decision, some functions that nobody has looked at."""
    dice = random.Random(seed)  # noqa: S311 - the same crowd each time
    words = LONG.lower().split()

    def text(least, most):
        return " ".join(dice.choice(words) for _ in range(dice.randint(least, most))).capitalize()

    codes = [f"ОН {number // 6 + 1}.{number % 6 + 1}" for number in range(outcomes)]
    results = tuple(outcome(code, text(8, 20), text(8, 20)) for code in codes)
    titles = [text(4, 16) for _ in range(functions)]
    rows, made, former = [], [], []
    for number in range(statements):
        which = number * functions // statements
        place = f"{which // 5 + 1}.{which % 5 + 1}.{number % 30 // 8 + 1}/{'SK'[number % 2]}{number + 1}"
        row = statement(place, f"{text(4, 40)} {number}", function=titles[which], occupation=f"Маман {which // 5}")
        rows.append(row)
        for code in codes if which % 7 != 3 else ():
            chance = dice.random()
            verdict = next(
                (name for name, limit in (("full", 0.01), ("partial", 0.025), ("none", 0.2)) if chance < limit), ""
            )
            about = {"statement_id": row.statement_id, "statement_fingerprint": row.fingerprint}
            if verdict:
                made.append(replace(decision(outcome=code, verdict=verdict), **about))
            elif chance < 0.205:
                made.append(replace(decision(outcome=code, verdict="unsure"), **about))
            elif chance < 0.21:
                former.append(replace(decision(outcome=code), **about))
    courses = [Discipline(f"П{number + 1}", Names(text(3, 9)), 0.0 if number == 5 else 4.0) for number in range(50)]
    marks = {(one.code, code): dice.choice("IRM+") for one in courses[:45] for code in dice.sample(codes, 3)}
    return room(
        rows,
        made,
        suspect=former,
        outcomes=results,
        disciplines=courses,
        marks=[(*pair, mark) for pair, mark in marks.items()],
        additional=[("X1", which // 5 + 1, which % 5 + 1) for which in range(functions) if which % 5 == 4],
        title=f"Стандарт: {text(6, 9)}",
    )
