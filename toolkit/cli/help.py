"""The help of `curmap` in the language of its reader: texts, examples, exit statuses, errors of a wrong command."""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, NoReturn

from toolkit.cli.common import SPOKEN
from toolkit.io.locales import computer_language
from toolkit.labels import load, word
from toolkit.labels.messages import command_text
from toolkit.model import LANGS, Lang


class Parser(argparse.ArgumentParser):
    """A parser that says in the reader's language that a command is wrong, and where the help is.

    The subcommands of such a parser are such parsers too.
    """

    reader: Lang = "en"

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to see the help, and leave with status 2; the sentences of argparse are known."""
        self.print_usage(sys.stderr)
        wrong = word("command-wrong", self.reader)
        hint = word("command-help", self.reader, command=f"{self.prog} --help")
        options = (action.option_strings for _, one in _parsers(self) for action in one._actions)  # noqa: SLF001 -- the same
        near = nearest(message, [name for names in options for name in names])
        meant = word("command-near", self.reader, name=near) + "\n" if near else ""
        self.exit(2, f"{self.prog}: {wrong}: {command_text(message, self.reader)}\n{meant}{hint}\n")


def asked_language(words: Sequence[str]) -> Lang:
    """Give the language of messages: what stands after --lang anywhere in the command, else that of the computer.

    The language is needed before the command is understood, since what is wrong with it must be said too.

    Examples
    --------
    >>> asked_language(["run", "plan", "--lang", "ru"]), asked_language(["--lang=kk", "--help"])
    ('ru', 'kk')
    """
    asked = ""
    for place, text in enumerate(words):
        option, sign, value = text.partition("=")
        if option == "--lang":
            asked = value if sign else next(iter(words[place + 1 : place + 2]), "")
    return computer_language(asked)


def nearest(message: str, options: Iterable[str]) -> str:
    """Give the word that was probably meant where argparse says that one is wrong; empty if none is near.

    Parameters
    ----------
    message : str
        What argparse says: it names the choices, but not the options.
    options : iterable of str
        The options there are.

    Examples
    --------
    >>> nearest("argument COMMAND: invalid choice: 'reprot' (choose from 'run', 'report')", [])
    'report'
    >>> nearest("unrecognized arguments: --langg kk", ["--lang", "--date"])
    '--lang'
    """
    if choice := re.search(r"invalid choice: '(.+?)' \(choose from (.+)\)$", message):
        wrong, known = choice[1], [one.strip("'\"") for one in choice[2].split(", ")]
    elif unknown := re.search(r"unrecognized arguments: .*?(--[\w-]+)", message):
        wrong, known = unknown[1], sorted(set(options))
    else:
        return ""
    return next(iter(get_close_matches(wrong, known, 1)), "")


def in_language(parser: argparse.ArgumentParser, lang: Lang) -> argparse.ArgumentParser:
    """Give every text of a parser and of its subcommands in a language, and each subcommand its examples.

    Parameters
    ----------
    parser : ArgumentParser
        A parser with English texts; it is changed.
    lang : {"kk", "ru", "en"}
        The language. A text without a translation stays English (`untranslated` lists them).

    Returns
    -------
    ArgumentParser
        The same parser.
    """
    for path, one in _parsers(parser):
        if isinstance(one, Parser):
            one.reader = lang
        one.formatter_class = _FORMATTERS[lang]
        one.description = translated(one.description or _described(parser, path), lang)
        for group in one._action_groups:  # noqa: SLF001 -- argparse has no public way to its own headings
            group.title = translated(group.title, lang)
        for action in (*one._actions, *_choices(one)):  # noqa: SLF001 -- the same
            action.help = translated(action.help, lang)
            if action.dest == "lang" and action.default == SPOKEN:
                action.default = lang
        if path:
            one.epilog = examples(path, lang)
    return parser


def translated(text: str | None, lang: Lang) -> str | None:
    """Give a text of the parser in a language; one that is not known stays as it is.

    Examples
    --------
    >>> translated("only these standards", "ru")
    'только эти стандарты'
    """
    return _texts().get(text, {}).get(lang, text) if text else text


def untranslated(parser: argparse.ArgumentParser) -> list[str]:
    """List the texts of a parser that are in no language but English, each once."""
    found: list[str] = []
    for _, one in _parsers(parser):
        groups = [group.title for group in one._action_groups]  # noqa: SLF001 -- the same
        helps = [action.help for action in (*one._actions, *_choices(one))]  # noqa: SLF001 -- the same
        found += [text for text in (one.description, *groups, *helps) if text and text not in _texts()]
    return [text for text in dict.fromkeys(found) if text != argparse.SUPPRESS]


def examples(path: str, lang: Lang) -> str:
    """Give the examples of a subcommand with what each does, for the end of its help; empty if it has none.

    Parameters
    ----------
    path : str
        Its words, such as ``programme import``.
    lang : {"kk", "ru", "en"}
        Language of what is said about each.
    """
    found = load("examples").get(path.replace(" ", "-"), [])
    lines = [f"  {one['line']}\n      {one[lang]}" for one in found]
    return "\n".join([word("command-examples", lang), *lines]) if lines else ""


def exit_codes(lang: Lang) -> dict[int, str]:
    """Say what each exit status of the command means; the help and the documentation are made of it.

    Examples
    --------
    >>> exit_codes("ru")[0]
    'выполнено'
    """
    return {int(code): phrase[lang] for code, phrase in load("exit_codes").items()}


def epilog(lang: Lang) -> str:
    """Give the end of the help of the command itself: examples and exit statuses."""
    codes = "\n".join(f"  {code:<4} {meaning}" for code, meaning in exit_codes(lang).items())
    status = word("command-status", lang)
    return f"{examples('curmap', lang)}\n\n{status}\n{codes}\n"


def _parsers(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Go through a parser and those of its subcommands, each with its words."""
    yield path, parser
    for action in parser._actions:  # noqa: SLF001 -- the same
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 -- the same
            for name, one in action.choices.items():
                yield from _parsers(one, f"{path} {name}".strip())


def _choices(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Give the subcommands of a parser as they are listed in its help."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    return [choice for group in groups for choice in group._choices_actions]  # noqa: SLF001 -- the same


def _described(parser: argparse.ArgumentParser, path: str) -> str | None:
    """Give the line with which a subcommand is listed, for one that has no description of its own."""
    *before, name = path.split() or [""]
    one = parser
    for part in before:
        one = next(found for where, found in _parsers(one) if where == part)
    return next((choice.help for choice in _choices(one) if choice.dest == name), None)


@cache
def _texts() -> dict[str, dict[str, str]]:
    return {phrase["en"]: phrase for phrase in load("help")["text"]}


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help whose examples keep their lines and that names its usage in the reader's language."""

    lang: Lang = "en"

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin the usage with the word for it in the reader's language."""
        said = word("command-usage", self.lang)
        super().add_usage(usage, actions, groups, prefix or f"{said}: ")


_FORMATTERS: dict[Lang, type[_Formatter]] = {
    lang: type(f"_Formatter_{lang}", (_Formatter,), {"lang": lang}) for lang in LANGS
}
