"""Invented reports for the ledger, by two invented outlets, on states that the samples do not tell of.

``EXPECTED`` says what the ledger should make of each: words of the sentence, kind, state, and words of the evidence.
It was written before the rules were.
"""

from __future__ import annotations

from dataclasses import dataclass

DAILY, WIRE = "The Marmara Daily", "Nilotic Wire"

REPORTS: tuple[tuple[str, str, str, str], ...] = (
    (
        "2015-03-02",
        DAILY,
        "Athens warns Ankara over drilling",
        (
            "Greece will recall its ambassador from Ankara if Turkey sends a drilling ship to the waters off Crete, Greek "
            "Foreign Minister Nikos Kotzias said on Monday.\n\n"
            '"We will impose sanctions on Turkey if it drills there," he told reporters in Athens.\n\n'
            'Turkish President Recep Tayyip Erdogan demanded that Greece withdraw its troops from the islands. "Greece must '
            'withdraw its troops," he said.\n\n'
            '"Turkey will sign a gas agreement with Egypt by the end of June," predicted Leyla Sarp of the Bosphorus '
            "Institute.\n"
        ),
    ),
    (
        "2015-03-20",
        WIRE,
        "Greece repeats its warning",
        (
            "Greece again threatened on Friday to impose sanctions on Turkey. The Greek government denied that it had imposed "
            "sanctions on Turkey.\n\n"
            "Greece plans to impose sanctions on Turkey in the summer, a spokesman said.\n"
        ),
    ),
    (
        "2015-05-11",
        WIRE,
        "Turkey drills, Greece answers",
        (
            "Turkey sent a drilling ship to the waters off Crete on Sunday.\n\n"
            "Greece imposed sanctions on Turkey on Monday.\n\n"
            "Greece rejected the Turkish demand to withdraw its troops from the islands, the foreign ministry said.\n"
        ),
    ),
    (
        "2015-06-18",
        DAILY,
        "Turkey and Egypt sign gas agreement",
        "Turkey and Egypt signed a gas agreement in Cairo on Wednesday.\n\nThe agreement runs for ten years.\n",
    ),
    (
        "2016-01-12",
        WIRE,
        "Cairo and Addis Ababa",
        (
            'Egyptian Foreign Minister Sameh Shoukry promised on Tuesday that Egypt would not attack Ethiopia. "Egypt will '
            'never attack Ethiopia," he said.\n\n'
            '"There will be no war between Egypt and Ethiopia this year," said Tadesse Wolde of the Awash Centre.\n\n'
            'Ethiopian Prime Minister Hailemariam Desalegn said: "We will free the Egyptian prisoners within 60 days."\n\n'
            '"It is very likely that Sudan will expel the Egyptian ambassador by the end of March," Wolde added.\n\n'
            "Shoukry said that filling the dam was a red line for Egypt.\n"
        ),
    ),
    (
        "2016-02-24",
        DAILY,
        "Prisoners go home",
        (
            "Ethiopia released 40 Egyptian prisoners on Tuesday, the government in Addis Ababa said.\n\n"
            "Sudan and Egypt held talks in Khartoum on Monday.\n"
        ),
    ),
    (
        "2016-03-21",
        WIRE,
        "Sudan and Egypt speak",
        "Sudanese President Omar al-Bashir met Egyptian Foreign Minister Sameh Shoukry in Khartoum on Sunday.\n",
    ),
    (
        "2016-04-19",
        DAILY,
        "Sudan and Egypt agree on trade",
        "Sudan and Egypt signed a trade agreement on Monday.\n\nEthiopia criticised Egypt over the waters of the Nile.\n",
    ),
    (
        "2016-05-10",
        WIRE,
        "Khartoum visit",
        "The Egyptian foreign minister visited Sudan on Monday. Egypt thanked Sudan.\n",
    ),
    (
        "2016-09-06",
        WIRE,
        "Air strike on Ethiopia",
        (
            "Egypt attacked Ethiopia on Monday. Egyptian aircraft bombed a camp near the border, the Ethiopian government "
            "said.\n"
        ),
    ),
    (
        "2017-02-07",
        DAILY,
        "Tokyo and Seoul",
        (
            'Japanese Prime Minister Shinzo Abe said on Tuesday: "Japan will withdraw from the fishing treaty with South '
            'Korea by the end of 2040."\n\n'
            '"South Korea and Japan will perhaps sign a treaty on fishing next year," said Han Mirae of the Naktong '
            "Institute.\n"
        ),
    ),
    (
        "2018-11-20",
        WIRE,
        "Japan and South Korea sign",
        "Japan and South Korea signed a treaty on fishing in Busan on Monday.\n",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the ledger should say of a sentence: ``evidence`` are words of a passage it must rest on, None for none."""

    words: str
    kind: str
    state: str
    evidence: str | None = None


EXPECTED: tuple[Expected, ...] = (
    Expected(words="recall its ambassador", kind="threat", state="open"),
    Expected(
        words="if it drills there", kind="threat", state="carried_out", evidence="imposed sanctions on Turkey on Mon"
    ),
    Expected(words="must withdraw its troops", kind="demand", state="refused", evidence="rejected the Turkish demand"),
    Expected(words="gas agreement with Egypt", kind="prediction", state="came_true", evidence="signed a gas agreement"),
    Expected(words="never attack Ethiopia", kind="promise", state="broken", evidence="Egypt attacked Ethiopia"),
    Expected(words="no war between", kind="prediction", state="did_not_come_true", evidence="Egypt attacked Ethiopia"),
    Expected(words="free the Egyptian prisoners", kind="promise", state="kept", evidence="released 40 Egyptian"),
    Expected(words="expel the Egyptian ambassador", kind="prediction", state="did_not_come_true"),
    Expected(words="filling the dam", kind="red_line", state="open"),
    Expected(words="withdraw from the fishing treaty", kind="threat", state="open"),
    Expected(
        words="perhaps sign a treaty", kind="prediction", state="came_true", evidence="signed a treaty on fishing"
    ),
)
