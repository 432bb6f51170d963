"""Some forty records on Russia and the United States, 2017 to 2018, in reports of invented outlets; the facts are real."""

from __future__ import annotations

from press import Press, day, person, state

from detente.records import Party

RUS, USA = state("RUS"), state("USA")
LAVROV = person("Sergei Lavrov", "RUS", "foreign_minister")
SHOIGU = person("Sergei Shoigu", "RUS", "defence_minister")
PUTIN = person("Vladimir Putin", "RUS", "head_of_state")
MATTIS = person("James Mattis", "USA", "defence_minister")
TILLERSON = person("Rex Tillerson", "USA", "foreign_minister")
TRUMP = person("Donald Trump", "USA", "head_of_state")
NAUERT = person("Heather Nauert", "USA", "spokesperson")


def corpus() -> Press:
    """Return the press of the corpus."""
    press = Press()
    _position_of_strength(press)
    _staff_cut(press)
    _consulates(press)
    _hearsay(press)
    _expulsions(press)
    _treaty(press)
    _helsinki(press)
    _strait(press)
    _rest(press)
    return press


def _position_of_strength(press: Press) -> None:
    body = (
        "BAKU — Russia is ready to restore cooperation with the Pentagon, but talks “from a position of strength” lead "
        "nowhere, Russian Defence Minister Sergei Shoigu said on Thursday.\n\n"
        "“We are ready to restore cooperation with the Pentagon,” Shoigu said. “But attempts to build a dialogue from a "
        "position of strength with regard to Russia are futile.”\n\n"
        "US Defence Secretary James Mattis had told NATO ministers in Brussels on Wednesday that Washington would "
        "engage with Moscow only from a position of strength.\n\n"
        "The chiefs of the two general staffs, Valery Gerasimov and Joseph Dunford, met in Baku on Thursday."
    )
    r = press.report(
        "Harbour Dispatch",
        "2017-02-16",
        "Shoigu: dialogue with the Pentagon from strength is futile",
        body,
        byline="Irina Vell",
        residue=[("Home | World | Sport", "menu"), ("Photo: archive", "caption"), ("Share this", "share row")],
    )
    press.says(r, SHOIGU, "said", "We are ready to restore cooperation with the Pentagon", acts=["offer"], said="2017-02-16")
    press.says(
        r,
        SHOIGU,
        "said",
        "attempts to build a dialogue from a position of strength with regard to Russia are futile",
        passage="“But attempts to build a dialogue from a position of strength with regard to Russia are futile.”",
        acts=["claim", "accusation"],
        said="2017-02-16",
    )
    told = press.says(
        r,
        MATTIS,
        "told",
        "Washington would engage with Moscow only from a position of strength",
        kind="indirect",
        acts=["condition"],
        said="2017-02-15",
        addressee=Party(actor="NATO", name="NATO", country="NATO", text="NATO ministers"),
    )
    last = "The chiefs of the two general staffs, Valery Gerasimov and Joseph Dunford, met in Baku on Thursday."
    for one, other in ((RUS, USA), (USA, RUS)):
        press.does(r, one, "CONSULT", other, last, when="2017-02-16", mode="third-party", place="Baku")
    press.does(r, USA, "CONSULT", RUS, r.body[slice(*told.passage)], status="conditional", within=told)
    copy = press.report("Evening Lantern", "2017-02-17", "Moscow rejects “position of strength”", body, copy_of=r.id)
    press.says(
        copy, SHOIGU, "said", "We are ready to restore cooperation with the Pentagon", acts=["offer"], said="2017-02-16"
    )
    for one, other in ((RUS, USA), (USA, RUS)):
        press.does(copy, one, "CONSULT", other, last, when="2017-02-16", mode="third-party", place="Baku")


