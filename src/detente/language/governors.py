"""Governors: words that make of what they govern another type than its own, where both parties are given."""

from __future__ import annotations

# What they govern ends: harm ended is a retreat, cooperation ended a sanction.
ENDING = frozenset(
    """
    end stop halt cease suspend cancel freeze terminate discontinue abandon drop quit sever cut pause interrupt
    curtail scrap reduce curb slash withhold shelve axe annul revoke lift ease relax remove repeal rescind
    abolish waive loosen undo cessation suspension termination cancellation severance interruption lifting
    easing removal discontinuation curtailment reduction postpone disrupt lower
    """.split()
)
# They only bring about or carry what their object names: "ordered the release of", "gave support to".
CAUSING = frozenset(
    """
    give provide send grant make lend receive get obtain undergo order approve announce authorise authorize
    declare begin start launch decree sanction direct confirm enable facilitate oversee secure extend prolong renew reimpose
    tighten widen
    """.split()
)
# Ending a meeting or visit in one of these ways, before it takes place, is refusing it.
CANCELLING = frozenset(
    """
    cancel postpone scrap shelve abandon drop cancellation postponement axe
    """.split()
)
# They wish somebody else to act: "wants the minister to resign".
WISHING = frozenset(
    """
    want wish hope hop expect desire need prefer like ask love
    """.split()
)
# They pass a judgement on somebody: "called the plan a provocation".
JUDGING = frozenset(
    """
    call brand label deem consider describe term dub regard denounce condemn criticise criticize slam
    hail praise dismiss find view portray characterise characterize
    """.split()
)
# What is judged so is praised: "called the plan a step forward".
PRAISING = frozenset(
    """
    friend ally partner hero brother model success breakthrough milestone victory statesman patriot courageous brave
    historic positive constructive encouraging wise welcome legitimate excellent admirable remarkable generous reliable
    fair free credible wonderful outstanding successful acceptable
    """.split()
)
# Words for what somebody said or asked: who calls it wrong turns it down.
SAYINGS = frozenset(
    """
    charge accusation allegation claim demand report request proposal offer plan suggestion condition ultimatum call
    criticism assertion rumour rumor statement appeal
    """.split()
)
# What is said to await somebody who does not give way: "said they would pay a heavy price".
AWAITING = frozenset("pay face regret suffer rue perish bear burn".split())
# They say what they hold to be wrong, whatever it is: "claimed that it was arming rebels".
ALLEGING = frozenset("claim allege charge complain suspect believe fear accuse assert contend".split())
# What soldiers are sent for that helps: "sent troops to protect civilians".
HELPING_DEEDS = frozenset(
    """
    help assist protect aid support rescue evacuate monitor train rebuild distribute escort safeguard supervise observe
    clear join guard reconstruct relieve deliver
    """.split()
)
