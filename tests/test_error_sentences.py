"""Every sentence of an error has its Kazakh and Russian form, and every such form has its error."""

import argparse
import ast
import inspect
import re
import shutil
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT
from sentences import A_BLANK, SENTENCES, TOOLKIT, Reading, module, said

from toolkit.cli import main
from toolkit.cli.parser import parser
from toolkit.commands.complaining import complain, complain_unread, reader_of
from toolkit.errors import DataError, InputError, Issue, ToolkitError
from toolkit.labels import LANGS, errors, load, messages
from toolkit.labels.messages import command_text, error_text, issue_text, sentence_text
from toolkit.text import mixed_words

PROGRAMMERS = {
    "io/cache.py": "caught at once, the cache is made anew",
    "labels/__init__.py": "about the data files of the package itself, read by its tests",
    "model/base.py": "lines of a document are counted by the parsers, not by people",
    "sheets/plan.py": "a workbook is planned by code; no value of it is handed in by a person",
}
"""Modules whose `ValueError` only a programmer can meet, each with the reason."""

ARGPARSE = (
    "ambiguous option: %(option)s could match %(matches)s",
    "argument %(argument_name)s: %(message)s",
    "can't open '%(filename)s': %(error)s",
    "expected %s argument",
    "expected %s arguments",
    "expected at least one argument",
    "expected at most one argument",
    "expected one argument",
    "ignored explicit argument %r",
    "invalid %(type)s value: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)",
    "not allowed with argument %s",
    "one of the arguments %s is required",
    "the following arguments are required: %s",
    "unexpected option string: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)",
    "unrecognized arguments: %s",
)
"""What argparse of Python 3.11 to 3.14 says about a wrong command."""

ARGPARSE_OTHER = {
    "%(heading)s:": "help, which toolkit/cli/help.py gives",
    "%(prog)s: error: %(message)s\n": "replaced by `Parser.error`",
    "%(prog)s: warning: %(message)s\n": "only for options that are deprecated, and there are none",
    "argument '%(argument_name)s' is deprecated": "the same",
    "command '%(parser_name)s' is deprecated": "the same",
    "option '%(option)s' is deprecated": "the same",
    " (default: %(default)s)": "help of another formatter",
    "options": "help",
    "positional arguments": "help",
    "show program's version number and exit": "help",
    "show this help message and exit": "help",
    "subcommands": "help",
    "usage: ": "help",
}
"""What argparse says elsewhere; all the rest it says to whoever writes the parser."""

ENGLISH = re.compile(r"(?<![\w./\[-])[a-z]{2,}(?: [a-z]{1,})+(?![\w./\]-])")
"""Two English words or more in a row, and no names of files, columns or options."""

QUOTED = re.compile(r"«[^»]*»|'[^']*'|pip install \S+|curmap [a-z]+|\"[^\"]*\"")


def numbered(text):
    """Give a sentence with a number in each of its blanks, as if they were filled; the same value has the same one."""
    numbers = {}
    return A_BLANK.sub(lambda blank: f"⟦{numbers.setdefault(blank.group(), len(numbers))}⟧", text)


def is_language(text):
    """Say whether a text has words, or only a name and values: a column, a file, a part of a table."""
    bare = QUOTED.sub("", A_BLANK.sub("", text))
    if bare == text and " " not in text:  # the name of a column or of a key in programme.toml, or a plural
        return text.endswith("ns")
    return bool(re.search(r"(?<![\w./\[-])[a-z]{2,}(?![\w./\]-])", bare))


@cache
def sentences():
    """Give every sentence that a person can read."""
    return [
        one
        for one in said()
        if is_language(one.text) and not (one.group == "any" and one.where.split(":")[0] in PROGRAMMERS)
    ]


def test_the_code_is_read():
    """The collection finds sentences of every kind, with f-strings, constants, advice of variables and parts of both."""
    found = {(one.group, numbered(one.text)) for one in sentences()}
    assert ("sentences", "⟦0⟧: the file does not exist") in found
    assert ("command", "'⟦0⟧' is no share; write 0.8 or 80%") in found
    assert ("places", "⟦0⟧, last line") in found
    assert ("subjects", "programme '⟦0⟧'") in found
    assert ("hints", "see whether this remark was made again, then delete ⟦0⟧.torn") in found
    assert (
        "sentences",
        "the .docx is damaged or not complete; open it in Word or LibreOffice and save it again as .docx",
    ) in found
    assert ("any", "the outcome has no code") in found
    assert ("open-quote", "the quotation marks of the line do not fit (⟦0⟧)") in found
    assert len(found) > 400


