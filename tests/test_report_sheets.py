"""Every figure on every sheet of the rendered report, against figures counted anew (`recount`)."""

import re
from collections import Counter

import pytest
from places import AS_OF
from recount import KINDS, STEPS, Counted, decimal, function_key, grade, percent, priority
from report_rooms import DECISIONS, Opened, bundled_analysis, decided, programme_of, small_analysis, standard_of

from toolkit.labels import word
from toolkit.model import statements_of
from toolkit.returns import decode

LANG = "ru"
SIGN = {"good": "●", "fair": "◐", "poor": "○"}


def small():
    """A programme in which everything happens once."""
    return small_analysis(), Counted(list(statements_of(standard_of())), programme_of(), list(DECISIONS))


def since_2023():
    """A card with a function that is not mandatory, and marks of importance."""
    standard = standard_of(mandatory=True)
    marks = {"X1/1.1.1/S2": 3, "X1/1.1.1/S5": 1, "X1/1.2.2/S1": 3}
    counted = Counted(
        list(statements_of(standard)), programme_of(), list(DECISIONS), additional={("X1", 1, 2)}, importance=marks
    )
    return small_analysis(standard=standard, importance=marks), counted


def everything_covered():
    """A programme with nothing left to do but what nobody decided about."""
    rows = statements_of(standard_of())
    done = [decided(row.statement_id[3:], "ОН1", "full", place) for place, row in enumerate(rows)]
    return small_analysis(done), Counted(list(rows), programme_of(), done)


def bundled(name):
    """A bundled programme."""

    def made(project, library):
        analysis = bundled_analysis(project, library, name, AS_OF)
        return analysis, Counted(list(analysis.statements), analysis.programme, project.decisions(name))

    return made


ROOMS = {
    "small": lambda *_: small(),
    "2023": lambda *_: since_2023(),
    "covered": lambda *_: everything_covered(),
    "college": bundled("college-statistics"),
    "bachelor": bundled("bachelor-social-work"),
}


@pytest.fixture(scope="module", params=ROOMS)
def room(request, project, library):
    """A report opened, and the figures counted anew."""
    analysis, counted = ROOMS[request.param](project, library)
    return Opened(analysis, LANG), counted


def say(key, **blanks):
    return word(key, LANG, **blanks)


def said_share(number, of, share):
    """A share with its counts, as the report writes it."""
    if share is None:
        return say("grade-nothing")
    return f"{percent(share)} · {say('n-of-m', n=decimal(number, LANG), m=of)}"


def statement_ids(rows):
    return [row[say("statement-code")] for row in rows]


def test_gaps_are_those_counted_in_their_order(room):
    """Every gap stands there once, most urgent first, with its points and priority."""
    opened, counted = room
    rows, expected = opened.rows("gaps"), counted.gaps()
    assert statement_ids(rows) == list(expected)
    assert [row[say("number")] for row in rows] == list(range(1, len(expected) + 1))
    shown = [f"{say(f'priority-{priority(points)}')} ({decimal(points, LANG)})" for points in expected.values()]
    assert [row[say("priority")] for row in rows] == shown
    of = {row.statement_id: row for row in counted.statements}
    assert [row[say("served-by")] or "" for row in rows] == [", ".join(counted.linked(of[one])) for one in expected]
    assert opened.numbers("gaps") == {place: [place - 4] for place in range(5, 5 + len(rows))}


def test_the_reasons_of_gaps_follow_from_the_decisions(room):
    """A gap says whether it is not covered, in part, not taught or not assessed."""
    opened, counted = room
    of = {row.statement_id: row for row in counted.statements}
    for row in opened.rows("gaps"):
        statement = of[row[say("statement-code")]]
        state, taught = counted.state(statement), counted.degree(statement, "taught")
        expected = [state] if state != "full" else []
        if state in ("full", "partial") and taught != state:
            expected.append("untaught")
        elif state in ("full", "partial") and counted.degree(statement, "assessed") != state:
            expected.append("unassessed")
        assert row[say("gap-reason")] == "; ".join(say(f"reason-{one}") for one in expected)


