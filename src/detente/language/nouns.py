"""Nouns that stand for actors: people by what they do, organs and forces of a state, and the words around names."""

from __future__ import annotations

# People by what they do. Singular lemmas; a definite one ("the expert") points back at somebody named before.
PERSON_NOUNS = frozenset(
    """
    academic activist adviser advisor aide ally ambassador analyst assistant attache author authority banker boss
    candidate captain chairman chairperson chairwoman chancellor chief citizen civilian colleague colonel
    columnist commander commentator commissioner consul correspondent counsel counterpart critic dean delegate
    democrat deputy diplomat director dissident doctor economist editor emir engineer envoy executive expert
    farmer fellow fighter general governor guard guest head hero historian host insider inspector interlocutor
    intermediary investigator journalist judge king lawmaker lawyer leader legislator lieutenant lobbyist major
    manager marshal mayor mediator member migrant militant minister monarch negotiator nationalist observer
    officer official operative opponent organizer organiser owner parliamentarian partner pilot poet politician
    president premier prince princess professor prosecutor protester protestor publicist queen rebel refugee
    representative reporter republican researcher resident sailor scholar scientist secretary senator separatist
    sociologist soldier source specialist speaker spokesman spokesperson spokeswoman strategist student sultan
    supporter survivor teacher technocrat terrorist tourist trader troop veteran victim volunteer voter witness
    worker writer
    """.split()
)
# The same, of experts and writers: "the expert", "the analyst", ... means the last of them, whatever they were called first.
EXPERT_NOUNS = frozenset(
    """
    academic analyst author columnist commentator director economist expert fellow historian journalist observer
    professor publicist researcher scholar scientist sociologist specialist strategist writer
    """.split()
)
# Organs, forces and bodies, with their PLOVER sector.
ORGAN_NOUNS: dict[str, str] = {
    **dict.fromkeys(
        """
        government administration authority cabinet leadership regime ministry embassy consulate mission
        delegation presidency side department agency office service
        """.split(),
        "GOV",
    ),
    **dict.fromkeys(
        """
        army force military navy troop airforce fleet artillery warplane jet aircraft warship vessel
        submarine battalion brigade division regiment marine paratrooper missile drone tank bomber command
        garrison convoy coastguard commando sniper gunboat cruiser corvette peacekeeper
        plane helicopter frigate destroyer serviceman soldier
        """.split(),
        "MIL",
    ),
    **dict.fromkeys(
        """
        parliament congress senate legislature lawmaker assembly
        """.split(),
        "LEG",
    ),
    **dict.fromkeys(
        """
        court tribunal judge prosecutor judiciary
        """.split(),
        "JUD",
    ),
    **dict.fromkeys(
        """
        police policeman
        """.split(),
        "COP",
    ),
    **dict.fromkeys(
        """
        hacker company firm bank corporation
        """.split(),
        "BUS",
    ),
    **dict.fromkeys(
        """
        medium newspaper press agency broadcaster channel outlet daily
        """.split(),
        "MED",
    ),
    **dict.fromkeys(
        """
        rebel separatist militant insurgent militia fighter gunman guerrilla jihadist
        """.split(),
        "REB",
    ),
    **dict.fromkeys(
        """
        people citizen protester protestor demonstrator resident civilian national crowd
        """.split(),
        "CVL",
    ),
    **dict.fromkeys(
        """
        official diplomat representative negotiator delegate
        """.split(),
        "GOV",
    ),
}
# Words in a name that make it an organisation's rather than a person's.
ORGANISATION_WORDS = frozenset(
    """
    academy agency alliance assembly association authority bank bureau cabinet center centre channel club
    coalition college command commission committee company congress corp corps council court department
    directorate embassy federation force forum foundation front fund gazette group guard herald house inc
    institute institution international investigation journal league ltd magazine media ministry mission monitor
    museum network news observer office organisation organization parliament party police post press radio review
    school secretariat senate service society staff street studies summit television times treaty tribune tv union
    university watch weekly
    """.split()
)
CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
    """.split()
)
# "A former minister" is not the one who holds the office now.
NOT_NOW = frozenset(
    "former ex late then previous outgoing incoming deputy vice assistant acting future next designate ex- retired".split()
)
# Prepositions after which a name is a location.
PLACE_PREPS = frozenset("in at near across inside outside around throughout into within onto".split())
# After "to" and "from" a name is a location if one of these governs it.
MOTION = frozenset(
    """
    arrive come depart drive escape evacuate exit flee flight fly go head journey leave move relocate return route
    sail tour transfer transit travel trip visit walk
    """.split()
)
# Whose head is who: "the head of the White House".
HEADS = frozenset("head chief leader boss owner master host occupant".split())
FIRST_PERSONS = frozenset("i me my mine myself we us our ours ourselves".split())
FIRST_PLURAL = frozenset("we us our ours ourselves".split())
THIRD_SINGULAR = frozenset("he she him his her hers himself herself".split())
# "His country" is the state that he speaks for.
HOMELANDS = frozenset("country nation homeland motherland fatherland".split())
GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
# Nouns that tell it too.
FEMALE = frozenset("queen princess chairwoman spokeswoman congresswoman businesswoman mrs ms miss madame lady".split())
MALE = frozenset("king prince chairman spokesman congressman businessman mr sir lord sultan emir".split())
# Other nouns that a person so described is called by.
ALSO_CALLED: dict[str, tuple[str, ...]] = {
    "monarch": ("king", "queen", "emir", "sultan", "emperor"),
    "premier": ("minister",),
    "general": ("commander",),
    "commander": ("general", "colonel", "admiral"),
    "scholar": ("professor", "researcher", "fellow", "scientist", "historian"),
    "envoy": ("ambassador", "representative"),
    "cleric": ("imam", "ayatollah", "bishop", "cardinal", "patriarch"),
    "politician": ("lawmaker", "senator", "deputy", "mayor"),
    "lawmaker": ("senator", "deputy", "member"),
}
# Verbs whose object is judged by what it does: "its" after "for" is the object's.
JUDGING = frozenset(
    """
    accuse rebuke condemn criticise criticize blame denounce slam blast censure chide berate fault scold lambast lambaste
    castigate reprimand reproach upbraid assail punish penalise penalize sanction sue mock shame deride praise thank
    commend congratulate applaud laud hail compliment reward forgive pardon excuse admire
    """.split()
)
# What nobody does to his own: "its" after these is another's than the subject's.
WRONGS = frozenset(
    """
    annex attack bomb breach cross enter hack hit infringe invade jam kidnap kill occupy penetrate ram seize shell shoot
    sink steal storm strike target threaten undermine raid besiege ransack torch violate
    """.split()
)
NEUTER = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves".split())
# What can be said to say something, besides people and bodies.
SPEAKING_THINGS = frozenset(
    """report statement document poll video footage photograph analysis research slide average map chart survey
    filing complaint lawsuit data figure figures statistics estimate estimates witness findings assessment letter
    article editorial study survey poll communique communiqué readout read-out transcript text resolution
    newspaper agency magazine outlet paper daily source sources official officials expert experts analyst analysts
    media press service group committee spokesperson spokesman spokeswoman ministry embassy people others many
    some critics observers""".split()
)
