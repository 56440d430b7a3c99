"""The command speaks the language of its reader: help, examples, errors, exit statuses, completion."""

import os
import re
import shlex
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT

from toolkit.cli import main
from toolkit.cli.completing import attach, complete, completer
from toolkit.cli.help import asked_language, exit_codes, in_language, translated, untranslated
from toolkit.cli.parser import parser
from toolkit.errors import DataError, InputError, Issue, ToolkitError
from toolkit.io.finding import programme_names, project_root, standard_names
from toolkit.io.project import Project
from toolkit.labels import load, word
from toolkit.labels.messages import error_text, issue_text
from toolkit.labels.preferred import reader_language
from toolkit.model import LANGS
from toolkit.text import mixed_words


@pytest.mark.parametrize(
    ("environ", "locale", "asked", "expected"),
    [
        ({}, "", "", "en"),
        ({}, "kk_KZ", "", "kk"),
        ({}, "Kazakh_Kazakhstan.1251", "", "kk"),
        ({}, "Russian_Russia", "", "ru"),
        ({}, "ru-KZ", "", "ru"),
        ({}, "kk-Cyrl-KZ", "", "kk"),
        ({}, "de_DE.UTF-8", "", "en"),
        ({}, "C", "", "en"),
        ({"LANG": "ru_RU.UTF-8"}, "kk_KZ", "", "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "kk_KZ.UTF-8"}, "", "", "kk"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "", "", "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "C"}, "", "", "en"),
        ({"CURMAP_LANG": "kk", "LC_ALL": "ru_RU"}, "", "", "kk"),
        ({"CURMAP_LANG": " RU "}, "", "", "ru"),
        ({"CURMAP_LANG": "kz"}, "ru_RU", "", "ru"),
        ({"CURMAP_LANG": "kk"}, "", "en", "en"),
        ({"CURMAP_LANG": "kk"}, "", "ru+kk", "ru"),
        ({}, "ru_RU", "xx", "ru"),
        ({}, "rural", "", "en"),
    ],
)
def test_the_language_of_messages_is_chosen(environ, locale, asked, expected):
    """What is asked for, then CURMAP_LANG, then the locale as Unix reads it, then that of the system, then English."""
    assert reader_language(environ, locale, asked) == expected


@given(st.text(), st.text(), st.text())
def test_whatever_a_computer_says_gives_a_language(variable, locale, asked):
    """Nothing that stands in a variable is an error."""
    assert reader_language({"CURMAP_LANG": variable, "LANG": locale}, locale, asked) in LANGS


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["run", "plan", "--lang", "ru"], "ru"),
        (["report", "plan", "--lang=kk+ru"], "kk"),
        (["--lang", "en", "run", "plan"], "en"),
        (["run", "plan", "--lang"], "kk"),
        (["run", "plan", "--language", "ru"], "kk"),
        ([], "kk"),
    ],
)
def test_the_language_is_found_before_the_command_is_understood(words, expected, monkeypatch):
    """It stands anywhere after --lang; without it that of the computer counts."""
    monkeypatch.setenv("CURMAP_LANG", "kk")
    assert asked_language(words) == expected


def commands(one, path=""):
    """Every parser with its words."""
    yield path, one
    for action in one._actions:
        if hasattr(action, "choices") and isinstance(action.choices, dict):
            for name, inner in action.choices.items():
                yield from commands(inner, f"{path} {name}".strip())


ALL = dict(commands(parser()))


def test_every_text_of_the_help_has_three_languages():
    """A new option needs its sentence in toolkit/labels/help.toml."""
    assert untranslated(parser()) == []


def test_no_translation_is_left_over():
    """What the code does not say any more is not kept either; argparse has its own words."""
    said = " ".join(" ".join(one.format_help().split()) for one in ALL.values())
    unused = [phrase["en"] for phrase in load("help")["text"] if " ".join(phrase["en"].split()) not in said]
    assert unused == []


@pytest.mark.parametrize("name", ["help", "examples", "exit_codes"])
def test_every_phrase_is_whole(name):
    """Three languages (an example has its line once), the same blanks, no Latin letter in a Cyrillic word."""
    data = load(name)
    entries = data.values() if name == "exit_codes" else (entry for group in data.values() for entry in group)
    for entry in entries:
        assert set(LANGS) <= set(entry), entry
        blanks = {lang: sorted(set(re.findall(r"\{(\w+)\}", entry[lang]))) for lang in LANGS}
        assert blanks["kk"] == blanks["ru"] == blanks["en"], entry
        assert mixed_words(entry["kk"]) == mixed_words(entry["ru"]) == (), entry


@pytest.mark.parametrize("path", [path for path in ALL if path])
def test_every_command_has_examples_that_can_be_typed(path):
    """They are of this command, and the parser takes them."""
    examples = load("examples").get(path.replace(" ", "-"), [])
    assert examples
    for one in examples:
        words = shlex.split(one["line"])
        assert words[0] == "curmap"
        assert words[1 : 1 + len(path.split())] == path.split()
        assert parser().parse_args(words[1:]).command


