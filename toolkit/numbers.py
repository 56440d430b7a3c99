"""Numbers, shares and dates as people write them here."""

import math
from datetime import date

from toolkit.labels import word
from toolkit.model import Lang, Share


def decimal(value: float, lang: Lang) -> str:
    """Give a number as people write it: 12,5 in Kazakh and Russian, 12.5 in English; two places at most.

    Examples
    --------
    >>> decimal(12.5, "kk"), decimal(12.0, "en"), decimal(1 / 3, "ru")
    ('12,5', '12', '0,33')
    """
    text = f"{round(value, 2):g}" if abs(value) < 1e5 else f"{value:.0f}"
    return text if lang == "en" else text.replace(".", ",")


def percent(share: float) -> str:
    """Give a share, 0 to 1, as a whole percentage, half rounded up as Excel does.

    Only the whole is 100 % and only nothing is 0 %. A no-break space stands before the sign.

    Examples
    --------
    >>> [percent(share) for share in (0.125, 0.998, 0.001, 1.0)]
    ['13\xa0%', '99\xa0%', '1\xa0%', '100\xa0%']
    """
    whole = math.floor(share * 100 + 0.5)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole}\u00a0%"


def day(value: date | None) -> str:
    """Give a date as people write it here: 21.11.2026; empty for None."""
    return f"{value:%d.%m.%Y}" if value else ""


def counted_share(number: float, of: int, share: float | None, lang: Lang) -> str:
    """Say a share with its counts: «35 % · 12,5 of 36», never a percentage alone.

    Examples
    --------
    >>> counted_share(12.5, 36, 12.5 / 36, "en"), counted_share(0, 0, None, "en")
    ('35\xa0% · 12.5 of 36', '– not counted')
    """
    if share is None:
        return word("grade-nothing", lang)
    return f"{percent(share)} · {word('n-of-m', lang, n=decimal(number, lang), m=of)}"


def share_text(share: Share, lang: Lang) -> str:
    """Say the share declared with its counts."""
    return counted_share(share.covered, share.denominator, share.share, lang)
