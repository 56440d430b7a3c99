"""How long figures take, as ratios within one run: `python benchmarks/figures.py`.

Seconds depend on the machine and are printed only for orientation; quote the ratios. The yardstick is the heatmap of the
bundled college programme; the large programme has 600 statements, 60 outcomes and 50 disciplines, the size above which
none is expected.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from toolkit.analysis import analyse, compare_with
from toolkit.io.project import Project
from toolkit.plots import FIGURES, drawn, heatmap
from toolkit.plots.files import page_of

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

ROUNDS = 3


def median_seconds(step: Callable[[], object]) -> float:
    """Run a step several times after a warm-up and give the median."""
    step()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    from figure_room import crowd  # noqa: PLC0415 - the tests' own large programme, found by the path set above

    project = Project(ROOT)
    library = project.library()
    programme = project.programme("college-statistics")
    compared = compare_with(programme.targets, library.acts, library.parsed)
    usual = analyse(programme, compared, project.decisions("college-statistics"), as_of=date(2026, 11, 21))
    yard = median_seconds(lambda: heatmap(usual, "kk"))
    print(f"heatmap of the college programme: {yard:.3f} s")
    large, other = crowd(), crowd(300, 30, seed=2)
    for name, kind in FIGURES.items():
        made_of = (large,) if kind.needs == "one" else (large, other)
        figure = drawn(name, *made_of, lang="kk")
        draw = median_seconds(lambda name=name, made_of=made_of: drawn(name, *made_of, lang="kk"))
        page = median_seconds(lambda figure=figure: page_of(figure))
        size = len(page_of(figure).encode()) / 1e6
        print(
            f"{name:14} drawn {draw / yard:6.1f}  page {page / yard:5.1f}  ({draw:.2f} s, {page:.2f} s, {size:.1f} MB)"
        )


if __name__ == "__main__":
    main()
