"""Rules of the Office Open XML package (ECMA-376) that can be checked without a schema; each broken one is a sentence."""

import io
import posixpath
import re
import zipfile
from collections import Counter
from xml.etree import ElementTree as ET

from openpyxl.utils import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
ORDER = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]


def parsed(xml):
    """The tree of a part; the tests have written it themselves."""
    return ET.fromstring(xml)  # noqa: S314


def opened(data):
    """Name of part → bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        assert names[0] == "[Content_Types].xml"
        return {name: archive.read(name) for name in names}


def broken_rules(data):
    """Every rule that a workbook breaks, with its place."""
    parts = opened(data)
    trees = {name: parsed(part) for name, part in parts.items()}
    sheets = {name: tree for name, tree in trees.items() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)}
    found = [*_types(trees), *_relationships(trees), *_strings(trees, sheets), *_book(trees), *_styles(trees, sheets)]
    for name, tree in sheets.items():
        found += [f"{name}: {problem}" for problem in (*_sheet(tree), *_comments(name, tree, trees))]
    return found


def _types(trees):
    tree = trees["[Content_Types].xml"]
    defaults = {item.get("Extension") for item in tree.findall(f"{TYPES}Default")}
    overrides = [item.get("PartName").lstrip("/") for item in tree.findall(f"{TYPES}Override")]
    yield from (f"two types for {name}" for name, times in Counter(overrides).items() if times > 1)
    yield from (f"a type for {name}, which is not there" for name in overrides if name not in trees)
    for name in trees.keys() - {"[Content_Types].xml"}:
        if name not in overrides and name.rsplit(".", 1)[-1] not in defaults:
            yield f"no type for {name}"


def _relationships(trees):
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, _, file = name.partition("_rels/")
        owner = folder + file.removesuffix(".rels")
        if owner and owner not in trees:
            yield f"{name}: relationships of {owner}, which is not there"
        ids = [item.get("Id") for item in tree]
        if len(ids) != len(set(ids)):
            yield f"{name}: an Id twice"
        for item in tree:
            target = item.get("Target")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if item.get("TargetMode") != "External" and path not in trees:
                yield f"{name}: {path} is not there"
        used = {item.get(f"{LINKED}id") for item in trees[owner].iter()} - {None} if owner else set()
        yield from (f"{owner}: {missing} leads nowhere" for missing in used - set(ids))


def _strings(trees, sheets):
    cells = [cell for tree in sheets.values() for cell in tree.iter(f"{MAIN}c") if cell.get("t") == "s"]
    table = trees.get("xl/sharedStrings.xml")
    if table is None:
        if cells:
            yield "shared strings are missing"
        return
    items = table.findall(f"{MAIN}si")
    if int(table.get("count")) != len(cells) or int(table.get("uniqueCount")) != len(items):
        yield f"shared strings: {table.attrib} for {len(cells)} cells and {len(items)} texts"
    if any(int(cell.find(f"{MAIN}v").text) >= len(items) for cell in cells):
        yield "a cell with a text that is not there"
    texts = ["".join(item.itertext()) for item in items]
    if len(texts) != len(set(texts)):
        yield "a shared string twice"


def _book(trees):
    tree = trees["xl/workbook.xml"]
    tabs = [sheet.get("name") for sheet in tree.iter(f"{MAIN}sheet")]
    for tab in tabs:
        if not 1 <= len(tab.encode("utf-16-le")) // 2 <= 31 or re.search(r"[\[\]:*?/\\]", tab) or tab.strip("'") != tab:
            yield f"sheet name {tab!r}"
    if len({tab.lower() for tab in tabs}) != len(tabs):
        yield "two sheets of one name"
    names = Counter((item.get("name").lower(), item.get("localSheetId")) for item in tree.iter(f"{MAIN}definedName"))
    yield from (f"the name {name} twice" for name, times in names.items() if times > 1)
    shown = [place for place, sheet in enumerate(tree.iter(f"{MAIN}sheet")) if sheet.get("state") is None]
    view = next(tree.iter(f"{MAIN}workbookView"))
    if int(view.get("activeTab", 0)) not in shown:
        yield "the active sheet is hidden"


def _styles(trees, sheets):
    tree = trees["xl/styles.xml"]
    groups = {group.tag.removeprefix(MAIN): group for group in tree}
    for name, group in groups.items():
        if group.get("count") and int(group.get("count")) != len(group):
            yield f"styles: {name} says {group.get('count')} and has {len(group)}"
    limits = {"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"}
    for group in ("cellXfs", "cellStyleXfs", "cellStyles"):
        for item in groups[group]:
            for attribute, name in limits.items():
                if int(item.get(attribute, 0)) >= len(groups[name]):
                    yield f"styles: {group} with {attribute} {item.get(attribute)}"
    styles = [item.get("name") for item in groups["cellStyles"]]
    if len(styles) != len(set(styles)):
        yield "styles: a name twice"
    used = {int(item.get("s", 0)) for tree in sheets.values() for item in tree.iter(f"{MAIN}c")}
    if max(used, default=0) >= len(groups["cellXfs"]):
        yield "a cell with a format that is not there"
    colours = {int(rule.get("dxfId", 0)) for tree in sheets.values() for rule in tree.iter(f"{MAIN}cfRule")}
    if max(colours, default=0) > max(len(groups["dxfs"]) - 1, 0):
        yield "a rule with a format that is not there"


def _sheet(tree):
    order = [ORDER.index(child.tag.removeprefix(MAIN)) for child in tree]
    if order != sorted(order):
        yield "parts of the sheet in the wrong order"
    merged = [range_boundaries(item.get("ref")) for item in tree.iter(f"{MAIN}mergeCell")]
    taken = Counter(
        (row, col)
        for left, top, right, down in merged
        for row in range(top, down + 1)
        for col in range(left, right + 1)
    )
    yield from (f"merged cells overlap at {place}" for place, times in taken.items() if times > 1)
    for item in tree.iter(f"{MAIN}dataValidation"):
        formula = item.findtext(f"{MAIN}formula1")
        if len(formula.encode("utf-16-le")) // 2 - 2 > 255:
            yield f"a list of {len(formula)} characters"
        if len(item.get("error", "")) > 255 or len(item.get("errorTitle", "")) > 32:
            yield "a message too long"
    for group in ("mergeCells", "dataValidations"):
        found = tree.find(f"{MAIN}{group}")
        if found is not None and int(found.get("count")) != len(found):
            yield f"{group} with a wrong count"
    rows = [int(row.get("r")) for row in tree.iter(f"{MAIN}row")]
    if rows != sorted(set(rows)):
        yield "rows out of order"
    if any(float(row.get("ht", 0)) > 409.5 for row in tree.iter(f"{MAIN}row")):
        yield "a row too high"
    for item in tree.iter(f"{MAIN}hyperlink"):
        if not item.get("location"):
            yield "a link that leads out of the workbook"


def _comments(name, tree, trees):
    rels = trees.get(name.replace("worksheets/", "worksheets/_rels/") + ".rels", ())
    targets = [item.get("Target") for item in rels]
    path = next((target for target in targets if "comments" in target), None)
    if (tree.find(f"{MAIN}legacyDrawing") is not None) != (path is not None):
        yield "comments without a drawing, or a drawing without comments"
    if path is None:
        return
    comments = trees[posixpath.normpath(posixpath.join("xl/worksheets", path))]
    refs = [item.get("ref") for item in comments.iter(f"{MAIN}comment")]
    if len(refs) != len(set(refs)):
        yield "two comments on a cell"
    authors = len(comments.find(f"{MAIN}authors"))
    if any(int(item.get("authorId")) >= authors for item in comments.iter(f"{MAIN}comment")):
        yield "a comment of nobody"
    drawing = trees[
        posixpath.normpath(posixpath.join("xl/worksheets", next(one for one in targets if one.endswith(".vml"))))
    ]
    if sum(item.tag.endswith("}shape") for item in drawing.iter()) != len(refs):
        yield "comments and their boxes differ in number"
