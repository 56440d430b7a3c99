"""Disciplines of all tables as the disciplines of one programme, and who serves what."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from toolkit.intake.cells import higher
from toolkit.intake.codes import OutcomeCode, code_key, family_key, module_number
from toolkit.intake.grids import cell_name
from toolkit.intake.join_outcomes import Entry, Outcomes
from toolkit.intake.lines import Cell, DisciplineLine, Lines, Place, Served
from toolkit.languages import joined
from toolkit.model import LANGS, Discipline, Mark, Names
from toolkit.text import same_text, skeleton


@dataclass(slots=True)
class Subject:
    """A discipline while its lines are being put together; `code` is the spelling that is kept."""

    line: DisciplineLine
    code: str
    title: Names
    lines: list[DisciplineLine] = field(default_factory=list)
    modules: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Disciplines:
    """The disciplines of the programme, in the order of their lists."""

    subjects: list[Subject] = field(default_factory=list)

    def find(self, line: DisciplineLine) -> Subject | None:
        """Find the discipline of another table that a line is about: by its code, else by its title."""
        others = [subject for subject in self.subjects if not _in_table(subject, line)]
        if line.code:
            for key in (code_key, family_key):
                found = [
                    subject for subject in others if subject.line.code and key(subject.line.code) == key(line.code)
                ]
                if len(found) == 1:
                    return found[0]
                if found:
                    return _by_title(found, line)
            others = [subject for subject in others if not subject.line.code]
        return _by_title(others, line)


def _in_table(subject: Subject, line: DisciplineLine) -> bool:
    return any(other.place.table == line.place.table for other in subject.lines)


def _by_title(subjects: list[Subject], line: DisciplineLine) -> Subject | None:
    wanted = {skeleton(text) for text in (*_texts(line.title), line.printed) if text}
    found = [subject for subject in subjects if wanted & {skeleton(text) for text in _texts(subject.title)}]
    return found[0] if found else None


def _texts(names: Names) -> list[str]:
    return [names.get(lang) for lang in names.languages]


def join_disciplines(lines: Lines) -> Disciplines:
    """Put the disciplines of all tables together; lists first, matrices where a list lacks something."""
    found = Disciplines()
    strong = [line for line in lines.disciplines if not line.weak]
    weak = [line for line in lines.disciplines if line.weak]
    _pair_languages(strong)
    _pair_languages(weak)
    for line in strong + weak:
        before = found.find(line)
        if before is None:
            _new(found, line, added=line.weak and bool(strong))
        else:
            _complete(before, line)
    _make_codes(found)
    return found


def _pair_languages(lines: list[DisciplineLine]) -> None:
    """Pair rows of two tables that list the same disciplines without codes, one in each language.

    The tables have as many rows, with the same credits in the same order, and no language in common.
    """
    tables: dict[int, list[DisciplineLine]] = defaultdict(list)
    for line in lines:
        tables[line.place.table].append(line)
    numbers = list(tables)
    for place, one in enumerate(numbers):
        for other in numbers[place + 1 :]:
            if _are_twins(tables[one], tables[other]):
                for first, second in zip(tables[one], tables[other], strict=True):
                    second.title = joined(second.title, first.title)


def _are_twins(one: list[DisciplineLine], other: list[DisciplineLine]) -> bool:
    if len(one) != len(other) or any(line.code for line in one + other):
        return False
    if [line.credits for line in one] != [line.credits for line in other]:
        return False
    langs = [{lang for line in lines for lang in line.title.languages} for lines in (one, other)]
    return not langs[0] & langs[1]


def _new(found: Disciplines, line: DisciplineLine, *, added: bool) -> None:
    code = line.code
    twins = [subject for subject in found.subjects if code and code_key(subject.line.code) == code_key(code)]
    if twins:
        taken = {subject.code for subject in found.subjects}
        code = next(f"{code}-{number}" for number in range(2, len(taken) + 3) if f"{code}-{number}" not in taken)
        line.place.view.note("discipline-twice", [line.place.cell], line.code, code)
    if added:
        line.place.view.note("discipline-from-matrix", [line.place.cell], line.code or line.printed)
    found.subjects.append(Subject(line, code, line.title, [line]))


def _complete(subject: Subject, line: DisciplineLine) -> None:
    """Complete a discipline by another table; warn where the two say different things."""
    kept = subject.line
    view, cell = line.place.view, line.place.cell
    where = f"{kept.place.view.name}!{cell_name(*kept.place.cell)}"
    same = any(same_text(text, line.printed) for text in (*_texts(subject.title), kept.printed) if text)
    differ = any(
        subject.title.get(lang)
        and line.title.get(lang)
        and not same_text(subject.title.get(lang), line.title.get(lang))
        for lang in LANGS
    )
    if differ and not same:
        view.note("titles-differ", [cell], kept.code or line.code, where)
    if not (line.weak and not kept.weak):
        subject.title = joined(subject.title, line.title)
    for name in ("credits", "hours"):
        one, other = getattr(kept, name), getattr(line, name)
        if one is None:
            setattr(kept, name, other)
        elif other is not None and one != other:
            view.note("amounts-differ", [cell], f"@disciplines.{name}", f"{one:g}", f"{other:g}", where)
    kept.kind = kept.kind or line.kind
    for name in ("cycle", "component", "semester", "assessment"):
        setattr(kept, name, getattr(kept, name) or getattr(line, name))
    subject.lines.append(line)


def _make_codes(found: Disciplines) -> None:
    """Give disciplines without a code П1, П2 …, and every code its commonest spelling."""
    taken = {code_key(subject.code) for subject in found.subjects if subject.code}
    made: dict[int, list[Subject]] = defaultdict(list)
    number = 0
    for subject in found.subjects:
        spelled = Counter(line.code for line in subject.lines if line.code)
        if subject.code and subject.code == subject.line.code and spelled:
            subject.code = spelled.most_common(1)[0][0]
            if any(line.code != subject.code for line in subject.lines if line.code):
                _note_spellings(subject)
        elif not subject.code and spelled:
            subject.code = spelled.most_common(1)[0][0]
        elif not subject.code:
            number += 1
            while code_key(f"П{number}") in taken:
                number += 1
            subject.code = f"П{number}"
            made[id(subject.line.place.view)].append(subject)
    for subjects in made.values():
        cells = [subject.line.place.cell for subject in subjects]
        subjects[0].line.place.view.note("discipline-codes-made", cells, subjects[0].code, subjects[-1].code)


def _note_spellings(subject: Subject) -> None:
    for line in subject.lines:
        if line.code and line.code != subject.code and line.code.replace(" ", "") != subject.code.replace(" ", ""):
            same = code_key(line.code) == code_key(subject.code)
            line.place.view.note(
                "discipline-letters" if same else "discipline-words", [line.place.cell], line.code, subject.code
            )


def module_codes(found: Disciplines) -> dict[str, str]:
    """Give the key of every spelling of a module's code, or of its title, with the code that is kept."""
    return {
        code_key(name): subject.code
        for subject in found.subjects
        for line in subject.lines
        for name in (line.code, line.printed)
        if name
    }


