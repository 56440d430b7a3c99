"""Suggestions: order, ties, languages, confidence, reasons, context, and any text that people may write."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import job
from toolkit.align.concepts import Concept, ConceptTable, bundled_table, concept_table
from toolkit.align.context import context_of
from toolkit.align.features import prepare, score_all
from toolkit.align.suggest import Candidate, Wanted, make_suggester
from toolkit.errors import InputError
from toolkit.model import LANGS

ROWS = [
    Candidate("X/1.1.1/S1", "Деректерді жинау", "X", "Санақшы", "Санақ", "Дайындық", "skill", "1", "4"),
    Candidate("X/1.1.1/S2", "Деректерді талдау", "X", "Санақшы", "Санақ", "Дайындық", "skill", "1", "4"),
    Candidate("X/1.2.1/S1", "Есеп дайындау", "X", "Санақшы", "Есептілік", "Есеп", "skill", "1", "4"),
    Candidate("X/2.1.1/S1", "деректерді  жинау.", "X", "Талдаушы", "Санақ", "Дайындық", "skill", "2", "5"),
    Candidate("X/2.1.1/K1", "Деректерді жинау", "X", "Талдаушы", "Санақ", "Дайындық", "knowledge", "2", "5"),
    Candidate("Y/1.1.1/S1", "Науқасқа дәрі беру", "Y", "Мейіргер", "Күтім", "Ем", "skill", "1", "4"),
    Candidate("Y/1.1.1/S2", "Науқастың деректерін сақтау", "Y", "Мейіргер", "Күтім", "Тіркеу", "skill", "1", "4"),
]


@pytest.fixture(scope="module")
def table():
    return bundled_table()


@pytest.fixture(scope="module")
def few(table):
    """Seven statements of two standards, two of them equal."""
    return make_suggester(ROWS, table)


@pytest.fixture(scope="module")
def all_statements(library, table):
    """Everything that the library holds."""
    return make_suggester(job.candidates_of(library), table)


def suggest(suggester, text, lang=None, **options):
    return list(suggester.suggest([Wanted("ОН1", ((text, lang),))], **options))


def laws(rows, suggester, top):
    """What holds for every list of suggestions of one outcome."""
    ranks = [row.rank for row in rows]
    assert ranks == sorted(ranks)
    assert set(ranks) == set(range(1, len(set(ranks)) + 1))
    assert len(set(ranks)) <= top
    assert len({row.statement_id for row in rows}) == len(rows)
    for one, other in pairwise(rows):
        assert one.score >= other.score
        assert one.confidence >= other.confidence
    assert all(0 <= row.confidence <= 1 for row in rows)
    known = {item.statement_id for item in suggester.candidates}
    assert {row.statement_id for row in rows} <= known
    for row in rows:
        assert row.why
        assert sum(int(share) for share in re.findall("([0-9]+)\u00a0%", row.why)) <= 100


def test_the_right_statement_comes_first(few):
    """The one that shares verb and object, then those that share one of them; what shares nothing is not there."""
    found = [row.statement_id for row in suggest(few, "Деректерді талдайды")]
    assert found[0] == "X/1.1.1/S2"
    assert "Y/1.1.1/S1" not in found


def test_equal_statements_share_a_rank_and_are_all_listed(few):
    """Cosmetic differences do not matter, the kind does: a skill and a knowledge with the same words are two."""
    rows = suggest(few, "Деректерді жинайды")
    by_id = {row.statement_id: row for row in rows}
    one, other, knowledge = by_id["X/1.1.1/S1"], by_id["X/2.1.1/S1"], by_id["X/2.1.1/K1"]
    assert (one.rank, one.score, one.confidence, one.why) == (other.rank, other.score, other.confidence, other.why)
    assert knowledge.rank != one.rank
    assert [row.statement_id for row in rows if row.rank == one.rank] == ["X/1.1.1/S1", "X/2.1.1/S1"]
    laws(rows, few, 10)


def test_top_counts_different_statements(few):
    """`top` 2 may have three rows when two of them are equal."""
    rows = suggest(few, "Деректерді жинайды", top=2)
    assert {row.rank for row in rows} == {1, 2}
    assert len(rows) == 3


def test_equal_scores_stand_in_the_order_of_the_statements():
    """Nothing is left to chance: the first place comes first, and both have a rank of their own."""
    rows = [Candidate("B", "қырмызы жапырақ"), Candidate("A", "жапырақ қырмызы"), Candidate("C", "көк аспан")]
    found = suggest(make_suggester(rows, ConceptTable()), "қырмызы жапырақ")
    assert [(row.rank, row.statement_id) for row in found] == [(1, "B"), (2, "A")]
    assert found[0].score == found[1].score


def test_suggestions_are_the_same_every_time(table, few):
    """Made anew, in other company, in many outcomes at once: an outcome gets the same."""
    again = make_suggester(ROWS, table)
    alone = suggest(few, "Деректерді талдайды")
    assert suggest(again, "Деректерді талдайды") == alone
    many = [Wanted(f"Т{number}", (("Есеп дайындайды", "kk"),)) for number in range(70)]
    many.insert(66, Wanted("ОН1", (("Деректерді талдайды", None),)))
    assert [row for row in few.suggest(many) if row.outcome_id == "ОН1"] == alone
    order = list(dict.fromkeys(row.outcome_id for row in few.suggest(many)))
    assert order == [item.outcome_id for item in many]


@pytest.mark.parametrize("text", ["Деректерді жинайды", "Собирает данные", "Collects data", "derekterdı jinaidy"])
def test_every_language_finds_the_kazakh_statement(few, text):
    """Kazakh in both scripts, Russian, English, recognised by themselves."""
    assert suggest(few, text)[0].statement_id == "X/1.1.1/S1"


def test_the_languages_of_an_outcome_speak_together(few):
    """Each statement is named once; the score is the mean of those of the single languages, scaled to be a probability."""
    texts = (("Деректерді жинайды", "kk"), ("Собирает данные", "ru"), ("Collects data", "en"))
    single = [suggest(few, text, lang)[0].score for text, lang in texts]
    rows = list(few.suggest([Wanted("ОН1", texts)]))
    laws(rows, few, 10)
    assert rows[0].statement_id == "X/1.1.1/S1"
    mean = np.array([sum(single) / len(single)])
    assert rows[0].score == pytest.approx(float(few.model.joint_log_odds(mean, 3)[0]), abs=0.001)


def test_a_language_that_says_nothing_does_not_lower_the_others(few):
    """An empty cell, or one without a known word, is as good as none."""
    plain = suggest(few, "Деректерді жинайды", "kk")
    texts = (("Деректерді жинайды", "kk"), ("", "ru"), ("qwerty zxcvb", "en"))
    assert list(few.suggest([Wanted("ОН1", texts)])) == plain


@pytest.mark.parametrize("text", ["Деректерді жинайды / Собирает данные", "Жинайды данные", "Собирает деректерді"])
def test_mixed_languages_are_ranked_sensibly(few, text):
    """Parts are read each in its language; words of two languages in one part still find the statement."""
    rows = suggest(few, text)
    laws(rows, few, 10)
    assert "X/1.1.1/S1" in {row.statement_id for row in rows[:3]}


@pytest.mark.parametrize(
    "text",
    ["", " ", "2026", "1. 2.3", "😀🎓", "…—«»", "\x00\x07\x1b", "алады", "способен", "is able to", "қ", "я", "ъыь"],
)
def test_a_text_that_says_nothing_gets_nothing(few, text):
    """No words, no suggestion, no error."""
    assert suggest(few, text) == []


@pytest.mark.parametrize(
    "text",
    ["Деректерді жинайды " * 2_700, "я" * 50_000, "лар" * 17_000, "Деректерді жинайды " + "😀" * 50_000, "(бұдан әрі – " * 4_000],
)  # fmt: skip
def test_very_long_texts(few, text):
    """50,000 characters are read as far as an outcome may go; what is found is in order."""
    laws(suggest(few, text), few, 10)


def test_a_statement_may_be_very_long(table):
    """Also on the other side: 50,000 characters are indexed, and the short statement is found."""
    rows = [
        Candidate("L", "лар" * 17_000),
        Candidate("M", "Есеп дайындау " * 3_500),
        Candidate("S", "Деректерді жинау"),
    ]
    assert suggest(make_suggester(rows, table), "Деректерді жинайды")[0].statement_id == "S"


def test_signs_around_the_words_do_not_matter(few):
    """Emoji, control characters, bullets, no-break blanks, capitals."""
    plain = suggest(few, "Деректерді жинайды")
    for text in (
        "😀 Деректерді жинайды 🎓",
        "• Деректерді\u00a0жинайды;",
        "\x07Деректерді\x00 жинайды",
        "Дерек\u00adтерді жинайды",
    ):
        assert suggest(few, text) == plain


@settings(max_examples=120, deadline=None)
@given(text=st.text(max_size=200), reader=st.sampled_from(LANGS), top=st.integers(1, 5))
def test_any_text_is_ranked_or_not_but_never_an_error(few, text, reader, top):
    """Whatever people paste into a cell."""
    laws(suggest(few, text, reader=reader, top=top), few, top)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["деректерді", "жинайды", "талдау", "есеп", "data", "analysis", "собирает", "отчёт", "/", "5", "😀"]
        ),
        max_size=12,
    )
)
def test_any_mixture_of_known_words(all_statements, words):
    """The laws of a list hold for the whole library too."""
    laws(suggest(all_statements, " ".join(words), top=20), all_statements, 20)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6), st.text(max_size=40))
def test_any_statements_can_be_searched(texts, outcome):
    """Empty, equal, meaningless statements make no error either."""
    suggester = make_suggester([Candidate(f"S{number}", text) for number, text in enumerate(texts)], ConceptTable())
    laws(suggest(suggester, outcome), suggester, 10)


SERVED = {
    "kk": "Респонденттерден алғашқы статистикалық деректерді жинайды",
    "ru": "Собирает первичные статистические данные у респондентов",
    "en": "Collects primary statistical data from respondents",
}
UNSERVED = {
    "kk": ("Қазақстан тарихының негізгі кезеңдері мен оқиғаларын біледі", "Волейбол мен баскетбол ойнайды, жүгіру нормативтерін тапсырады"),
    "ru": ("Знает основные этапы и события истории Казахстана", "Играет в волейбол и баскетбол, сдаёт нормативы по бегу"),
    "en": ("Knows the main periods and events of the history of Kazakhstan", "Plays volleyball and basketball and passes running tests"),
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_what_serves_nothing_has_little_confidence(all_statements, lang):
    """History and physical education stay below «likely», an outcome of the trade reaches it and stands far above."""
    best = suggest(all_statements, SERVED[lang], top=1)[0].confidence
    assert all_statements.model.band(best) == "likely"
    for text in UNSERVED[lang]:
        others = [row.confidence for row in suggest(all_statements, text, top=1)]
        assert all_statements.model.band(max(others, default=0.0)) != "likely"
        assert max(others, default=0.0) < best - 0.3


def test_a_statement_as_an_outcome_finds_itself(all_statements):
    """Of forty statements of all documents each is among the first three for its own words."""
    groups = [group[0] for group in all_statements.groups]
    chosen = [all_statements.candidates[place] for place in groups[:: max(1, len(groups) // 40)]]
    wanted = [Wanted(item.statement_id, ((item.text, item.lang),)) for item in chosen if len(item.text.split()) > 2]
    found = {(row.outcome_id, row.statement_id): row.rank for row in all_statements.suggest(wanted, top=3)}
    assert len(wanted) > 25
    assert [item.outcome_id for item in wanted if (item.outcome_id, item.outcome_id) not in found] == []


def test_the_next_word_of_a_statement_never_lowers_its_match(all_statements):
    """Word by word, an outcome that grows into a statement scores (BM25F) no less for it at any step."""
    analyzer, index = all_statements.analyzer, all_statements.index
    for row in range(0, len(all_statements.groups), 25):
        item = all_statements.candidates[all_statements.groups[row][0]]
        words = item.text.split()[:12]
        starts = [" ".join(words[: count + 1]) for count in range(len(words))]
        scores = score_all([prepare(analyzer.terms(text, item.lang or "kk"), index) for text in starts], index)[:, row]
        assert np.all(np.diff(scores) >= -1e-3), item.text


def test_a_word_that_only_one_statement_has_raises_it(few):
    """Against an outcome without the word its place is no worse, and its score rises."""
    before = {row.statement_id: row for row in suggest(few, "Науқастың деректері")}
    after = {row.statement_id: row for row in suggest(few, "Науқастың деректерін сақтайды")}
    assert after["Y/1.1.1/S2"].score > before["Y/1.1.1/S2"].score
    assert after["Y/1.1.1/S2"].rank <= before["Y/1.1.1/S2"].rank


def test_phrases_beat_their_words():
    """A statement with the phrase stands before one that has its words apart."""
    table = concept_table([Concept("hot-line", ("жедел желі",), (), ())])
    rows = [Candidate("A", "желі және жедел көмек"), Candidate("B", "көмек және жедел желі")]
    assert suggest(make_suggester(rows, table), "жедел желіде")[0].statement_id == "B"


def test_the_place_of_a_statement_helps(table):
    """Of two equal skills of different kind the one whose function is named comes first, and the reason says so."""
    rows = [
        Candidate("A", "Құжаттарды тексеру", function="Мал емдеу", kind="skill"),
        Candidate("B", "Құжаттарды тексеру", function="Халық санағы", kind="knowledge"),
    ]
    found = suggest(make_suggester(rows, table), "Халық санағының құжаттарын тексереді")
    assert found[0].statement_id == "B"
    assert "place in the standard" in found[0].why
    assert "place in the standard" not in found[1].why


def test_abbreviations_of_the_documents_are_understood():
    """What one statement defines helps to find another, and further texts may define too."""
    rows = [
        Candidate("A", "Салалық біліктілік шеңбері (бұдан әрі – СБШ) туралы білу"),
        Candidate("B", "Салалық біліктілік шеңберін қолдану"),
        Candidate("C", "Көк аспан"),
    ]
    assert {row.statement_id for row in suggest(make_suggester(rows, ConceptTable()), "СБШ-ны талдайды", "kk")} == {
        "A",
        "B",
    }
    assert suggest(make_suggester(rows[1:], ConceptTable()), "СБШ-ны талдайды", "kk") == []
    told = make_suggester(rows[1:], ConceptTable(), documents=[rows[0].text])
    assert [row.statement_id for row in suggest(told, "СБШ-ны талдайды", "kk")] == ["B"]


@pytest.mark.parametrize(
    ("reader", "concept", "place", "context"),
    [
        ("kk", "деректерді жинау", "стандарттағы орны", "расталған сәйкестіктерге жақын"),
        ("ru", "сбор данных", "место в стандарте", "рядом с подтверждёнными соответствиями"),
        ("en", "data collection", "place in the standard", "near confirmed links"),
    ],
)
def test_reasons_are_in_the_language_of_the_reader(few, reader, concept, place, context):
    """The words of the outcome as printed, what they mean, and what else counted, whatever the outcome's language."""
    near = context_of(ROWS, ["X/1.1.1/S2"])
    rows = suggest(few, "Collects data at a census", reader=reader, context=near)
    why = {row.statement_id: row.why for row in rows}["X/1.1.1/S1"]
    assert "Collects data = " in why
    assert concept in why.casefold()
    assert place in why
    assert context in why


