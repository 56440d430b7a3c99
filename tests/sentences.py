"""Finds by reading the code every sentence that it can raise or list for a person, with its blanks.

A sentence is put together here as the code would: f-strings, constants, local names, parameters with what callers in the
same module hand in, conditional parts in every way they can go. What cannot be known without running is a blank.
"""

import ast
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TOOLKIT = Path(__file__).parents[1] / "toolkit"
MOST = 48
"""No sentence of ours goes more ways than this; a larger number means that the reading went astray."""

VALUES = {
    "layout.thing": ("decision", "remark"),
    "one.sort": ("card", "function", "unit", "statement"),
    "other.sort": ("card", "function", "unit", "statement"),
}
"""What some attributes hold, where it is an English word of the sentence."""

HOLE = re.compile("''|^: |^ ")
"""What an empty text in a blank leaves behind: the code asks before it lets one in."""

RAISING = re.compile(r"Error\(|\bIssue\(|\bRow\(")
"""What a module has in it that can say a sentence."""

SENTENCES = {"InputError", "ProjectError", "UnknownFormError", "ToolkitError"}
BLANK = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}{}\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
A_BLANK = re.compile("\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}.*?\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}")


@dataclass(frozen=True)
class Said:
    """One sentence: its group as in errors.toml, its text with marked blanks, and where it stands in the code."""

    group: str
    text: str
    where: str = field(compare=False)


@dataclass
class Module:
    """A module as read: its tree, the function around each node, its own constants and functions."""

    name: str
    tree: ast.Module
    above: dict[ast.AST, ast.FunctionDef]
    named: dict[str, list[ast.expr]]
    functions: dict[str, ast.FunctionDef]
    imported: dict[str, tuple[str, str]]


