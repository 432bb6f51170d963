"""Governors: words that make of what they govern another type than its own, where both parties are given."""

from __future__ import annotations

# What they govern ends: harm ended is a retreat, cooperation ended a sanction.
ENDING = frozenset(
    """
    end stop halt cease suspend cancel freeze terminate discontinue abandon drop quit sever cut pause interrupt
    curtail scrap reduce curb slash withhold shelve axe annul revoke lift ease relax remove repeal rescind
    abolish waive loosen undo cessation suspension termination cancellation severance interruption lifting
    easing removal discontinuation curtailment reduction postpone disrupt
    """.split()
)
# They only bring about or carry what their object names: "ordered the release of", "gave support to".
CAUSING = frozenset(
    """
    give provide send grant make lend receive get obtain undergo order approve announce authorise authorize
    declare begin start launch decree sanction direct confirm enable facilitate oversee secure
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
    want wish hope expect desire need prefer like ask love
    """.split()
)
# They pass a judgement on somebody: "called the plan a provocation".
JUDGING = frozenset(
    """
    call brand label deem consider describe term dub regard denounce condemn criticise criticize slam
    hail praise dismiss find view portray characterise characterize
    """.split()
)
