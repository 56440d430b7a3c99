"""Text as people see it: white space, look-alike letters, fingerprints, words.

The alphabets meet in one word more often than one would think: «Aлынған» with a Latin A, «әлеуметтiк» with a Latin i.
Nothing here changes what is printed; these functions make keys to compare by.
"""

import hashlib
import re
import unicodedata

LOOK_ALIKES = dict(
    zip(
        "ABCEHIKMOPTXYaceiopxyhəɵƏƟ",
        "АВСЕНІКМОРТХҮасеіорхуһәөӘӨ",
        strict=True,
    )
)
"""Latin (and phonetic) letters that look like a Cyrillic letter of the Kazakh or Russian alphabet."""

_DOUBLE_QUOTES = re.compile("[«»“”„‟〝〞＂]|''|‹‹|››")
_SINGLE_QUOTES = re.compile("[‘’‚‛ʼ‹›`´]")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u0336]")
_SPACE_INSIDE = re.compile(r"(?<=[(\[]) +| +(?=[,.;:!?)\]])")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_FOREIGN = re.compile("[^\\W\\d_\u0400-\u052f]")
"""A letter that is not Cyrillic: without one there is nothing to fold, and most texts have none."""

_END_PUNCTUATION = " .,;:!?…"


def collapse(text: str) -> str:
    """Collapse every run of white space, no-break spaces included, into one blank and trim the ends.

    Examples
    --------
    >>> collapse("  Өзін-өзі\\u00a0\\n ұйымдастыру ")
    'Өзін-өзі ұйымдастыру'
    """
    return " ".join(text.split())


def is_cyrillic(letter: str) -> bool:
    """Say whether a letter belongs to the Cyrillic script.

    Examples
    --------
    >>> is_cyrillic("ә"), is_cyrillic("a")
    (True, False)
    """
    return "\u0400" <= letter <= "\u052f"


def fold_look_alikes(text: str) -> str:
    """Replace Latin letters that look Cyrillic, but only inside words that mix the two scripts.

    A word keeps its Latin letters when it has no Cyrillic letter («IT», «CRM») or when one of its Latin letters looks
    like no Cyrillic one («HRді»): then the Latin is meant.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same length as `text`.

    Examples
    --------
    >>> fold_look_alikes("Aлынған IT")  # the first letter is a Latin A
    'Алынған IT'
    """
    if not _FOREIGN.search(text):
        return text
    return _WORD.sub(lambda match: _fold_word(match.group()), text)


def mixed_words(text: str) -> tuple[str, ...]:
    """List the words in which `fold_look_alikes` would change a letter, in order, as printed.

    Examples
    --------
    >>> mixed_words("әлеуметтiк көмек")
    ('әлеуметтiк',)
    """
    return tuple(word for word in _WORD.findall(text) if _fold_word(word) != word)


def _fold_word(word: str) -> str:
    foreign = [letter for letter in word if letter.isalpha() and not is_cyrillic(letter)]
    if not foreign or len(foreign) == sum(letter.isalpha() for letter in word):
        return word
    if any(letter not in LOOK_ALIKES for letter in foreign):
        return word
    return "".join(LOOK_ALIKES.get(letter, letter) for letter in word)


def normalise(text: str) -> str:
    """Give a text for finding words in it: composed, visible, in small letters, one kind of quotation mark and dash.

    Look-alike Latin letters inside Cyrillic words are Cyrillic (`fold_look_alikes`); punctuation at the end is dropped.
    For comparing two texts use `same_text`.

    Examples
    --------
    >>> normalise("«Мемлекеттік статистика\u00a0туралы»  Заң .")
    '"мемлекеттік статистика туралы" заң'
    """
    text = _DOUBLE_QUOTES.sub('"', collapse(visible(text)))
    text = _DASHES.sub("-", _SINGLE_QUOTES.sub("'", text))
    text = _SPACE_INSIDE.sub("", text)
    text = unicodedata.normalize("NFC", fold_look_alikes(text).casefold())
    return text.rstrip(_END_PUNCTUATION)


_SKELETON = str.maketrans("ABCEHIKMOPTXYƏƟËҮҺ", "АВСЕНІКМОРТХУӘӨЁУН")
"""Capital letters that look alike, whatever their alphabet; У and Ү, Н and Һ are one, as a Latin Y or H may be either."""