@cache
def module(name: str) -> Module:
    tree = ast.parse((TOOLKIT / name).read_text("utf-8"))
    above: dict[ast.AST, ast.FunctionDef] = {}
    functions, imported = {}, {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            functions[node.name] = node
            above |= dict.fromkeys(ast.walk(node), node)  # the innermost comes last: from the outside in
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("toolkit"):
            imported |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
    constants = [one for one in tree.body if not isinstance(one, ast.FunctionDef | ast.ClassDef)]
    return Module(name, tree, above, bindings(constants), functions, imported)


def bindings(body: list[ast.stmt]) -> dict[str, list[ast.expr]]:
    """Give what is assigned to each name in some statements, also by loops over written-out tables."""
    found: dict[str, list[ast.expr]] = {}
    for node in (inner for statement in body for inner in ast.walk(statement)):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                bind(found, target, node.value)
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value:
            bind(found, node.target, node.value)
        elif isinstance(node, ast.For | ast.comprehension):
            for item in items(node.iter):
                bind(found, node.target, item)
    return found


def nearest(around: ast.FunctionDef, use: ast.Name) -> list[ast.expr]:
    """Give what a name can hold where it is used: what the last line before that must have given it, or may have."""
    found: list[ast.expr] = []
    for block, place in reversed(list(blocks(around, use))):
        for statement in reversed(block[: place + 1]):
            if statement.lineno < use.lineno or isinstance(statement, ast.For):
                found += bindings([statement]).get(use.id, [])
            if isinstance(statement, ast.Assign | ast.AnnAssign) and use.id in bindings([statement]):
                return found
    return found or bindings(around.body).get(use.id, [])


def blocks(node: ast.AST, use: ast.AST) -> Iterator[tuple[list[ast.stmt], int]]:
    """Give the lists of statements around a node, from the outside in, with its place in each."""
    for name in ("body", "orelse", "finalbody", "handlers"):
        inner = getattr(node, name, [])
        for place, statement in enumerate(inner if isinstance(inner, list) else []):
            if any(one is use for one in ast.walk(statement)):
                if isinstance(statement, ast.stmt):
                    yield inner, place
                yield from blocks(statement, use)


def bind(found: dict[str, list[ast.expr]], target: ast.expr, value: ast.expr) -> None:
    if isinstance(target, ast.Name):
        found.setdefault(target.id, []).append(value)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        for one, part in zip(target.elts, value.elts, strict=True):
            bind(found, one, part)


def items(node: ast.expr) -> list[ast.expr]:
    """Give the items of a written-out tuple, list or dict."""
    if isinstance(node, ast.Tuple | ast.List):
        return list(node.elts)
    if isinstance(node, ast.Dict):
        return list(node.values)
    return []


class Reading:
    """Makes texts of the expressions of one module; every blank has a number."""

    def __init__(self, inside: Module) -> None:
        self.inside = inside
        self.busy: set[str] = set()

    def texts(self, node: ast.expr) -> list[str]:
        """Give every text that an expression can be, each blank marked with the code that fills it."""
        return list(dict.fromkeys(itertools.islice(self._texts(node), MOST)))

    def _texts(self, node: ast.expr) -> Iterator[str]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            parts = [self.texts(value) for value in node.values]
            yield from map("".join, itertools.product(*parts))
        elif isinstance(node, ast.FormattedValue):
            yield from self.texts(node.value) if node.conversion == -1 else [blank(node)]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and not isinstance(node.right, ast.Constant):
            yield from map("".join, itertools.product(self.texts(node.left), self.texts(node.right)))
        elif isinstance(node, ast.IfExp):
            yield from (*self.texts(node.body), *self.texts(node.orelse))
        elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            yield from (text for value in node.values for text in self.texts(value))
        elif isinstance(node, ast.Name):
            yield from self._name(node)
        elif isinstance(node, ast.Subscript):
            yield from self._subscript(node)
        elif isinstance(node, ast.Attribute):
            yield from VALUES.get(ast.unparse(node).removeprefix("self."), [blank(node)])
        elif isinstance(node, ast.Call):
            yield from self._call(node)
        else:
            yield blank(node)

    def _name(self, node: ast.Name) -> Iterator[str]:
        values = self._values(node)
        key = f"{self.inside.name}:{node.id}"
        if not values or key in self.busy:
            yield blank(node)
            return
        self.busy.add(key)
        yield from [text for value in values for text in self.texts(value)]
        self.busy.discard(key)

    def _values(self, node: ast.Name) -> list[ast.expr]:
        """Give what a name can stand for: assigned here, handed in by callers here, or a constant of the module."""
        around = self.inside.above.get(node)
        if around is not None:
            local = nearest(around, node) or self._looped(around, node.id)
            if local:
                return local
            names = [one.arg for one in (*around.args.posonlyargs, *around.args.args, *around.args.kwonlyargs)]
            if node.id in names:
                return self._handed(around, node.id, names)
        if node.id in self.inside.imported:
            where, name = self._home(node.id)
            return where.named.get(name, []) if where else []
        return self.inside.named.get(node.id, [])

    def _home(self, name: str) -> tuple[Module | None, str]:
        """Find the module that a name was imported from, and its name there; words of `labels` are left alone."""
        where, original = self.inside.imported[name]
        path = Path(*where.split(".")[1:])
        known = (one for one in (path.with_suffix(".py"), path / "__init__.py") if (TOOLKIT / one).is_file())
        found = next(known, None)
        if found is None or where.startswith("toolkit.labels"):
            return None, original
        return module(found.as_posix()), original

    def _looped(self, around: ast.FunctionDef, name: str) -> list[ast.expr]:
        """Give what a loop over a table of this module, named by a constant, gives a name."""
        found: dict[str, list[ast.expr]] = {}
        for node in ast.walk(around):
            if isinstance(node, ast.For | ast.comprehension):
                looped = node.iter.func.value if _is_items(node.iter) else node.iter
                if isinstance(looped, ast.Name):
                    for table in self.inside.named.get(looped.id, []):
                        pairs = _pairs(table) if _is_items(node.iter) else items(table)
                        for item in pairs:
                            bind(found, node.target, item)
        return found.get(name, [])

    def _handed(self, around: ast.FunctionDef, name: str, names: list[str]) -> list[ast.expr]:
        place = names.index(name) - (names[0] in ("self", "cls"))
        found = []
        for call in ast.walk(self.inside.tree):
            if isinstance(call, ast.Call) and _called(call) == around.name:
                found += [word.value for word in call.keywords if word.arg == name]
                found += call.args[place : place + 1]
        defaults = around.args.defaults
        usual = dict(zip(names[len(names) - len(defaults) :], defaults, strict=False))
        return found + ([usual[name]] if name in usual and not found else [])

    def _subscript(self, node: ast.Subscript) -> Iterator[str]:
        if isinstance(node.value, ast.Name):
            for value in self._values(node.value):
                if isinstance(value, ast.Dict):
                    yield from (text for item in value.values for text in self.texts(item))
                    return
        yield blank(node)

    def _call(self, node: ast.Call) -> Iterator[str]:
        name = _called(node)
        if name == "str" and node.args:
            yield from self.texts(node.args[0])
            return
        function = self.inside.functions.get(name)
        reading = self
        if function is None and name in self.inside.imported:
            where, original = self._home(name)
            if where:
                reading = Reading(where)
                function = where.functions.get(original)
        if function is None or not _gives_text(function) or function.name in self.busy:
            yield blank(node)
            return
        self.busy.add(function.name)
        returned = [one.value for one in ast.walk(function) if isinstance(one, ast.Return) and one.value]
        yield from [text for value in returned for text in reading.texts(value)]
        self.busy.discard(function.name)


def _is_items(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "items"


def _pairs(table: ast.expr) -> list[ast.expr]:
    if not isinstance(table, ast.Dict):
        return []
    return [ast.Tuple([key, value]) for key, value in zip(table.keys, table.values, strict=True) if key]


def _gives_text(function: ast.FunctionDef) -> bool:
    return isinstance(function.returns, ast.Name) and function.returns.id == "str"


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def blank(node: ast.expr) -> str:
    """Mark a blank with the code that fills it."""
    inner = node.value if isinstance(node, ast.FormattedValue) else node
    return BLANK.format(ast.unparse(inner))


def said() -> list[Said]:
    """List every sentence of the toolkit, each once."""
    found: dict[Said, None] = {}
    for path in sorted(TOOLKIT.rglob("*.py")):
        if not RAISING.search(path.read_text("utf-8")):
            continue
        inside = module(path.relative_to(TOOLKIT).as_posix())
        for node in ast.walk(inside.tree):
            if isinstance(node, ast.Call):
                found |= dict.fromkeys(_of_call(inside, node))
    return list(found)


def _of_call(inside: Module, call: ast.Call) -> Iterator[Said]:
    name, where = _called(call), f"{inside.name}:{call.lineno}"
    reading = Reading(inside)

    def told(group: str, node: ast.expr) -> Iterator[Said]:
        yield from (
            Said(group, text, where) for text in reading.texts(node) if text and not HOLE.search(A_BLANK.sub("x", text))
        )

    if name in SENTENCES and call.args:
        yield from told("sentences", call.args[0])
    elif name == "ArgumentTypeError":
        yield from told("command", call.args[0])
    elif name == "ValueError" and call.args:
        yield from told("any", call.args[0])
    elif name == "DataError":
        yield from told("subjects", call.args[0])
    elif name == "Issue":
        parts = [*call.args, *(word.value for word in sorted(call.keywords, key=lambda word: _ORDER.index(word.arg)))]
        yield from told("places", parts[1])
        for code in reading.texts(parts[0]):
            yield from told(code, parts[2])
        yield from told("hints", parts[3]) if len(parts) > 3 else ()
    elif name == "Row":
        problems = {word.arg: word.value for word in call.keywords}
        if "problem" in problems and "code" in problems:
            for code in reading.texts(problems["code"]):
                yield from told(code, problems["problem"])


_ORDER = ("code", "where", "message", "hint")
