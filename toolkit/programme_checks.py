"""Everything that a programme's authors should look at before it is compared: codes, sums, matrix, levels, verbs."""

from toolkit.checks import card_warnings
from toolkit.library import Library
from toolkit.model import Programme, Warn
from toolkit.programmes import level_warnings, programme_warnings


def check_programme(programme: Programme, library: Library) -> tuple[Warn, ...]:
    """Warn about a programme and about the cards that it names: W08, W09, W10, W14, W15, W18, W19, P01 to P05.

    Parameters
    ----------
    programme : Programme
        A programme without integrity issues.
    library : Library
        Where the standards are that it names.

    Returns
    -------
    tuple of Warn
        Nothing here stops the work; a standard that the library lacks is P05.
    """
    found = [*programme_warnings(programme), *level_warnings(programme)]
    by_id = {standard.standard_id: standard for standard in library.standards()}
    for target in programme.targets:
        if target.standard_id in by_id:
            standard = by_id[target.standard_id]
            cards = [card for card in standard.cards if not target.cards or card.number in target.cards]
            named = {card.number for card in standard.cards}
            missing = [str(number) for number in target.cards if number not in named]
            if missing:
                found.append(Warn("P05", f"{target.standard_id}: {', '.join(missing)}"))
            found += [warn for warn in card_warnings(standard, cards, programme) if warn.code in ("W08", "W09")]
        elif target.standard_id not in library.documents:
            found.append(Warn("P05", target.standard_id))
    return tuple(dict.fromkeys(found))
