"""The words by which the places of a frame are found."""

from __future__ import annotations

# What lies between two states is named by the one beyond it.
BOUNDARIES = frozenset("border frontier boundary".split())
# Passives that say with "from" who does it, and those that say with "in" whose power it is done in.
EXPELLING = frozenset("expel deport eject evict oust banish exclude bar ban blacklist".split())
SUMMONING = frozenset("summon call".split())
HOLDING = frozenset(
    """
    arrest detain jail imprison sentence convict hold charge indict fine execute behead hang blacklist try confiscate
    seize impound
    """.split()
)
POSTED = frozenset("ambassador envoy consul diplomat correspondent attaché attache".split())
# They stand in another state than their own.
MISSIONS = frozenset("embassy consulate mission".split())
CALLING_HOME = frozenset("bring call recall summon withdraw order".split())
MOBS = frozenset("protester protestor demonstrator mob crowd rioter marcher student youth nationalist".split())
# What a deed does to those that it is aimed at.
ANGERING = frozenset("anger enrage infuriate outrage offend provoke irk incense antagonise antagonize".split())
# Before whom a deed is aimed at, wherever in its clause; before other occasions; and clauses that are not searched for them.
AIMING = frozenset("against at to toward towards on upon with from".split())
BESIDE = frozenset("after before since during amid despite following until pending".split())
CLAUSES = frozenset("ccomp xcomp advcl relcl acl conj parataxis pcomp".split())
# "In ... for": what was done to the one who now acts.
ANSWERS = frozenset("response retaliation revenge reprisal answer return reaction".split())
# Verbs of giving, after which the one who gets it may stand before what is given; and ends of names of peoples.
GIVING = frozenset(
    "give hand offer promise grant lend sell send award pledge deny guarantee pay supply owe deliver".split()
)
DEMONYMS = ("ian", "ean", "ican", "ish", "ese", "nch", "tch", "qi", "eli", "ani", "german", "greek")
# Help that is given to whoever does something with it: "intercepted with the help of".
HELP = frozenset("help assistance aid support backing assist".split())
# A list tells by its owner who puts somebody on it or strikes them off.
LISTING = frozenset("add put place include enter remove strike drop".split())
# Done by a plural subject without an object, each does it with the other.
SWAPPING = frozenset("exchange trade swap".split())
