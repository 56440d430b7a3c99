"""Outcomes of all tables as the outcomes of one programme: joined over languages, each with one code."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from toolkit.intake.codes import OutcomeCode, code_key, family_key
from toolkit.intake.grids import cell_name
from toolkit.intake.lines import Cell, Lines, OutcomeLine, Place
from toolkit.intake.notes import Note
from toolkit.intake.words import fold, phrases
from toolkit.languages import joined
from toolkit.model import LANGS, Lang, Names, Outcome
from toolkit.text import same_text

MIN_CLASHES = 2
"""Outcomes of two sheets with the same codes and other texts that make two programmes of a file."""


@dataclass(slots=True)
class Entry:
    """An outcome while its lines are being put together."""

    code: OutcomeCode
    text: Names
    place: Place
    module: str = ""
    level: int | None = None
    criteria: list[Names] = field(default_factory=list)
    printed: list[OutcomeCode] = field(default_factory=list)
    module_column: bool = False
    suffix: str = ""
    """-2 for the second of two outcomes with one code."""
    outcome_id: str = ""


@dataclass(slots=True)
class Outcomes:
    """The outcomes of the programme, to be found by their codes."""

    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    clashes: dict[tuple[str, str], list[tuple[Entry, OutcomeLine]]] = field(default_factory=lambda: defaultdict(list))
    shared: Counter[tuple[str, str]] = field(default_factory=Counter)

    def find(self, code: OutcomeCode, module: str = "", *, exact: bool = False) -> Entry | None:
        """Find an outcome by its code: as printed, else by its number alone if only one outcome has it.

        Parameters
        ----------
        code : OutcomeCode
            The code as printed somewhere.
        module : str
            Code of the module beside it, which decides between outcomes of several modules with one number.
        exact : bool
            Only as printed.
        """
        tests: tuple[Callable[[Entry], bool], ...] = (
            lambda entry: entry.code.strict == code.strict and not entry.suffix,
            lambda entry: entry.code.loose == code.loose and _one_side_bare(entry.code, code),
            lambda entry: entry.code.loose == code.loose and not entry.suffix,
        )
        for test in tests[: 1 if exact else None]:
            found = [entry for entry in self.entries if test(entry)]
            wanted = code_key(code.module or module)
            if len(found) > 1 and wanted:
                found = [entry for entry in found if code_key(entry.module) == wanted] or found
            if len(found) == 1:
                return found[0]
            if found:
                return None
        return None


def _one_side_bare(one: OutcomeCode, other: OutcomeCode) -> bool:
    return not (one.prefix and other.prefix) and one.module == other.module


def join_outcomes(lines: Lines, main: Lang) -> Outcomes:
    """Put the outcomes of all tables together; lists first, headings of matrices where a list lacks something.

    Parameters
    ----------
    lines : Lines
        What the tables say.
    main : {"kk", "ru", "en"}
        Language whose word for an outcome begins the codes of outcomes without any.
    """
    found = Outcomes()
    _number_lines(lines, main)
    strong = [line for line in lines.outcomes if not line.weak]
    for line in strong + [line for line in lines.outcomes if line.weak]:
        _add(found, line)
    _note_weak(found, [line for line in lines.outcomes if line.weak])
    _check_two_programmes(found)
    _leave_out_empty(found)
    _add_criteria(found, lines)
    headings = {(id(line.place.view), one.heading): one.code for line in lines.disciplines for one in line.served}
    _name_all(found, main, list(headings.values()))
    return found


def _number_lines(lines: Lines, main: Lang) -> None:
    """Give outcomes without a code the next free number, and running numbers the usual word in front."""
    tables: dict[int, list[OutcomeLine]] = defaultdict(list)
    for line in lines.outcomes:
        tables[line.place.table].append(line)
    prefix = _usual_prefix(lines, main)
    for rows in tables.values():
        numbered = [line for line in rows if line.numbered and line.code]
        for line in numbered:
            line.code = OutcomeCode(prefix, "", line.code.number if line.code else "")
        if numbered:
            numbered[0].place.view.note("codes-from-numbers", [line.place.cell for line in numbered], prefix)
        used = {line.code.loose for line in rows if line.code}
        missing = [line for line in rows if line.code is None]
        last = ""
        for line in rows:
            if line.code is None:
                line.code = _next_code(last, used, prefix)
                used.add(line.code.loose)
                if len(missing) < len(rows):
                    line.place.view.note("code-missing", [line.place.cell], line.code.printed)
            last = line.code.loose
        if len(missing) == len(rows):
            rows[0].place.view.note("codes-made", [line.place.cell for line in missing], prefix)


def _usual_prefix(lines: Lines, main: Lang) -> str:
    counted = Counter(line.code.prefix for line in lines.outcomes if line.code and line.code.prefix)
    counted += Counter(served.code.prefix for line in lines.disciplines for served in line.served if served.code.prefix)
    words = {"kk": "ОН", "ru": "РО", "en": "LO"}
    return counted.most_common(1)[0][0] if counted else words[main]


def _next_code(last: str, used: set[str], prefix: str) -> OutcomeCode:
    """Give the number after the last one that is free."""
    head, dot, tail = last.rpartition(".")
    number = int(tail) if tail.isdecimal() else 0
    while True:
        number += 1
        if f"{head}{dot}{number}" not in used:
            return OutcomeCode(prefix, "", f"{head}{dot}{number}")


def _add(found: Outcomes, line: OutcomeLine) -> None:
    if line.code is None:
        return
    before = found.find(line.code, line.module)
    if before is not None and line.module and before.module and not _same_module(line.module, before.module):
        before = None  # outcomes are numbered inside modules: another module's 1.1 is another outcome
    if before is not None and _are_two_of_a_table(before, line):
        before = None
    if before is None:
        if line.weak and not line.text.languages:
            return
        _new(found, line)
        return
    before.printed.append(line.code)
    if line.weak:
        before.text = joined(before.text, line.text)
        return
    shared = [lang for lang in LANGS if before.text.get(lang) and line.text.get(lang)]
    other = [lang for lang in shared if not same_text(before.text.get(lang), line.text.get(lang))]
    sheets = before.place.view.name, line.place.view.name
    found.shared[sheets] += bool(shared)
    if other and before.place.table == line.place.table:
        _new(found, line, second=True)
        return
    if other:
        found.clashes[sheets].append((before, line))
        where = f"{before.place.view.name}!{cell_name(*before.place.cell)}"
        line.place.view.note("texts-differ", [line.place.cell], line.code.printed, where)
    elif shared and before.place.table == line.place.table:
        line.place.view.note("outcome-repeated", [line.place.cell], line.code.printed)
    before.text = joined(before.text, line.text)
    before.module = before.module or line.module
    before.module_column = before.module_column or line.module_column
    before.level = before.level or line.level
    before.criteria = joined_criteria(before.criteria, line.criteria)


def _are_two_of_a_table(before: Entry, line: OutcomeLine) -> bool:
    """Say whether ОН1 and РО1 of one table are two outcomes: unless they are the Kazakh and the Russian of one."""
    if line.code is None or before.place.table != line.place.table or before.code.strict == line.code.strict:
        return False
    return bool(set(before.text.languages) & set(line.text.languages))


def _same_module(one: str, other: str) -> bool:
    return family_key(one) == family_key(other)


def _new(found: Outcomes, line: OutcomeLine, *, second: bool = False) -> None:
    code = line.code or OutcomeCode("", "", "")
    suffix = ""
    if second:
        taken = {entry.suffix for entry in found.entries if entry.code.strict == code.strict}
        suffix = next(f"-{number}" for number in range(2, len(taken) + 3) if f"-{number}" not in taken)
        line.place.view.note("outcome-twice", [line.place.cell], code.printed, f"{code.printed}{suffix}")
    entry = Entry(
        code, line.text, line.place, line.module, line.level, list(line.criteria), [code], line.module_column, suffix
    )
    found.entries.append(entry)


def joined_criteria(one: list[Names], other: list[Names]) -> list[Names]:
    """Complete criteria by those of another table: in another language one by one, else those that are new."""
    if not one or not other:
        return one or other
    langs = {lang for names in one for lang in names.languages}
    if len(one) == len(other) and not langs & {lang for names in other for lang in names.languages}:
        return [joined(first, second) for first, second in zip(one, other, strict=True)]
    known = {names.get(lang) for names in one for lang in LANGS}
    return one + [names for names in other if not any(names.get(lang) in known for lang in names.languages)]


def _note_weak(found: Outcomes, lines: list[OutcomeLine]) -> None:
    """Note the outcomes that only the heading of a matrix has."""
    places = {(id(entry.place.view), entry.place.cell) for entry in found.entries}
    alone = [line for line in lines if (id(line.place.view), line.place.cell) in places]
    for view in {id(line.place.view): line.place.view for line in alone}.values():
        view.note("outcome-from-matrix", [line.place.cell for line in alone if line.place.view is view])


def _check_two_programmes(found: Outcomes) -> None:
    for sheets, clashes in found.clashes.items():
        if len(clashes) >= max(MIN_CLASHES, found.shared[sheets] / 2) and sheets[0] != sheets[1]:
            entry, line = clashes[0]
            where = f"{line.place.view.name}!{cell_name(*line.place.cell)}"
            cell = cell_name(*entry.place.cell)
            found.notes.append(Note("two-lists", sheets[0], cell, (entry.code.printed, where, str(len(clashes)))))


def _leave_out_empty(found: Outcomes) -> None:
    for entry in [entry for entry in found.entries if not entry.text.languages]:
        entry.place.view.note("outcome-without-text", [entry.place.cell], entry.code.printed)
        found.entries.remove(entry)


def _add_criteria(found: Outcomes, lines: Lines) -> None:
    tables: dict[tuple[int, int], list[Names]] = defaultdict(list)
    for line in lines.criteria:
        entry = found.find(line.code)
        if entry is None:
            line.place.view.note("criterion-unknown-outcome", [line.place.cell], line.code.printed)
            continue
        tables[line.place.table, found.entries.index(entry)].append(line.text)
    for (_, index), criteria in tables.items():
        entry = found.entries[index]
        entry.criteria = joined_criteria(entry.criteria, criteria)


def _name_all(found: Outcomes, main: Lang, served: list[OutcomeCode]) -> None:
    """Give every outcome one code: in the commonest spelling, with its module in front where numbers repeat."""
    printed = [code for entry in found.entries for code in entry.printed] + served
    styles = Counter((code.prefix, code.separator) for code in printed)
    best: dict[str, tuple[str, str]] = {}
    for (prefix, separator), _ in sorted(styles.items(), key=lambda item: (-item[1], not _is_cyrillic(item[0][0]))):
        best.setdefault(fold(prefix), (prefix, separator))
    for entry in found.entries:
        folded = Counter(fold(code.prefix) for code in entry.printed if code.prefix) or Counter([""])
        most = max(folded.values())
        candidates = [prefix for prefix in folded if folded[prefix] == most]
        main_words = {fold(phrase) for phrase in phrases("codes", "outcome")}
        prefix = next((word for word in candidates if word in main_words and _is_of(word, main)), candidates[0])
        number = next(code.number for code in entry.printed if fold(code.prefix) == prefix)
        style = best.get(prefix, ("", ""))
        entry.code = OutcomeCode(*style, number, next((code.module for code in entry.printed if code.module), ""))
    _with_modules(found)
    for entry in found.entries:
        entry.outcome_id = f"{entry.code.printed}{entry.suffix}"


def _is_cyrillic(word: str) -> bool:
    return bool(word) and all("\u0400" <= letter <= "\u052f" for letter in word if letter.isalpha())


def _is_of(word: str, main: Lang) -> bool:
    return {"kk": "ОН", "ru": "РО", "en": "LO"}[main] == word


def _with_modules(found: Outcomes) -> None:
    """Put the module in front of the codes that outcomes of several modules share."""
    counted = Counter((entry.code.printed, entry.suffix) for entry in found.entries)
    twice = [entry for entry in found.entries if counted[entry.code.printed, entry.suffix] > 1]
    for entry in twice:
        if entry.module:
            entry.code = OutcomeCode(entry.code.prefix, entry.code.separator, entry.code.number, entry.module)
    if twice:
        views = {id(entry.place.view): entry.place.view for entry in twice}
        for view in views.values():
            cells = [entry.place.cell for entry in twice if entry.place.view is view]
            view.note("codes-with-modules", cells, twice[0].code.printed)
    seen: Counter[str] = Counter()
    for entry in found.entries:
        seen[f"{entry.code.printed}{entry.suffix}"] += 1
        if seen[f"{entry.code.printed}{entry.suffix}"] > 1:
            entry.suffix = f"{entry.suffix}-{seen[f'{entry.code.printed}{entry.suffix}']}"
            entry.place.view.note(
                "outcome-twice", [entry.place.cell], entry.code.printed, f"{entry.code.printed}{entry.suffix}"
            )


def note_spellings(found: Outcomes, cells: list[tuple[Place, Cell, OutcomeCode]]) -> None:
    """Note where the code of an outcome is typed in other letters than the one that is kept, or in another language."""
    spellings: dict[tuple[str, int, str, str], list[Cell]] = defaultdict(list)
    places: dict[int, Place] = {}
    known: dict[OutcomeCode, Entry | None] = {}
    for place, cell, code in cells:
        entry = known.setdefault(code, found.find(code) if code not in known else None)
        kept = entry.code.prefix if entry else ""
        if kept and code.prefix and code.prefix.upper() != kept.upper():
            kind = "code-letters" if fold(code.prefix) == fold(kept) else "code-words"
            spellings[kind, id(place.view), code.prefix, kept].append(cell)
            places[id(place.view)] = place
    for (kind, view, typed, kept), where in spellings.items():
        places[view].view.note(kind, where, typed, kept)


def outcomes_of(found: Outcomes, modules: dict[str, str]) -> tuple[Outcome, ...]:
    """Give the outcomes of the programme, in the order of their lists.

    Parameters
    ----------
    found : Outcomes
        Entries with their codes.
    modules : dict
        Key of a module's code → the code as the programme has it.
    """
    return tuple(
        Outcome(
            entry.outcome_id,
            entry.text,
            modules.get(code_key(entry.module), entry.module),
            entry.level,
            tuple(entry.criteria),
        )
        for entry in found.entries
    )