def _staff_cut(press: Press) -> None:
    r = press.report(
        "The Northern Observer",
        "2017-07-31",
        "Moscow orders 755 to leave the American missions",
        "Russian President Vladimir Putin said that 755 people would have to leave the diplomatic missions of the United "
        "States in Russia by 1 September.\n\nThe step answers the sanctions bill that the American Congress passed last "
        "week. “We waited for quite a long time that something might change for the better,” Putin told state "
        "television. “But it seems that, even if the situation is changing, it is not for any time soon.”\n\nThe State "
        "Department called the order “a regrettable and uncalled for act” and said that Washington was weighing its "
        "answer.",
        residue=[("Most read", "related headlines"), ("We use cookies", "cookie line")],
    )
    first = "Russian President Vladimir Putin said that 755 people would have to leave the diplomatic missions of the United States in Russia by 1 September."
    order = press.says(
        r,
        PUTIN,
        "said",
        "755 people would have to leave the diplomatic missions of the United States in Russia by 1 September",
        passage=first,
        kind="indirect",
        acts=["demand"],
        said="2017-07-30",
    )
    press.does(r, RUS, "SANCTION", USA, first, when="2017-07-30", mode="expel", within=order, figure="755 people")
    press.does(r, RUS, "SANCTION", USA, first, when="2017-09-01", mode="expel", status="planned", figure="755 people")
    press.does(r, USA, "SANCTION", RUS, "the sanctions bill that the American Congress passed last week", when=day("2017-07-24", "2017-07-30", "last week"))
    press.says(r, PUTIN, "told", "We waited for quite a long time that something might change for the better", said="2017-07-30")
    department = Party(actor="USA.STATE", name="US State Department", country="USA", sector="GOV", text="The State Department")
    press.says(r, department, "called", "a regrettable and uncalled for act", kind="mixed", acts=["accusation"], passage="The State Department called the order “a regrettable and uncalled for act” and said that Washington was weighing its answer.")
    press.does(r, USA, "ACCUSE", RUS, "The State Department called the order “a regrettable and uncalled for act”", when="2017-07-31", mode="disapprove")


def _consulates(press: Press) -> None:
    r = press.report(
        "Harbour Dispatch",
        "2017-09-01",
        "United States closes Russian consulate in San Francisco",
        "The United States ordered Russia to close its consulate general in San Francisco and two annexes by 2 "
        "September.\n\nState Department spokeswoman Heather Nauert said that the step was taken “in the spirit of "
        "parity invoked by the Russians”. She added that Washington hoped that both sides could avoid further "
        "retaliation.\n\nRussian Foreign Minister Sergei Lavrov expressed regret over the escalation and said that "
        "Moscow would answer harshly if its property was searched.",
    )
    first = "The United States ordered Russia to close its consulate general in San Francisco and two annexes by 2 September."
    press.does(r, USA, "SANCTION", RUS, first, when="2017-08-31", mode="discontinue", place="San Francisco", figure="two annexes")
    press.says(r, NAUERT, "said", "the step was taken “in the spirit of parity invoked by the Russians”", kind="mixed", said="2017-08-31")
    threat = press.says(
        r,
        LAVROV,
        "said",
        "Moscow would answer harshly if its property was searched",
        kind="indirect",
        acts=["threat", "condition"],
        said="2017-09-01",
    )
    press.does(r, RUS, "THREATEN", USA, r.body[slice(*threat.passage)], status="threatened", when="2017-09-01", within=threat)
    other = press.report(
        "The Northern Observer",
        "2017-09-02",
        "Three Russian missions must close",
        "Washington told Moscow to shut its San Francisco consulate. American officials entered the building on "
        "Saturday.\n\nThe Kremlin said that the search was an act of open hostility and denied that its diplomats had "
        "burnt documents.",
    )
    press.does(other, USA, "SANCTION", RUS, "Washington told Moscow to shut its San Francisco consulate.", when="2017-08-31", place="San Francisco")
    press.does(other, USA, "COERCE", RUS, "American officials entered the building on Saturday.", when="2017-09-02", mode="seize")
    kremlin = Party(actor="RUS.GOV", name="the Kremlin", country="RUS", text="The Kremlin", how="metonym")
    said = press.says(other, kremlin, "said", "the search was an act of open hostility", kind="indirect", acts=["accusation"])
    press.does(other, RUS, "ACCUSE", USA, "The Kremlin said that the search was an act of open hostility", when="2017-09-02", within=said)
    press.says(other, kremlin, "denied", "its diplomats had burnt documents", kind="indirect", acts=["denial"], certainty="denied", passage="denied that its diplomats had burnt documents")


