"""The sheets that say how the figures were made: method and legend, provenance."""

import json
from dataclasses import fields

from toolkit.model import PRIORITIES, REASONS, STATES, STEPS
from toolkit.numbers import day, decimal, percent
from toolkit.report.frame import PRIORITY_ROLE, STATE_ROLE, Brief
from toolkit.report.layout import REVIEWED, unbroken
from toolkit.sheets import Cell, Role, Row, Sheet

_WIDTHS = (28.0, 84.0)


def method_sheet(brief: Brief) -> Sheet:
    """Plan the page on how to read the report and how its figures are counted, with every threshold."""
    words, sentence = brief.reader.word, brief.reader.sentence
    counted: list[Row] = [
        (Cell(brief.reader.sentence("method-title"), "subtitle", 2),),
        (),
        (Cell(words("how-counted"), "block", 2),),
        *((Cell(note, "text", 2),) for note in notes(brief)),
        (),
    ]
    legend: list[Row] = [
        (Cell(words("legend"), "block", 2),),
        *(
            (Cell(words(f"state-{state}"), STATE_ROLE[state]), Cell(sentence(f"about-state-{state}")))
            for state in STATES
        ),
        *((Cell(words(f"step-{step}"), "label"), Cell(sentence(f"about-step-{step}"))) for step in STEPS),
        *((Cell(words(f"reason-{reason}"), "label"), Cell(sentence(f"about-reason-{reason}"))) for reason in REASONS),
        *((Cell(words(f"priority-{one}"), PRIORITY_ROLE[one]), Cell(_points(brief, one))) for one in PRIORITIES),
        (Cell("I / R / M / +", "label"), Cell(sentence("about-marks"))),
        (),
    ]
    fill: list[Row] = [
        (Cell(words("fill-in"), "block", 2),),
        *(
            (Cell(words(key), "label"), Cell(sentence(f"tell-{name.removeprefix('curmap:')}")))
            for name, (key, _) in REVIEWED.items()
        ),
    ]
    made = Sheet(brief.tab("sheet-method"), _WIDTHS, (*counted, *legend, *fill), landscape=False)
    starts = (len(counted) + 1, len(counted) + len(legend) + 1)
    return unbroken(made, starts, starts[:1])


def _points(brief: Brief, priority: str) -> str:
    used = brief.analysis.settings
    high, medium = decimal(used.high, brief.lang), decimal(used.medium, brief.lang)
    return brief.reader.sentence(f"about-priority-{priority}", high=high, medium=medium)


def notes(brief: Brief) -> list[str]:
    """Say how everything is counted, with the weights and thresholds used."""
    used, sentence = brief.analysis.settings, brief.reader.sentence

    def number(value: float) -> str:
        return decimal(value, brief.lang)

    kinds = {kind: number(weight) for kind, weight in used.kind_weight.items()}
    marks = ", ".join(f"{mark}: {number(weight)}" for mark, weight in used.importance_weight.items())
    return [
        sentence("how-confirmed"),
        sentence("how-share", weight=number(used.partial_weight)),
        sentence("how-steps"),
        sentence("how-grades", good=percent(used.good), fair=percent(used.fair)),
        sentence(
            "how-priority",
            mandatory=number(used.mandatory_weight),
            additional=number(used.additional_weight),
            none=number(used.none_weight),
            partial=number(used.partial_gap_weight),
            untaught=number(used.untaught_weight),
            unassessed=number(used.unassessed_weight),
            **kinds,
            importance=marks,
            high=number(used.high),
            medium=number(used.medium),
        ),
        sentence("how-mandatory"),
        sentence("how-suggested"),
    ]


def provenance_sheet(brief: Brief) -> Sheet:
    """Plan the page that lets a reviewer prove that the report was made from the same inputs."""
    words, analysis = brief.reader.word, brief.analysis
    settings = {field.name: getattr(analysis.settings, field.name) for field in fields(analysis.settings)}
    plain = {name: dict(value) if hasattr(value, "items") else value for name, value in settings.items()}
    rows: list[Row] = [
        (Cell(brief.reader.sentence("provenance-title"), "subtitle", 2),),
        (Cell(brief.reader.sentence("provenance-about"), "note", 2),),
        _pair(words("made"), day(analysis.as_of)),
        _pair(words("state-of"), f"{brief.made:%d.%m.%Y %H:%M:%S} UTC"),
        _pair(words("made-with"), f"Curriculum Mapping Toolkit {brief.tool_version}"),
        *(_pair(name, version) for name, version in brief.versions),
        (),
        _head(words("sources"), "SHA-256"),
        *(_pair(source.name, source.sha256) for source in brief.sources),
        *(_pair(act.act_id, act.sha256) for act in {act.act_id: act for act in analysis.acts.values()}.values()),
        (),
        _head(words("settings"), words("setting-value")),
        *(_pair(name, json.dumps(value, ensure_ascii=False)) for name, value in plain.items()),
    ]
    return Sheet(brief.tab("sheet-provenance"), (48.0, 72.0), tuple(rows), landscape=False)


def _pair(label: str, value: str, role: Role = "text") -> Row:
    return (Cell(label, "label"), Cell(value, role))


def _head(*texts: str) -> Row:
    return tuple(Cell(text, "head") for text in texts)
