"""Whether what a stream brought is an answer, and a whole one."""

from __future__ import annotations

from ..diagnosis.evidence import Phase, evidence_of
from .failures import EmptyReply, PageInsteadOfReply, StreamInterrupted, StreamSilent
from .reply import Ending, Part, Reply


def require_complete(reply: Reply[Part], said: bool) -> None:
    """Raise ReplyFailure for a stream that ended as if it were complete, and is not."""
    if said:
        if reply.reception.ending is Ending.CUT:
            raise StreamInterrupted("the endpoint ended the stream early")
    elif reply.reception.page:
        raise PageInsteadOfReply
    elif reply.reception.ending in (Ending.DONE, Ending.CUT):
        raise EmptyReply


def interrupted(error: Exception) -> StreamInterrupted:
    """The failure of a stream of which some content had come."""
    if isinstance(error, StreamSilent):
        return StreamInterrupted(f"nothing came for {error.seconds:g} seconds")
    if evidence_of(error, Phase.MID_STREAM).is_network:
        return StreamInterrupted("the connection was closed")
    return StreamInterrupted(f"the endpoint reported an error ({type(error).__name__})")
