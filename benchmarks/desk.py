"""How long the desk makes an expert wait with 1,000 suggestions: `python benchmarks/desk.py`.

Seconds depend on the machine; quote the ratios: showing the desk to reading the file of decisions, and one decision to
a plain append of the same bytes to a file (open, write, fsync, close), which is the price of safety itself.
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from toolkit.io.decision_log import DecisionLog, read_decisions
from toolkit.model import Names, Outcome, Programme, Statement, Suggestion
from toolkit.review import Session
from toolkit.text import fingerprint

OUTCOMES, PER_OUTCOME, STATEMENTS = 20, 50, 600
DECISIONS = 300
WORDS = (
    "деректер",
    "жинау",
    "өңдеу",
    "талдау",
    "есеп",
    "дайындау",
    "бақылау",
    "сапа",
    "құжат",
    "сұхбат",
    "код",
    "кесте",
)


def text(number: int) -> str:
    """Make a sentence of some length; each number another."""
    return " ".join(WORDS[(number * step + step) % len(WORDS)] for step in range(1, 15)) + f" {number}"


def statement(number: int) -> Statement:
    """Make a statement."""
    words = text(number)
    return Statement(
        statement_id=f"X1/{number // 100 + 1}.{number // 10 % 10 + 1}.1/S{number % 10 + 1}",
        standard_id="X1",
        occupation_no=number // 100 + 1,
        occupation="Маман",
        sqf_levels="4",
        function_no=number // 10 % 10 + 1,
        function="Функция",
        unit_no=1,
        unit="Міндет",
        unit_kind="task",
        kind="skill",
        number=number % 10 + 1,
        text=words,
        lang="kk",
        source="x.txt",
        line_start=1,
        line_end=1,
        fingerprint=fingerprint(words),
    )


def programme() -> Programme:
    """Make a programme with some outcomes."""
    outcomes = tuple(Outcome(f"ОН{number}", Names(text(number), text(number))) for number in range(OUTCOMES))
    nothing = Names()
    return Programme("p", "college", "", "", nothing, nothing, nothing, "", "", 0, 0, 0, 2026, "1", outcomes=outcomes)


def suggestions(statements: list[Statement]) -> list[Suggestion]:
    """Make a thousand suggestions."""
    return [
        Suggestion(
            f"ОН{number}",
            rank + 1,
            statements[(number * 31 + rank * 7) % STATEMENTS].statement_id,
            0.0,
            0.9 / (rank + 1),
            "деректер 60 %; жинау 40 %",
        )
        for number in range(OUTCOMES)
        for rank in range(PER_OUTCOME)
    ]


def seconds(step: Callable[[], object], rounds: int) -> float:
    """Give the median of several runs after a warm-up."""
    step()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def plain_append(path: Path, data: bytes) -> None:
    """Append bytes and wait until they are on disk."""
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def main() -> None:
    """Measure and print."""
    statements = [statement(number) for number in range(STATEMENTS)]
    with TemporaryDirectory() as name:
        folder = Path(name)
        log = DecisionLog(folder, "Айгүл Серікова")
        session = Session(
            programme(),
            statements,
            suggestions(statements),
            (),
            "Айгүл Серікова",
            log.append,
            lambda: datetime.now(UTC),
            lambda: uuid4().hex[:12],
        )

        def decide() -> None:
            if all(not candidate["open"] for candidate in session.view()["candidates"]):
                session.next()
            session.decide("partial")

        def show() -> None:
            session.next() if session.view()["position"][0] < OUTCOMES else session.goto("o:ОН0")

        for _ in range(DECISIONS):
            decide()
        view = seconds(session.view, 50)
        turn = seconds(show, 50)
        one = seconds(lambda: session.decide("partial", reason=uuid4().hex), 50)
        read = seconds(lambda: read_decisions(folder), 20)
        line = log.path.read_bytes().splitlines(keepends=True)[-1]
        append = seconds(lambda: plain_append(folder / "plain.txt", line), 50)
        opened = seconds(lambda: session.search("дер"), 20)
        print(f"{len(session.view()['candidates'])} candidates shown, {OUTCOMES * PER_OUTCOME} suggestions")
        print(f"view / reading {DECISIONS} decisions: {view / read:.2f}  ({1e3 * view:.1f} ms / {1e3 * read:.1f} ms)")
        print(f"next item and view:                 {turn / read:.2f}  ({1e3 * turn:.1f} ms)")
        print(f"search:                             {opened / read:.2f}  ({1e3 * opened:.1f} ms)")
        print(f"decide / plain append:              {one / append:.2f}  ({1e3 * one:.1f} ms / {1e3 * append:.1f} ms)")


if __name__ == "__main__":
    main()