def test_correspondence_has_every_link_once_and_every_statement(room):
    """Each confirmed pair has a row with its degree, step and disciplines; a statement without any has one row."""
    opened, counted = room
    rows = opened.rows("correspondence")
    links = [(row[say("statement-code")], row[say("outcome-code")]) for row in rows]
    proven = [pair for pair, row in zip(links, rows, strict=True) if row[say("step")]]
    assert proven == counted.links()
    assert set(statement_ids(rows)) == {row.statement_id for row in counted.statements}
    assert f" {len(proven)}." in opened.book[opened.plan_of("correspondence").name]["A2"].value
    for (statement, outcome), row in zip(links, rows, strict=True):
        if not row[say("step")]:
            continue
        step = max((step for step in STEPS if counted.reaches(outcome, step)), key=STEPS.index)
        assert row[say("degree")] == say(f"state-{counted.current[statement, outcome]}")
        assert row[say("step")] == say(f"step-{step}")
        decision = counted.standing[outcome, statement]
        assert (row[say("confirmed-by")], row[say("confirmed-at")].date()) == (
            decision.reviewer,
            decision.decided_at.date(),
        )
        volume = {item.code: item.credits for item in counted.programme.disciplines}
        marked = {code: mark for code, one, mark in counted.programme.marks if one == outcome}
        assert re.findall(r"(?m)^(\S+): ([IRM+]),? кредитов: ([\d.]+)", row[say("proof")] or "") == [
            (item.code, marked[item.code], f"{volume[item.code]:g}")
            for item in counted.programme.disciplines
            if item.code in marked
        ]


def test_the_matrix_is_the_marks_and_its_sums(room):
    """Marks as in the programme; Σ a discipline and Σ I, R, M an outcome; outcomes that never reach M are named."""
    opened, counted = room
    mine = counted.programme
    codes = [one.outcome_id for one in mine.outcomes]
    rows = opened.rows("matrix")
    marks = {(code, outcome): mark for code, outcome, mark in mine.marks}
    for item, row in zip(mine.disciplines, rows, strict=True):
        assert [row[code] for code in codes] == [marks.get((item.code, code)) for code in codes]
        assert row[say("sum-outcomes")] == sum(code == item.code for code, _ in marks)
        assert row[say("credit")] == item.credits
    below = list(opened.book[say("sheet-matrix")].iter_rows(min_row=4 + len(rows), values_only=True))
    for mark in ("I", "R", "M"):
        line = next(line for line in below if line[0] == f"Σ {mark}")
        counts = Counter(outcome for (_, outcome), one in marks.items() if one == mark)
        assert [one for one in line if isinstance(one, int)] == [counts[code] for code in codes]
    line = next(line for line in below if line[0] == say("sum-disciplines"))
    assert [one for one in line if isinstance(one, int)] == [sum(o == code for _, o in marks) for code in codes]
    never = [code for code in codes if "M" not in {mark for (_, one), mark in marks.items() if one == code}]
    assert any(line[0] == say("never-mastered", codes=", ".join(never)) for line in below) == bool(never)


def test_functions_and_outcomes_meet_in_the_number_of_links(room):
    """The cells, sums of rows and columns, and the shares beside them; an empty cell is no zero."""
    opened, counted = room
    rows, expected = opened.rows("functions"), counted.functions()
    codes = [one.outcome_id for one in counted.programme.outcomes]
    assert len(rows) == len(expected)
    for (key, links), row in zip(expected.items(), rows, strict=True):
        assert [row[code] for code in codes] == [links[code] or None for code in codes]
        assert row[say("function-total")] == sum(links.values())
        for head, kind in (("skills-covered", "skill"), ("knowledge-covered", "knowledge")):
            mine = [one for one in counted.statements if function_key(one) == key and one.kind == kind]
            if not mine:
                assert row[say(head)] == say("grade-nothing")
                continue
            found = counted.count(mine)
            share, sign = found["share"]["declared"], SIGN.get(grade(found["share"]["declared"]), "")
            text = said_share(found["number"]["declared"], found["denominator"], share)
            assert row[say(head)] == f"{sign} {text}".strip()
    last = list(opened.numbers("functions").values())[-1]
    totals = [sum(links[code] for links in expected.values()) for code in codes]
    assert last == [*totals, sum(totals)]


