"""`curmap amend`: an amending order makes an edition of an act, and the edition is a document of the library like any other."""

import csv
import hashlib
import io
import json
import shutil
from datetime import date

import cards_2023 as documents
import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import AS_OF, ROOT

from toolkit.acts import history
from toolkit.cli import main
from toolkit.errors import DataError, InputError
from toolkit.impact.hits import hits
from toolkit.io import register
from toolkit.io.amending import amend, plan_amendment
from toolkit.io.health_data import data_facts
from toolkit.io.orders import order_of_file
from toolkit.io.project import Project
from toolkit.io.register import act_row, appended
from toolkit.io.sources import edition_sha256, parts_of
from toolkit.library_checks import library_warnings
from toolkit.model import LANGS, statements_of
from toolkit.settings import Settings
from toolkit.text import collapse

STATISTICS = "state-statistics-interviewing-2020.kk.txt"
BASE = "V2000019833"
FIRST, SECOND = f"{BASE}@2026-05-05-N77", f"{BASE}@2027-01-01"

ECONOMY = "Қазақстан Республикасы Ұлттық экономика министрі"
HEAD = f"""{ECONOMY}нің {{day}} № {{number}} бұйрығы

БҰЙЫРАМЫН:

1. "Мемлекеттік статистика саласындағы сұхбаттасу" кәсіби стандартын бекіту туралы" {ECONOMY}нің 2020 жылғы 6 қаңтардағы № 2 бұйрығына (№ 19833 болып тіркелген) мынадай өзгерістер енгізілсін:

"""
OPEN_SOURCES = (
    'бүкіл мәтін бойынша "қолжетімді дереккөздерден" деген сөздер "ашық дереккөздерден" деген сөздермен ауыстырылсын'
)
TRUSTED = 'бүкіл мәтін бойынша "ашық дереккөздерден" деген сөздер "сенімді дереккөздерден" деген сөздермен ауыстырылсын'
ENTRY = "\n\n2. Осы бұйрық 2027 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n"


def order(*instructions, day="2026 жылғы 5 мамырдағы", number="77", end="\n\n2. Бақылау маған жүктелсін.\n"):
    return HEAD.format(day=day, number=number) + ";\n\n".join(instructions) + "." + end


@pytest.fixture
def project(tmp_path):
    for name in ("standards", "curricula"):
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    return Project(tmp_path / "project")


