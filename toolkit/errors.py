"""Every error that the toolkit raises on purpose, and `Issue`, one problem in words."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem found in data: what is wrong, where it stands, what to do about it.

    Parameters
    ----------
    code : str
        Stable short name of the kind of problem, such as ``unknown-outcome``.
    where : str
        File, sheet, cell or line, in words a methodologist can follow.
    message : str
        What was found, with the offending value in quotes, and what was expected.
    hint : str
        What to do; empty when there is nothing sensible to advise.

    Examples
    --------
    >>> print(Issue("no-title", "programme.toml", "the title is missing", "write a title in kk or ru"))
    programme.toml: the title is missing [no-title]
        -> write a title in kk or ru
    """

    code: str
    where: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"{self.where}: {self.message} [{self.code}]"
        return f"{line}\n    -> {self.hint}" if self.hint else line


class ToolkitError(Exception):
    """Something went wrong that the toolkit can explain."""


class InputError(ToolkitError, ValueError):
    """A value, file or table that was handed in cannot be used."""


class ProjectError(InputError):
    """The folder with `standards/` and `curricula/` was not found or is not complete."""


class UnknownFormError(InputError):
    """A document has none of the forms that the toolkit can read."""


class DataError(InputError):
    """A table or a folder of data has problems; all of them are listed at once.

    Parameters
    ----------
    subject : str
        What was being read, such as ``programme 'college-statistics'``.
    issues : iterable of Issue
        Every problem found, in the order of the data.
    """

    def __init__(self, subject: str, issues: Iterable[Issue]) -> None:
        self.subject = subject
        self.issues = tuple(issues)
        count = len(self.issues)
        lines = [f"{subject}: {count} problem{'s' if count != 1 else ''}"]
        lines += [f"  {str(issue).replace(chr(10), chr(10) + '  ')}" for issue in self.issues]
        super().__init__("\n".join(lines))
