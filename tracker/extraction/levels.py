"""Who is a leader: heads of state, of government and of groups (GUIDELINE.md 8, the level of a track)."""

import re
from typing import Final

from tracker.domain.record import PersonFact

_LEADER: Final = re.compile(
    r"\b(?:president|prime minister|premier|king|queen|emir|sultan|chancellor|supreme leader|head of state|head"
    r" of government|"
    r"dictator|despot|tyrant|autocrat|strongman|ruler|pope|taoiseach|crown prince|party chairman|leader"
    r"|head of the kremlin|plo chairman)\b",
    re.IGNORECASE,
)
_NOT: Final = re.compile(
    r"\b(?:vice|deputy|former|ex|adviser|advisor|aide|envoy|spokes\w+|secretary|minister of|foreign|opposition"
    r"|majority|minority|"
    r"council|delegation|team|negotiat\w+|parliament\w*|senate|house|son|daughter|wife|assistant|candidate|chief"
    r" of|staff|editor|"
    r"vice-president|conference|bishop\w*|committee|commission|company|bank|university|assembly)\b",
    re.IGNORECASE,
)


def is_leader(person: PersonFact) -> bool:
    """Whether a role says that the person heads a state, a government or a group."""
    return any(is_leader_role(role) for role in person.roles)


def is_leader_role(role: str) -> bool:
    """Whether the words of a role do."""
    return bool(_LEADER.search(role)) and not _NOT.search(re.sub(r"prime minister", "", role, flags=re.IGNORECASE))
