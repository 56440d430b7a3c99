"""Figures counted anew from statements, decisions and marks alone, with nothing of the library's counting.

Every number here is written down a second time, from the definitions: what is full, taught, assessed, a gap. A report that
shows another number is wrong, or this is.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

STATES = ("full", "partial", "suspect", "unsure", "undecided", "none", "na")
KINDS = ("skill", "knowledge", "competence")
STEPS = ("declared", "taught", "assessed")
KIND_WEIGHT = {"skill": 1.5, "knowledge": 1.0, "competence": 0.5}


@dataclass
class Counted:
    """What statements, a programme and decisions say."""

    statements: list
    programme: object
    decisions: list
    additional: set = field(default_factory=set)
    importance: dict = field(default_factory=dict)

    @cached_property
    def standing(self):
        """Pair → the decision that counts, as it was made."""
        last = defaultdict(dict)
        for row in sorted(self.decisions, key=lambda row: (row.decided_at, row.reviewer)):
            mine = last[row.outcome_id, row.statement_id]
            mine.pop(row.reviewer, None)
            mine[row.reviewer] = row
        found = {pair: [row for row in said.values() if row.verdict != "withdrawn"] for pair, said in last.items()}
        return {pair: rows[-1] for pair, rows in found.items() if rows}

    @cached_property
    def current(self):
        """(statement, outcome or "") → verdict, of decisions about the texts of today."""
        texts = {row.statement_id: row.fingerprint for row in self.statements}
        outcomes = {one.outcome_id: one.fingerprint for one in self.programme.outcomes} | {"": None}
        return {
            (statement, outcome): row.verdict
            for (outcome, statement), row in self.standing.items()
            if row.statement_fingerprint == texts.get(statement)
            and (outcome in outcomes and outcomes[outcome] in (None, row.outcome_fingerprint))
        }

    @cached_property
    def former(self):
        """The statements about which a decision counts that was made about another text."""
        codes = {one.outcome_id for one in self.programme.outcomes} | {""}
        return {
            statement
            for outcome, statement in self.standing
            if (statement, outcome) not in self.current and outcome in codes
        }

    def of(self, statement):
        """Outcome → verdict of one statement."""
        return {outcome: verdict for (one, outcome), verdict in self.current.items() if one == statement.statement_id}

    @cached_property
    def marks(self):
        """Outcome → the disciplines that are marked for it and have credits, with their marks."""
        volume = {item.code: item.credits for item in self.programme.disciplines}
        found = defaultdict(dict)
        for code, outcome, mark in self.programme.marks:
            if volume.get(code, 0) > 0:
                found[outcome][code] = mark
        return found

    def assesses(self, code, outcome):
        """Whether a discipline assesses an outcome that it teaches."""
        item = next(one for one in self.programme.disciplines if one.code == code)
        criteria = next(one.criteria for one in self.programme.outcomes if one.outcome_id == outcome)
        return self.marks[outcome][code] == "M" or bool(item.assessment.strip()) or bool(criteria)

    def reaches(self, outcome, step):
        """Whether an outcome reaches a step of proof."""
        if step == "declared":
            return True
        if step == "taught":
            return bool(self.marks[outcome])
        return any(self.assesses(code, outcome) for code in self.marks[outcome])

    def state(self, statement):
        """What is known of a statement."""
        verdicts = self.of(statement)
        whole = verdicts.pop("", None)
        for degree in ("full", "partial"):
            if degree in verdicts.values():
                return degree
        if whole == "na":
            return "na"
        if statement.statement_id in self.former:
            return "suspect"
        if "unsure" in (whole, *verdicts.values()):
            return "unsure"
        codes = [one.outcome_id for one in self.programme.outcomes]
        rejected = codes and all(verdicts.get(code) in ("none", "na") for code in codes)
        return "none" if whole == "none" or rejected else "undecided"

    def degree(self, statement, step):
        """How far a statement is covered at a step: full, partial or nothing."""
        verdicts = {v for outcome, v in self.of(statement).items() if outcome and self.reaches(outcome, step)}
        return next((degree for degree in ("full", "partial") if degree in verdicts), "")

    def count(self, rows):
        """Counts of equal texts once: state → number, and step → (full, partial); denominator; shares."""
        texts = defaultdict(list)
        for row in rows:
            texts[row.fingerprint].append(row)
        states = [min((self.state(row) for row in same), key=STATES.index) for same in texts.values()]
        counts = {state: states.count(state) for state in STATES}
        steps = {}
        for step in STEPS:
            degrees = [{self.degree(row, step) for row in same} for same in texts.values()]
            full = sum("full" in one for one in degrees)
            steps[step] = (full, sum("partial" in one and "full" not in one for one in degrees))
        denominator = len(states) - counts["na"]
        number = {step: full + 0.5 * partial for step, (full, partial) in steps.items()}
        share = {step: one / denominator if denominator else None for step, one in number.items()}
        return {
            **counts,
            "statements": len(states),
            "denominator": denominator,
            "steps": steps,
            "number": number,
            "share": share,
        }

    def groups(self):
        """(by, key) → statements, in the order of the sheet of shares."""
        found = {("total", ""): list(self.statements)}
        keys = {
            "standard": lambda row: [row.standard_id],
            "card": lambda row: [f"{row.standard_id}/{row.occupation_no}"],
            "function": lambda row: [function_key(row)] if row.function_no else [],
            "unit": lambda row: [f"{function_key(row)}.{row.unit_no}"] if row.function_no and row.unit_no else [],
            "level": lambda row: [level for level in row.sqf_levels.split(";") if level],
            "standard-level": lambda row: [f"{row.standard_id}@{one}" for one in row.sqf_levels.split(";") if one],
        }
        for by, key in keys.items():
            mine = defaultdict(list)
            for row in self.statements:
                for one in key(row):
                    mine[by, one].append(row)
            found |= mine
        return found

    def shares(self):
        """(by, key, kind) → counts, for kinds that have statements."""
        return {
            (by, key, kind): self.count([row for row in rows if row.kind == kind])
            for (by, key), rows in self.groups().items()
            for kind in KINDS
            if any(row.kind == kind for row in rows)
        }

    def points(self, statement):
        """The weight of the gap of a statement; None if it is none."""
        state = self.state(statement)
        if state == "na":
            return None
        weights = []
        if state not in ("full", "partial"):
            weights = [2.0]
        else:
            weights += [1.0] if state == "partial" else []
            if self.degree(statement, "taught") != state:
                weights.append(1.0)
            elif self.degree(statement, "assessed") != state:
                weights.append(0.5)
        if not weights:
            return None
        place = (statement.standard_id, statement.occupation_no, statement.function_no)
        function = 1.0 if place in self.additional else 3.0
        mark = {None: 1.0, 1: 0.5, 2: 1.0, 3: 1.5}[self.importance.get(statement.statement_id)]
        return function * max(weights) * KIND_WEIGHT[statement.kind] * mark

    def gaps(self):
        """Statement id → points, most urgent first, what somebody looked at before what nobody decided."""
        found = [(row, points) for row in self.statements if (points := self.points(row)) is not None]
        found.sort(key=lambda one: (self.state(one[0]) == "undecided", -one[1]))
        return {row.statement_id: points for row, points in found}

    def links(self):
        """The confirmed pairs (statement id, outcome)."""
        return [
            (row.statement_id, one.outcome_id)
            for row in self.statements
            for one in self.programme.outcomes
            if self.of(row).get(one.outcome_id) in ("full", "partial")
        ]

    def functions(self):
        """Function → outcome → number of links."""
        found = {function_key(row): defaultdict(int) for row in self.statements if row.function_no}
        of = {row.statement_id: function_key(row) for row in self.statements if row.function_no}
        for statement, outcome in self.links():
            if statement in of:
                found[of[statement]][outcome] += 1
        return found

    def given(self, code, kind):
        """What a discipline gives of a kind and what would be lost without it: (number, denominator, lost)."""
        texts = defaultdict(list)
        for row in self.statements:
            if row.kind == kind:
                texts[row.fingerprint].append(row)
        texts = {key: rows for key, rows in texts.items() if any(self.state(row) != "na" for row in rows)}

        def weight(rows, taught):
            verdicts = {v for row in rows for outcome, v in self.of(row).items() if outcome and taught(outcome)}
            return 1.0 if "full" in verdicts else 0.5 if "partial" in verdicts else 0.0

        gives = sum(weight(rows, lambda outcome: code in self.marks[outcome]) for rows in texts.values())
        whole = sum(weight(rows, lambda outcome: bool(self.marks[outcome])) for rows in texts.values())
        rest = sum(weight(rows, lambda outcome: bool(self.marks[outcome].keys() - {code})) for rows in texts.values())
        serves = any(
            code in self.marks[outcome] for rows in texts.values() for row in rows for outcome in self.linked(row)
        )
        return gives, len(texts), whole - rest, serves

    def linked(self, row):
        """The outcomes that cover a statement, in order."""
        verdicts = self.of(row)
        return [
            one.outcome_id for one in self.programme.outcomes if verdicts.get(one.outcome_id) in ("full", "partial")
        ]


def function_key(row):
    """The key of the labour function of a statement."""
    return f"{row.standard_id}/{row.occupation_no}.{row.function_no}"


def percent(share):
    """A share as people write it."""
    whole = int(share * 100 + 0.5)
    return f"{min(max(whole, 1), 99) if 0 < share < 1 else whole}\u00a0%"


def decimal(number, lang):
    """A number as people write it."""
    text = f"{round(number, 2):g}"
    return text if lang == "en" else text.replace(".", ",")


def priority(points):
    """The name of a priority."""
    return "high" if points >= 6 else "medium" if points >= 3 else "low"


def grade(share):
    """The grade of a share."""
    if share is None:
        return "nothing"
    return "good" if share >= 0.8 else "fair" if share >= 0.6 else "poor"