def test_there_are_no_examples_of_commands_that_are_gone():
    """But those of the help of `curmap` itself."""
    assert {name.replace("-", " ") for name in load("examples")} - {"curmap"} <= {
        path.replace("-", " ") for path in ALL
    }


@pytest.mark.parametrize(
    ("lang", "usage"), [("kk", "қолданылуы: curmap"), ("ru", "использование: curmap"), ("en", "usage: curmap")]
)
def test_help_is_in_the_language_of_the_reader(lang, usage, capsys):
    """Usage, headings, examples, and the exit statuses at the end."""
    with pytest.raises(SystemExit) as left:
        main(["--lang", lang, "--help"])
    told = capsys.readouterr().out
    assert left.value.code == 0
    assert told.startswith(usage)
    assert word("command-examples", lang) in told
    assert all(meaning in told for meaning in exit_codes(lang).values())
    assert translated("options", lang) in told


def test_help_of_a_command_has_its_examples(capsys):
    """With what each does."""
    with pytest.raises(SystemExit):
        main(["share", "--help", "--lang", "ru"])
    told = capsys.readouterr().out
    assert "curmap share college-statistics --light -o report.html" in told
    assert "маленькая страница без рисунков" in told


def test_a_text_without_a_translation_stays_english():
    """And is listed, so that it is not forgotten."""
    found = parser()
    found.add_argument("--new", help="something nobody has translated")
    assert "something nobody has translated" in untranslated(found)
    assert "something nobody has translated" in in_language(found, "kk").format_help()


@pytest.mark.parametrize("lang", LANGS)
def test_a_wrong_command_is_explained_in_the_language_of_the_reader(lang, capsys):
    """Status 2, the usage, what is wrong, and where the help is."""
    with pytest.raises(SystemExit) as left:
        main(["report", "--lang", lang, "--card", "x"])
    told = capsys.readouterr().err
    assert left.value.code == 2
    assert word("command-wrong", lang) in told
    assert "curmap report --help" in told


def test_errors_are_told_in_the_language_of_the_reader(capsys):
    """The sentence is translated with its values; the language is that of --lang."""
    assert main(["run", "nowhere", "--lang", "ru"]) == 1
    assert "curricula/: нет программы «nowhere»; есть: bachelor-information-systems" in capsys.readouterr().err
    assert main(["run", "nowhere", "--lang", "kk"]) == 1
    assert "«nowhere» бағдарламасы жоқ" in capsys.readouterr().err


def test_ctrl_c_is_no_traceback(monkeypatch, capsys):
    """Status 130 and a word."""

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("toolkit.commands.completion.run", stopped)
    assert main(["--lang", "ru", "completion", "bash"]) == 130
    assert capsys.readouterr().err == "\ncurmap: остановлено\n"


def test_a_missing_package_is_no_traceback(monkeypatch, capsys):
    """Its name, and who knows more."""

    def missing(*_):
        raise ModuleNotFoundError(name="pandas")

    monkeypatch.setattr("toolkit.commands.completion.run", missing)
    assert main(["--lang", "ru", "completion", "bash"]) == 1
    assert "нет пакета pandas" in capsys.readouterr().err


REAL = [
    (lambda: Project(ROOT).programme("x"), "ru", "curricula/: нет программы «x»"),
    (lambda: Project(ROOT / "nowhere").acts(), "kk", "мұндай файл жоқ"),
    (lambda: Project(ROOT).library().refuse_unknown(["V9"]), "kk", "«V9» стандарты жоқ"),
    (lambda: Project(ROOT).library().standard_ids(["V1300008876"]), "ru", "дескрипторы уровней ищите через"),
]


@pytest.mark.parametrize(("wrong", "lang", "expected"), REAL)
def test_errors_as_they_are_raised_are_found_again(wrong, lang, expected):
    """Not only made-up ones: a sentence that is changed where it is raised must be changed in errors.toml."""
    with pytest.raises(ToolkitError) as caught:
        wrong()
    assert expected in error_text(caught.value, lang)
    assert error_text(caught.value, "en").split("\n")[1:] == str(caught.value).split("\n")[1:]


def test_all_problems_of_a_programme_are_told(tmp_path):
    """Frame, place, sentence and advice of each; the codes stay for those who search for them."""
    folder = tmp_path / "curricula" / "plan"
    folder.mkdir(parents=True)
    (folder / "programme.toml").write_text('institution = "school"\ncredits = "many"\n', "utf-8")
    with pytest.raises(DataError) as caught:
        Project(tmp_path).programme("plan")
    told = error_text(caught.value, "ru")
    assert "ошибок – 3" in told
    assert "значение «many» не того типа [wrong-type]" in told
    assert "«school» – ни college, ни university [wrong-value]" in told
    assert "-> напишите в разделе [title] текст kk, ru или en" in told