_TWIN_LETTERS = frozenset("ABCEHIKMOPTXYƏƟË")
_ALL_QUOTES = re.compile("[\"'«»“”„‟〝〞＂‘’‚‛ʼ‹›`´″′❝❞❛❜]+")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['‘’ʼ`´′](?=[^\W\d_])")
_LOOSE_DASH = re.compile(r" +-+ *|-+ +")
_END = re.compile(r"[\s.,;:!?…。；．-]*([)\]]*)[\s.,;:!?…。；．-]*\Z")
_NUMBER_SIGN = re.compile(r"№|\b[Nn][oо°]\.?\s*(?=\d)")
_VARIATION = re.compile("[\u034f\u180e\ufe00-\ufe0f]")


def visible(text: str) -> str:
    """Remove what nobody can see: soft hyphens, zero-width and direction marks, variation selectors; compose letters.

    Examples
    --------
    >>> visible("дағ\u00adды")
    'дағды'
    """
    composed = unicodedata.normalize("NFC", _VARIATION.sub("", text))
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Cf")


def skeleton(text: str) -> str:
    """Give the form of a text in which cosmetic differences are gone: what the fingerprint is made of.

    The rules, in this order (version 1):

    1. Unicode NFKC («…» is three full stops); «№ 5», «№5» and "No 5" are one; what nobody can see is removed.
    2. Quotation marks of every kind are dropped; an apostrophe between letters stays.
    3. All dashes are ``-``; one with a blank on either side has one on both.
    4. Every kind of white space, no-break spaces included, is one blank; none at the ends, before ``,.;:!?)]`` and after
       ``([``.
    5. Capital letters; words of which every Latin letter looks Cyrillic are Cyrillic (mixed words, but also «COT»); У and
       Ү, Н and Һ are one, since a Latin Y or H may stand for either.
    6. Punctuation at the end is dropped, also before a closing bracket.

    Numbers, words and their order, and punctuation inside the text stay: a change there is a change of the text.

    Examples
    --------
    >>> skeleton("«Статистика\u00a0туралы»  Заң .") == skeleton("cтатистика туралы заң")  # a Latin c
    True
    """
    text = visible(unicodedata.normalize("NFKC", _NUMBER_SIGN.sub(" no ", text)))
    text = _ALL_QUOTES.sub(" ", _APOSTROPHE.sub("\u02c8", text))
    text = _LOOSE_DASH.sub(" - ", collapse(_DASHES.sub("-", text)))
    text = _SPACE_INSIDE.sub("", collapse(text)).upper()
    text = _WORD.sub(lambda match: _skeleton_word(match.group()), text)
    return _END.sub(r"\1", text)


def _skeleton_word(word: str) -> str:
    foreign = [letter for letter in word if not is_cyrillic(letter)]
    if any(letter not in _TWIN_LETTERS for letter in foreign):
        return word
    return word.translate(_SKELETON)


def same_text(one: str, other: str) -> bool:
    """Say whether two texts differ at most cosmetically.

    Examples
    --------
    >>> same_text("Aлынған деректер.", "алынған  деректер")  # a Latin A
    True
    """
    return skeleton(one) == skeleton(other)


def fingerprint(text: str) -> str:
    """Give a short hash of a text that cosmetic edits do not change.

    Parameters
    ----------
    text : str
        A statement or an outcome as printed.

    Returns
    -------
    str
        The first 16 hexadecimal digits of the SHA-256 of `skeleton` (`text`) in UTF-8.

    Examples
    --------
    >>> fingerprint("Aлынған деректер.") == fingerprint("алынған  деректер")  # Latin A, full stop, blanks
    True
    >>> fingerprint("4 жыл") == fingerprint("5 жыл")
    False
    """
    return hashlib.sha256(skeleton(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def words(text: str) -> tuple[str, ...]:
    """Split a text into its words, normalised, in order; numbers and punctuation are left out.

    Examples
    --------
    >>> words("ДК-ны, планшетті пайдалану (2020)")
    ('дк', 'ны', 'планшетті', 'пайдалану')
    """
    return tuple(_WORD.findall(normalise(text)))


def split_words(text: str) -> tuple[str, ...]:
    """Split a text into words with their digits, in small letters: «ҚР», «1С», «5S» and «СТ» are words.

    Examples
    --------
    >>> split_words("1С: Кәсіпорын")
    ('1с', 'кәсіпорын')
    """
    return tuple(_TOKEN.findall(normalise(text)))


_TOKEN = re.compile(r"\d*[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*\d*")
