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

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DOUBLE_QUOTES = re.compile("[«»“”„‟〝〞＂]|''|‹‹|››")
_SINGLE_QUOTES = re.compile("[‘’‚‛ʼ‹›`´]")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u0336]")
_SPACE_INSIDE = re.compile(r"(?<=[(\[]) +| +(?=[,.;:!?)\]])")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
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
    """Give the form of a text in which cosmetic differences are gone.

    The rules, in this order (version 1):

    1. Unicode NFC; invisible characters (soft hyphen, zero-width, byte order mark, direction marks) removed.
    2. Every kind of white space, no-break spaces included, is one blank; none at the ends, none before ``,.;:!?)]``
       and none after ``([``.
    3. All double quotation marks are ``"``, all single ones ``'``, all dashes ``-``.
    4. Latin look-alike letters inside Cyrillic words are Cyrillic (`fold_look_alikes`).
    5. Letter case is folded.
    6. Punctuation at the very end (``. , ; : ! ? …``) is dropped.

    Numbers, words and their order, and punctuation inside the text stay: a change there is a change of the text.

    Examples
    --------
    >>> normalise("«Мемлекеттік статистика\\u00a0туралы»  Заң .")
    '"мемлекеттік статистика туралы" заң'
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _DOUBLE_QUOTES.sub('"', collapse(text))
    text = _DASHES.sub("-", _SINGLE_QUOTES.sub("'", text))
    text = _SPACE_INSIDE.sub("", text)
    text = unicodedata.normalize("NFC", fold_look_alikes(text).casefold())
    return text.rstrip(_END_PUNCTUATION)


def fingerprint(text: str) -> str:
    """Give a short hash of a text that cosmetic edits do not change.

    Parameters
    ----------
    text : str
        A statement or an outcome as printed.

    Returns
    -------
    str
        The first 16 hexadecimal digits of the SHA-256 of `normalise` (`text`) in UTF-8.

    Examples
    --------
    >>> fingerprint("Aлынған деректер.") == fingerprint("алынған  деректер")  # Latin A, full stop, blanks
    True
    >>> fingerprint("4 жыл") == fingerprint("5 жыл")
    False
    """
    return hashlib.sha256(normalise(text).encode("utf-8")).hexdigest()[:16]


def words(text: str) -> tuple[str, ...]:
    """Split a text into its words, normalised, in order; numbers and punctuation are left out.

    Examples
    --------
    >>> words("ДК-ны, планшетті пайдалану (2020)")
    ('дк', 'ны', 'планшетті', 'пайдалану')
    """
    return tuple(_WORD.findall(normalise(text)))
