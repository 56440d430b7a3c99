"""`curmap gaps`: what is not covered, taught or assessed; what is too much; the smallest set of changes that helps."""

import argparse
import sys
from dataclasses import replace

from toolkit import job
from toolkit.commands.common import analysed, print_frame
from toolkit.counted import gaps_table
from toolkit.io.project import Project
from toolkit.proposals import proposals_table, propose, summary
from toolkit.surplus import surplus_table


def run(project: Project, options: argparse.Namespace) -> int:
    """Print the gaps, the reverse gaps, or a plan of changes, as CSV or JSON; the plan is summed up on standard error."""
    analysis = analysed(project, options)
    if options.surplus:
        print_frame(surplus_table(analysis, options.lang), options)
        return 0
    if options.propose is None:
        print_frame(gaps_table(analysis), options)
        return 0
    found, *_ = job.review_suggestions(analysis, project, options.lang)
    analysis = replace(analysis, suggestions=tuple(found))
    framework = "" if analysis.compared else analysis.alignments[0].framework.act.act_id
    plan = propose(
        analysis,
        options.propose,
        step=options.step,
        kinds=options.kind,
        framework=framework,
        concepts=job.concepts_for(project, options.programme),
    )
    for line in summary(plan, options.lang):
        print(line, file=sys.stderr)
    print_frame(proposals_table(plan, analysis, options.lang), options)
    return 0
