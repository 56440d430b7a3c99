"""The bundled programmes and their source workbooks, and the subcommands of `curmap programme` that people use on them."""

import shutil
from dataclasses import replace

import messy
import pytest
from factories import decision
from openpyxl import load_workbook
from places import AS_OF

from toolkit.analysis import analyse, compare_with
from toolkit.cli import main
from toolkit.coverage import contributions
from toolkit.frameworks import frameworks_for
from toolkit.intake import place_of, understand
from toolkit.io.programmes import programme_of
from toolkit.io.workbooks import read_book
from toolkit.labels import load, word
from toolkit.levels import alignment_rows, level_rows
from toolkit.model import LANGS
from toolkit.programme_checks import check_programme
from toolkit.programmes import in_matrix_order

COLLEGE, SOCIAL, ICT = "college-statistics", "bachelor-social-work", "bachelor-information-systems"
ALL = (COLLEGE, SOCIAL, ICT)

SOCIAL_CARDS = (
    "2022-08-18-N318/2 Ізденушілермен жұмыс жөніндегі маман",
    "2022-08-18-N318/3 Жұмыс берушілермен жұмыс жөніндегі маман",
    "2022-08-18-N318/4 Кәсіби бағдарлау маманы",
    "2022-08-18-N318/5 Болжау және мониторинг жөніндегі маман",
)

PLANTED = {
    COLLEGE: [
        ("W09", "V2000019833/2 Нұсқаушы-бақылаушы", "Паспорт!B16"),
        ("W14", "БМ1", "Оқу жоспары!C5"),
        ("W15", "ОН1", "Оқыту нәтижелері!C4"),
        ("W15", "ОН10", "Оқыту нәтижелері!C13"),
        ("W15", "ОН11", "Оқыту нәтижелері!C14"),
        ("W15", "ОН7", "Оқыту нәтижелері!C10"),
        ("W15", "ОН8", "Оқыту нәтижелері!C11"),
    ],
    SOCIAL: [
        *(("W08", card, "") for card in SOCIAL_CARDS),
        ("W14", "БП10", "Матрица!D24"),
        ("W14", "ЖБП1", "Матрица!D6"),
        ("W14", "ЖБП7", "Матрица!D12"),
        ("W15", "ОН11", "РО!B13"),
        ("W15", "ОН5", "РО!B7"),
        ("W15", "ОН9", "РО!B11"),
    ],
    ICT: [
        ("P04", "ОН11", "Оқыту нәтижелері!B14"),
        ("W14", "БП16", "Пәндер мен модульдер!C27"),
        ("W14", "ЖБП1", "Пәндер мен модульдер!C4"),
        ("W14", "ЖБП7", "Пәндер мен модульдер!C10"),
        ("W14", "ОН12", "Оқыту нәтижелері!B15"),
        ("W15", "ОН10", "Оқыту нәтижелері!B13"),
        ("W15", "ОН7", "Оқыту нәтижелері!B10"),
        ("W18", "ОН5", "Оқыту нәтижелері!B8"),
        ("W19", "242 ≠ 240", "Паспорт!B17"),
        ("W19", "БП13: 120 ≠ 5 × 30", "Пәндер мен модульдер!C24"),
    ],
}
"""What the README of each programme lists, as far as it is about the programme and the levels of its cards: code, what it
is about, and the cell of source.xlsx. Warnings about acts and about decisions belong to the report."""


def source(project, name):
    return project.root / "curricula" / name / "source.xlsx"


@pytest.mark.parametrize("name", ALL)
def test_the_source_workbook_gives_exactly_the_programme(project, name):
    """Nothing lost, nothing added, and no warning of the import; the workbook names no folder of any machine."""
    intake = understand(read_book(source(project, name)), programme_id=name)
    assert in_matrix_order(intake.programme) == project.programme(name)
    assert [note for note in intake.notes if note.severity != "note"] == []
    properties = load_workbook(source(project, name)).properties
    texts = [str(getattr(properties, field)) for field in properties.__elements__]
    assert [text for text in texts if "/" in text or "\\" in text] == []


