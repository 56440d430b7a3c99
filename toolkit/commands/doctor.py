"""`curmap doctor`: whether the installation and the data are sound, and what to do where they are not."""

import argparse
import json
from pathlib import Path

from toolkit.commands.today import today
from toolkit.doctor import data_checks, installation_checks, lines_of, records_of, status_of
from toolkit.io.health import installation_facts
from toolkit.io.health_data import data_facts
from toolkit.io.locales import computer_language


def run(project: object, options: argparse.Namespace) -> int:  # noqa: ARG001 -- the project is looked for here
    """Check everything and print it; status 1 if there is a problem.

    What the checks need is loaded only when it is needed, so that a missing package is told and not a traceback.
    """
    named: Path | None = options.project
    lang = options.lang or computer_language()
    checks = (*installation_checks(installation_facts()), *data_checks(data_facts(named, today())))
    if options.format == "json":
        print(json.dumps(records_of(checks, lang), ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines_of(checks, lang)))
    return status_of(checks)
