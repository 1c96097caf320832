"""Whether what a stream brought is an answer, and a whole one."""

from __future__ import annotations

from ..diagnosis.evidence import Phase, evidence_of
from ..language import say
from .failures import EmptyReply, PageInsteadOfReply, StreamInterrupted, StreamSilent
from .reply import Ending, Part, Reply


def require_complete(reply: Reply[Part], said: bool) -> None:
    """Raise ReplyFailure for a stream that ended as if it were complete, and is not."""
    if said:
        if reply.reception.ending is Ending.CUT:
            raise StreamInterrupted(say("the endpoint ended the stream early"))
    elif reply.reception.page:
        raise PageInsteadOfReply
    elif reply.reception.ending in (Ending.DONE, Ending.CUT):
        raise EmptyReply


def interrupted(error: Exception) -> StreamInterrupted:
    """The failure of a stream of which some content had come."""
    if isinstance(error, StreamSilent):
        return StreamInterrupted(say("nothing came for {seconds:g} seconds", seconds=error.seconds))
    if evidence_of(error, Phase.MID_STREAM).is_network:
        return StreamInterrupted(say("the connection was closed"))
    return StreamInterrupted(
        say("the endpoint reported an error ({name})", name=type(error).__name__)
    )
