import pytest
from factories import statement
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.align import propose_links
from toolkit.errors import DataError, InputError
from toolkit.model import statements_of
from toolkit.tables import OUTCOMES, STATEMENTS

STATEMENT_ROWS = [
    statement("1.1.1/S1", "Респонденттермен байланыс орнату"),
    statement("1.1.1/S2", "Алғашқы деректерді енгізу және кодтау"),
    statement("1.1.2/S1", "Алғашқы деректерді енгізу және кодтау."),
    statement("1.1.1/K1", "Еңбек заңнамасы"),
]
FRAME = STATEMENTS.frame(STATEMENT_ROWS)


def outcomes(*texts):
    return OUTCOMES.frame_of((f"ОН{number}", text, "", "", "", "") for number, text in enumerate(texts, start=1))


def test_the_statement_worded_alike_comes_first():
    """Case endings do not hide the common words, and the words are named as the outcome prints them."""
    found = propose_links(FRAME, outcomes("Респондентпен сенімді байланыс орнатады"))
    first = found.iloc[0]
    assert (first["statement_id"], first["rank"]) == ("X1/1.1.1/S1", 1)
    assert {part.rsplit(" ", 1)[0] for part in first["words"].split("; ")} == {"респондентпен", "байланыс", "орнатады"}


def test_equal_statements_share_a_rank():
    """The same text in two tasks takes one place of the list and shows both."""
    found = propose_links(FRAME, outcomes("Деректерді кодтайды"), top=1)
    assert found["statement_id"].tolist() == ["X1/1.1.1/S2", "X1/1.1.2/S1"]
    assert found["rank"].tolist() == [1, 1]


@pytest.mark.parametrize("text", ["", "Ән айтады", "!!! 123", "😀", "a", "сөз " * 5000])
def test_an_outcome_that_matches_nothing_gets_no_suggestion(text):
    """Empty, foreign or nonsense text is no error; it has no rows."""
    assert propose_links(FRAME, outcomes(text)).empty


def test_only_the_language_of_the_statement_is_compared():
    """A Russian text is not compared with Kazakh statements by this method."""
    russian = OUTCOMES.frame_of([("ОН1", "", "Байланыс орнату", "", "", "")])
    assert propose_links(FRAME, russian).empty


def test_wrong_arguments_are_refused():
    """A count below one, a share above one and a table without its columns are named."""
    with pytest.raises(InputError, match="top must be 1 or more"):
        propose_links(FRAME, outcomes("Есеп"), top=0)
    with pytest.raises(DataError, match="missing-column"):
        propose_links(FRAME.drop(columns="text"), outcomes("Есеп"))


def test_nothing_in_nothing_out():
    """Without statements or without outcomes there are no suggestions."""
    assert propose_links(STATEMENTS.frame([]), outcomes("Есеп")).empty
    assert propose_links(FRAME, OUTCOMES.frame([])).empty


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from([row.text for row in STATEMENT_ROWS] + ["Есеп жасайды", ""]), max_size=4),
    st.integers(1, 5),
)
def test_laws_of_suggestions(texts, top):
    """Scores lie between 0 and 1 and fall with the rank; at most `top` ranks; every suggestion says why."""
    found = propose_links(FRAME, outcomes(*texts), top=top)
    assert found["score"].between(0, 1).all()
    assert (found["rank"] <= top).all()
    assert (found["words"] != "").all()
    for _, group in found.groupby("outcome_id"):
        assert group["score"].is_monotonic_decreasing
        assert group["rank"].is_monotonic_increasing


def test_a_text_finds_itself(statistics):
    """On the real standard no statement scores higher than the one whose text the outcome has."""
    rows = statements_of(statistics.standards[0])
    frame = STATEMENTS.frame(rows)
    chosen = [row for row in rows if row.kind == "skill" and len(row.text.split()) > 3]
    found = propose_links(
        frame, OUTCOMES.frame_of((row.statement_id, row.text, "", "", "", "") for row in chosen), top=3
    )
    best = found.groupby("outcome_id")["score"].max()
    itself = found[found["outcome_id"] == found["statement_id"]].set_index("outcome_id")["score"]
    assert len(chosen) == 68
    assert itself.reindex(best.index).tolist() == best.tolist()


def test_half_of_the_expected_links_stand_in_the_first_ten(analysis):
    """A floor for the plain method on the bundled programme: 12 of its 20 confirmed links are suggested."""
    suggested = {(row.outcome_id, row.statement_id) for row in analysis.suggestions}
    confirmed = {(link.outcome_id, link.statement_id) for link in analysis.result.links}
    assert len(confirmed) == 20
    assert len(confirmed & suggested) >= 12
