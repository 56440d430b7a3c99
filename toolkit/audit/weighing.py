"""What the differences of a verification come to."""

from collections.abc import Iterable

from toolkit.audit.compare import in_order
from toolkit.audit.model import Difference, Verdict


def weigh(differences: Iterable[Difference]) -> Verdict:
    """Say what differences come to.

    Parameters
    ----------
    differences : iterable of Difference
        Everything that differs.

    Returns
    -------
    Verdict
        ``same`` if nothing differs. ``same-figures`` if all that differs is for information (another machine, program or
        package, another spelling of the same table) or follows from that: the shape of workbook and notebook; or a file
        was filled in, saved again or renamed. ``differs`` otherwise, also where a workbook or notebook made again differs
        and nothing explains it.

    Examples
    --------
    >>> faster = Difference("package", "numpy", (("old", "2.4.0"), ("new", "2.5.0")))
    >>> weigh([faster, Difference("workbook", "gap-report.kk.xlsx")]).outcome
    'same-figures'
    >>> weigh([Difference("workbook", "gap-report.kk.xlsx")]).outcome
    'differs'
    """
    found = in_order(differences)
    weights = {one.weight for one in found}
    if not weights:
        return Verdict("same")
    if weights <= {"information", "shape", "file"} and ("information" in weights or "shape" not in weights):
        return Verdict("same-figures", found)
    return Verdict("differs", found)


def status_of(verdicts: Iterable[Verdict]) -> int:
    """Give the exit status of several verifications: 3 if something differs, else 1 if one could not be done, else 0.

    Examples
    --------
    >>> status_of([Verdict("same"), Verdict("unverified"), Verdict("differs")]), status_of([Verdict("same")])
    (3, 0)
    """
    return max((one.status for one in verdicts), default=0)


def unexplained(verdict: Verdict) -> bool:
    """Say whether something shown differs although nothing that was recorded explains it."""
    weights = {one.weight for one in verdict.differences}
    return bool(weights & {"figures", "shape"}) and not weights & {"cause", "information"}