def test_the_largest_reason_comes_first(few):
    """Shares fall, and together they are the whole when none is left out."""
    [why, *_] = [row.why for row in suggest(few, "Деректерді талдайды")]
    shares = [int(share) for share in re.findall("([0-9]+)\u00a0%", why)]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == 100


def test_shares_never_exceed_the_whole(all_statements):
    """Rounding five shares one by one would make 101 % or 102 % of some."""
    wanted = [Wanted(lang, ((text, None),)) for lang, text in SERVED.items()]
    for row in all_statements.suggest(wanted, top=100):
        assert sum(int(share) for share in re.findall("([0-9]+)\u00a0%", row.why)) <= 100


def test_context_raises_the_neighbours_of_confirmed_links(few):
    """The card and function of a confirmed statement gain, others keep their score; without context nothing changes."""
    plain = {row.statement_id: row for row in suggest(few, "Науқастың деректері бойынша есеп")}
    near = context_of(ROWS, ["Y/1.1.1/S1"])
    told = {row.statement_id: row for row in suggest(few, "Науқастың деректері бойынша есеп", context=near)}
    assert told["Y/1.1.1/S2"].score > plain["Y/1.1.1/S2"].score
    assert told["Y/1.1.1/S2"].confidence > plain["Y/1.1.1/S2"].confidence
    assert "near confirmed links" in told["Y/1.1.1/S2"].why
    assert told["X/1.2.1/S1"].score == plain["X/1.2.1/S1"].score
    assert "near confirmed links" not in told["X/1.2.1/S1"].why
    assert not [row for row in plain.values() if "near confirmed links" in row.why]
    assert list(plain.values()) == suggest(few, "Науқастың деректері бойынша есеп", context={})