@pytest.fixture
def written(tmp_path):
    """Write an order into a file beside the project."""

    def write(text, name="order.kk.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def amended(project, path, base=""):
    plan = plan_amendment(project, path, base)
    amend(project, plan)
    return plan


def everything(project):
    """The bytes of every file of the library."""
    home = project.root / "standards"
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def told(project, capsys, *words):
    status = main(["--project", str(project.root), "--lang", "en", *words])
    said = capsys.readouterr()
    return status, said.out, said.err


def statements(project, standard_id):
    (standard,) = (one for one in project.library().standards() if one.standard_id == standard_id)
    return {row.statement_id.partition("/")[2]: row for row in statements_of(standard)}


def add_base(project, blocks, *, act_id="2024-03-01-N7", lang="ru", name="base.ru.txt"):
    """Put the observatory into the library, as a person does."""
    data = documents.as_cells(blocks).encode()
    (project.root / "standards" / "sources" / name).write_bytes(data)
    made = dict.fromkeys(act_row(project.acts()[0]), "") | {
        "act_id": act_id,
        "kind": "order",
        "issuer": "Министр неба" if lang == "ru" else "Аспан министрі",
        "date": "2024-03-01",
        "number": "7",
        "status": "unknown",
        "lang": lang,
        "form": "card-2023",
        "file": name,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    path = project.root / "standards" / "acts.csv"
    path.write_bytes(appended(path.read_bytes(), [made], "act_id"))


# --- the edition in the library --------------------------------------------------------------------------------------


def test_a_file_becomes_an_order_and_an_edition(project, written):
    """Source, two rows and the relation are added behind what was there, which stays byte for byte."""
    before = everything(project)
    plan = amended(project, written(order(OPEN_SOURCES)))
    after = everything(project)
    assert plan.complete
    assert after["sources/order.kk.txt"].decode() == order(OPEN_SOURCES)
    assert all(after[name].startswith(data) for name, data in before.items())
    acts = {act.act_id: act for act in project.acts()}
    made = acts["2026-05-05-N77"]
    assert (made.kind, made.status, made.issuer, made.date) == (
        "amending order",
        "amending act",
        ECONOMY,
        date(2026, 5, 5),
    )
    assert (made.number, made.amends, made.form, made.file) == ("77", BASE, "amendment", "order.kk.txt")
    (relation,) = (one for one in project.relations() if one.act.act_id == made.act_id)
    assert (relation.tie, relation.other.act_id, relation.where) == ("amends", BASE, "order.kk.txt:5")
    edition = acts[FIRST]
    assert (edition.kind, edition.amends, edition.files) == ("edition", BASE, (STATISTICS, "order.kk.txt"))
    assert edition.form == project.library().documents[FIRST].form == "card-2016"


def test_what_is_known_of_the_act_is_not_written_twice(project, written):
    """The row of the edition tells only what is its own; title and status are those of the base act, also after a change."""
    amended(project, written(order(OPEN_SOURCES)))
    path = project.root / "standards" / "acts.csv"
    row = next(row for row in csv.DictReader(io.StringIO(path.read_text("utf-8"))) if row["act_id"] == FIRST)
    own = {name for name, value in row.items() if value}
    assert own == {"act_id", "kind", "amends", "lang", "form", "file", "sha256"}
    acts = {act.act_id: act for act in project.acts()}
    assert (acts[FIRST].status, acts[FIRST].title, acts[FIRST].date) == ("repealed", acts[BASE].title, acts[BASE].date)
    assert acts[BASE].amends == ""
    path.write_text(path.read_text("utf-8").replace(",repealed,", ",in force,"), "utf-8")
    assert {act.act_id: act for act in project.acts()}[FIRST].status == "in force"


def test_every_statement_of_the_edition_stands_where_it_says(project, written):
    """File and lines are those of the act that printed it; where words were changed a finding names the instruction."""
    amended(project, written(order(OPEN_SOURCES)))
    old, new = statements(project, BASE), statements(project, FIRST)
    assert old.keys() == new.keys()
    changed = {place for place, row in new.items() if row.text != old[place].text}
    assert {new[place].text for place in changed} == {"Қажетті ақпаратты ашық дереккөздерден табу"}
    for place, row in new.items():
        assert (row.source, row.line_start, row.line_end) == (
            STATISTICS,
            old[place].line_start,
            old[place].line_end,
        )
    library = project.library()
    noted = [item for item in library.documents[FIRST].findings if item.code == "words-changed"]
    assert {item.span.start for item in noted} == {new[place].line_start for place in changed}
    assert {(item.params, item.source) for item in noted} == {(("2026-05-05-N77", "order.kk.txt", "7"), STATISTICS)}
    sources = library.findings_table("en").query("act_id == @FIRST")["source"]
    assert set(sources) == {STATISTICS}


CARD = documents.OBSERVATORY_KK[documents.OBSERVATORY_KK.index(("10. «Телескоп реттеуші» кәсібінің карточкасы",)) :]
NEW_CARD = [
    ("Телескоп реттеуші" if block == ("10. «Телескоп реттеуші» кәсібінің карточкасы",) else block)
    for block in CARD[: CARD.index("4-тарау. Кәсіптік стандарттың техникалық деректері")]
]


def test_a_standard_printed_by_two_acts_names_the_file_of_each_statement(project, written):
    """A card in a new wording comes from the order, the other from the base act; the tables say so, also from disk."""
    add_base(project, documents.OBSERVATORY_KK, lang="kk", name="base.kk.txt")
    body = documents.as_cells(NEW_CARD[1:]).strip().replace("Айнаны бекіту", "Айнаны орнату")
    text = (
        "Аспан министрінің 2025 жылғы 1 ақпандағы № 11 бұйрығы\n\nБҰЙЫРАМЫН:\n\n"
        "1. Аспан министрінің 2024 жылғы 1 наурыздағы № 7 бұйрығына мынадай өзгеріс енгізілсін:\n\n"
        '"Телескоп реттеуші" кәсібінің карточкасы мынадай редакцияда жазылсын:\n\n'
        f'"10. «Телескоп реттеуші» кәсібінің карточкасы\n\t\n{body}".\n\n2. Бақылау маған жүктелсін.\n'
    )
    plan = amended(project, written(text))
    assert plan.complete, [item.code for item in plan.mine.left]
    name = "2024-03-01-N7@2025-02-01-N11"
    fresh, stored = plan.parsed, project.library().documents[name]
    assert statements_of(stored.standards[0]) == statements_of(fresh.standards[0])
    files = {
        "base.kk.txt": documents.as_cells(documents.OBSERVATORY_KK).split("\n"),
        "order.kk.txt": text.split("\n"),
    }
    by_card = {}
    for row in statements_of(stored.standards[0]):
        by_card.setdefault(row.occupation_no, set()).add(row.source)
        printed = collapse(" ".join(files[row.source][row.line_start - 1 : row.line_end]))
        assert row.text.rstrip(" .;") in printed
    assert by_card == {1: {"base.kk.txt"}, 2: {"order.kk.txt"}}
    table = project.library().table("statements", [name])
    assert set(table.loc[table["text"].str.startswith("Айнаны орнату"), "source"]) == {"order.kk.txt"}
    elsewhere = [item for item in stored.findings if item.code == "printed-elsewhere"]
    assert {item.source for item in elsewhere} == {"order.kk.txt"}
    assert "Телескоп реттеуші" in {item.params[0] for item in elsewhere}
    assert stored.findings == fresh.findings


def test_an_edition_is_made_again_of_its_sources(project, written, capsys):
    """Rebuild writes the same bytes; without the parsed form the library makes the same document."""
    amended(project, written(order(OPEN_SOURCES)))
    before, document = everything(project), project.library().documents[FIRST]
    assert told(project, capsys, "rebuild")[0] == 0
    assert everything(project) == before
    shutil.rmtree(project.root / "standards" / "parsed")
    assert project.library().documents[FIRST] == document


def test_a_change_of_a_source_is_a_change_of_the_edition(project, written):
    """The edition is refused until its new hash is entered, which the message gives; then its statements are the new ones."""
    amended(project, written(order(OPEN_SOURCES)))
    home = project.root / "standards"
    data = order(TRUSTED.replace("ашық", "қолжетімді")).encode()
    old = hashlib.sha256((home / "sources" / "order.kk.txt").read_bytes()).hexdigest()
    (home / "sources" / "order.kk.txt").write_bytes(data)
    with pytest.raises(DataError, match=r"changed-source"):
        project.library()
    path = home / "acts.csv"
    path.write_text(path.read_text("utf-8").replace(old, hashlib.sha256(data).hexdigest()), "utf-8")
    with pytest.raises(DataError, match=r"changed-part") as caught:
        project.library()
    acts = {act.act_id: act for act in project.acts()}
    wanted = edition_sha256(parts_of(acts[FIRST], acts))
    assert wanted in str(caught.value)
    path.write_text(path.read_text("utf-8").replace(acts[FIRST].sha256, wanted), "utf-8")
    assert statements(project, FIRST)["1.1.1/S2"].text == "Қажетті ақпаратты сенімді дереккөздерден табу"


@pytest.mark.parametrize("file", ["nowhere.txt", STATISTICS, f"{STATISTICS};nowhere.txt", f"order.kk.txt;{STATISTICS}"])
def test_a_row_of_an_edition_that_cannot_be_followed_is_explained(project, written, file):
    """Its files must be those of the base act and of orders; the message says which is not."""
    amended(project, written(order(OPEN_SOURCES)))
    path = project.root / "standards" / "acts.csv"
    path.write_text(path.read_text("utf-8").replace(f"{STATISTICS};order.kk.txt", file), "utf-8")
    with pytest.raises(DataError, match="missing-part"):
        project.library()


def test_hashes_of_editions_tell_their_parts_and_their_order():
    """Other parts, or the same in another order, are another edition."""
    acts = Project(ROOT).acts()
    found = [edition_sha256(parts) for parts in ([], acts[:1], acts[:2], acts[1::-1], acts[:3])]
    assert len(set(found)) == len(found)


# --- chains ------------------------------------------------------------------------------------------------------------


def two(project, written):
    amended(project, written(order(OPEN_SOURCES)))
    later = order(TRUSTED, day="2026 жылғы 1 қыркүйектегі", number="90", end=ENTRY)
    return amended(project, written(later, "later.kk.txt"))


def test_a_second_order_is_carried_out_on_the_edition(project, written):
    """Its base is the newest edition; the name has the day of entry into force, the parts are in order."""
    plan = two(project, written)
    assert (plan.base.act_id, plan.edition.act_id) == (FIRST, SECOND)
    assert plan.edition.files == (STATISTICS, "order.kk.txt", "later.kk.txt")
    assert plan.edition.amends == BASE
    assert statements(project, SECOND)["1.1.1/S2"].text == "Қажетті ақпаратты сенімді дереккөздерден табу"
    document = project.library().documents[SECOND]
    by = {item.params[0] for item in document.findings if item.code == "words-changed"}
    assert by == {"2026-05-05-N77", "2026-09-01-N90"}


def test_an_order_of_an_earlier_day_asks_where_it_belongs(project, written):
    """Orders are carried out one after the other; what lies between must be said."""
    two(project, written)
    early = written(order(TRUSTED, day="2026 жылғы 1 наурыздағы", number="5"), "early.kk.txt")
    with pytest.raises(InputError, match="--base"):
        plan_amendment(project, early)
    # Before the first order nothing stood there that this one could change.
    assert plan_amendment(project, early, BASE).edition is None
    assert plan_amendment(project, early, FIRST).edition.act_id == f"{BASE}@2026-03-01-N5"


def test_two_orders_of_one_day_of_entry_have_editions_of_their_own(project, written):
    """Where the day is taken the name is that of the order."""
    two(project, written)
    third = order(
        'бүкіл мәтін бойынша "Өзін-өзі ұйымдастыру" деген сөздер "Өз уақытын ұйымдастыру" деген сөздермен ауыстырылсын',
        day="2026 жылғы 2 қыркүйектегі",
        number="91",
        end=ENTRY,
    )
    plan = amended(project, written(third, "third.kk.txt"))
    assert plan.edition.act_id == f"{BASE}@2026-09-02-N91"
    assert project.library().unread == {}


def test_what_is_there_already_is_not_added_again(project, written, capsys):
    """The same order, by its file or its name: the account is given again, nothing is written."""
    two(project, written)
    before = everything(project)
    for name in (written(order(OPEN_SOURCES)), "2026-05-05-N77", "2026-09-01-N90"):
        status, said, _ = told(project, capsys, "amend", name, "--lang", "en")
        assert status == 0
        assert "In the library already" in said
    assert everything(project) == before


# --- what cannot be done -----------------------------------------------------------------------------------------------


def test_a_dry_run_writes_nothing(project, written, capsys):
    """What would be added is listed."""
    before = everything(project)
    status, said, _ = told(project, capsys, "amend", written(order(OPEN_SOURCES)), "--dry-run", "--lang", "en")
    assert (status, everything(project)) == (0, before)
    assert f"standards/acts.csv: {FIRST}" in said
    assert "Nothing was written" in said


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_not_carried_out_is_listed_with_line_and_reason(project, written, lang, capsys):
    """The edition is added without it, the status is 1, and the finding stays with the edition."""
    path = written(order(OPEN_SOURCES, "99-тармақ алып тасталсын", "карточкалар жақсартылсын"))
    status, said, _ = told(project, capsys, "amend", path, "--lang", lang, "--format", "json")
    data = json.loads(said)
    assert (status, data["complete"], data["written"], data["edition"]) == (1, False, True, FIRST)
    assert [(item["code"], item["line"]) for item in data["left"]] == [("place-missing", 9), ("not-understood", 11)]
    assert all(item["text"] for item in data["left"])
    left = [item for item in project.library().documents[FIRST].findings if item.code == "amendment-left"]
    assert [(item.source, item.span.start) for item in left] == [("order.kk.txt", 9), ("order.kk.txt", 11)]
    table = project.library().findings_table(lang)
    assert set(table.loc[table["code"] == "amendment-left", "source"]) == {"order.kk.txt"}
    warned = [warn for warn in library_warnings(project.library(), AS_OF, Settings()) if warn.code == "E01"]
    assert [warn.where for warn in warned] == [FIRST, FIRST]  # every report on this edition says so on its first page
    assert told(project, capsys, "rebuild")[0] == 0


def test_an_order_that_changes_no_word_makes_no_edition(project, written, capsys):
    """The place is not there: nothing is written, the order is not added either."""
    before = everything(project)
    status, said, _ = told(project, capsys, "amend", written(order("99-тармақ алып тасталсын")), "--lang", "en")
    assert (status, everything(project)) == (1, before)
    assert "line 7: The place to change is not in the base text" in said
    assert "there is no new edition" in said


def test_the_text_that_an_order_changes_must_be_in_the_library(project, capsys):
    """Order 318 of 2022 changes an act whose text is not there: the message says which, and what to do."""
    before = everything(project)
    status, _, error = told(project, capsys, "amend", "2022-08-18-N318")
    assert (status, everything(project)) == (1, before)
    assert "V1900019810" in error
    assert "standards/sources/" in error


@pytest.mark.parametrize(
    ("letters", "name", "base", "said"),
    [
        (order(OPEN_SOURCES), "nowhere", "", "no such file"),
        (order(OPEN_SOURCES), "", "V9", "no act 'V9'"),
        (order(OPEN_SOURCES), "", "V1300009151", "changes nothing in V1300009151"),
        ("Қазақстан.\n\nБҰЙЫРАМЫН:\n\n1. Жұмыс жақсартылсын.", "", "", "no instruction to change an act"),
        ("%PDF-1.7", "", "", "this is a PDF"),
        (order(OPEN_SOURCES), BASE, "", "changes V1300009123"),
    ],
)
def test_a_wrong_command_is_explained_and_writes_nothing(project, written, letters, name, base, said):
    """No such file or act, another base, no order at all, no text."""
    before = everything(project)
    with pytest.raises(InputError, match=said):
        plan_amendment(project, name or written(letters), base)
    assert everything(project) == before


def test_an_edition_is_no_order(project, written):
    """It changes nothing itself."""
    amended(project, written(order(OPEN_SOURCES)))
    with pytest.raises(InputError, match="name the amending order"):
        plan_amendment(project, FIRST)


def test_another_file_of_the_same_name_is_not_overwritten(project, written):
    """It may be evidence; the order must get another name."""
    path = project.root / "standards" / "sources" / "order.kk.txt"
    path.write_text("басқа", "utf-8")
    before = everything(project)
    with pytest.raises(InputError, match="another file of this name"):
        plan_amendment(project, written(order(OPEN_SOURCES)))
    assert everything(project) == before


def test_another_text_of_an_order_that_is_there_is_refused(project, written):
    """Date and number are those of a registered order, the bytes are not."""
    amended(project, written(order(OPEN_SOURCES)))
    with pytest.raises(InputError, match="compare the two"):
        plan_amendment(project, written(order(TRUSTED), "again.kk.txt"))


@pytest.mark.parametrize("stop", ["order.kk.txt", "relations.csv", "acts.csv"])
def test_all_or_nothing(project, written, monkeypatch, stop):
    """Whatever cannot be written, the library is as it was."""
    plan = plan_amendment(project, written(order(OPEN_SOURCES)))
    before = everything(project)
    whole = register.write_whole
    stopped = []

    def broken(path, data):
        if path.name == stop and not stopped:
            stopped.append(path)
            raise InputError("the drive is full")
        whole(path, data)

    monkeypatch.setattr(register, "write_whole", broken)
    with pytest.raises(InputError, match="full"):
        amend(project, plan)
    assert stopped
    assert everything(project) == before


def test_an_edition_that_was_added_meanwhile_is_not_added_twice(project, written):
    """Two people at once: the second is told, nothing is written."""
    plan = plan_amendment(project, written(order(OPEN_SOURCES)))
    amend(project, plan)
    before = everything(project)
    with pytest.raises(InputError, match="in the register already"):
        amend(project, plan)
    assert everything(project)["acts.csv"] == before["acts.csv"]
    assert everything(project)["sources/order.kk.txt"] == before["sources/order.kk.txt"]


# --- Russian, other files ----------------------------------------------------------------------------------------------

RUSSIAN = (
    "Приказ Министра неба от 1 февраля 2025 года № 11\n\nПРИКАЗЫВАЮ:\n\n"
    "1. Внести в приказ Министра неба от 1 марта 2024 года № 7 «Об утверждении стандарта» следующие изменения:\n\n"
    "по всему тексту слова «чистоту зеркала» заменить словами «чистоту линзы»;\n\n"
    "пункт 2 исключить.\n\n2. Контроль возложить на вице-министра.\n"
)


def test_a_russian_order_changes_a_russian_act(project, written):
    """The same in Russian; issuer, date and number are read."""
    add_base(project, documents.OBSERVATORY_RU)
    plan = amended(project, written(RUSSIAN, "order.ru.txt"))
    assert plan.complete
    assert (plan.order.lang, plan.order.issuer, plan.order.number) == ("ru", "Министра неба", "11")
    texts = [row.text for row in statements(project, "2024-03-01-N7@2025-02-01-N11").values()]
    assert sum("чистоту линзы" in text for text in texts) == 1


def test_an_order_in_the_other_language_is_refused(project, written):
    """Words of one language are not in the text of the other; the twin of the order is asked for."""
    add_base(project, documents.OBSERVATORY_KK, lang="kk", name="base.kk.txt")
    with pytest.raises(InputError, match="in the language kk"):
        plan_amendment(project, written(RUSSIAN, "order.ru.txt"), "2024-03-01-N7")


def test_an_order_in_word_makes_the_same_statements(project, written, tmp_path):
    """A document with the same paragraphs."""
    made = docx.Document()
    for paragraph in order(OPEN_SOURCES).split("\n\n"):
        made.add_paragraph(paragraph.strip())
    path = tmp_path / "order.docx"
    made.save(path)
    plan = plan_amendment(project, str(path))
    text = plan_amendment(project, written(order(OPEN_SOURCES)))
    assert plan.edition.act_id == text.edition.act_id == FIRST
    assert [row.text for row in statements_of(plan.parsed.standards[0])] == [
        row.text for row in statements_of(text.parsed.standards[0])
    ]


def test_one_of_six_standards_is_changed(project, written, capsys):
    """The order rewords words of the second annex: the next steps name this standard, the others keep their texts."""
    labour = "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрі"
    old = next(one for one in project.library().standards() if one.standard_id == "V1300009151-2")
    words = statements_of(old)[0].text.rstrip(" .;")
    path = written(
        f"{labour}нің 2014 жылғы 5 мамырдағы № 77 бұйрығы\n\nБҰЙЫРАМЫН:\n\n"
        f"1. {labour}нің 2013 жылғы 31 желтоқсандағы № 690 бұйрығына мынадай өзгеріс енгізілсін:\n\n"
        f"2-қосымшада «{words}» деген сөздер «Мүлде басқа нәрсе» деген сөздермен ауыстырылсын.\n\n2. Бақылау маған жүктелсін.\n"
    )
    status, said, _ = told(project, capsys, "amend", path, "--lang", "en", "--format", "json")
    data = json.loads(said)
    assert status == 0, data
    name = "V1300009151@2014-05-05-N77"
    assert data["next"] == [f"curmap {verb} V1300009151-2 {name}-2" for verb in ("diff", "impact")]
    documents_ = project.library().documents
    pairs = zip(documents_["V1300009151"].standards, documents_[name].standards, strict=True)
    same = [[row.text for row in statements_of(a)] == [row.text for row in statements_of(b)] for a, b in pairs]
    assert same == [True, False, True, True, True, True]


# --- the row of an order -----------------------------------------------------------------------------------------------


def test_an_order_that_says_nothing_of_itself_is_called_by_its_file(project, written, capsys):
    """What is not read is named, so that a person enters it; the number of the act that is changed is not its own."""
    letters = order(OPEN_SOURCES).split("\n\n", 1)[1]
    status, said, _ = told(project, capsys, "amend", written(letters, "my order.txt"), "--lang", "en")
    assert status == 0
    assert "Not read in the text of my-order: issuer, date, number" in said
    assert f"{BASE}@my-order" in project.library().documents


def test_the_form_of_an_order_is_that_of_the_standard_in_its_annex():
    """Order 318 holds cards; an order of words only has none."""
    data = (ROOT / "standards" / "sources" / "employment-promotion-amendment-2022.kk.txt").read_bytes()
    assert order_of_file(data, "a.txt").form == "card-2016"
    assert order_of_file(order(OPEN_SOURCES).encode(), "a.txt").form == "amendment"
    with pytest.raises(InputError, match="semicolon"):
        order_of_file(data, "a;b.txt")


CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=8)
KEY = st.text("abcdefgh", min_size=1, max_size=3)


@given(st.lists(st.tuples(KEY, CELL), max_size=4), st.tuples(KEY, CELL), st.sampled_from("\n;"), st.booleans())
def test_rows_are_added_to_any_table(rows, row, sign, whole):
    """Commas or semicolons, with or without a last line end: the old bytes stay, the new row comes back as it was."""
    delimiter = ";" if sign == ";" else ","
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter, lineterminator="\n").writerows([["key", "text"], *rows])
    text = target.getvalue() if whole or not rows else target.getvalue().removesuffix("\n")
    new = {"key": row[0], "text": row[1]}
    if row[0] in [key for key, _ in rows]:
        with pytest.raises(InputError, match="already"):
            appended(text.encode(), [new], "key")
        return
    after = appended(text.encode(), [new], "key").decode()
    assert after.startswith(text)
    found = list(csv.reader(io.StringIO(after, newline=""), delimiter=delimiter))
    assert found == [["key", "text"], *map(list, rows), list(row)]


