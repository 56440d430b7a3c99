"""`curmap audit run` and `curmap audit verify`: results with proof of what they were made from; the proof tried.

Exit status of ``verify``: 0 the same, or the same figures on another machine or with other packages; 3 something differs;
1 it could not be verified, since the folder cannot be read or inputs are missing; 2 the command is written wrong.
"""

import argparse
import json
import sys

from toolkit.audit import verdict_data, verdict_lines
from toolkit.auditing import audit_run, audit_verify
from toolkit.commands.common import day_of, shown_path
from toolkit.io.project import Project
from toolkit.labels import word


def run(project: Project, options: argparse.Namespace) -> int:
    """Do what `options.action` says: ``run`` or ``verify``."""
    return _verify(project, options) if options.action == "verify" else _run(project, options)


def _run(project: Project, options: argparse.Namespace) -> int:
    """Write the folder and say where it is; `options.notebook` is None for the usual one, ``none`` for none."""
    for issue in project.torn_decisions(options.programme):
        print(f"curmap: {issue}", file=sys.stderr)
    done = audit_run(
        project,
        options.programme,
        lang=options.lang,
        as_of=day_of(options),
        standards=options.standard,
        notebooks=[] if options.notebook == ["none"] else options.notebook,
        out=options.out,
    )
    for line in done.headline:
        print(f"  {line}")
    print(word("audit-written", options.lang, folder=shown_path(done.folder)))
    for output in done.manifest.outputs:
        print(f"  {output.path}")
    return 0


def _verify(project: Project, options: argparse.Namespace) -> int:
    verdict = audit_verify(project, options.folder)
    if options.format == "json":
        sys.stdout.write(json.dumps(verdict_data(verdict, options.lang), ensure_ascii=False, indent=1) + "\n")
    else:
        print("\n".join(verdict_lines(verdict, options.lang)))
    return verdict.status
