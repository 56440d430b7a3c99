"""What a command says on standard error while it goes on, in the language of whoever reads the terminal."""

import argparse
import sys
from collections.abc import Mapping

from toolkit.errors import Issue
from toolkit.io.locales import computer_language
from toolkit.labels import word
from toolkit.labels.messages import error_text, issue_text, sentence_text
from toolkit.model import Lang


def reader_of(options: argparse.Namespace) -> Lang:
    """Give the language of whoever reads the terminal, which need not be that of what a command writes.

    The parser of `curmap` knows it; options that were put together otherwise speak as the computer does.
    """
    known: Lang | None = getattr(options, "reader", None)
    return known or computer_language()


def complain(problem: str | Issue | Exception, options: argparse.Namespace, about: object = "") -> None:
    """Say on standard error what went wrong.

    Parameters
    ----------
    problem : str, Issue or Exception
        A sentence in the language of the reader already, or what carries an English one.
    options : Namespace
        Those of the command.
    about : object, optional
        What it is about, such as a file; stands in front.
    """
    lang = reader_of(options)
    if isinstance(problem, Issue):
        text = issue_text(problem, lang)
    else:
        text = error_text(problem, lang) if isinstance(problem, Exception) else problem
    print(f"curmap: {about}: {text}" if about else f"curmap: {text}", file=sys.stderr)


def complain_unread(unread: Mapping[str, str], options: argparse.Namespace) -> None:
    """Say which documents could not be read, and why.

    Parameters
    ----------
    unread : mapping of str to str
        Identifier of the act → the English sentence of the error.
    options : Namespace
        Those of the command.
    """
    lang = reader_of(options)
    for act_id, reason in unread.items():
        complain(word("unread-document", lang, what=act_id, why=sentence_text(reason, lang)), options)
