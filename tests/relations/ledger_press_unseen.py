"""A second set of invented reports, written after the rules. Its first run is the measured figure of
docs/relations/ledger.md; two classes of errors that it showed were mended afterwards."""

from __future__ import annotations

from tests.relations.ledger_press import Expected

GAZETTE, CABLE = "The Andean Gazette", "Coromandel Cable"

REPORTS: tuple[tuple[str, str, str, str], ...] = (
    (
        "2011-01-10",
        GAZETTE,
        "Bogota and Caracas",
        (
            'Venezuelan President Hugo Chavez threatened on Monday to close the border with Colombia. "If Colombia lets '
            'foreign troops in, we will break off diplomatic relations," he said in Caracas.\n\n'
            "Colombian Foreign Minister Maria Angela Holguin said Colombia would return the seized boats within three "
            "weeks.\n\n"
            '"Colombia and Ecuador will restore diplomatic relations before the end of the year," forecast Ines Paredes, '
            "an analyst in Quito.\n\n"
            '"There is a 70 percent chance that Peru will recall its ambassador from Chile this month," she added.\n'
        ),
    ),
    (
        "2011-01-27",
        CABLE,
        "Boats returned",
        (
            "Colombia returned the seized boats to Venezuela on Wednesday, officials in Caracas said.\n\n"
            "Chile and Peru held talks in Lima on Tuesday.\n"
        ),
    ),
    (
        "2011-02-08",
        GAZETTE,
        "Lima and Santiago",
        (
            "Chile and Peru opened a second round of talks on fishing on Monday.\n\n"
            "Venezuela again warned Colombia over foreign troops.\n"
        ),
    ),
    (
        "2011-03-15",
        CABLE,
        "Chile hosts Peru",
        "The Peruvian president visited Chile on Monday. Peru praised Chile for its help after the flood.\n",
    ),
    (
        "2011-11-03",
        GAZETTE,
        "Quito and Bogota restore relations",
        "Colombia and Ecuador restored diplomatic relations on Wednesday, three years after the raid.\n",
    ),
    (
        "2013-04-02",
        CABLE,
        "Dhaka and Naypyidaw",
        (
            "Bangladesh demanded on Tuesday that Myanmar release the fishermen it had seized. Foreign Minister Dipu Moni "
            'said: "Myanmar must release our fishermen."\n\n'
            '"We will never send troops across the border," Myanmar President Thein Sein promised.\n\n'
            "India would send food to Bangladesh within 30 days, Indian Foreign Minister Salman Khurshid pledged.\n\n"
            '"Myanmar will probably attack Bangladesh by the end of May," said Ruma Sen of the Delta Centre.\n\n'
            "Pakistan called on India to withdraw its soldiers from the glacier.\n"
        ),
    ),
    (
        "2013-04-18",
        GAZETTE,
        "Fishermen free",
        (
            "Myanmar released 12 fishermen of Bangladesh on Wednesday.\n\n"
            "India rejected Pakistan's call to withdraw its soldiers from the glacier, a spokesman said on Wednesday.\n"
        ),
    ),
    (
        "2013-04-29",
        CABLE,
        "Food arrives",
        "India delivered 20,000 tonnes of food to Bangladesh on Sunday. Myanmar and Bangladesh held talks on trade.\n",
    ),
    (
        "2013-05-20",
        GAZETTE,
        "Border talks",
        "Officials of Myanmar and Bangladesh met in Cox's Bazar on Sunday.\n",
    ),
    (
        "2013-06-11",
        CABLE,
        "Trade between Myanmar and Bangladesh",
        "Myanmar and Bangladesh signed an agreement on trade on Monday.\n",
    ),
    (
        "2014-02-05",
        GAZETTE,
        "Troops cross",
        "Myanmar sent troops across the border with Bangladesh on Tuesday, Bangladesh said.\n",
    ),
)

EXPECTED: tuple[Expected, ...] = (
    Expected(words="break off diplomatic", kind="threat", state="open"),
    Expected(words="return the seized boats", kind="promise", state="kept", evidence="returned the seized boats"),
    Expected(words="restore diplomatic", kind="prediction", state="came_true", evidence="restored diplomatic"),
    Expected(words="Peru will recall", kind="prediction", state="did_not_come_true"),
    Expected(words="must release our", kind="demand", state="met", evidence="released 12 fishermen"),
    Expected(words="never send troops", kind="promise", state="broken", evidence="sent troops across"),
    Expected(words="send food", kind="promise", state="kept", evidence="tonnes of food"),
    Expected(words="probably attack", kind="prediction", state="did_not_come_true"),
    Expected(words="soldiers from the glacier", kind="demand", state="refused", evidence="rejected Pakistan"),
)