def disciplines_of(found: Disciplines) -> tuple[Discipline, ...]:
    """Give the disciplines of the programme."""
    return tuple(
        Discipline(
            subject.code,
            subject.title,
            _plain(subject.line.credits),
            subject.line.kind or "discipline",
            subject.line.cycle,
            subject.line.component,
            _plain(subject.line.hours),
            subject.line.semester,
            subject.line.assessment,
        )
        for subject in found.subjects
    )


def _plain(number: float | None) -> float:
    return float(number or 0)


def marks_of(found: Disciplines, outcomes: Outcomes) -> tuple[tuple[str, str, Mark], ...]:
    """Give the matrix of the programme, row by row; a mark that points nowhere is left out with a warning."""
    marks: dict[tuple[int, int], Mark] = {}
    unknown: dict[tuple[int, Cell], list[tuple[Place, Served]]] = defaultdict(list)
    places = {id(entry): place for place, entry in enumerate(outcomes.entries)}
    known: dict[tuple[OutcomeCode, str, bool], Entry | None] = {}
    for row, subject in enumerate(found.subjects):
        for line in subject.lines:
            for served in line.served:
                name = served.code, line.code or line.printed, served.sure
                if name not in known:
                    known[name] = outcomes.find(*name[:2], exact=not served.sure)
                entry = known[name]
                if entry is None:
                    unknown[id(line.place.view), served.heading].append((line.place, served))
                    continue
                key = (row, places[id(entry)])
                if key in marks and marks[key] != served.mark:
                    params = (subject.code, entry.outcome_id, marks[key], served.mark)
                    line.place.view.note("marks-differ", [served.cell], *params)
                marks[key] = higher(marks.get(key, served.mark), served.mark)
    _note_unknown(unknown)
    ids = [entry.outcome_id for entry in outcomes.entries]
    return tuple((found.subjects[row].code, ids[column], marks[row, column]) for row, column in sorted(marks))


def _note_unknown(unknown: dict[tuple[int, Cell], list[tuple[Place, Served]]]) -> None:
    for (_, heading), found in unknown.items():
        view, served = found[0][0].view, found[0][1]
        cells = [one.cell for _, one in found]
        if served.sure:
            view.note("unknown-outcome", cells, served.code.printed, cell_name(*heading))
        else:
            view.note("column-unknown", [heading, *cells], served.code.printed)
            view.uses.update(dict.fromkeys(cells, "unused"))


def find_modules(found: Disciplines, outcomes: Outcomes) -> None:
    """Give outcomes whose table names no module the one that their code names: «КМ 04 ОН 4.2», or the number 4 alone."""
    by_number = _by_number(found)
    for entry in outcomes.entries:
        if entry.module or entry.module_column:
            continue
        module = by_number.get(entry.code.first_number)
        entry.module = entry.code.module or (module.code if module else "")


def marks_from_modules(found: Disciplines, lines: Lines, outcomes: Outcomes) -> None:
    """Let a module serve its own outcomes, where the file has no matrix and nothing else says who serves them."""
    if lines.matrix:
        return
    served = {
        id(outcomes.find(one.code)) for subject in found.subjects for line in subject.lines for one in line.served
    }
    names = {code_key(name): subject for subject in found.subjects for name in _names_of(subject) if name}
    done: dict[int, list[Place]] = defaultdict(list)
    for entry in outcomes.entries:
        module = names.get(code_key(entry.module)) if entry.module else None
        if id(entry) in served or module is None or entry.place.table != module.line.place.table:
            continue
        module.line.served.append(Served(entry.code, "+", entry.place.cell, entry.place.cell))
        done[id(entry.place.view)].append(entry.place)
    for places in done.values():
        places[0].view.note("marks-from-modules", [place.cell for place in places])


def _names_of(subject: Subject) -> list[str]:
    return [name for line in subject.lines for name in (line.code, line.printed)]


def _by_number(found: Disciplines) -> dict[str, Subject]:
    """Give the professional modules by their numbers, where a number is of one module only."""
    modules = [subject for subject in found.subjects if subject.line.kind == "module" and module_number(subject.code)]
    counted = Counter(module_number(subject.code) for subject in modules)
    return {number: subject for subject in modules if counted[number := module_number(subject.code)] == 1}
