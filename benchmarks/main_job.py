"""How long the steps of the main job take, as ratios within one run: `make benchmark`.

Absolute seconds depend on the machine and are printed only for orientation; quote the ratios. The yardstick for the
workbook is a plain openpyxl dump of the same cells without any style.
"""

import io
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from toolkit import gap_report
from toolkit.analysis import analyse, compare_with
from toolkit.io.excel import render
from toolkit.io.project import Project
from toolkit.parse import decode, parse_text
from toolkit.plots import heatmap
from toolkit.sheets import Workbook as Plan

ROUNDS = 7


def median_seconds(step: Callable[[], object]) -> float:
    """Run a step several times after a warm-up and give the median."""
    step()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def plain_dump(plan: Plan) -> None:
    """Write the same values without styles."""
    book = Workbook()
    for sheet in plan.sheets:
        target = book.create_sheet(sheet.name)
        for row in sheet.rows:
            target.append([cell.value for cell in row])
    book.save(io.BytesIO())


def main() -> None:
    """Measure and print."""
    project = Project(Path(__file__).resolve().parents[1])
    library = project.library()
    programme = project.programme("college-statistics")
    decisions = project.decisions("college-statistics")
    compared = compare_with(programme.targets, library.acts, library.parsed)
    analysis = analyse(programme, compared, decisions, as_of=date(2026, 11, 21))
    plan = gap_report(analysis, "kk", "0")
    source = project.root / "standards" / "sources" / library.acts["V2000019833"].file
    data = source.read_bytes()
    megabytes = len(data) / 1e6

    dump = median_seconds(lambda: plain_dump(plan))
    report = median_seconds(lambda: render(gap_report(analysis, "kk", "0")))
    parse = median_seconds(lambda: parse_text(decode(data), source="x", act_id="X"))
    compute = median_seconds(lambda: analyse(programme, compared, decisions, as_of=date(2026, 11, 21)))
    chart = median_seconds(lambda: heatmap(analysis, "kk"))
    load = median_seconds(project.library)

    print(
        f"styled report / plain openpyxl dump of the same cells: {report / dump:.1f}  ({report:.3f} s / {dump:.3f} s)"
    )
    print(f"whole analysis / plain dump:                           {compute / dump:.1f}  ({compute:.3f} s)")
    print(f"heatmap / plain dump:                                  {chart / dump:.1f}  ({chart:.3f} s)")
    print(f"load all sources / plain dump:                         {load / dump:.1f}  ({load:.3f} s)")
    print(
        f"parsing: {megabytes / parse:.1f} MB/s of Kazakh UTF-8 text ({parse * 1000:.0f} ms for {megabytes * 1000:.0f} kB)"
    )


if __name__ == "__main__":
    main()