def test_every_kind_of_error_is_read():
    """A new class of errors for people is known to the collection."""
    found: set[type] = {ToolkitError}
    while more := {kind for one in found for kind in one.__subclasses__()} - found:
        found |= more
    assert {kind.__name__ for kind in found if kind.__module__.startswith("toolkit.")} == {*SENTENCES, "DataError"}


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_every_sentence_is_translated(lang):
    """Whole, with each of its blanks; what is missing here is missing in toolkit/labels/errors*.toml."""
    wrong = []
    for one in sentences():
        text = numbered(one.text)
        told = messages._said(one.group, text, lang)
        blanks = set(A_BLANK.findall(text))
        if told == text or set(A_BLANK.findall(told)) != blanks or ENGLISH.search(QUOTED.sub("", told)):
            wrong.append(f"{one.where} [[{one.group}]] {one.text} -> {told}")
    assert not wrong, "\n".join(wrong)


def test_no_translation_is_left_over(monkeypatch):
    """A sentence that nothing raises any more goes; those of «values» come from the system and readers of files."""
    known = [(group, one) for group, group_ in errors().items() for one in group_]
    marked: dict[str, list[dict[str, str]]] = {}
    for number, (group, one) in enumerate(known):
        marked.setdefault(group, []).append({"en": one["en"], "ru": f"⟪{number}⟫{one['ru']}"})
    monkeypatch.setattr(messages, "errors", lambda: marked)
    messages._patterns.cache_clear()
    texts = [(one.group, numbered(one.text)) for one in sentences()]
    texts += [("command", filled(text)) for text in ARGPARSE] + [("command", text) for text in OF_COMMANDS]
    texts += [("sentences", text) for text in OUTSIDE]
    used = {int(found) for group, text in texts for found in re.findall("⟪(\\d+)⟫", messages._said(group, text, "ru"))}
    messages._patterns.cache_clear()
    left = [one["en"] for number, (group, one) in enumerate(known) if number not in used and group != "values"]
    assert not left, "\n".join(left)


OUTSIDE = (
    "[Errno 13] Permission denied: 'x'",
    "[Errno 28] No space left on device",
    "the package pandas is missing; «curmap doctor» says how to install it",
    "the output cannot be written (No space left on device)",
)
"""Sentences of the system, and of `curmap` itself, that are never raised by us."""

OF_COMMANDS = ("invalid int value: 'x'", "invalid float value: '0,8'", "invalid choice: 7 (choose from 1, 2)")
"""Those of argparse with a type of ours in a blank."""


def filled(text):
    """Give a sentence of argparse as it comes: values between quotation marks, names without."""
    return re.sub(r"%(?:\(\w+\))?r", "'x'", re.sub(r"%(?:\(\w+\))?s", "X", text))


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("text", [*map(filled, ARGPARSE), *OF_COMMANDS])
def test_argparse_speaks_the_language_of_the_reader(text, lang):
    """Of every version that the toolkit runs on."""
    told = command_text(text, lang)
    assert told != text or text == "argument X: X"
    assert not ENGLISH.search(told)
    assert ("X" in text) == ("X" in told)


