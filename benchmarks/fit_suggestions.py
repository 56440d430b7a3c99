"""Fit the model of suggestions on the committed labels and write `toolkit/labels/suggestions.toml`.

Only the programmes of the split «dev» are fitted; those of «test» are for measuring (`curmap evaluate`). Run it after a change
of the concept table, the stemmers or the features:

    python benchmarks/fit_suggestions.py
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from toolkit.align.concepts import bundled_table
from toolkit.align.fitting import fit, joint_scale, pairs_of
from toolkit.align.model import TERMS, Model
from toolkit.align.suggest import make_suggester
from toolkit.io.labelled import read_labelled
from toolkit.io.project import find_project
from toolkit.job import candidates_of
from toolkit.model import LANGS

TARGET = Path(__file__).parents[1] / "toolkit" / "labels" / "suggestions.toml"
LIKELY, POSSIBLE = 0.6, 0.15

BLANK = Model(0.0, np.zeros(len(TERMS)), 0.0, LIKELY, POSSIBLE, "0")
"""The stored model may be of other features than those to be fitted."""


def main() -> None:
    """Fit and write."""
    project = find_project()
    suggester = make_suggester(candidates_of(project.library()), bundled_table(), model=BLANK)
    labelled = read_labelled(project.root / "tests" / "labelled")
    pairs = pairs_of(suggester, labelled, "dev")
    weights, intercept = fit(pairs.described, pairs.accepted)
    fitted = replace(suggester, model=Model(intercept, weights, 0.0, LIKELY, POSSIBLE, "0"))
    single = {lang: joint_scale(fitted, labelled, "dev", (lang,)) for lang in LANGS}
    fitted = replace(suggester, model=replace(fitted.model, single=single))
    joint = {len(langs): joint_scale(fitted, labelled, "dev", langs) for langs in (("kk", "ru"), LANGS)}
    today = datetime.now(UTC).date().isoformat()
    lines = [
        "# The model of suggestions: log odds that an expert accepts a link. Written by benchmarks/fit_suggestions.py.",
        f"# Fitted on {len(pairs.accepted)} pairs of the split «dev» of tests/labelled/, {int(pairs.accepted.sum())} of them accepted.",
        f'version = "{today}"',
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
    print(f"{len(pairs.accepted)} pairs, {int(pairs.accepted.sum())} accepted → {TARGET.name}")


if __name__ == "__main__":
    main()
