"""What the tests of the review share: a small programme, a clock that is wound by hand, rows that are kept."""

from dataclasses import replace
from datetime import timedelta

from factories import NOON, outcome, programme, statement

from toolkit.model import Suggestion
from toolkit.review import Session

OUTCOMES = (
    outcome("ОН1", "Статистикалық деректерді жинайды", "Собирает статистические данные"),
    outcome("ОН2", "Есеп дайындайды", "Готовит отчёт"),
)
PROGRAMME = programme(outcomes=OUTCOMES)
COLLECT = statement("1.1.1/S1", "Бастапқы деректерді жинау")
AGAIN = statement("1.2.1/S1", "Бастапқы деректерді жинау", function="Бақылау")
REPORT = statement("1.1.1/S2", "Есептерді әзірлеу")
LAW = statement("1.1.1/K1", "Статистика туралы заң")
FIELD = statement("2.1.1/S1", "Далалық жұмыс жүргізу")
STATEMENTS = (COLLECT, AGAIN, REPORT, LAW, FIELD)
SUGGESTIONS = (
    Suggestion("ОН1", 1, COLLECT.statement_id, 2.0, 0.9, "деректерді 80 %"),
    Suggestion("ОН1", 1, AGAIN.statement_id, 2.0, 0.9, "деректерді 80 %"),
    Suggestion("ОН1", 2, LAW.statement_id, -1.0, 0.3, "статистика 60 %"),
    Suggestion("ОН1", 3, REPORT.statement_id, -3.0, 0.05, "есеп 10 %"),
    Suggestion("ОН2", 1, REPORT.statement_id, 1.0, 0.7, "есеп 90 %"),
    Suggestion("ОН2", 2, LAW.statement_id, -4.0, 0.02, ""),
)


class Clock:
    """A clock that stands still until it is wound."""

    def __init__(self, start=NOON):
        self.time = start

    def __call__(self):
        """Give the time."""
        return self.time

    def wind(self, seconds):
        """Let some seconds pass."""
        self.time += timedelta(seconds=seconds)


class Ids:
    """Identifiers in order; rooms with different numbers never give the same."""

    def __init__(self, room=0):
        self.last = room * 10**6

    def __call__(self):
        """Give the next one."""
        self.last += 1
        return f"{self.last:012x}"


class Room:
    """A session with the rows that it has written."""

    def __init__(self, reviewer="Айгүл", rows=(), number=0, write=None, **options):
        self.clock = Clock()
        self.rows = list(rows)
        keep = write or self.rows.extend
        options = {"programme": PROGRAMME, "statements": STATEMENTS, "suggestions": SUGGESTIONS} | options
        self.session = Session(
            options.pop("programme"),
            options.pop("statements"),
            options.pop("suggestions"),
            tuple(rows),
            reviewer,
            keep,
            self.clock,
            Ids(number),
            **{"lang": "en", "method": "words/1", "tool_version": "9", "act_sha256": {"X1": "a" * 64}} | options,
        )

    @property
    def view(self):
        """What the desk shows."""
        return self.session.view()

    def candidate(self, code):
        """The candidate with a statement or outcome code."""
        return next(one for one in self.view["candidates"] if one["code"] == code)

    def decide(self, code, verdict, **more):
        """Decide about the candidate with a code."""
        return self.session.decide(verdict, candidate=self.candidate(code)["key"], **more)


def changed(row, text):
    """A statement with another text."""
    made = statement("1.1.1/S1", text)
    return replace(row, text=text, fingerprint=made.fingerprint)