def test_shares_of_every_group_are_those_counted(room):
    """Counts by state, denominator, the share at each step and the counts behind it, for every group and kind."""
    opened, counted = room
    expected = counted.shares()
    rows = opened.rows("coverage")
    kinds = {say(f"kind-{kind}"): kind for kind in KINDS}
    groups = {
        say(f"by-{by}"): by for by in ("total", "standard", "card", "function", "unit", "level", "standard-level")
    }
    shown = {(groups[row[say("group")]], row[say("group-code")] or "", kinds[row[say("kind")]]): row for row in rows}
    assert len(shown) == len(rows)
    assert shown.keys() == expected.keys()
    for key, found in expected.items():
        row = shown[key]
        for state in ("full", "partial", "suspect", "unsure", "undecided", "none", "na"):
            assert row.get(say(f"state-{state}"), 0) == found[state]
        assert (row[say("statements")], row[say("denominator")]) == (found["statements"], found["denominator"])
        for step in STEPS:
            share = found["share"][step]
            assert row[say(f"step-{step}-share")] in ((None, "") if share is None else (pytest.approx(share),))
        for step in STEPS[1:]:
            assert (row[say(f"step-{step}-full")], row[say(f"step-{step}-partial")]) == found["steps"][step]
        assert row[say("grade")] == say(f"grade-{grade(found['share']['declared'])}")


def test_mandatory_functions_with_nothing_covered_are_counted(room):
    """A hole is told beside every total that hides it."""
    opened, counted = room
    of = {
        (row[say("group")], row[say("group-code")], row[say("kind")]): row[say("bare")]
        for row in opened.rows("coverage")
    }
    for kind in KINDS[:2]:
        bare = 0
        for key in counted.functions():
            mine = [row for row in counted.statements if function_key(row) == key and row.kind == kind]
            found = counted.count(mine)
            mandatory = any(
                (row.standard_id, row.occupation_no, row.function_no) not in counted.additional for row in mine
            )
            bare += (
                bool(found["denominator"])
                and mandatory
                and not found["steps"]["declared"][0] + found["steps"]["declared"][1]
            )
        assert (of[say("by-total"), None, say(f"kind-{kind}")] or 0) == bare


def test_charts_are_drawn_from_the_counts_of_functions(room):
    """Full, partial, none and undecided, the denominator, and the three steps; every chart refers to this table."""
    opened, counted = room
    rows = opened.rows("charts")
    expected = [
        (by, key, kind, found)
        for want in ("skill", "knowledge")
        for (by, key, kind), found in counted.shares().items()
        if by == "function" and kind == want
    ]
    assert len(rows) == len(expected)
    for (_, key, kind, found), row in zip(expected, rows, strict=True):
        assert row[say("function")].startswith(key.partition("/")[2])
        assert row[say("kind")] == say(f"kind-{kind}")
        assert [row[say(f"state-{one}")] for one in ("full", "partial", "none", "open")] == [
            found["full"],
            found["partial"],
            found["none"],
            found["suspect"] + found["unsure"] + found["undecided"],
        ]
        assert row[say("denominator")] == found["denominator"]
        assert [row[say(f"step-{step}")] for step in STEPS] == [found["number"][step] for step in STEPS]
    plan = opened.plan_of("charts")
    lines = set(range(plan.head_row + 1, plan.last_row + 1))
    for chart in plan.charts:
        assert len({series.categories for series in chart.series}) == 1
        drawn = re.findall(r"\$(\d+)", chart.series[0].values)
        assert set(range(int(drawn[0]), int(drawn[-1]) + 1)) <= lines
    drawn = [series.categories for chart in plan.charts for series in chart.series[:1]]
    assert len(set(drawn)) * 2 == len(drawn)