def test_a_table_without_a_column_for_a_value_is_refused():
    """Nothing is dropped in silence."""
    with pytest.raises(InputError, match="no column b"):
        appended(b"a\n1\n", [{"a": "2", "b": "3"}])


# --- the other commands ------------------------------------------------------------------------------------------------


def test_diff_and_impact_are_the_next_steps(project, written, capsys):
    """The lines that are printed can be typed, and the decisions about the changed statement need a look."""
    _, said, _ = told(project, capsys, "amend", written(order(OPEN_SOURCES)), "--lang", "en", "--format", "json")
    diff, impact = (line.split()[1:] for line in json.loads(said)["next"])
    status, said, _ = told(project, capsys, *diff, "--format", "json", "--lang", "en")
    assert status == 0
    assert "ашық" in said
    status, said, _ = told(project, capsys, *impact, "--format", "json", "--lang", "en")
    found = json.loads(said)
    assert (status, found["new"]) == (0, FIRST)
    assert "college-statistics" in json.dumps(found["programmes"])


def test_a_programme_can_be_compared_with_an_edition(project, written, capsys):
    """`[[compare]]` takes its name; the sources of an audit are all files of which the edition is made."""
    amended(project, written(order(OPEN_SOURCES)))
    path = project.root / "curricula" / "college-statistics" / "programme.toml"
    path.write_text(path.read_text("utf-8").replace(f'"{BASE}"', f'"{FIRST}"'), "utf-8")
    out = project.root / "run"
    words = ("audit", "run", "college-statistics", "--notebook", "none", "--date", AS_OF.isoformat(), "--out", str(out))
    status, _, error = told(project, capsys, *words)
    assert status == 0, error
    manifest = (out / "manifest.json").read_text("utf-8")
    assert all(f'"standards/sources/{name}"' in manifest for name in (STATISTICS, "order.kk.txt"))
    assert FIRST in manifest


