"""Fit the model of suggestions on the committed labels and write `toolkit/labels/suggestions.toml`.

Only the programmes of the split «dev» are fitted; those of «test» are for measuring (`curmap evaluate`). Run it after a change
of the concept table, the stemmers or the features:

    python benchmarks/fit_suggestions.py
"""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from toolkit.align.concepts import bundled_table
from toolkit.align.fitting import Source, fit, joint_scale, pairs_of
from toolkit.align.model import TERMS, Model
from toolkit.align.suggest import make_suggester
from toolkit.io.labelled import read_labelled
from toolkit.io.project import find_project
from toolkit.job import candidates_of
from toolkit.model import LANGS

TARGET = Path(__file__).parents[1] / "toolkit" / "labels" / "suggestions.toml"
LIKELY, POSSIBLE = 0.6, 0.15

FIRST = 10
"""Confidences are fitted on so many suggestions an outcome: on what people see."""

BLANK = Model(0.0, np.zeros(len(TERMS)), 0.0, LIKELY, POSSIBLE, "0")
"""The stored model may be of other features than those to be fitted."""


def main() -> None:
    """Fit and write."""
    project = find_project()
    library = project.library()
    standards = [standard.standard_id for standard in library.standards()]
    everything, only = (
        make_suggester(candidates_of(library, names), bundled_table(), model=BLANK) for names in ((), standards)
    )
    hard = Source(everything, read_labelled(project.root / "tests" / "labelled"))
    usual = Source(
        only, read_labelled(project.root / "tests" / "labelled" / "usual")
    )  # descriptors were not judged there
    parts = [pairs_of(source.suggester, source.labelled, "dev") for source in (hard, usual)]
    described = np.vstack([part.described for part in parts])
    accepted = np.concatenate([part.accepted for part in parts])
    weights, intercept = fit(described, accepted)
    model = Model(intercept, weights, 0.0, LIKELY, POSSIBLE, "0")
    single = {lang: joint_scale((hard, usual), model, "dev", (lang,), first=FIRST) for lang in LANGS}
    model = replace(model, single=single)
    joint = {
        len(langs): joint_scale((hard, usual), model, "dev", langs, first=FIRST) for langs in (("kk", "ru"), LANGS)
    }
    today = datetime.now(UTC).date().isoformat()
    lines = [
        "# The model of suggestions: log odds that an expert accepts a link. Written by benchmarks/fit_suggestions.py.",
        f"# Fitted on the split «dev»: {len(parts[0].accepted)} pairs of tests/labelled/, {len(parts[1].accepted)} of its usual/.",
        f'version = "{today}.{hashlib.sha256(weights.tobytes()).hexdigest()[:6]}"',
        f"intercept = {intercept:.5f}",
        "# Times the share of the programme's confirmed links in the same card and function; set by hand, not fitted.",
        "context = 0.5",
        "# From these confidences on a suggestion is called likely, or possible.",
        f"likely = {LIKELY}",
        f"possible = {POSSIBLE}",
        "",
        "# Scale and shift of the log odds of an outcome in one language.",
        "[single]",
        *(f"{lang} = [{scale:.4f}, {shift:.4f}]" for lang, (scale, shift) in single.items()),
        "",
        "# Scale and shift of the mean log odds of so many languages.",
        "[joint]",
        *(f"{count} = [{scale:.4f}, {shift:.4f}]" for count, (scale, shift) in joint.items()),
        "",
        "[weights]",
        *(f'"{name}" = {weight:.5f}' for name, weight in zip(TERMS, weights, strict=True)),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(accepted)} pairs, {int(accepted.sum())} accepted → {TARGET.name}")


if __name__ == "__main__":
    main()
