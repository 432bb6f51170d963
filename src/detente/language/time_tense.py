"""Whether the words around a time expression speak of the past or the future: a cheap look, without a parse.

The last cue before the expression in its sentence counts; when the expression opens its clause, the first one after.
"""

from __future__ import annotations

import re
from functools import cache

from detente.language.time_values import Tense

LOOK_BACK = 240  # characters before and after that are looked at: longer sentences lose only far-off cues
LOOK_AHEAD = 160
NEAR_REPORT = 32  # characters from "said" to "in Moscow on Thursday"; further off, it is what was said that is dated

# A passive or perfect after a modal ("will be held") is one cue with it: the participle alone would look past.
FUTURE = r"""(?:will|shall|would|['’]ll|won['’]t|may|might|should|must|can)(?!\shave\s)(?:\s(?:not|also|now))?
(?:\sbe\s\w{1,15})?
|to\sbe\s\w{1,15}|(?:is|are|['’]re|be|been)\s(?:now\s)?(?:going\s)?to
|(?P<was>was|were|had\sbeen)\s(?:originally\s|initially\s)?(?:due|set|expected|scheduled|slated|planned|supposed)
|(?:is|are|be|being|been|now|remains)\s(?:due|set|expected|scheduled|slated|planned|supposed)
|(?:expected|scheduled|slated|planned)\s(?:to|for|on|at|in|by|later)
|(?:is|are)\s(?:now\s)?\w{2,15}ing|plan(?:s|ning)?|hop(?:e|es|ing)|intends?|intend(?:ed|ing)\sto|aims?|wants?|upcoming
|forthcoming|agreed\s(?:to|on\sa)|ahead\sof|invit\w{1,5}|promis\w{1,3}\sto|vow\w{0,2}\sto
|(?:postponed|delayed|put\soff|rescheduled|pushed\sback|moved)(?:\s[^.;]{0,40})?\sto|valid|deadline|ready\sto
|starts|begins|opens|meets|arrives|leaves|expires|travels|visits|returns|resumes|convenes|flies|ends
|(?:takes|enters|comes)\s(?:effect|into|place)"""
# After the expression a past verb with "to" tells what happened ("on Friday he vowed to"), so fewer cues look ahead.
FUTURE_AFTER = r"""will|shall|would|['’]ll|won['’]t
|(?:is|are)\s(?:due|set|expected|scheduled|slated|planned|going|to)"""
# What is ordered, granted or put off "until" or "by" a day looks ahead to it, though the verb is past.
DEADLINE = r"""extended|suspended|prolonged|postponed|delayed|adjourned|put\soff|ordered|told|asked|urged|gave|given
|granted|pledged|promised|vowed|demanded|wanted|required|called\son|fund(?:s|ed|ing)|keeps?|remains?|stays?|runs?|lasts?"""
REPORT = "said|says|told|announced|reported|stated|declared|tweeted|warned|confirmed|wrote|added"
PAST = r"""was|were|had|did|has|have|(?<!\bun)[a-z]{2,15}ed|met|held|took|went|came|began|left|spoke|saw|gave|made|sent
|won|lost|fell|rose|broke|struck|fought|fled|flew|sank|sold|bought|brought|became|led|built|cut|drew|drove|found|froze
|got|grew|hit|kept|laid|paid|ran|sat|shot|shut|stood|stole|swore|taught|thought|threw|withdrew|withheld|understood
|knew|heard|chose|caught|bore|beat|rang|sought|spent|split|spread|tore|undertook|wore"""
NOT_PAST = frozenset("need indeed speed proceed succeed exceed feed seed breed united armed".split())


@cache
def _cues(future: str) -> re.Pattern[str]:
    """Compile the cues on first use, the future ones as given."""
    future, past = future.replace("\n", ""), PAST.replace("\n", "")
    return re.compile(rf"(?<!\w)(?:(?P<future>{future})|(?P<report>{REPORT})|(?P<past>{past}))(?!\w)")


@cache
def _ends() -> re.Pattern[str]:
    """Compile what ends a sentence, or opens a clause with a tense of its own."""
    return re.compile(
        r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bGen)(?<!\bSen)(?<!\bGov)(?<!\bRep)(?<!\bCol)(?<!\bLt)(?<!\b[A-Z])"
        r"[.!?]['”’\"]?\s+(?=[A-Z“\"'‘])|[;\n]|,\s(?:and|but|while|whereas|although)\s|\s(?:but|while|whereas)\s"
    )


def tense_around(text: str, start: int, end: int, *, deadline: bool = False) -> Tense | None:
    """Return the tense of the words around ``text[start:end]``, None where they do not tell.

    ``deadline``: the expression is an "until" or "by", which verbs such as "extended" point forward to.
    """
    cues = _cues(f"{FUTURE}|{DEADLINE}" if deadline else FUTURE)
    low = max(0, start - LOOK_BACK)
    for m in _ends().finditer(text, low, start):
        low = m.end()
    cue = None
    for m in cues.finditer(text, low, start):
        if m["past"] not in NOT_PAST:
            cue = m
    if cue is not None:
        return None if cue["report"] and start - cue.end() > NEAR_REPORT else _told(cue)
    stop = _ends().search(text, end, end + LOOK_AHEAD)
    limit = stop.start() if stop else min(len(text), end + LOOK_AHEAD)
    after = next((m for m in _cues(FUTURE_AFTER).finditer(text, end, limit) if m["past"] not in NOT_PAST), None)
    return _told(after) if after is not None else None


def _told(cue: re.Match[str]) -> Tense | None:
    """Return what one cue says; "was due", "had been expected" leave it open."""
    if cue["future"]:
        return None if cue.groupdict().get("was") else "future"
    return "past"