def test_modules_give_and_lose_what_is_counted(room):
    """Credits, hours, marks, and what would not be taught without a discipline."""
    opened, counted = room
    rows = opened.rows("modules")
    assert [row[say("discipline-code")] for row in rows] == [item.code for item in counted.programme.disciplines]
    for item, row in zip(counted.programme.disciplines, rows, strict=True):
        assert (row.get(say("credit")), row.get(say("hours"))) == (item.credits, item.hours or None)
        marks = [f"{outcome}:\u00a0{mark}" for code, outcome, mark in counted.programme.marks if code == item.code]
        assert (row[say("outcomes-marks")] or "") == ", ".join(marks)
        for kind in KINDS:
            number, of, lost, serves = counted.given(item.code, kind)
            text = said_share(number, of, number / of) if of and serves else None
            assert row.get(say(f"gives-{kind}")) == text
            assert row.get(say(f"lost-{kind}")) == (lost or None if text else None)


def test_levels_are_the_shares_of_standard_and_level(room):
    """Each level of the cards with its counts and shares at three steps; cognitive levels stand apart as text."""
    opened, counted = room
    expected = {
        (key.partition("@")[2], kind): found
        for (by, key, kind), found in counted.shares().items()
        if by == "standard-level"
    }
    standards = {row.standard_id for row in counted.statements}
    shown = {}
    for row in opened.rows("levels"):
        label = row[say("level-group")]
        level = re.search(rf"{say('sqf-short')} (\S+) · (.+)$", label)
        kind = next(kind for kind in KINDS if say(f"kind-{kind}") == level[2])
        shown[level[1], kind] = row
    assert len(standards) == 1
    assert shown.keys() == expected.keys()
    for key, found in expected.items():
        row = shown[key]
        assert row[say("denominator")] == found["denominator"]
        for step in STEPS:
            assert row[say(f"step-{step}")] == found["number"][step]
            share = found["share"][step]
            assert row[say(f"step-{step}-share")] in ((None, "") if share is None else (pytest.approx(share),))


def test_headline_figures_are_the_totals_and_cards(room):
    """The title page shows counts and shares of the whole and of every card."""
    opened, counted = room
    sheet = opened.book[say("sheet-title")]
    lines = [[cell for cell in line if cell is not None] for line in sheet.iter_rows(values_only=True)]
    start = next(place for place, line in enumerate(lines) if line[:1] == [say("headline")]) + 2
    heads, shown = lines[start], []
    for line in lines[start + 1 :]:
        if not line:
            break
        shown.append(dict(zip(heads, line, strict=True)))
    expected = [found for (by, _, _), found in counted.shares().items() if by in ("total", "card")]
    assert len(shown) == len(expected)
    for row, found in zip(shown, expected, strict=True):
        assert row[say("statements")] == found["statements"]
        for state in ("full", "partial", "suspect", "unsure", "undecided", "none", "na"):
            assert row.get(say(f"state-{state}"), 0) == found[state]
        for step in STEPS:
            share = found["share"][step]
            text = said_share(found["number"][step], found["denominator"], share)
            assert row[say(f"step-{step}")] == f"{SIGN.get(grade(share), '')} {text}".strip()


def test_the_employer_sees_what_is_not_covered_fully(room):
    """Every statement that is not full and applies stands there once, function by function, numbered anew."""
    opened, counted = room
    expected = [row for row in counted.statements if counted.state(row) not in ("full", "na")]
    if not expected:
        assert not opened.has("employer")
        return
    sheet = opened.book[say("sheet-employer")]
    lines = [row for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[0], int)]
    assert [line[1] for line in lines] == [row.text for row in expected]
    assert [decode(line[6]).statement_id for line in lines] == [row.statement_id for row in expected]
    assert [line[2] for line in lines] == [say(f"present-{counted.state(row)}") for row in expected]
    pages = Counter((row.standard_id, row.occupation_no, row.function_no) for row in expected)
    assert [line[0] for line in lines] == [place for count in pages.values() for place in range(1, count + 1)]
    assert len(opened.plan_of("employer").page_breaks) == len(pages) - 1