def _hearsay(press: Press) -> None:
    r = press.report(
        "Meridian Wire",
        "2017-11-11",
        "Paper: Tillerson sounded out a new start with Moscow",
        "The Morning Tribune reported that Rex Tillerson had suggested to Russian diplomats that both countries start "
        "from a clean sheet.\n\n“Moscow will not meet us half way before the spring,” said a senior American official "
        "who asked not to be named.\n\nPolitical scientist Andrei Kolin believes that Russia and the United States "
        "will not reach any new agreement this year.",
        url=None,
    )
    paper = Party(actor=None, name="The Morning Tribune", country=None, text="The Morning Tribune")
    outer = press.says(
        r,
        paper,
        "reported",
        "Rex Tillerson had suggested to Russian diplomats that both countries start from a clean sheet",
        kind="indirect",
    )
    inner = press.says(
        r,
        TILLERSON,
        "suggested",
        "both countries start from a clean sheet",
        kind="indirect",
        acts=["offer"],
        inside=outer,
        via=("The Morning Tribune",),
        passage="The Morning Tribune reported that Rex Tillerson had suggested to Russian diplomats that both countries start from a clean sheet.",
    )
    press.does(r, USA, "COOPERATE", RUS, r.body[slice(*inner.passage)], status="offered", within=inner)
    press.says(r, Party(country="USA", text="a senior American official", how="office"), "said", "Moscow will not meet us half way before the spring", acts=["prediction"])
    press.says(
        r,
        Party(name="Andrei Kolin", text="Political scientist Andrei Kolin"),
        "believes",
        "Russia and the United States will not reach any new agreement this year",
        kind="indirect",
        acts=["prediction"],
        certainty="probable",
    )


def _expulsions(press: Press) -> None:
    bodies = (
        ("Harbour Dispatch", "2018-03-26", "The United States expelled 60 Russian officials on Monday and ordered Russia to close its consulate in Seattle.", "60 Russian officials"),
        ("Evening Lantern", "2018-03-27", "On Monday Washington expelled 60 Russian diplomats over the poisoning in Salisbury.", "60 Russian diplomats"),
        ("The Northern Observer", "2018-03-27", "Washington on Monday threw out 48 Russian embassy staff and twelve officers at the United Nations.", "48 Russian embassy staff"),
    )
    for outlet, published, sentence, figure in bodies:
        r = press.report(outlet, published, f"{outlet} on the expulsions", f"{sentence}\n\nRussia denies any part in the poisoning.")
        press.does(r, USA, "SANCTION", RUS, sentence, when="2018-03-26", mode="expel", figure=figure)
        press.says(r, RUS, "denies", "any part in the poisoning", kind="indirect", acts=["denial"], passage="Russia denies any part in the poisoning.")
    r = press.report(
        "Harbour Dispatch",
        "2018-03-30",
        "Russia answers in kind",
        "Russia expelled 60 American diplomats on Thursday and closed the United States consulate in St Petersburg. "
        "“Measures will be reciprocal,” Lavrov said.",
        byline="Irina Vell",
    )
    press.does(r, RUS, "SANCTION", USA, "Russia expelled 60 American diplomats on Thursday", when="2018-03-29", mode="expel", figure="60 American diplomats")
    press.does(r, RUS, "SANCTION", USA, "closed the United States consulate in St Petersburg", when="2018-03-29", mode="discontinue", place="St Petersburg")
    press.says(r, LAVROV, "said", "Measures will be reciprocal", acts=["promise"], said="2018-03-29")


