"""How fast documents are parsed and the library is loaded: `make benchmark`.

Seconds depend on the machine; quote megabytes a second together with the yardstick of the same run, which is plain
`str.split` into words of the same text, and the ratio of loading the parsed form to parsing the sources anew.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from toolkit.io.project import Project, parse_source
from toolkit.library import Library

ROUNDS = 5


def median_seconds(step: Callable[[], object]) -> float:
    """Run a step several times after a warm-up and give the median."""
    step()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def parse_all(sources: dict[str, bytes], library: Library) -> None:
    """Parse every document that can be read."""
    for act_id in library.documents:
        parse_source(sources[act_id], library.acts[act_id])


def main() -> None:
    """Measure and print."""
    project = Project(Path(__file__).resolve().parents[1])
    library = project.library()
    folder = project.root / "standards" / "sources"
    sources = {act_id: (folder / act.file).read_bytes() for act_id, act in library.acts.items()}
    for act_id in library.documents:
        act, data = library.acts[act_id], sources[act_id]
        text = data.decode("utf-8")
        parse = median_seconds(lambda data=data, act=act: parse_source(data, act))
        split = median_seconds(lambda text=text: text.split())
        speed = len(data) / 1e6 / parse
        print(
            f"{act.form:15} {len(data) / 1e3:5.0f} kB  {speed:5.2f} MB/s  {parse / split:6.0f} x str.split  ({parse:.3f} s)"
        )
    load = median_seconds(project.library)
    parse = median_seconds(lambda: parse_all(sources, library))
    print(
        f"load the library from its parsed form / parse all sources: {load / parse:.2f}  ({load:.3f} s / {parse:.3f} s)"
    )


if __name__ == "__main__":
    main()