@pytest.mark.parametrize("name", ALL)
def test_the_planted_faults_are_found_and_nothing_else(project, library, name):
    """The list of the README, written out by hand above; every one with its cell where a workbook has one."""
    intake = understand(read_book(source(project, name)), programme_id=name)
    found = [
        (warn.code, warn.where, place_of(warn, intake)) for warn in check_programme(project.programme(name), library)
    ]
    assert sorted(found) == PLANTED[name]


def test_only_disciplines_without_outcomes_are_mere_notes(project, library):
    """W14 weighs as a warning at an outcome, as a note at a discipline."""
    warns = check_programme(project.programme(ICT), library)
    assert {warn.where: warn.only_note for warn in warns if warn.code == "W14"} == {
        "ОН12": False,
        "БП16": True,
        "ЖБП1": True,
        "ЖБП7": True,
    }


# --- what coverage, gaps and levels say of the planted faults ---


def analysis_of(project, library, name, decisions=()):
    """Compare a bundled programme with what it names."""
    one = project.programme(name)
    frameworks = frameworks_for(one.targets, library.acts, library.documents)
    aside = {item.act.act_id for item in frameworks}
    compared = compare_with(
        [target for target in one.targets if target.standard_id not in aside], library.acts, library.parsed
    )
    made = [*project.decisions(name), *decisions]
    return analyse(one, compared, made, as_of=AS_OF, frameworks=frameworks)


@pytest.fixture(scope="module")
def found(project, library):
    """The two programmes with decisions."""
    return {name: analysis_of(project, library, name) for name in (COLLEGE, SOCIAL)}


def gaps_with(analysis, reason):
    standards = [f"{item.standard.standard_id}/" for item in analysis.compared]
    return {gap.statement_id.removeprefix(standards[0]) for gap in analysis.gaps if reason in gap.reasons}


def giving_nothing(analysis):
    rows = contributions(analysis.covered, analysis.programme, analysis.teaching, analysis.settings, "kk")
    covered = {row.group: 0.0 for row in rows}
    for row in rows:
        covered[row.group] += row.covered + row.lost + row.assessed
    return {code for code, number in covered.items() if not number}


@pytest.mark.parametrize(("name", "surplus"), [(COLLEGE, ("ОН12",)), (SOCIAL, ("ОН2", "ОН8", "ОН9", "ОН12", "ОН13"))])
def test_outcomes_that_serve_no_statement_are_surplus(found, name, surplus):
    """As the README says, and W16 for each."""
    assert found[name].result.surplus == surplus
    assert tuple(warn.where for warn in found[name].warns if warn.code == "W16") == surplus


@pytest.mark.parametrize(
    ("name", "places"),
    [(COLLEGE, {"2.2.1/S2", "1.2.3/S1", "1.3.2/S2"}), (SOCIAL, {"2.1.2/S3", "3.1.1/S5"})],
)
def test_what_no_outcome_serves_is_a_gap_of_high_priority_and_comes_first(found, name, places):
    """Skills of functions that count as mandatory: 3 x 2 x 1.5."""
    gaps = found[name].gaps
    assert gaps_with(found[name], "none") == places
    assert {(gap.state, gap.points, gap.priority) for gap in gaps[: len(places)]} == {("none", 9.0, "high")}


