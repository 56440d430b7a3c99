"""Gap reports that come back filled in: their keys, what people wrote, what becomes of it. Pure."""

from toolkit.returns.entries import Entry, Problem, Returned
from toolkit.returns.judged import STATUSES, Judged, JudgedRow, Status, verdict_words
from toolkit.returns.judging import METHOD, judge
from toolkit.returns.keys import RowKey, decode, encode
from toolkit.returns.reading import understand
from toolkit.returns.remarks import Remark, importance_of

__all__ = [
    "METHOD",
    "STATUSES",
    "Entry",
    "Judged",
    "JudgedRow",
    "Problem",
    "Remark",
    "Returned",
    "RowKey",
    "Status",
    "decode",
    "encode",
    "importance_of",
    "judge",
    "understand",
    "verdict_words",
]