def test_context_is_a_share_of_card_and_function():
    """Whole in the function with most confirmed links, half elsewhere in its card, nothing in other cards."""
    near = context_of(ROWS, ["X/1.1.1/S1", "X/1.1.1/S2"])
    assert near == {"X/1.1.1/S1": 1.0, "X/1.1.1/S2": 1.0, "X/1.2.1/S1": 0.5}
    both = context_of(ROWS, ["X/1.1.1/S1", "X/1.1.1/S2", "Y/1.1.1/S1"])
    assert both["Y/1.1.1/S2"] == 0.5
    assert context_of(ROWS, []) == {}
    assert context_of(ROWS, ["unknown"]) == {}
    assert context_of([], ["X/1.1.1/S1"]) == {}


def test_the_least_confidence_can_be_set(few):
    """Less sure suggestions are left out, the ranks of the others stay."""
    rows = suggest(few, "Деректерді талдайды")
    limit = rows[1].confidence - 0.0001  # shown are rounded values
    assert suggest(few, "Деректерді талдайды", at_least=limit) == [row for row in rows if row.confidence >= limit]
    assert suggest(few, "Деректерді талдайды", at_least=1.0) == []


@pytest.mark.parametrize("options", [{"top": 0}, {"top": -1}, {"at_least": -0.1}, {"at_least": 1.1}])
def test_wrong_numbers_are_refused(few, options):
    """The message names both values."""
    with pytest.raises(InputError, match="top must be 1 or more and at_least between 0 and 1"):
        suggest(few, "Деректерді талдайды", **options)


@pytest.mark.parametrize("text", ["Есеп дайындау", "Жоспар жасау", "Талдау", "Маман тексеру"])
def test_a_statement_without_kazakh_letters_is_read_as_kazakh(table, text):
    """Where nobody says the language, the words do: short texts may have no letter that Russian lacks."""
    rows = [*ROWS[:2], Candidate("Z", text), Candidate("R", "Составление смет")]
    assert suggest(make_suggester(rows, table), f"{text} әдісі", "kk")[0].statement_id == "Z"


def test_no_statements_no_outcomes(table, few):
    """Nothing to search in, or nothing to search for, is an empty answer."""
    assert suggest(make_suggester([], table), "Деректерді талдайды") == []
    assert list(few.suggest([])) == []
    assert list(few.suggest([Wanted("ОН1", ())])) == []


def test_the_method_has_a_name_and_a_version(few):
    """It is kept with every decision, so that later versions can be told apart."""
    assert re.fullmatch(r"concepts-bm25f/\S+", few.method)