@pytest.mark.parametrize(
    ("name", "places", "never_mastered"),
    [
        (
            COLLEGE,
            {"1.1.1/S1", "1.1.1/S2", "1.1.1/K3", "1.1.2/K5", "1.2.1/S4"},
            {"ОН1", "ОН7", "ОН8", "ОН10", "ОН11"},
        ),
        (SOCIAL, {"2.1.2/S5", "3.1.1/S1", "4.1.1/S5"}, {"ОН5", "ОН9", "ОН11"}),
    ],
)
def test_what_only_outcomes_never_mastered_serve_is_assessed_nowhere(found, name, places, never_mastered):
    """Where nothing is known of assessment but the marks, W15 shows in the gaps; other outcomes are assessed.

    002-3/F1T1S3 of the bachelor is served by ОН5 and ОН7: ОН7 reaches M, so it is assessed.
    """
    analysis = found[name]
    assert gaps_with(analysis, "unassessed") == places
    assert gaps_with(analysis, "untaught") == set()
    codes = {outcome.outcome_id for outcome in analysis.programme.outcomes}
    assert {code for code in codes if not analysis.teaching.is_assessed(code)} == never_mastered
    for row in analysis.result.statements:
        if row.outcomes:
            assert (row.step == "taught") == (set(row.outcomes) <= never_mastered)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        (COLLEGE, {"БМ1", "БМ3"}),  # БМ3 serves only ОН12, which is surplus
        (SOCIAL, {"ЖБП1", "ЖБП7", "БП10", "ЖБП2", "ЖБП6", "БП1", "КП1", "КП2", "КП6", "БП7"}),
    ],
)
def test_disciplines_without_outcomes_give_nothing(found, name, codes):
    """Nothing given, assessed or lost; so it is with those whose outcomes are all surplus."""
    assert giving_nothing(found[name]) == codes


def test_levels_of_cards_show_w08_and_w09(found):
    """The college claims 4, card 2 has 5: one above, W09. The bachelor claims 6, its cards have 5 and 6: W08, no W09."""
    college = {(row.level, row.cards, row.difference, row.codes) for row in level_rows(found[COLLEGE])}
    assert college == {("4", (1,), 0, ()), ("5", (2,), 1, ("W09",))}
    social = {(row.level, row.cards, row.difference, row.codes) for row in level_rows(found[SOCIAL])}
    assert social == {("5", (2, 3, 4, 5), -1, ("W08",)), ("6", (2, 3, 4, 5), 0, ("W08",))}


def test_verbs_of_covering_outcomes_suit_the_levels(found):
    """No W10 is planted: what covers the cards reaches what their levels lead to expect, every verb is known."""
    for name in (COLLEGE, SOCIAL):
        for row in level_rows(found[name]):
            assert row.verbs.verdict == "reaches"
            assert row.verbs.adequacy.not_recognised == ()


def test_an_outcome_without_a_discipline_is_declared_only(project, library):
    """Each outcome of the information systems meets a descriptor, says somebody: of ОН12 nothing is taught.

    ОН7 and ОН10 never reach M, but the disciplines that serve them have an examination: assessed. БП16 and the two general
    disciplines give nothing.
    """
    one = project.programme(ICT)
    (framework,) = frameworks_for(one.targets, library.acts, library.documents)
    rows = {row.fingerprint: row for level in "67" for row in framework.statements(level)}
    links = [
        replace(
            decision(outcome=outcome.outcome_id, statement_id=row.statement_id, standard_id=row.standard_id),
            outcome_fingerprint=outcome.fingerprint,
            statement_fingerprint=row.fingerprint,
        )
        for outcome, row in zip(one.outcomes, rows.values(), strict=False)
    ]
    analysis = analysis_of(project, library, ICT, links)
    steps = {row.outcomes: row.step for row in alignment_rows(analysis) if row.outcomes}
    assert len(links) == len(steps) == 12
    assert {codes for codes, step in steps.items() if step == "declared"} == {("ОН12",)}
    assert {codes for codes, step in steps.items() if step == "taught"} == set()
    assert giving_nothing(analysis) == {"БП16", "ЖБП1", "ЖБП7"}


# --- the command ---


@pytest.fixture
def home(project, tmp_path):
    """A project of one's own with the standards and the three programmes."""
    root = tmp_path / "home"
    for name in ("standards", "curricula"):
        shutil.copytree(project.root / name, root / name)
    return root