def _treaty(press: Press) -> None:
    r = press.report(
        "Meridian Wire",
        "2018-12-04",
        "Washington gives Moscow 60 days on missile treaty",
        "The United States will suspend its obligations under the INF treaty in 60 days unless Russia returns to "
        "compliance, the secretary of state said in Brussels.\n\n“If the Americans place missiles in Europe, we will "
        "have to target the places where they stand,” Putin said. Russia has long accused the United States of "
        "breaking the treaty with its launchers in Romania.\n\nFor Moscow, NATO membership of its neighbours is a red "
        "line, Putin said.",
    )
    first = "The United States will suspend its obligations under the INF treaty in 60 days unless Russia returns to compliance"
    pompeo = person("Mike Pompeo", "USA", "foreign_minister")
    ultimatum = press.says(r, pompeo, "said", first, kind="indirect", acts=["condition", "threat", "demand"], said="2018-12-04")
    press.does(r, USA, "SANCTION", RUS, first, when=day("2019-02-02"), status="conditional", mode="withdraw", within=ultimatum, place="Brussels")
    press.does(r, USA, "REQUEST", RUS, first, when="2018-12-04", status="demanded", within=ultimatum)
    threat = press.says(
        r,
        PUTIN,
        "said",
        "If the Americans place missiles in Europe, we will have to target the places where they stand",
        acts=["threat", "condition"],
        said="2018-12-05",
    )
    press.does(r, RUS, "THREATEN", USA, r.body[slice(*threat.passage)], when="2018-12-05", status="threatened", mode="violence", within=threat)
    press.says(r, PUTIN, "said", "For Moscow, NATO membership of its neighbours is a red line", kind="indirect", acts=["red_line"])
    press.does(r, RUS, "ACCUSE", USA, "Russia has long accused the United States of breaking the treaty with its launchers in Romania.", status="ongoing", mode="allege")


def _helsinki(press: Press) -> None:
    r = press.report(
        "Evening Lantern",
        "2018-07-17",
        "Trump and Putin meet in Helsinki",
        "US President Donald Trump and Russian President Vladimir Putin talked for over four hours in Helsinki on Monday, in the "
        "first full summit between the United States and Russia since 2010.\n\n“Our relationship has never been worse "
        "than it is now. However, that changed as of about four hours ago,” Trump said.\n\nPutin offered to let "
        "American investigators attend the questioning of twelve Russian officers. Putin denied that Russia had "
        "meddled in the American election.",
    )
    first = r.body[: r.body.index("\n\n")]
    for one, other in ((PUTIN, TRUMP), (TRUMP, PUTIN)):
        press.does(r, one, "CONSULT", other, first, when="2018-07-16", mode="third-party", place="Helsinki")
    press.says(r, TRUMP, "said", "Our relationship has never been worse than it is now. However, that changed as of about four hours ago", said="2018-07-16")
    offer = press.says(r, PUTIN, "offered", "to let American investigators attend the questioning of twelve Russian officers", kind="indirect", acts=["offer"], said="2018-07-16")
    press.does(r, RUS, "COOPERATE", USA, "Putin offered to let American investigators attend the questioning of twelve Russian officers.", when="2018-07-16", status="offered", within=offer)
    denial = press.says(r, PUTIN, "denied", "Russia had meddled in the American election", kind="indirect", acts=["denial"], said="2018-07-16")
    press.does(r, RUS, "COERCE", USA, "Putin denied that Russia had meddled in the American election.", when="2016", status="denied", within=denial)


def _strait(press: Press) -> None:
    r = press.report(
        "Harbour Dispatch",
        "2018-11-29",
        "Trump calls off meeting with Putin",
        "Donald Trump called off his meeting with Vladimir Putin at the G20, citing the Ukrainian ships seized by Russia in the Kerch "
        "strait. The White House, speaking for the United States, said that no other meeting was planned.\n\nRussia "
        "regrets the American decision, Kremlin spokesman Dmitry Peskov said.",
    )
    press.does(r, TRUMP, "REJECT", PUTIN, "Donald Trump called off his meeting with Vladimir Putin at the G20", when="2018-11-29", mode="meet")
    press.says(r, person("Dmitry Peskov", "RUS", "spokesperson"), "said", "Russia regrets the American decision", kind="indirect", said="2018-11-29")


def _rest(press: Press) -> None:
    r = press.report(
        None,
        None,
        None,
        "Russia and the United States have both cut their embassies. Washington trained its pilots near the Russian "
        "border, residents say. Nobody in Moscow would comment.",
        url=None,
        source="notes/undated.txt",
    )
    press.does(r, USA, "MOBILIZE", RUS, "Washington trained its pilots near the Russian border, residents say.")
    press.says(r, None, "say", "Washington trained its pilots near the Russian border", kind="indirect")
    alone = press.report("Harbour Dispatch", "2018-05-02", "Beijing opens a line", "China opened a rail line.")
    press.says(alone, state("CHN"), "said", "China opened a rail line", kind="indirect")
    press.fails("reports/broken.html", "file is empty")
