#!/usr/bin/env bash
# A run of this environment, verified in a fresh virtual environment, with the project in another folder: SAME is expected,
# status 0, since both have the versions of constraints.txt. Takes a few minutes; needs a package index.
# PYTHON makes the fresh environment, VENV_PYTHON made the run, NOTEBOOKS are executed (one word each; "none" for none).
set -euo pipefail
cd "$(dirname "$0")/../.."

here=$PWD
python=${PYTHON:-python3}
ours=${VENV_PYTHON:-$here/.venv/bin/python}
notebooks=${NOTEBOOKS:-00}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/project" "$work/sources"
cp -R standards curricula notebooks "$work/project/"
cp -R toolkit pyproject.toml README.md LICENSE constraints.txt "$work/sources/"
find "$work/sources" -name __pycache__ -prune -exec rm -rf {} +

echo "run: $("$ours" --version)"
(cd "$work/project" && PYTHONPATH="$work/sources" "$ours" - "$work/kept" "$notebooks" <<'RUN'
import sys
from datetime import date
from pathlib import Path

from toolkit.auditing import audit_run
from toolkit.io.project import Project

names = [] if sys.argv[2] == "none" else sys.argv[2].split()
audit_run(
    Project(Path.cwd()), "college-statistics", lang="kk", as_of=date(2026, 11, 21), notebooks=names, out=Path(sys.argv[1])
)
RUN
)

"$python" -m venv "$work/fresh"
fresh=$work/fresh/bin/python
[ -x "$fresh" ] || fresh=$work/fresh/Scripts/python.exe
"$fresh" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt "$work/sources"
rm -rf "$work/sources"  # nothing but what was installed
mv "$work/project" "$work/moved"

echo "verify: $("$fresh" --version)"
cd "$work/moved"
CURMAP_CACHE= "$fresh" - "$work/kept" <<'VERIFY'
import sys
from pathlib import Path

from toolkit.audit import verdict_lines
from toolkit.auditing import audit_verify
from toolkit.io.project import Project

verdict = audit_verify(Project(Path.cwd()), Path(sys.argv[1]))
print("\n".join(verdict_lines(verdict, "en")))
sys.exit(0 if verdict.outcome == "same" else verdict.status or 3)
VERIFY