def test_suggestions_are_only_what_nobody_decided(room):
    """A pair with a decision is no suggestion any more, unless the expert was unsure."""
    opened, counted = room
    if not opened.has("suggestions"):
        return
    sheet = opened.plan_of("suggestions")
    keys = [decode(row[-1].value) for row in sheet.rows[sheet.head_row : sheet.last_row]]
    assert len({(key.outcome_id, key.statement_id) for key in keys}) == len(keys)
    assert {counted.current.get((key.statement_id, key.outcome_id), "unsure") for key in keys} == {"unsure"}
    confidences = [value for values in opened.numbers("suggestions").values() for value in values]
    assert len(confidences) == len(keys)
    assert all(0 < value <= 1 for value in confidences)


def test_the_trace_has_every_decision_with_its_old_and_new_value(room):
    """Nothing is left out, also what was rejected, withdrawn or is about a former text."""
    opened, counted = room
    rows = opened.rows("decisions")
    expected = sorted(counted.decisions, key=lambda row: (row.decided_at, row.reviewer))
    assert len(rows) == len(expected)
    before = {}
    for decision, row in zip(expected, rows, strict=True):
        pair = (decision.outcome_id, decision.statement_id)
        assert row[say("object")] == " × ".join(part for part in pair if part)
        assert row[say("new-value")] == say(f"verdict-{decision.verdict}")
        assert row[say("old-value")] == (say(f"verdict-{before[pair]}") if pair in before else "–")
        before[pair] = decision.verdict
        counts = counted.standing.get(pair) is decision
        current = counts and (decision.statement_id, decision.outcome_id) in counted.current
        assert (row[say("counts-now")] == say("standing-current")) == current
        assert row[say("decision-time")] == f"{decision.decided_at:%d.%m.%Y %H:%M}"
        assert row[say("decided-by")] == decision.reviewer
    assert say("review-comment") in rows[0]


def test_no_sheet_has_a_number_that_nobody_checks(room):
    """Numbers stand only on the sheets whose figures the tests of this file count anew."""
    opened, _ = room
    counted = {
        f"sheet-{key}" for key in ("gaps", "correspondence", "matrix", "functions", "coverage", "charts", "modules")
    }
    counted |= {f"sheet-{key}" for key in ("levels", "title", "employer", "suggestions")}
    names = {say(key) for key in counted}
    with_numbers = {
        sheet.title
        for sheet in opened.book
        if any(isinstance(cell.value, int | float) for row in sheet.iter_rows() for cell in row)
    }
    assert with_numbers <= names


def test_every_key_says_what_counts(room):
    """The hidden keys name text and decision as they are, so that a report that comes back is judged rightly."""
    opened, counted = room
    prints = {row.statement_id: row.fingerprint for row in counted.statements}
    for key in ("gaps", "correspondence", "suggestions", "employer"):
        if not opened.has(key):
            continue
        sheet = opened.plan_of(key)
        for row in sheet.rows[sheet.head_row :]:
            if not row or not isinstance(row[-1].value, str) or not row[-1].value.startswith("curmap.1|"):
                continue
            found = decode(row[-1].value)
            assert found.statement_fingerprint == prints[found.statement_id]
            pair = (found.statement_id, found.outcome_id)
            decision = counted.standing[pair[::-1]] if pair in counted.current else None
            stands = (decision.verdict, decision.decision_id) if decision else ("", "")
            assert (found.verdict, found.decision_id) == stands


def test_formulas_stand_where_a_reader_would_check(room):
    """Sums and shares are live; each points at the cells of its own row or column."""
    opened, _ = room
    formulas = {
        key: [cell.formula for row in opened.plan_of(key).rows for cell in row if cell.formula]
        for key in ("matrix", "functions", "coverage", "charts", "levels")
    }
    assert all(formulas.values())
    plan = opened.plan_of("coverage")
    for number, row in enumerate(plan.rows[plan.head_row : plan.last_row], start=plan.head_row + 1):
        for cell in row:
            assert all(line == str(number) for line in re.findall(r"[A-Z]+(\d+)", cell.formula))