def test_nothing_new_is_said_by_argparse():
    """A newer Python with a new sentence about wrong commands is seen here; the rest is for whoever writes the parser."""
    tree = ast.parse(inspect.getsource(argparse))
    told = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
            told |= {part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    about_code = re.compile(
        "not defined|conflict|cannot (?:merge|have)|invalid (?:option string|argument)|is required for options|must be|"
        "an invalid|not callable|mode %r|[Uu]nknown"
    )
    assert {text for text in told - {*ARGPARSE, *ARGPARSE_OTHER} if not about_code.search(text)} == set()


def test_programmers_have_errors_of_their_own():
    """The list of them is not longer than needed."""
    assert {one.where.split(":")[0] for one in said() if one.group == "any"} >= set(PROGRAMMERS)


FILES = sorted(path.stem for path in (TOOLKIT / "labels").glob("errors*.toml"))


@pytest.mark.parametrize("name", FILES)
def test_every_phrase_is_whole(name):
    """Three languages, the same blanks, no Latin letter in a Cyrillic word."""
    for group in load(name).values():
        for entry in group:
            assert set(LANGS) == set(entry), entry
            blanks = {lang: sorted(set(re.findall(r"\{(\w+)\}", entry[lang]))) for lang in LANGS}
            assert blanks["kk"] == blanks["ru"] == blanks["en"], entry
            assert mixed_words(entry["kk"]) == mixed_words(entry["ru"]) == (), entry
            assert not ENGLISH.search(QUOTED.sub("", entry["kk"])), entry
            assert not ENGLISH.search(QUOTED.sub("", entry["ru"])), entry


def test_a_sentence_stands_once(monkeypatch, tmp_path):
    """The same one twice in a group, in whatever files, is refused."""
    for name in ("errors.toml", "errors.more.toml"):
        (tmp_path / name).write_text('[[hints]]\nen = "see there"\nkk = "қараңыз"\nru = "смотрите"\n', "utf-8")
    monkeypatch.setattr("toolkit.labels.files", lambda _: tmp_path)
    load.cache_clear()
    errors.cache_clear()
    with pytest.raises(ValueError, match="this sentence twice: see there"):
        errors()
    load.cache_clear()
    errors.cache_clear()


def printed_to_stderr():
    """Every text that a command prints to standard error, with its place."""
    for folder in ("commands", "cli"):
        for path in sorted((TOOLKIT / folder).glob("*.py")):
            inside = module(path.relative_to(TOOLKIT).as_posix())
            for node in ast.walk(inside.tree):
                if isinstance(node, ast.Call) and any(
                    word.arg == "file" and ast.unparse(word.value) == "sys.stderr" for word in node.keywords
                ):
                    for text in Reading(inside).texts(node.args[0]) if node.args else ():
                        yield f"{inside.name}:{node.lineno}", text


def test_what_is_printed_is_in_a_language():
    """Words on standard error come from `word` or from a translated error."""
    assert [(where, text) for where, text in printed_to_stderr() if ENGLISH.search(A_BLANK.sub("", text))] == []


def test_the_longest_sentence_is_taken():
    """One that also fits a shorter pattern, or one for any problem, is not cut in two."""
    assert sentence_text("the file is empty", "ru") == "файл пуст"
    assert sentence_text("x.csv: language 'x' is not known; use one of kk, ru, en", "ru") == (
        "x.csv: язык «x» неизвестен; укажите один из: kk, ru, en"
    )


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "plan.csv: the file cannot be opened (Permission denied)",
            "ru",
            "plan.csv: файл не открывается (нет доступа)",
        ),
        ("plan.csv: the file cannot be opened (Permission denied)", "kk", "plan.csv: файл ашылмайды (рұқсат жоқ)"),
        ("curricula/: no programme 'x'; there are: none", "kk", "curricula/: «x» бағдарламасы жоқ; бары: жоқ"),
        ("no standard 'none'; there are: A", "ru", "нет стандарта «none»; есть: A"),
        ("V1: poem.txt: the file is empty", "ru", "V1: poem.txt: файл пуст"),
        (
            "m.json: the manifest is damaged: manifest.runs is no list; restore the file from a copy or run the audit again",
            "ru",
            "m.json: манифест повреждён: manifest.runs – не список; восстановите файл из копии или выполните аудит заново",
        ),
        ("something; else", "ru", "something; else"),
        ("a: b: c", "kk", "a: b: c"),
    ],
)
def test_a_sentence_inside_another_is_translated_too(text, lang, expected):
    """What the system says, one error in another, an empty list; a value that is such a word by chance stays."""
    assert error_text(InputError(text), lang) == expected


