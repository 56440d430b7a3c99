"""`curmap audit run` and `curmap audit verify`: results with proof of what they were made from; the proof tried.

Exit status of ``verify``: 0 the same, or the same figures on another machine, with other packages or in a file that was filled
in; 3 something differs; 1 it could not be verified, since there is no manifest or inputs are missing; 2 the command is written
wrong. Of several results the worst counts, 3 before 1.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

from toolkit.audit import status_of, verdict_data, verdict_lines
from toolkit.auditing import Step, Verified, audit_run, verify
from toolkit.commands.common import day_of, shown_path
from toolkit.commands.complaining import complain
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.model import Lang


def run(project: Project, options: argparse.Namespace) -> int:
    """Do what `options.action` says: ``run`` or ``verify``."""
    return _verify(project, options) if options.action == "verify" else _run(project, options)


def _run(project: Project, options: argparse.Namespace) -> int:
    """Write the folder and say where it is; `options.notebook` is None for the usual ones, ``none`` for none."""
    for issue in project.torn_decisions(options.programme):
        complain(issue, options)
    with _watched(options.lang) as told:
        done = audit_run(
            project,
            options.programme,
            lang=options.lang,
            as_of=day_of(options),
            standards=options.standard,
            notebooks=[] if options.notebook == ["none"] else options.notebook,
            out=options.out,
            told=told,
        )
    for line in done.headline:
        print(f"  {line}")
    print(word("audit-written", options.lang, folder=shown_path(done.folder)))
    for output in done.manifest.outputs:
        print(f"  {output.path}")
    return 0


def _verify(project: Project, options: argparse.Namespace) -> int:
    with _watched(options.lang) as told:
        found = verify(project, options.result, told)
    if options.format == "json":
        sys.stdout.write(json.dumps(_data(found, options.lang), ensure_ascii=False, indent=1) + "\n")
    elif len(found) == 1:
        print("\n".join(verdict_lines(found[0].verdict, options.lang)))
    else:
        parts = ([f"{shown_path(one.path)}:", *verdict_lines(one.verdict, options.lang)] for one in found)
        print("\n\n".join("\n".join(lines) for lines in parts))
    return status_of(one.verdict for one in found)


def _data(found: tuple[Verified, ...], lang: Lang) -> dict[str, object]:
    """Give verdicts as plain data: that of one result, or a list of them with the status of all."""
    data = [{"result": shown_path(one.path), **verdict_data(one.verdict, lang)} for one in found]
    return data[0] if len(data) == 1 else {"status": status_of(one.verdict for one in found), "results": data}


@contextmanager
def _watched(lang: Lang) -> Iterator[Callable[[Step], None]]:
    """Show on a terminal what is being done and how much of it is left; nothing is shown in a file or pipe."""
    form = "{desc} {n_fmt}/{total_fmt} [{elapsed}]"
    quiet, first = not sys.stderr.isatty(), word("audit-step-compare", lang)
    with tqdm(desc=first, total=1, disable=quiet, file=sys.stderr, leave=False, bar_format=form) as bar:

        def told(step: Step) -> None:
            doing = word(f"audit-step-{step.name}", lang)
            bar.total, bar.n = step.of, step.done
            bar.set_description_str(f"{doing}: {step.subject}" if step.subject else doing)

        yield told
