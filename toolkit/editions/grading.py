"""How heavy the change of a text is: cosmetic, of wording, or of substance; in doubt the heavier.

Cosmetic: punctuation, case of letters, blanks, quotation marks, look-alike letters, dots of abbreviations, numbering, spellings
of one word. Wording: other endings that the sentence asks for, joining words, synonyms (`toolkit/labels/editions.toml`),
parts in another order, numbers in words, abbreviations in full. Substance: everything else.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from toolkit.citations import named_acts
from toolkit.editions.forms import Relation, is_guard, is_negated, key_of, meanings, relation
from toolkit.editions.model import Reason
from toolkit.editions.tokens import Reading, Token, data, read
from toolkit.model import Lang, Statement
from toolkit.model.editions import Grade
from toolkit.text import skeleton

Definitions = tuple[tuple[str, str], ...]
"""Abbreviations in small letters and what they stand for."""

_WORDING: dict[Relation, str] = {"inflection": "inflection", "synonym": "synonym"}


@dataclass(slots=True)
class _Found:
    """What was found between two texts.

    Words gone and new; how pairs of words are related; their cases; what was moved; what a joining word parts in one of them.
    """

    gone: list[Token] = field(default_factory=list)
    new: list[Token] = field(default_factory=list)
    pairs: list[tuple[Token, Token, Relation]] = field(default_factory=list)
    cases: list[tuple[str, str]] = field(default_factory=list)
    moved: list[tuple[Token, Token]] = field(default_factory=list)
    regrouped: list[str] = field(default_factory=list)

    def pair(self, one: Token, other: Token, lang: Lang) -> None:
        """Enter two words that stand for one another."""
        near, before, after = relation(one, other, lang)
        self.pairs.append((one, other, near))
        if before != after:
            self.cases.append((before, after))


def grade_texts(old: str, new: str, lang: Lang, definitions: Definitions = ()) -> tuple[Grade, tuple[Reason, ...]]:
    """Say how heavy the change of a text is, and why.

    Parameters
    ----------
    old, new : str
        The text then and now.
    lang : {"kk", "ru", "en"}
        Language of both.
    definitions : tuple of (abbreviation, phrase)
        Abbreviations in small letters that are read as what they stand for.

    Returns
    -------
    (grade, reasons)
        No reasons for the same text.

    Examples
    --------
    >>> grade_texts("Деректерді талдау.", "Деректерді  талдау", "kk")[0]
    'cosmetic'
    >>> grade_texts("Деректер мазмұнын анықтау", "Деректер мазмұнын айқындау", "kk")[0]
    'wording'
    >>> grade_texts("Кемінде 3 жыл", "Кемінде 5 жыл", "kk")
    ('substance', (Reason(code='numbers', params=('3', '5')),))
    """
    if old == new:
        return "cosmetic", ()
    if skeleton(old) == skeleton(new):
        return "cosmetic", (Reason("punctuation"),)
    one, other = _cut(read(old, lang, definitions), lang), _cut(read(new, lang, definitions), lang)
    found = _compare(one.tokens, other.tokens, lang)
    heavy = _substance(one, other, found, lang)
    if heavy:
        return "substance", (*heavy, *_acts(old, new, lang))
    light = _wording(one, other, found)
    if light:
        return "wording", tuple(light)
    return "cosmetic", (Reason("spelling" if any(near == "spelling" for *_, near in found.pairs) else "punctuation"),)


# --- what is compared ---------------------------------------------------------------------------------------------


def _cut(reading: Reading, lang: Lang) -> Reading:
    """Leave out the light verbs, which are then told by their place in `joining`."""
    tokens = reading.tokens
    kept: list[Token] = []
    light: list[str] = []
    skip = 0
    for place, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        size = _light(tokens, place, kept, lang)
        if size:
            light.append(token.text)
            skip = size - 1
        else:
            kept.append(token)
    return Reading(tuple(kept), (*reading.joining, *light), reading.defined, reading.spelled)


def _light(tokens: Sequence[Token], place: int, kept: Sequence[Token], lang: Lang) -> int:
    """Count the tokens of the light verb that stands at a place, 0 if there is none."""
    lists = data()["light"]
    token = tokens[place]
    follower = tokens[place + 1] if place + 1 < len(tokens) else None
    if lang == "kk":
        if token.gap or not kept or not _verbal_noun(kept[-1]):
            return 0
        if follower and any(token.text == one and follower.text.startswith(two) for one, two in lists["kk_pairs"]):
            return 2 if "ма" not in follower.text[4:] else 0
        return int(any(_is_form(token, verb) for verb in lists["kk"]))
    if lang == "ru" and follower and not follower.gap and _action(follower):
        return int(any(_is_form(token, verb, "ru") for verb in lists["ru"]))
    return 0


def _verbal_noun(token: Token) -> bool:
    """«Талдау», «бақылауды»: a Kazakh noun in -у, as a light verb takes it."""
    return token.sort == "word" and any(
        relation(token, Token("word", base), "kk")[0] in ("same", "inflection")
        for base in (token.text, token.text.removesuffix("ды"), token.text.removesuffix("ді"))
        if base.endswith("у")
    )


def _is_form(token: Token, verb: str, lang: Lang = "kk") -> bool:
    return relation(token, Token("word", verb), lang)[0] in ("same", "inflection")


def _action(token: Token) -> bool:
    """A Russian verbal noun: «проведение опроса» says no more than «опрос»."""
    endings = ("ние", "ния", "нию", "нием", "ция", "ции", "цию", "цией")
    return token.text.endswith(endings) or any(_is_form(token, name, "ru") for name in data()["light"]["ru_actions"])


def _compare(old: Sequence[Token], new: Sequence[Token], lang: Lang) -> _Found:
    """Align two texts by the keys of their words, then join what is left by how near the words are."""
    found = _Found()
    before, after = [_key(token, lang) for token in old], [_key(token, lang) for token in new]
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same_size = b - a == d - c
        if kind == "equal" or (same_size and all(_near(*pair, lang) for pair in zip(old[a:b], new[c:d], strict=True))):
            for one, other in zip(old[a:b], new[c:d], strict=True):
                found.pair(one, other, lang)
                if {one.gap, other.gap} == {"", "joined"}:
                    found.regrouped.append(other.text)
        else:
            found.gone += old[a:b]
            found.new += new[c:d]
    _join_moved(found, lang)
    return found


def _key(token: Token, lang: Lang) -> str:
    return key_of(token.text, lang) if token.sort == "word" else token.text


def _near(one: Token, other: Token, lang: Lang) -> bool:
    return relation(one, other, lang)[0] != "other"


def _join_moved(found: _Found, lang: Lang) -> None:
    """Words that are gone here and new there have moved."""
    for one in tuple(found.gone):
        near = [other for other in found.new if _near(one, other, lang)]
        if near:
            other = min(near, key=lambda token: relation(one, token, lang)[0] != "same")
            found.gone.remove(one)
            found.new.remove(other)
            found.pair(one, other, lang)
            found.moved.append((one, other))


# --- judging ------------------------------------------------------------------------------------------------------


def _substance(one: Reading, other: Reading, found: _Found, lang: Lang) -> list[Reason]:
    reasons: list[Reason] = []
    before, after = _numbers(one.tokens), _numbers(other.tokens)
    if before != after:
        reasons.append(Reason("numbers", (" ".join(before) or "–", " ".join(after) or "–")))
    gone, new = _words(found.gone), _words(found.new)
    others = [(a, b) for a, b, near in found.pairs if near == "other" and a.sort == b.sort == "word"]
    gone, new = [*gone, *(a.text for a, _ in others)], [*new, *(b.text for _, b in others)]
    reasons += _guarded(gone, new, others, lang)
    if gone and new:
        reasons.append(Reason("replaced", (", ".join(gone), ", ".join(new))))
    elif gone or new:
        reasons.append(Reason("words-gone" if gone else "words-new", (", ".join(gone or new),)))
    if any(near == "case" for *_, near in found.pairs) or _roles_swapped(found.cases):
        changed = [f"{a.text} → {b.text}" for a, b, near in found.pairs if near in ("case", "inflection")]
        reasons.append(Reason("roles", (", ".join(changed),)))
    if found.regrouped and not found.moved:
        reasons.append(Reason("regrouped", (", ".join(found.regrouped),)))
    if found.moved and not gone and not new and _rebound(one.tokens, other.tokens, found, lang):
        reasons.append(Reason("rebound", (", ".join(a.text for a, _ in found.moved),)))
    return reasons


def _numbers(tokens: Iterable[Token]) -> list[str]:
    """Numbers, signs and words with digits, in order."""
    return [token.text for token in tokens if token.sort != "word" or any(map(str.isdigit, token.text))]


def _words(tokens: Iterable[Token]) -> list[str]:
    return [f"{token.text}-{token.tail}" if token.tail else token.text for token in tokens if token.sort == "word"]


def _guarded(gone: list[str], new: list[str], others: list[tuple[Token, Token]], lang: Lang) -> list[Reason]:
    """Name negation and modality that has come or gone."""
    turned = [word for word in (*gone, *new) if is_guard(word, lang, ("negation",))]
    turned += [f"{a.text} → {b.text}" for a, b in others if lang == "kk" and _turned(a.text, b.text)]
    bound = [word for word in (*gone, *new) if is_guard(word, lang, ("modality",))]
    reasons = [Reason("negation", (", ".join(turned),))] if turned else []
    return [*reasons, Reason("modality", (", ".join(bound),))] if bound else reasons


def _turned(one: str, other: str) -> bool:
    return is_negated(one, other) or is_negated(other, one)


def _roles_swapped(cases: Sequence[tuple[str, str]]) -> bool:
    """One word takes the case that another one leaves: who does and to whom may have changed places."""
    return any(before != after and (after, before) in cases for before, after in cases)


def _rebound(old: Sequence[Token], new: Sequence[Token], found: _Found, lang: Lang) -> bool:
    """Say whether more than the order of whole parts has changed.

    «A, B жинау» may become «B, A жинау»: what stands between commas and joining words has kept together, but for the words that
    the first or the last part shares with all. A word in another form, or in another part, belongs to something else now.
    """
    if any(near == "inflection" for *_, near in found.pairs):
        return True
    names = {id(b): _name(a, lang) for a, b, _ in found.pairs}
    before = _parts([(token, _name(token, lang)) for token in old])
    after = _parts([(token, names.get(id(token), _name(token, lang))) for token in new])
    first = _shared(before[0], after[0])
    last = _shared(before[-1][::-1], after[-1][::-1])
    ways = [(0, 0), (first, 0), (0, last), *([(first, last)] if len(before) == len(after) == 2 else [])]
    return all(_trimmed(before, *way) != _trimmed(after, *way) for way in ways)


def _trimmed(parts: Sequence[tuple[str, ...]], first: int, last: int) -> Counter[tuple[str, ...]]:
    """Take the shared words off the first and the last part, and count the parts."""
    made = list(parts)
    made[0] = made[0][first:]
    made[-1] = made[-1][: len(made[-1]) - last]
    return Counter(made)


def _name(token: Token, lang: Lang) -> str:
    groups = meanings(token.text, lang)
    return groups[0][0] if groups else _key(token, lang)


def _parts(named: Sequence[tuple[Token, str]]) -> list[tuple[str, ...]]:
    """Part a text at its commas and joining words."""
    found: list[list[str]] = [[]]
    for token, name in named:
        if token.gap:
            found.append([])
        found[-1].append(name)
    return [tuple(part) for part in found]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the words with which both begin."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _wording(one: Reading, other: Reading, found: _Found) -> list[Reason]:
    reasons = []
    for near, code in _WORDING.items():
        changed = [f"{a.text} → {b.text}" for a, b, how in found.pairs if how == near]
        if changed:
            reasons.append(Reason(code, (", ".join(changed),)))
    if found.moved:
        reasons.append(Reason("order"))
    if sorted(one.joining) != sorted(other.joining):
        reasons.append(Reason("joining"))
    if one.defined != other.defined:
        reasons.append(Reason("definition"))
    if one.spelled != other.spelled:
        reasons.append(Reason("written-out"))
    return reasons


# --- acts ---------------------------------------------------------------------------------------------------------


def _acts(old: str, new: str, lang: Lang) -> list[Reason]:
    """Name the acts that are named no more, and those that are named now."""
    before, after = _named(old, lang), _named(new, lang)
    gone = [text for key, text in before.items() if key not in after]
    come = [text for key, text in after.items() if key not in before]
    reasons = [Reason("acts-gone", ("; ".join(gone),))] if gone else []
    return [*reasons, Reason("acts-new", ("; ".join(come),))] if come else reasons


def _named(text: str, lang: Lang) -> dict[tuple[str, str, str, str], str]:
    row = Statement("", "", 0, "", "", 0, "", 0, "", "none", "knowledge", 0, text, lang, "", 1, 1, "")
    return {(act.kind, skeleton(act.title), act.date, act.number): act.text for act in named_acts([row])}