@pytest.fixture
def curmap(home, capsys):
    """Run `curmap programme …` in that project; gives status, output, errors."""

    def run(*arguments):
        status = main(["--project", str(home), "programme", *map(str, arguments)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def contents(root):
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def with_title(home, text):
    """Give the social workers' workbook with another title."""
    book = load_workbook(source_in(home))
    book["Паспорт ОП"]["B6"] = text
    return messy.saved(book, home / "changed.xlsx")


def source_in(home, name=SOCIAL):
    return home / "curricula" / name / "source.xlsx"


@pytest.mark.parametrize("lang", LANGS)
def test_a_dry_run_shows_everything_and_writes_nothing(home, curmap, lang):
    """Tables and columns with their cells, warnings with the cell in front; not a byte is different afterwards."""
    before = contents(home)
    status, out, err = curmap("import", source_in(home, ICT), "--name", "new", "--dry-run", "--lang", lang)
    assert (status, err) == (0, "")
    assert contents(home) == before
    assert "Пәндер мен модульдер!A3:K48" in out
    assert "H3 «Кредит»" in out
    assert f"! Паспорт!B17 242 ≠ 240: {load('warnings')['W19'][lang]}" in out
    assert f"! Оқыту нәтижелері!B15 ОН12: {load('warnings')['W14'][lang]}" in out
    assert f"· Оқыту нәтижелері!B14 ОН11: {load('warnings')['P04'][lang]}" in out


def test_an_import_writes_the_five_files_and_a_second_one_nothing(home, curmap):
    """The same programme under its new name; importing it again says so and leaves every byte."""
    status, out, _ = curmap("import", source_in(home, ICT), "--name", "new")
    assert status == 0
    folder = home / "curricula" / "new"
    names = ["criteria.csv", "disciplines.csv", "matrix.csv", "outcomes.csv", "programme.toml"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert all(f"curricula/new/{name}" in out.replace("\\", "/") for name in names)
    for name in names[:-1]:
        assert (folder / name).read_bytes() == (source_in(home, ICT).parent / name).read_bytes()
    before = contents(home)
    status, out, err = curmap("import", source_in(home, ICT), "--name", "new", "--lang", "kk")
    assert (status, err) == (0, "")
    assert word("import-same", "kk", name="new") in out
    assert contents(home) == before


def test_a_change_is_shown_and_needs_replace(home, curmap):
    """Without --replace nothing is written; with it the title changes, decisions, README and comments stay."""
    changed = with_title(home, "Жаңа атау")
    before = contents(home)
    status, out, err = curmap("import", changed, "--name", SOCIAL, "--lang", "kk")
    assert status == 1
    assert "Атауы (қазақша): Әлеуметтік жұмыс және жұмыспен қамтуға жәрдемдесу → Жаңа атау" in out
    assert "--replace" in err
    assert contents(home) == before
    status, out, err = curmap("import", changed, "--name", SOCIAL, "--replace")
    assert (status, err) == (0, "")
    folder = home / "curricula" / SOCIAL
    assert programme_of(folder).title.kk == "Жаңа атау"
    after = contents(home)
    assert [path.name for path in before if after[path] != before[path]] == ["programme.toml"]
    assert set(after) == set(before)
    first_line = before[folder / "programme.toml"].splitlines()[0]
    assert first_line.startswith(b"#")
    assert after[folder / "programme.toml"].splitlines()[0] == first_line


TWO = [["Код ОП", "6B11401"], ["Уровень НРК", 6], ["Код ОП", "7M11401"], ["Уровень НРК", 7]]


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ({"РО": messy.outcome_rows(), "Паспорт": TWO}, "Паспорт!B1: В файле две программы: 6B11401 и 7M11401"),
        ({"Матрица": messy.matrix_rows()}, "нет текста ни одного результата обучения"),
        ({"Лист": [["Привет", "мир"]]}, "не найдены ни результаты обучения, ни дисциплины, ни матрица"),
    ],
)
def test_what_is_no_programme_is_refused_in_a_sentence(home, curmap, sheets, words):
    """Two programmes, no outcomes, nothing at all: status 1, the reason on standard error, nothing written."""
    path = messy.saved(messy.book_of(**sheets), home / "файл.xlsx")
    before = contents(home)
    status, _, err = curmap("import", path, "--lang", "ru", "--replace")
    assert status == 1
    reason, end = err.splitlines()
    assert words in reason
    assert end == "curmap: " + word("import-nothing", "ru")
    assert contents(home) == before


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 half a file", b"no workbook"])
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(home, curmap, data):
    """Empty, damaged, no workbook: its name and what to do, in one line, nothing written."""
    path = home / "файл.xlsx"
    path.write_bytes(data)
    before = contents(home)
    status, out, err = curmap("import", path)
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "файл.xlsx" in err
    assert contents(home) == before


@pytest.mark.parametrize("lang", LANGS)
def test_template_and_export_never_overwrite_unasked(home, curmap, lang):
    """Both write a workbook in the language; a file that is there stays until --replace."""
    path = home / "out.xlsx"
    sheets = [load("columns")["sheets"][name][lang][0] for name in ("passport", "outcomes", "matrix")]
    for action in (["template"], ["export", ICT]):
        path.write_bytes(b"mine")
        status, _, err = curmap(*action, "--lang", lang, "--out", path)
        assert status == 1
        assert "--replace" in err
        assert path.read_bytes() == b"mine"
        assert curmap(*action, "--lang", lang, "--out", path, "--replace")[0] == 0
        assert set(sheets) <= set(load_workbook(path).sheetnames)
    status, out, _ = curmap("import", path, "--name", ICT, "--lang", lang)
    assert (status, out.splitlines()[-1]) == (0, word("import-same", lang, name=ICT))


@pytest.mark.parametrize("lang", LANGS)
def test_check_and_list_speak_the_language(home, curmap, lang):
    """Every warning with its code and advice; every programme with its code, title and size. Neither writes."""
    before = contents(home)
    status, out, _ = curmap("check", ICT, "--lang", lang)
    assert status == 0
    assert sorted(line.rsplit("(", 1)[1].rstrip(")") for line in out.splitlines()) == [row[0] for row in PLANTED[ICT]]
    assert f"! 242 ≠ 240: {load('warnings')['W19'][lang]} {load('warnings')['W19']['advice'][lang]} (W19)" in out
    status, out, _ = curmap("list", "--lang", lang)
    assert status == 0
    title = {"kk": "Ақпараттық жүйелер", "ru": "Информационные системы", "en": "Information Systems"}[lang]
    size = word("programme-counts", lang, outcomes=12, disciplines=45)
    assert f"{ICT}: 6B06199 {title} ({size})" in out
    assert len(out.splitlines()) == len(ALL)
    assert contents(home) == before


@pytest.mark.parametrize("lang", LANGS)
def test_the_levels_of_a_programme_are_told_with_their_verbs(capsys, lang):
    """Each outcome with its level and the words that show it, the distribution, and what the level leads to expect."""
    assert main(["programme", "levels", ICT, "--lang", lang]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12 + 2
    assert lines[0].startswith("ОН1: 4")
    assert "талдайды; жүйелейді" in lines[0]
    assert lines[10].startswith("ОН11: ?")
    assert "3: 3" in lines[12]
    assert "6" in lines[13]
    assert main(["programme", "levels", ICT, "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("outcome_id,declared,level,lang,verbs,compound,languages_differ")


def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path, capsys):
    """A programme goes into curricula/ and nowhere else."""
    assert main(["programme", "import", str(tmp_path / "x.xlsx"), "--name", "../elsewhere"]) == 1
    assert "is no name of a folder" in capsys.readouterr().err
