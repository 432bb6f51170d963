"""Which role a title in words means, where no hand-kept list says so: patterns over titles, the first that fits."""

from __future__ import annotations

import re

# What goes before a title without changing the office.
_FRONT = re.compile(r"^(?:the |acting |interim |federal |union |cabinet )+")
# Titles that say nothing of relations between states, or of a part of a state.
_LEFT_OUT = re.compile(
    r"justice of|judge|chief justice|magistrate|whip\b|\(whip\)|(?:lord|baroness)(?: in waiting| of the treasury)|household|"
    r"first lady|bishop|legislative (?:assembly|council)|house of assembly|province of|district|lord mayor|mayor|"
    r"chief minister|solicitor|commissioner|chancellor of (?:the duchy|justice)|ways and means|lieutenant governor|"
    r"constitutional court|supreme court|governing council|elections?\b|caixa|administrator of (?:the )?(?:chand|indian|nor|lak)|"
    r"deputy premier of|^deputy premier$"
)
_POST = r"(?:minister|secretary|secretary of state|minister of state|ministry)"
_LESSER = (
    r"^(?:deputy|vice|assistant|associate|junior|parliamentary|under|undersecretary|second|third|senior|minister of state)"
    r"[- ](?!prime)"
)

# Patterns over titles in lower case, with the role and the organ that they mean ("*" is the state's code).
_PATTERNS = tuple(
    (re.compile(pattern), role, organ)
    for pattern, role, organ in (
        (r"permanent representative to the u(?:nited nations|n)(?:, new york)?$", "un_ambassador", "UN"),
        (r"permanent representative to (?:the )?nato", "nato_ambassador", "NATO"),
        (r"(?:permanent representative|ambassador) to the european union$", "eu_ambassador", "EU"),
        (r"^(?:ambassador|high commissioner|permanent representative) to ", "ambassador", ""),
        (r"^(?:first |second |third )?(?:deputy|vice) (?:prime minister|premier)\b", "deputy_head_of_government", ""),
        (r"^secretary of the (?:interior|army|navy|air force)", "minister", ""),
        (_LESSER + r".*(?:foreign|external)", "deputy_foreign_minister", "*.MFA"),
        (_LESSER + r".*defence", "deputy_defence_minister", "*.MOD"),
        (_LESSER + r".*", "deputy_minister", ""),
        (_POST + r".*\b(?:the interior|interior|internal affairs|home affairs|internal security)", "interior_minister", "*.MOI"),
        (r"^minister (?:of|for) (?:public|national|citizens?) (?:security|protection)$", "interior_minister", "*.MOI"),
        (r"^minister (?:of|for) (?:the )?(?:economy(?: and|,) )?(?:public )?finances?\b", "finance_minister", "*.MOF"),
        (r"^(?:minister (?:of|for)|secretary of state for) justice\b", "justice_minister", "*.MOJ"),
        (r"^minister (?:of|for) (?:the )?(?:national )?econom(?:y|ic affairs|ics)\b", "economy_minister", "*.MOEC"),
        (r"^minister (?:of|for) (?:economic development|economic policy)\b", "economy_minister", "*.MOEC"),
        (r"^(?:minister (?:of|for)|secretary of state for) (?:\w+ )?(?:trade|commerce|international trade)\b", "trade_minister", ""),
        (r"^(?:minister (?:of|for)|secretary of state for) (?:energy|oil|petroleum|fuel)", "energy_minister", "*.MOE"),
        (r"^(?:minister (?:of|for) (?:public )?|secretary of state for )health", "health_minister", ""),
        (r"\b(?:minister|ministry|secretary of state) (?:of|for|without|in charge|responsible)\b", "minister", ""),
        (r"^(?:president|governor|chairman|head) of (?:the )?(?:central|national|reserve|state|people's)?\b.*bank", "central_bank_governor", "*.CB"),
        (r"^(?:speaker|president|chair(?:man|person)?|marshal) of (?:the )?(?:spanish |federal )?(?:senate|house|parliament|national assembly|"
         r"congress of deputies|chamber|sejm|lok sabha|council of representatives|knesset|grand national assembly|"
         r"house of councillors|legislative yuan|national people's congress)", "speaker", ""),
        (r"^chief of (?:the )?(?:air staff|air force|staff of the air force)", "air_force_chief", "*.AIRFORCE"),
        (r"^(?:chief of (?:the )?army(?: staff)?|vice chief of staff of the army)", "army_chief", "*.ARMY"),
        (r"^chief of (?:the )?navy", "navy_chief", "*.NAVY"),
        (r"^commandant of the marine corps", "commander", "*.MARINES"),
        (r"^chair of the chiefs of staff", "chief_of_general_staff", "*.GS"),
        (r"^(?:director|head|chief)(?:[- ]general)? of (?:the )?(?:mossad|intelligence|state security|shin bet|.*intelligence service)", "intelligence_chief", ""),
        (r"^(?:first )?deputy head of the presiden\w+ administration|deputy chief of staff", "deputy_chief_of_staff", ""),
        (r"^head of (?:the )?(?:presidential administration|bureau for presidential affairs)|chief of staff", "chief_of_staff", ""),
        (r"^secretary[- ]general (?:to|of) the presiden", "chief_of_staff", ""),
        (r"advis[eo]r|^counsel(?:l?or)? to the president|special assistant to the president", "aide", ""),
        (r"^governor of .*(?:oblast|krai|region|sevastopol)|^head of the .*republic|^chairman of the \w+ regional state", "governor", ""),
        (r"^deputy attorney general", "deputy_minister", ""),
        (r"^attorney[- ]general", "attorney_general", ""),
        (r"^secretary of |^chief secretary|^(?:financial|economic|exchequer|cabinet|home) secretary", "minister", ""),
        (r"^(?:treasurer|president of the treasury board|paymaster general|lord (?:chancellor|privy seal)|lord president)", "minister", ""),
        (r"^(?:leader of the (?:government|house))", "minister", ""),
        (r"^chairperson of the (?:kuomintang|democratic progressive)", "party_leader", ""),
        (r"^director of (?:the office of management|policy planning|the number 10)", "aide", ""),
        (r"^administrator of the", "minister", ""),
        (r"^state councilor", "minister", ""),
        (r"^president of the parliamentary assembly", "assembly_president", "COE"),
        (r"^osce high commissioner", "high_commissioner", "OSCE"),
    )
)  # fmt: skip


def role_of(title: str, country: str) -> tuple[str, str]:
    """Return the role and the organ's id that a title means in a state, both empty where it means none."""
    low = _FRONT.sub("", title.lower().replace(" & ", " and ").replace("defense", "defence"))
    if low.startswith(("ambassador of", "ambassador for")) or (_LEFT_OUT.search(low) and not _ABROAD.search(low)):
        return "", ""
    for pattern, role, organ in _PATTERNS:
        if pattern.search(low):
            return role, organ.replace("*", country)
    return "", ""


# A post abroad is kept whatever else its title says: "High Commissioner to Canada".
_ABROAD = re.compile(r"^(?:ambassador|high commissioner|permanent representative) to ")
