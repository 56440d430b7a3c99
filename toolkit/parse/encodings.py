"""Which encoding the bytes of a text are in, judged by the letters they would give.

Nearly every file of bytes «is» windows-1251: each byte but one means some letter. So the first encoding that does not
fail says nothing; the letters do. Kazakh has letters that windows-1251 cannot hold. Programs of Kazakhstan put them in
place of Serbian and Ukrainian ones (KZ-1048): if these places are used, that is what they mean here.
"""

import re
from collections import Counter

from toolkit.errors import InputError
from toolkit.parse.limits import check_bytes

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARABLE = {"koi8-r", "koi8-u", "iso-8859-5", "cp866", "ibm866"}
"""Other encodings of Cyrillic letters, taken only if a web page says that it is in one of them."""

_KAZAKH = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
_ALPHABET = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ") | _KAZAKH
_FREQUENT = frozenset("аоеинтрсыілдкмв")
"""Letters that make three quarters of every Russian and two thirds of every Kazakh text."""

_GARBLED = frozenset("РСÐÑÒ")
"""UTF-8 read as something else has one of these in front of every letter."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_LOST = re.compile(r"(?<=[а-яіё])\?(?=[а-яіё])|(?<!\w)\?(?=[а-яіё]{2})")
_CAPITAL_INSIDE = re.compile("[а-яё][А-ЯЁ]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENOUGH = 40
"""Letters needed for a judgement."""

_SAMPLE = 50_000

_NO_TEXT = "the file is not a text in UTF-8, UTF-16 or windows-1251; save it as «Text, UTF-8» and try again"
_UNREADABLE = (
    "the letters of the file make no Kazakh, Russian or English words in UTF-8, UTF-16 or windows-1251; "
    "open it where it can be read and save it as «Text, UTF-8»"
)


def decode_text(data: bytes, declared: str = "") -> tuple[str, str]:
    """Turn the bytes of a text into text, and name the encoding.

    Parameters
    ----------
    data : bytes
        A whole file.
    declared : str
        The encoding that a web page names; used only where the bytes leave a doubt.

    Returns
    -------
    (str, str)
        The text without byte order mark, and ``utf-8``, ``utf-16-le``, ``cp1251``, ``kz1048`` or so.

    Raises
    ------
    InputError
        The bytes are no text, are damaged, or give letters that make no words.

    Examples
    --------
    >>> decode_text("Қазақ тілі".encode("kz1048"))
    ('Қазақ тілі', 'kz1048')
    >>> decode_text("Знания".encode("cp1251"))[1]
    'cp1251'
    """
    check_bytes(data)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _wide(data)
    if encoding:
        text = _strict(data, encoding)
    elif b"\x00" in data:
        raise InputError(_NO_TEXT)
    else:
        text, encoding = _narrow(data, declared.lower())
    encoding = encoding.removesuffix("-sig")
    _check_letters(text, encoding)
    return text, encoding


def check_text(text: str) -> None:
    """Refuse a text with characters that no file of text can hold.

    Raises
    ------
    InputError
        A NUL or half of a surrogate pair; names the line.
    """
    found = _SURROGATE.search(text) or re.search("\x00", text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise InputError(f"line {line} holds a character that is no text; save the document as «Text, UTF-8» again")


def _wide(data: bytes) -> str:
    """Recognise UTF-16 without byte order mark: every second byte is that of a block of letters or punctuation."""
    sample = data[: _SAMPLE * 2]
    if len(sample) < 4:
        return ""
    blocks = (0x00, 0x04, 0x20, 0x21)
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        mostly = sum(high.count(block) for block in blocks) >= 0.98 * len(high)
        if mostly and high.count(0) < len(high) and high.count(4) > 0 and low.count(0) < 0.02 * len(low):
            return encoding
        if high.count(0) >= 0.98 * len(high) and low.count(0) == 0:
            return encoding
    return ""


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise InputError(_damaged(data, problem)) from None
    check_text(text)
    return text


def _damaged(data: bytes, problem: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, problem.start) + 1
    if problem.end >= len(data) - 3:
        return f"the text breaks off in the middle of a letter at line {line}; the copy is not complete: save it again"
    name = problem.encoding.upper()
    return f"the text is {name} but a letter in line {line} is damaged; open the file, correct it and save it as UTF-8"


def _narrow(data: bytes, declared: str) -> tuple[str, str]:
    """Decode UTF-8, else one of the encodings with a byte a letter."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as problem:
        if _mostly_utf8(data):
            raise InputError(_damaged(data, problem)) from None
    if declared in _DECLARABLE:
        return _strict(data, declared), declared
    try:
        readings = {encoding: data.decode(encoding) for encoding in ("cp1251", "kz1048")}
    except UnicodeDecodeError:
        raise InputError(_NO_TEXT) from None
    # The two differ only where one has letters of this country and the other has Serbian and Ukrainian ones.
    best = "kz1048" if _known(readings["kz1048"]) > _known(readings["cp1251"]) else "cp1251"
    return readings[best], best


def _known(text: str) -> int:
    return sum(text.count(letter) for letter in _KAZAKH)


def _mostly_utf8(data: bytes) -> bool:
    """Say whether nearly all bytes beyond ASCII form letters in UTF-8; in windows-1251 hardly any would."""
    beyond = sum(len(run) for run in re.findall(rb"[\x80-\xff]+", data))
    formed = sum(len(pair) for pair in re.findall(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}", data))
    return formed >= 0.9 * beyond


def _check_letters(text: str, encoding: str) -> None:
    middle = len(text) // 2
    sample = text if len(text) <= 3 * _SAMPLE else text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]
    if len(_CONTROL.findall(sample)) > len(sample) / 200:
        raise InputError(_NO_TEXT)
    counts = Counter(letter for letter in sample if letter.isalpha())
    total = counts.total()
    if total < _ENOUGH:
        return
    if sum(counts[letter] for letter in _GARBLED) > 0.3 * total:
        raise InputError(
            "the letters were garbled when the file was saved (UTF-8 taken for windows-1251); "
            "copy the text from its source again and save it as «Text, UTF-8»"
        )
    words = len(_WORD.findall(sample))
    if len(_LOST.findall(sample)) > max(5, words / 20):
        raise InputError(
            "Kazakh letters were replaced by question marks when the file was saved; "
            "copy the text from its source again and save it as «Text, UTF-8»"
        )
    capitals_inside = len(_CAPITAL_INSIDE.findall(sample))
    if not encoding.startswith("utf") and (capitals_inside > total / 100 or not _makes_words(counts)):
        raise InputError(_UNREADABLE)


def _makes_words(counts: Counter[str]) -> bool:
    """Say whether letters stand in a text about as often as in Kazakh or Russian; English ones are no doubt."""
    foreign = sum(count for letter, count in counts.items() if letter not in _ALPHABET and not letter.isascii())
    cyrillic = sum(count for letter, count in counts.items() if letter in _ALPHABET)
    if foreign > 0.02 * counts.total():
        return False
    if cyrillic < _ENOUGH:
        return True
    return sum(counts[letter] + counts[letter.upper()] for letter in _FREQUENT) > 0.55 * cyrillic