def test_a_sentence_that_nobody_translated_stays_english():
    """With its frame translated."""
    issue = Issue("strange", "line 7", "nobody knows this", "do that")
    assert issue_text(issue, "kk") == "7-жол: nobody knows this [strange]\n    -> do that"
    assert error_text(InputError("quite unknown"), "ru") == "quite unknown"


@given(st.text(), st.text())
def test_values_of_documents_are_only_values(name, other):
    """Braces or signs of patterns in them change nothing."""
    issue = Issue("unknown-standard", name, f"no standard '{other}x'")
    assert issue_text(issue, "ru").endswith(f"нет стандарта «{other}x» [unknown-standard]")
    assert issue_text(issue, "en") == str(issue)


def test_exit_statuses_are_documented_once():
    """The same numbers in every language; 0 is success, 2 that of argparse."""
    assert [list(exit_codes(lang)) for lang in LANGS] == [[0, 1, 2, 3, 130]] * 3


def fresh(code, **environment):
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.parametrize("lang", LANGS)
def test_help_loads_no_heavy_library(lang):
    """A key press of completion and the help wait for none of them."""
    done = fresh(
        "import sys; from toolkit.cli import main; from toolkit.cli.parser import parser; "
        f"parser({lang!r}).format_help(); "
        "print(sorted({'pandas', 'numpy', 'plotly', 'scipy', 'IPython', 'openpyxl'} & set(sys.modules)))"
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_names_are_known_without_reading_programmes():
    """The programmes by their folders, the standards by the register and what was parsed."""
    assert programme_names(ROOT) == Project(ROOT).programme_ids()
    names = standard_names(ROOT)
    assert set(Project(ROOT).library().parsed) <= set(names)
    assert {act.act_id for act in Project(ROOT).acts()} <= set(names)


def test_names_of_a_project_that_is_not_there_are_none(tmp_path):
    """No error: somebody is only typing."""
    assert (programme_names(tmp_path), standard_names(tmp_path)) == ([], [])


def test_the_project_is_found_above(tmp_path, monkeypatch):
    """As for every command: here or above, or where the variable points."""
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "acts.csv").write_text("act_id\n", "utf-8")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert project_root(deep) == tmp_path
    monkeypatch.setenv("CURMAP_PROJECT", str(tmp_path))
    assert project_root() == tmp_path
    monkeypatch.setenv("CURMAP_PROJECT", str(deep))
    with pytest.raises(ToolkitError, match=r"no standards/acts\.csv"):
        project_root()


def test_names_are_completed():
    """Programmes where one is named, standards after --standard, nothing for a programme that is new."""
    found = parser()
    attach(found)
    offered = {
        (path, action.dest): action.completer("", Namespace(project=ROOT))
        for path, one in commands(found)
        for action in one._actions
        if hasattr(action, "completer")
    }
    assert offered["run", "programme"] == programme_names(ROOT)
    assert offered["report", "programmes"] == programme_names(ROOT)
    assert offered["compare", "other"] == programme_names(ROOT)
    assert offered["run", "standard"] == standard_names(ROOT)
    assert offered["new", "programme"] == []


def test_completion_never_fails():
    """Whatever goes wrong, nothing is offered and nothing is printed between what somebody types."""

    def wrong(_):
        raise OSError("no drive")

    assert completer(wrong)("", Namespace(project=Path("x"))) == []
    assert completer(lambda _: ["abc", "xyz"])("a", Namespace(project=Path("x"))) == ["abc"]


def test_nobody_asks_for_completion(monkeypatch):
    """Then the parser stays as it is."""
    monkeypatch.delenv("_ARGCOMPLETE", raising=False)
    found = parser()
    complete(found)
    assert not any(hasattr(action, "completer") for _, one in commands(found) for action in one._actions)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_script_for_each_shell_is_printed(shell, capsys):
    """It is about `curmap` and asks the command itself."""
    pytest.importorskip("argcomplete")
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "curmap" in script
    assert "_ARGCOMPLETE" in script


def test_the_shell_is_answered(tmp_path):
    """As bash asks: the programmes that begin like what was typed."""
    pytest.importorskip("argcomplete")
    line = "curmap run college"
    answer = tmp_path / "answer"
    done = fresh(
        "from toolkit.cli import main; main([])",
        _ARGCOMPLETE="1",
        _ARGCOMPLETE_STDOUT_FILENAME=str(answer),
        _ARGCOMPLETE_IFS="\n",
        COMP_LINE=line,
        COMP_POINT=str(len(line)),
        COMP_TYPE="9",
    )
    assert done.stdout == ""
    assert answer.read_text("utf-8").split() == ["college-statistics"]


def test_without_the_package_completion_says_what_to_install(monkeypatch, capsys):
    """A sentence, no traceback."""
    monkeypatch.setitem(sys.modules, "argcomplete", None)
    monkeypatch.setitem(sys.modules, "argcomplete.shell_integration", None)
    assert main(["--lang", "ru", "completion", "bash"]) == 1
    assert "нужен пакет argcomplete" in capsys.readouterr().err