@given(
    st.lists(
        st.sampled_from(["x: ", "; ", "' is ", " (", ")", "the file is empty", "line 3", "{", "none", " "]),
        max_size=400,
    )
)
def test_any_text_is_told(parts):
    """However many signs of sentences it has: nothing fails, takes long, or loses a letter in English."""
    text = "".join(parts)
    assert error_text(InputError(text), "en") == text
    assert error_text(InputError(text), "ru").count("{") == text.count("{")


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        ("Invalid value (at line 3, column 5)", "не читается: строка 3, символ 5: значение записано неверно"),
        (
            "Expected '=' after a key in a key/value pair (at end of document)",
            "не читается: конец документа: после имени ожидается «=»",
        ),
        ("Something new (at line 1, column 2)", "не читается: строка 1, символ 2: Something new"),
    ],
)
def test_what_is_wrong_in_a_toml_file_is_said(why, expected):
    """Line and character first; a sentence that is not known stays, with its place in words."""
    issue = Issue("not-toml", "the file", f"cannot be read: {why}")
    assert issue_text(issue, "ru") == f"файл: {expected} [not-toml]"
    assert error_text(DataError("programme 'p'", [issue]), "ru").startswith("программа «p»: ")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A project with the library and one programme."""
    root = tmp_path_factory.mktemp("mistakes")
    shutil.copytree(ROOT / "standards", root / "standards")
    return root


@pytest.fixture
def plan(home):
    """The folder of the programme, whole again for each test."""
    folder = home / "curricula" / "college-statistics"
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(ROOT / "curricula" / "college-statistics", folder)


def exchanged(name, old, new):
    """Make a mistake: another text in a file of the programme."""

    def change(plan):
        text = (plan / name).read_text("utf-8")
        assert old in text
        (plan / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


def written(name, data):
    """Make a mistake: a file that holds something else."""
    return lambda plan: (plan / name).write_bytes(data)


def nothing(_):
    """The mistake is in the command."""


RUN = ["coverage", "college-statistics"]
IMPORT = ["programme", "import"]

MISTAKES = [
    (nothing, ["rnu"], "команда написана неверно: COMMAND: «rnu» не подходит; выберите одно из: ", "«rnu» жарамайды"),
    (nothing, ["run"], "не указано: PROGRAMME", "мыналар жазылмаған: PROGRAMME"),
    (nothing, ["run", "x", "--foo"], "неизвестное или лишнее слово: --foo", "белгісіз немесе артық сөз: --foo"),
    (nothing, ["run", "x", "--date", "21.11.2026"], "--date: «21.11.2026» – не дата", "«21.11.2026» – күн емес"),
    (nothing, ["suggest", "x", "--top", "x"], "--top: «x» – не целое число", "«x» – бүтін сан емес"),
    (nothing, ["report", "x", "--out"], "-o/--out: не указано значение", "-o/--out: мәні жазылмаған"),
    (nothing, [*RUN, "--standard", "V9"], "нет стандарта «V9»; есть: V2000019833", "«V9» стандарты жоқ"),
    (
        exchanged("programme.toml", 'version = "1"', 'version = "1'),
        RUN,
        "строка 12, символ 13: до конца строки не закрыта кавычка",
        "12-жол, 13-таңба: жол соңына дейін тырнақша жабылмаған",
    ),
    (
        exchanged("programme.toml", "cards = [1, 2]", "cards = [1, 99]"),
        RUN,
        "в стандарте «V2000019833» нет карточки 99 [unknown-card]\n      -> карточки: 1, 2, 3, 4\n",
        "«V2000019833» стандартында 99-карточка жоқ [unknown-card]\n      -> карточкалар: 1, 2, 3, 4\n",
    ),
    (
        exchanged("outcomes.csv", "outcome_id", "code"),
        RUN,
        "строка 1: нет столбца outcome_id [missing-column]\n      -> в первой строке должны стоять названия столбцов",
        "1-жол: outcome_id бағаны жоқ [missing-column]\n      -> бірінші жолда мына бағандардың аты тұруы керек",
    ),
    (
        written("x.xlsx", b"<html><table></table></html>"),
        [*IMPORT, "x.xlsx"],
        "x.xlsx: это веб-страница или XML под именем книги: так выгружают данные некоторые программы; откройте файл в Excel",
        "x.xlsx: бұл – кітап атауы берілген веб-бет немесе XML",
    ),
    (
        written("x.xlsx", b""),
        [*IMPORT, "x.xlsx"],
        "x.xlsx: файл пуст; откройте файл в Excel или LibreOffice и снова сохраните как .xlsx",
        "x.xlsx: файл бос; Excel-де немесе LibreOffice-те ашып, .xlsx түрінде қайта сақтаңыз",
    ),
    (
        nothing,
        ["report", "import", "source.xlsx", "--as", "Айгүл"],
        "source.xlsx: здесь нет заполняемой таблицы отчёта о пробелах",
        "source.xlsx: мұнда олқылықтар есебінің толтырылатын кестесі жоқ",
    ),
    (
        written("x.txt", "Бұл өлең\nстандарт емес\n".encode()),
        ["ingest", "x.txt"],
        "x.txt: форма документа не распознана; читаются формы: card-2016",
        "x.txt: құжаттың нысаны танылмады; оқылатын нысандар: card-2016",
    ),
    (written("x.pdf", b"%PDF-1.4 x"), ["ingest", "x.pdf"], "curmap: x.pdf: это PDF", "curmap: x.pdf: бұл – PDF"),
    (
        nothing,
        ["ingest", "no.docx"],
        "no.docx: файл не открывается (файл или папка не найдены)",
        "no.docx: файл ашылмайды",
    ),
    (
        written("x.json", b"poem"),
        ["exchange", "check", "x.json"],
        "x.json: строка 1, символ 1: это не JSON (здесь ожидается значение)",
        "x.json: 1-жол, 1-таңба: бұл – JSON емес (мұнда мән тұруы керек)",
    ),
    (nothing, ["new", "my plan!"], "«my plan!» не годится как имя папки", "«my plan!» қалта атауына жарамайды"),
    (nothing, ["history", "V99"], "нет акта «V99»; есть: V2000019833", "«V99» актісі жоқ; бары: V2000019833"),
    (nothing, ["gaps", "x", "--propose", "150%"], "«150%» – не доля; напишите 0.8", "«150%» – үлес емес"),
]


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize(
    ("mistake", "words", "ru", "kk"), MISTAKES, ids=[" ".join(words) for _, words, _, _ in MISTAKES]
)
def test_a_mistake_is_explained_in_one_language(mistake, words, ru, kk, lang, home, plan, capsys, monkeypatch):
    """From the usage to the last advice; names of files, options and columns stay what they are."""
    mistake(plan)
    monkeypatch.chdir(plan)
    monkeypatch.setenv("CURMAP_LANG", lang)
    try:
        status = main(["--project", str(home), *words])
    except SystemExit as left:
        status = left.code
    told = capsys.readouterr().err
    assert status in (1, 2)
    assert {"ru": ru, "kk": kk}[lang] in told
    sentence = told[told.find("\ncurmap") :] if status == 2 else told
    assert not ENGLISH.search(QUOTED.sub("", sentence))


def test_documents_that_were_not_read_are_named_in_the_language_of_the_reader(capsys):
    """With the reason; the command goes on."""
    complain_unread({"V1": "poem.txt: the file is empty"}, argparse.Namespace(reader="ru"))
    assert capsys.readouterr().err == "curmap: не прочитано: V1: poem.txt: файл пуст\n"


@pytest.mark.parametrize(
    ("problem", "about", "expected"),
    [
        ("нашлось не всё", "", "curmap: нашлось не всё\n"),
        (InputError("the file is empty"), "x.txt", "curmap: x.txt: файл пуст\n"),
        (
            Issue("torn-row", "a.csv, last line", "stands twice", "keep one row"),
            "",
            "curmap: a.csv, последняя строка: стоит дважды [torn-row]\n    -> оставьте одну строку\n",
        ),
    ],
)
def test_a_command_complains_in_the_language_of_the_reader(problem, about, expected, capsys):
    """A phrase, an error and a problem; not in the language of what it writes."""
    complain(problem, argparse.Namespace(reader="ru", lang="en"), about)
    assert capsys.readouterr().err == expected


def test_the_parser_knows_its_reader(monkeypatch):
    """For all its commands; other options speak as the computer does."""
    assert reader_of(parser("kk").parse_args(["rebuild"])) == "kk"
    monkeypatch.setenv("CURMAP_LANG", "ru")
    assert reader_of(argparse.Namespace()) == "ru"
