"""`curmap evaluate`: how good suggestions are on a labelled set, beside simpler methods, with intervals."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from toolkit.align.baselines import OwnRanker, Ranker, baselines
from toolkit.align.concepts import bundled_table
from toolkit.align.evaluation import TOGETHER, Row, Scope, evaluate, scope_of
from toolkit.align.fitting import cross_validated
from toolkit.align.labelled import Labelled, Split
from toolkit.align.measures import MEASURES, SHOWN, Figure, calibration
from toolkit.align.suggest import Suggester, make_suggester
from toolkit.commands.common import progress
from toolkit.io.csvfiles import csv_text
from toolkit.io.labelled import read_labelled
from toolkit.io.project import Project
from toolkit.job import candidates_of
from toolkit.labels import word
from toolkit.model import LANGS, Lang
from toolkit.plot_reliability import reliability
from toolkit.plots import write_html

LABELS = Path("tests") / "labelled"
"""Where the committed labelled set is, in a project."""

COLUMNS = ("split", "ranker", "lang", "measure", "value", "low", "high", "outcomes")


def run(project: Project, options: argparse.Namespace) -> int:
    """Measure our suggestions and the baselines; print a table, or one line a figure as CSV or JSON.

    Raises
    ------
    InputError
        The labelled set cannot be read, or nothing in it is about the statements asked for.
    """
    labelled = read_labelled(options.labels or project.root / LABELS)
    suggester = make_suggester(candidates_of(project.library(), options.standard), bundled_table())
    splits: Sequence[Split] = get_args(Split) if options.split == "all" else (options.split,)
    scopes = [scope_of(labelled, suggester, split) for split in splits]
    rankers = _rankers(suggester, labelled, crossed=options.cross_validate)
    measured = (row for split in splits for row in evaluate(rankers, labelled, suggester, split))
    count = len(splits) * len(rankers) * (len(LANGS) + 1)  # each language, and all of an outcome together
    rows = list(progress(measured, word("measuring", options.lang), count))
    if options.format == "text":
        sys.stdout.write("\n".join(_as_text(scopes, rows, options.lang, crossed=options.cross_validate)) + "\n")
    elif options.format == "json":
        told = {"scopes": [asdict(scope) for scope in scopes], "figures": list(_records(rows))}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(csv_text(COLUMNS, ([*record.values()] for record in _records(rows))))
        for scope in scopes:
            print(_scope_text(scope, options.lang), file=sys.stderr)
    if options.plot:
        _plot(rows, rankers[0].name, options.lang, options.plot)
    return 0


def _rankers(suggester: Suggester, labelled: Labelled, *, crossed: bool) -> list[Ranker]:
    own: Ranker = OwnRanker(suggester, suggester.method)
    if crossed:
        own = cross_validated(suggester, labelled, suggester.method)
    return [own, *baselines(suggester)]


def _records(rows: Iterable[Row]) -> Iterator[dict[str, object]]:
    """Give one record a figure, its numbers to four digits."""
    for row in rows:
        for measure, figure in row.figures.items():
            numbers = [None if one is None else round(one, 4) for one in (figure.value, figure.low, figure.high)]
            cells = (row.split, row.ranker, row.lang, measure, *numbers, figure.outcomes)
            yield dict(zip(COLUMNS, cells, strict=True))


def _as_text(scopes: Sequence[Scope], rows: Sequence[Row], lang: Lang, *, crossed: bool) -> Iterator[str]:
    """Give a table a split, under what it was measured on and how far its figures can be believed."""
    width = max(len(row.ranker) for row in rows)
    for scope in scopes:
        yield _scope_text(scope, lang)
        yield _warning(scope.split, lang, crossed=crossed)
        yield ""
        yield "  ".join([" " * width, " " * len(TOGETHER), *(f"{name:<13}" for name in MEASURES)]).rstrip()
        for row in rows:
            if row.split == scope.split:
                figures = (f"{_figure_text(row.figures[name]):<13}" for name in MEASURES)
                yield "  ".join([f"{row.ranker:<{width}}", f"{row.lang:<{len(TOGETHER)}}", *figures]).rstrip()
        yield ""
    yield word("evaluate-measures", lang)


def _warning(split: Split, lang: Lang, *, crossed: bool) -> str:
    if split == "test":
        return word("evaluate-test", lang)
    return word("evaluate-crossed", lang) if crossed else word("evaluate-dev", lang)


def _scope_text(scope: Scope, lang: Lang) -> str:
    return word("evaluate-scope", lang, **asdict(scope))


def _figure_text(figure: Figure) -> str:
    """Write a figure shortly: «.57 (.51–.62)»."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    value, low, high = (f"{one:.2f}".removeprefix("0") for one in (figure.value, figure.low, figure.high))
    return f"{value} ({low}–{high})"


def _plot(rows: Iterable[Row], ranker: str, lang: Lang, path: Path) -> None:
    """Draw the reliability of our ranker, a curve a language and split."""
    curves = {
        f"{row.split}, {row.lang}": calibration(row.judged, SHOWN)
        for row in rows
        if row.ranker == ranker and row.lang != TOGETHER
    }
    write_html(reliability(curves, lang), path)
    print(path, file=sys.stderr)
