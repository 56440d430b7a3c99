"""An amending order brought into the library: which act it changes, the edition it makes, the rows that record both."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from toolkit.acts.editions import Edition
from toolkit.acts.passages import ActText
from toolkit.acts.reading import read_amendments
from toolkit.acts.references import ActRef, ref_of, same_ref
from toolkit.acts.relations import Relation, relations_of_text
from toolkit.errors import InputError
from toolkit.io.amendments import text_of_act
from toolkit.io.editions import Carried, carried_out, parse_edition
from toolkit.io.orders import order_of_file
from toolkit.io.project import Project
from toolkit.io.register import Addition, add_to_library
from toolkit.io.sources import CASE, edition_sha256, parse_source, parts_of
from toolkit.model import Act, Parsed


@dataclass(frozen=True, slots=True)
class Amending:
    """What an amending order makes of an act of the library, before anything is written.

    Parameters
    ----------
    order : Act
        The order, as it stands or will stand in the register.
    base : Act
        The text that it is carried out on: an act, or an edition of one.
    carried : tuple of Carried
        What became of this order, and before it of those that `base` is made of.
    edition : Act or None
        The row of the edition; None if nothing of the order could be carried out.
    parsed : Parsed or None
        The edition as it stands in the library.
    there : bool
        The edition stands in the register already.
    addition : Addition
        What would be written; empty if there is nothing to add.
    """

    order: Act
    base: Act
    carried: tuple[Carried, ...]
    edition: Act | None
    parsed: Parsed | None
    there: bool
    addition: Addition

    @property
    def mine(self) -> Carried:
        """What became of the order itself."""
        return self.carried[-1]

    @property
    def complete(self) -> bool:
        """Whether every instruction of the order was carried out."""
        return not self.mine.left

    @property
    def new_order(self) -> bool:
        """Whether the order is added to the register too."""
        return self.order in self.addition.acts


def plan_amendment(project: Project, amending: str, base: str = "") -> Amending:
    """Say what an amending order makes of an act of the library; nothing is written.

    Parameters
    ----------
    project : Project
        The project.
    amending : str
        An act of the register, or a file that is not in it yet.
    base : str
        The act or edition that it is carried out on; without it the only act of the library that the order changes, in
        the newest edition of it.

    Returns
    -------
    Amending
        The edition and what would be written (`amend`).

    Raises
    ------
    InputError
        There is no such act or file; the text that it changes is not in the library, or it is not clear which one is
        meant; the order changes nothing in it; or no form of document is recognised in the edition.
    DataError
        The register or a source is wrong.
    """
    acts, sources = project.sources()
    order, data = _order(project, acts, sources, amending)
    bytes_of = {**sources, order.act_id: data}
    text = text_of_act(data, order)
    start = _base(acts, order, tuple(read_amendments(text).acts), base)
    parts = (*parts_of(start, acts), order)
    there = next((act for act in acts.values() if act.kind == "edition" and parts_of(act, acts) == parts), None)
    carried = carried_out(parts, bytes_of, there.act_id if there else "")
    edition = carried[-1].edition
    if edition.text == _before(carried, parts[0], bytes_of):
        return Amending(order, start, carried, None, None, there is not None, Addition({}, ()))
    row = there or _row(parts, edition, acts)
    parsed = parse_edition(row, parts, bytes_of)
    if there:
        return Amending(order, start, carried, there, parsed, True, Addition({}, ()))
    row = replace(row, form=parsed.form)
    addition = _addition(project, acts, _Made(order, data, text, row, parsed))
    return Amending(addition.acts[0] if len(addition.acts) > 1 else order, start, carried, row, parsed, False, addition)


def amend(project: Project, plan: Amending) -> None:
    """Write what a plan adds: the source and the rows of the order if it is new, and the row of the edition.

    Raises
    ------
    InputError
        Something of it is there already or cannot be written; then everything is as it was.
    """
    if plan.addition.acts:
        add_to_library(project.root, plan.addition)


def _before(carried: Sequence[Carried], base: Act, sources: Mapping[str, bytes]) -> ActText:
    return carried[-2].edition.text if len(carried) > 1 else text_of_act(sources[base.act_id], base)


# --- which order, which text ----------------------------------------------------------------------------------------


def _order(project: Project, acts: Mapping[str, Act], sources: Mapping[str, bytes], name: str) -> tuple[Act, bytes]:
    """Find the order: an act of the register, or a file; a file with the bytes of a source is that act."""
    if name in acts:
        if acts[name].kind == "edition":
            raise InputError(f"{name} is an edition and changes nothing itself; name the amending order")
        return acts[name], sources[name]
    path = Path(name)
    if not path.is_file():
        orders = ", ".join(act.act_id for act in acts.values() if act.kind == "amending order") or "none"
        raise InputError(f"there is no act '{name}' in the register and no such file; amending orders there: {orders}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: the file cannot be opened ({error.strerror})") from None
    sha256 = hashlib.sha256(data).hexdigest()
    same = next((act for act in acts.values() if act.kind != "edition" and act.sha256 == sha256), None)
    if same:
        return same, data
    order = order_of_file(data, path.name)
    if order.act_id in acts:
        raise InputError(
            f"{path}: the text is that of {order.act_id}, which is in the register with another file "
            f"('{acts[order.act_id].file}'); compare the two"
        )
    there = project.root / "standards" / "sources" / path.name
    if there.is_file() and there.read_bytes() != data:
        raise InputError(f"{there}: another file of this name is there already; give yours another name and try again")
    return order, data


def _base(acts: Mapping[str, Act], order: Act, changed: tuple[ActRef, ...], name: str) -> Act:
    if name:
        if name not in acts:
            raise InputError(f"no act '{name}'; there are: {', '.join(acts)}")
        return acts[name]
    there = [act for act in acts.values() if act.kind != "edition" and act.form != CASE and act.act_id != order.act_id]
    found = [act for act in there if any(same_ref(ref, ref_of(act)) for ref in changed)]
    if len(found) > 1:
        raise InputError(
            f"{order.act_id} changes several acts of the library; name one with --base: "
            f"{', '.join(act.act_id for act in found)}"
        )
    if not found:
        raise InputError(_no_text(order, changed))
    return _newest(acts, found[0], order)


def _no_text(order: Act, changed: tuple[ActRef, ...]) -> str:
    named = ", ".join(ref.act_id for ref in changed)
    if not named:
        return (
            f"{order.act_id}: no instruction to change an act was understood in it; «curmap history» lists what was read; if "
            "it changes an act of the library all the same, name that act with --base"
        )
    return (
        f"{order.act_id} changes {named}, and the text of that act is not in the library; get the text that was in force "
        "before the order, from adilet.zan.kz, put it into standards/sources/ with a row in standards/acts.csv "
        "(standards/README.md says how) and try again; if it is there under another name, name it with --base"
    )


def _newest(acts: Mapping[str, Act], base: Act, order: Act) -> Act:
    """Give the newest edition that the order does not belong to yet: orders are carried out one after the other."""
    editions = [act for act in acts.values() if act.kind == "edition" and act.amends == base.act_id]
    before = sorted((act for act in editions if order.file not in act.files), key=lambda act: len(act.files))
    if not before:
        return base
    newest = before[-1]
    if any(not set(act.files) <= set(newest.files) for act in before):
        names = ", ".join([base.act_id, *(act.act_id for act in before)])
        raise InputError(
            f"{base.act_id} has several editions; name the text that the order changes with --base: {names}"
        )
    later = [act for act in parts_of(newest, acts)[1:] if act.date and order.date and act.date > order.date]
    if later:
        raise InputError(
            f"{newest.act_id} is made of {later[0].act_id} too, which is of a later day than {order.act_id}; name the text "
            f"that the order changes with --base: {base.act_id} or one of its editions"
        )
    return newest


# --- what is written ------------------------------------------------------------------------------------------------


def _row(parts: Sequence[Act], edition: Edition, acts: Mapping[str, Act]) -> Act:
    """Give the row of an edition; what is known of its base act is not written a second time."""
    base, order = parts[0], parts[-1]
    names = (edition.edition_id, f"{base.act_id}@{order.act_id}")
    free = next((name for name in dict.fromkeys(names) if name not in acts), "")
    if not free:
        raise InputError(
            f"{names[-1]}: an edition of this name is in the register and is made of other acts "
            f"({acts[names[-1]].file}); delete its row if it is not needed, or name the text to change with --base"
        )
    blank: dict[str, Any] = {field.name: "" for field in fields(Act)}
    blank |= dict.fromkeys(("date", "registration_date", "status_by_date", "status_from", "status_checked"))
    own = {"act_id": free, "kind": "edition", "amends": base.act_id, "lang": base.lang}
    files = {"file": ";".join(act.file for act in parts), "sha256": edition_sha256(parts)}
    return Act(**blank | own | files)


def _addition(project: Project, acts: Mapping[str, Act], plan: "_Made") -> Addition:
    """Put together what is new: the order with its relation, unless it is in the register, and the edition."""
    edition = (plan.row,)
    parsed = {plan.row.act_id: (plan.parsed, plan.row.sha256)}
    if plan.order.act_id in acts:
        return Addition({}, edition, (), parsed)
    base = acts[plan.row.amends]
    order = replace(plan.order, amends=base.act_id)
    parsed[order.act_id] = (parse_source(plan.data, order), order.sha256)
    return Addition({order.file: plan.data}, (order, *edition), _relations(project, plan.text, base), parsed)


def _relations(project: Project, text: ActText, base: Act) -> tuple[Relation, ...]:
    """Give what the order says of itself that is not recorded; the base act has the name that the register gives it."""
    there = project.relations()
    mine = ref_of(base)
    found = [
        replace(one, other=mine if same_ref(one.other, mine) else one.other)
        for one in relations_of_text(text, read_amendments(text))
        if one.act == text.act
    ]
    return tuple(
        one
        for one in found
        if not any(
            old.tie == one.tie and same_ref(old.act, one.act) and same_ref(old.other, one.other) for old in there
        )
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """An order that was carried out: its row, bytes and text, and the row and document of the edition."""

    order: Act
    data: bytes
    text: ActText
    row: Act
    parsed: Parsed
