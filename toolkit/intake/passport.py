"""The passport of a programme: names of facts with their values beside or below them, and titles above tables."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from toolkit.intake.cells import amount_of, lines_of, months_of, number_of, text_of
from toolkit.intake.codes import codes_of_programmes
from toolkit.intake.grids import cell_name
from toolkit.intake.lines import Cell
from toolkit.intake.notes import Note
from toolkit.intake.views import View
from toolkit.intake.words import entry_of, entry_within, language_in, named_language, passport_field, words_key
from toolkit.languages import column_language, joined, language_of, names_in, split_names
from toolkit.model import LANGS, Institution, Lang, Names
from toolkit.programmes import programme_code
from toolkit.text import same_text

_NAMED = ("title", "qualification", "goal", "note")
_ORDINARY = {"credits", "hours", "any:goal", "any:note", "any:outcomes", "version", "nqf_level", "sqf_level", "other"}
"""Labels that mean a passport only where others stand beside them."""

_LABEL_AND_VALUE = re.compile(r"\s*([^:\n]{2,80}):\s*(\S.*)", re.DOTALL)
_CODE_BEFORE_TITLE = re.compile(r"[\s.,:;–—\-«\"]*")


@dataclass(frozen=True, slots=True)
class Fact:
    """A label of a passport with its values: the field, where it stands, and (cell, text, language) of each value."""

    view: View
    field: str
    cell: Cell
    label: str
    values: tuple[tuple[Cell, str, Lang | None], ...]


@dataclass(slots=True)
class Passport:
    """What the passports of a workbook say, the first statement of each field."""

    texts: dict[str, str] = field(default_factory=dict)
    names: dict[str, Names] = field(default_factory=lambda: defaultdict(Names))
    places: dict[str, tuple[View, Cell]] = field(default_factory=dict)
    codes: dict[str, tuple[View, Cell]] = field(default_factory=dict)
    """Every code of a programme, with the first cell that has it."""


def facts_of(view: View) -> list[Fact]:
    """Find the labels of a passport on a sheet, outside of its tables, with their values."""
    labels: dict[Cell, str] = {}
    inline: list[Fact] = []
    for row in range(1, view.height + 1):
        for column in view.unused(row):
            text = lines_of(view.grid.at(row, column))
            found = passport_field(text)
            if found:
                labels[row, column] = found
            elif (match := _LABEL_AND_VALUE.fullmatch(text)) and (found := passport_field(match[1])):
                inline.append(Fact(view, found, (row, column), match[1].strip(), (((row, column), match[2], None),)))
    facts = [_fact(view, cell, name, labels) for cell, name in labels.items()]
    stated = sorted((fact for fact in [*facts, *inline] if fact.values), key=lambda fact: fact.cell)
    proper = {fact.field for fact in stated if fact.field not in _ORDINARY}
    if not proper and len({fact.field for fact in stated} - {"other"}) < 2:
        return []
    for fact in facts:
        if not fact.values and fact.field != "any:outcomes":
            view.use(*fact.cell, "heading")  # left empty by its authors
    return stated


def _fact(view: View, cell: Cell, name: str, labels: dict[Cell, str]) -> Fact:
    label = text_of(view.grid.at(*cell))
    values = _beside(view, cell, labels) or _below(view, cell, labels)
    return Fact(
        view, name, cell, label, tuple((place, lines_of(view.grid.at(*place)), _over(view, place)) for place in values)
    )


def _beside(view: View, cell: Cell, labels: dict[Cell, str]) -> list[Cell]:
    area = view.area(*cell)
    found: list[Cell] = []
    for row in range(area.top, min(area.bottom, area.top + 60) + 1):
        for column in view.unused(row):
            if column <= area.right:
                continue
            if (row, column) in labels:
                break
            found.append((row, column))
    return found


def _below(view: View, cell: Cell, labels: dict[Cell, str]) -> list[Cell]:
    """Give the value below a label, in a passport that is laid out in columns."""
    area = view.area(*cell)
    below = (area.bottom + 1, cell[1])
    in_row = [other for other in labels if other[0] == cell[0]]
    is_value = text_of(view.grid.at(*below)) and below not in labels and below not in view.uses
    further = (area.bottom + 2, cell[1])
    is_list = text_of(view.grid.at(*further)) and further not in labels  # a register of many programmes
    return [below] if len(in_row) > 1 and is_value and not is_list else []


def _over(view: View, cell: Cell) -> Lang | None:
    """Give the language named at the top of the column of a value."""
    found = (
        named_language(text_of(view.grid.at(row, cell[1]))) for row in range(cell[0] - 1, max(0, cell[0] - 60), -1)
    )
    return next((lang for lang in found if lang), None)


def read_facts(facts: list[Fact], passport: Passport) -> int:
    """Take over what a passport says; give how many facts it has. What has no place in the model is noted."""
    count = 0
    other: list[Cell] = []
    for fact in facts:
        fact.view.use(*fact.cell, "heading")
        if fact.field == "any:outcomes":
            continue  # read as outcomes, wherever they stand
        for cell, _, _ in fact.values:
            fact.view.use(*cell, "unused" if fact.field == "other" else "value")
        if fact.field == "other":
            other.append(fact.cell)
            continue
        count += 1
        _take(fact, passport)
    if other:
        facts[0].view.note("passport-other", other)
    return count


def _take(fact: Fact, passport: Passport) -> None:
    name = fact.field.removeprefix("any:")
    base, _, lang = name.rpartition("_")
    if base in _NAMED and lang in LANGS:
        cell, text, _ = fact.values[0]
        _add_names(fact, passport, base, cell, names_in(text_of(text), lang))
        _rest_unused(fact, 1)
    elif name in _NAMED:
        _take_names(fact, passport, name)
    elif name == "code_title":
        for cell, text, lang_over in fact.values:
            _take_code(fact, passport, cell, text)
            _take_title(fact, passport, cell, text, lang_over)
    elif name == "levels":
        _take_levels(fact, passport)
    else:
        cell, text, _ = fact.values[0]
        if name in {"code", "qualification_code"}:
            _take_code(fact, passport, cell, text, name)
            if codes_of_programmes(text):
                _take_title(fact, passport, cell, text, None, "title" if name == "code" else "qualification")
        else:
            _add_text(fact, passport, name, cell, text_of(text))
        _rest_unused(fact, 1)


def _rest_unused(fact: Fact, used: int) -> None:
    """Note what stands behind the value of a fact and is not read."""
    rest = [cell for cell, _, _ in fact.values[used:]]
    for cell in rest:
        fact.view.uses[cell] = "unused"
    if rest:
        fact.view.note("passport-rest", rest, fact.label)


def _take_names(fact: Fact, passport: Passport, name: str) -> None:
    """Take texts over whose label names no language: the language is named above, or told by the letters."""
    for cell, text, over in fact.values:
        if name in {"title", "qualification"} and codes_of_programmes(text):
            _take_code(fact, passport, cell, text, "qualification_code" if name == "qualification" else "code")
            _take_title(fact, passport, cell, text, over, name)
        else:
            _add_names(fact, passport, name, cell, _names(fact, text, over))


def _names(fact: Fact, text: str, over: Lang | None) -> Names:
    lang = over or language_in(fact.view.name)
    if lang is None and "/" not in fact.label:
        lang = language_of(fact.label)
    return names_in(text_of(text), over) if over else split_names(text, lang or column_language([text], "ru"))


def _take_title(fact: Fact, passport: Passport, cell: Cell, text: str, over: Lang | None, name: str = "title") -> None:
    for printed, _ in codes_of_programmes(text):
        text = text.replace(printed, " ")
    rest = _CODE_BEFORE_TITLE.sub("", text, count=1).strip('»" ')
    if rest:
        _add_names(fact, passport, name, cell, _names(fact, rest, over))


def _take_code(fact: Fact, passport: Passport, cell: Cell, text: str, name: str = "") -> None:
    """Take the code of a programme or qualification over, in Latin letters; note where it was typed in Cyrillic ones.

    A code alone belongs to the field that its label names; of several codes each belongs to the field of its kind.
    """
    found = codes_of_programmes(text)
    if not found and name:
        if name == "code":
            passport.codes.setdefault(text_of(text), (fact.view, cell))
        _add_text(fact, passport, name, cell, text_of(text))
    for printed, code in found:
        known = programme_code(code)
        qualification = known is not None and known.institution == "college" and known.kind != "speciality"
        field_name = name if name and len(found) == 1 else "qualification_code" if qualification else "code"
        if printed.replace(" ", "") != code:
            fact.view.note("code-latin", [cell], printed, code)
        if field_name == "code":
            passport.codes.setdefault(code, (fact.view, cell))
        _add_text(fact, passport, field_name, cell, code)


def _take_levels(fact: Fact, passport: Passport) -> None:
    """Take over the level by both frameworks, stated in one row: «6/6», «6 уровень»."""
    text = " ".join(text_of(value) for _, value, _ in fact.values)
    levels = re.findall(r"\d(?:[.,]\d)?", text)
    for name, level in zip(("nqf_level", "sqf_level"), levels * 2 if len(levels) == 1 else levels, strict=False):
        _add_text(fact, passport, name, fact.values[0][0], level)
    if not levels:
        fact.view.note("passport-unclear", [fact.values[0][0]], fact.label, text)


def _add_text(fact: Fact, passport: Passport, name: str, cell: Cell, text: str) -> None:
    before = passport.texts.get(name)
    if before is None:
        passport.texts[name], passport.places[name] = text, (fact.view, cell)
    elif words_key(before) != words_key(text) and name != "code":
        fact.view.note("passport-twice", [cell], f"@passport.{name}", before, text)


def _add_names(fact: Fact, passport: Passport, name: str, cell: Cell, found: Names) -> None:
    before = passport.names[name]
    for lang in LANGS:
        one, other = before.get(lang), found.get(lang)
        if one and other and not same_text(one, other):
            fact.view.note("passport-twice", [cell], f"@passport.{name}_{lang}", one, other)
    passport.names[name] = joined(before, found)


def titles_with_codes(view: View, cells: list[Cell], passport: Passport, *, main: bool) -> None:
    """Look for the code and title of the programme in what stands above the tables of a sheet.

    Parameters
    ----------
    view : View
        The sheet.
    cells : list of cells
        What stands there.
    passport : Passport
        Is completed; its codes are those that are compared with each other.
    main : bool
        The sheet has outcomes or a matrix, so that its title speaks of the programme.
    """
    for cell in cells:
        text = lines_of(view.grid.at(*cell))
        for printed, code in codes_of_programmes(text):
            known = programme_code(code)
            if not main or known is None or (known.institution == "college" and known.kind != "speciality"):
                continue
            passport.codes.setdefault(code, (view, cell))
            if "code" not in passport.texts:
                passport.texts["code"], passport.places["code"] = code, (view, cell)
                view.note("code-from-title", [cell], code)
                if printed.replace(" ", "") != code:
                    view.note("code-latin", [cell], printed, code)
                _title_behind(view, text, printed, passport)


def _title_behind(view: View, text: str, printed: str, passport: Passport) -> None:
    rest = text[text.index(printed) + len(printed) :].split("\n", maxsplit=1)[0]
    title = _CODE_BEFORE_TITLE.sub("", rest, count=1).strip('»" .')
    if title and not passport.names["title"].languages:
        passport.names["title"] = split_names(title, language_in(view.name) or column_language([title], "ru"))


class Values:
    """The facts of a passport as values of the model; what cannot be read is noted and left empty."""

    def __init__(self, passport: Passport) -> None:
        self.passport = passport

    def _note(self, name: str, text: str) -> None:
        view, cell = self.passport.places[name]
        view.note("passport-unclear", [cell], f"@passport.{name}", text)

    def text(self, name: str) -> str:
        """Give a fact as text, empty if it is not stated."""
        return self.passport.texts.get(name, "")

    def level(self, name: str) -> str:
        """Give a level as a number, «6» for «6 уровень»; another text as printed."""
        text = self.text(name)
        numbers = re.findall(r"\d+(?:[.,]\d+)?", text)
        return str(numbers[0]).replace(",", ".") if len(numbers) == 1 else text

    def number(self, name: str) -> float:
        """Give a number, «240» for «240 ECTS»; 0 if it is not stated."""
        text = self.text(name)
        if not text:
            return 0.0
        found = amount_of(text, name)
        number = getattr(found, name) if found else None
        if number is None:
            alone = re.findall(r"\d+(?:[.,]\d+)?", text)
            number = number_of(alone[0]) if len(alone) == 1 else None
        if number is None:
            self._note(name, text)
        return number or 0.0

    def months(self) -> int:
        """Give the duration in months; 0 if it is not stated."""
        text = self.text("duration_months")
        if not text:
            return 0
        view, cell = self.passport.places["duration_months"]
        label = " ".join(view.text(cell[0], column) for column in range(1, cell[1]))
        found = months_of(text, in_months=bool(re.search(r"\b(ай|мес\w*|months?)\b", label.lower())))
        if found is None:
            self._note("duration_months", text)
        return found or 0

    def year(self) -> int:
        """Give the year of admission, the first of «2026-2027»; 0 if it is not stated."""
        text = self.text("admission_year")
        match = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
        if text and match is None:
            number = number_of(text)
            if number is not None and number.is_integer():
                return int(number)
            self._note("admission_year", text)
        return int(match.group()) if match else 0

    def institution(self) -> Institution | None:
        """Give the kind of institution as stated, None if it is not."""
        text = self.text("institution")
        named = entry_of("values", text) or entry_within("values", text)
        kinds: dict[str, Institution] = {"college": "college", "university": "university"}
        if text and named not in kinds:
            self._note("institution", text)
        return kinds.get(named)

    def main_language(self) -> Lang | None:
        """Give the main language as stated, None if it is not."""
        text = self.text("main_language")
        found = named_language(text) or language_in(text)
        if text and found is None:
            self._note("main_language", text)
        return found


def missing_facts(passport: Passport) -> list[Note]:
    """Name the facts that no sheet states and that a comparison needs."""
    needed = ["code", "nqf_level", "sqf_level", "credits", "admission_year"]
    missing = [f"@passport.{name}" for name in needed if not passport.texts.get(name)]
    if not passport.names["title"].languages:
        missing.insert(0, "@passport_any.title")
    return [Note("passport-missing", params=(", ".join(missing),))] if missing else []


def clashing_codes(passport: Passport) -> list[Note]:
    """Say that there are two programmes in the file, if two codes of programmes are stated."""
    if len(passport.codes) < 2:
        return []
    (one, (view, cell)), (other, (second, place)) = list(passport.codes.items())[:2]
    where = f"{second.name}!{cell_name(*place)}"
    return [Note("two-programmes", view.name, cell_name(*cell), (one, other, where))]