def test_doctor_finds_nothing_wrong_with_an_edition(project, written):
    """It is read, its parsed form is fresh, and no decision is lost."""
    two(project, written)
    facts = data_facts(project.root, AS_OF)
    assert (facts.library, facts.stale, facts.unread, facts.troubles) == (None, (), (), ())


def test_an_edition_is_not_hit_by_the_orders_it_is_made_of(project, written):
    """A programme that is compared with the newest edition has nothing to catch up with; one with the old text has."""
    two(project, written)
    library, relations = project.library(), project.relations()
    acts = library.acts.values()
    amending = {
        name: history(acts, library.known_acts, name, relations).direct("amended-by") for name in (BASE, FIRST, SECOND)
    }
    assert {name: [ref.number for ref in refs] for name, refs in amending.items()} == {
        BASE: ["77", "90"],
        FIRST: ["90"],
        SECOND: [],
    }
    programme = project.programme("college-statistics")
    (hit,) = hits([(programme, ())], library, relations, AS_OF)
    assert "amended" in hit.causes


def test_history_of_an_edition_names_what_it_is_made_of(project, written, capsys):
    """Its chain and status are those of its act."""
    two(project, written)
    status, said, _ = told(project, capsys, "history", SECOND, "--lang", "en", "--date", AS_OF.isoformat())
    assert status == 0
    assert f"{SECOND}: edition of {BASE}, made of: {BASE}, 2026-05-05-N77, 2026-09-01-N90" in said
    assert "repealed by: 2025-04-14-N2" in said
    assert told(project, capsys, "history", "--lang", "en")[0] == 0


def test_an_edition_can_be_exchanged(project, written, capsys, tmp_path):
    """A CASE package of it comes back with the texts and the files of its statements, as a reference."""
    amended(project, written(order(OPEN_SOURCES)))
    path = tmp_path / "edition.json"
    assert told(project, capsys, "exchange", "export", "case", FIRST, "--out", str(path))[0] == 0
    assert told(project, capsys, "exchange", "import", str(path), "--add", "--name", "COPY")[0] == 0
    acts = {act.act_id: act for act in project.acts()}
    assert (acts["COPY"].kind, acts["COPY"].amends, acts["COPY"].form) == ("reference", "", "case-1.1")
    old, new = statements(project, FIRST), statements(project, "COPY")
    assert [(row.text, row.source, row.line_start) for row in old.values()] == [
        (row.text, row.source, row.line_start) for row in new.values()
    ]
