"""The order in which causes are tried: the first that applies is what went wrong.

What is about streaming is decided first (`refusal`); these lists know the rest. In them structure
(status, codes, classes) stands before words wherever both could tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .case import Case
from .cause import Cause, When
from .causes import (
    address,
    amounts,
    answer,
    browser,
    certificate,
    endpoint,
    installation,
    keys,
    model,
    network,
    permission,
    request,
    settings,
    streaming,
)
from .evidence import Phase
from .refusal import blames_options, is_own_mistake, is_refused, requires_stream


class Place(NamedTuple):
    """A place in the order."""

    cause: Cause
    sign: When | None = None
    """What is looked at here, of a cause that has several places; None for its own `when`."""

    def applies(self, case: Case) -> bool:
        """Whether this is what went wrong."""
        return self.sign(case) if self.sign else self.cause.applies(case)


ORDER = (
    Place(streaming.STREAM_SILENT),
    Place(endpoint.NO_RESPONSE),
    Place(answer.EMPTY_REPLY),
    Place(installation.DEPENDENCY_BROKEN),
    Place(settings.PARAMETER_INVALID),
    # Before the endpoint.
    Place(browser.BROWSER_BLOCKED),
    Place(network.PROXY_BLOCKED),
    Place(address.ENDPOINT_WRONG, address.is_no_address),
    Place(certificate.CERTIFICATE_NOT_TRUSTED),
    Place(network.HOST_NOT_FOUND),
    Place(keys.KEY_MISSING, keys.is_unsendable),
    Place(answer.REPLY_MALFORMED, answer.is_garbled),
    Place(network.CONNECTION_REFUSED),
    Place(streaming.STREAM_INTERRUPTED),
    Place(address.ENDPOINT_WRONG, address.leads_to_a_page),
    # Amounts.
    Place(amounts.QUOTA_EXCEEDED),
    Place(amounts.RATE_LIMITED),
    Place(endpoint.GATEWAY_TIMEOUT),
    # What was sent.
    Place(amounts.CONTENT_FILTERED),
    Place(amounts.CONTEXT_TOO_LONG),
    Place(model.MODEL_NOT_FOUND, model.is_told_by_code),
    Place(settings.SETTING_MISSING),
    Place(settings.HEADER_MISSING),
    Place(keys.KEY_MISSING),
    Place(keys.KEY_REJECTED),
    Place(permission.PERMISSION_DENIED),
    Place(address.ENDPOINT_WRONG, address.has_another_operation),
    Place(address.API_VERSION_UNSUPPORTED),
    Place(model.MODEL_NOT_FOUND),
    Place(request.PARAMETER_NOT_SUPPORTED),
    Place(address.ENDPOINT_WRONG),
    # The endpoint itself, and its answer.
    Place(endpoint.PROVIDER_DOWN),
    Place(answer.REPLY_MALFORMED),
    Place(answer.EMPTY_REPLY, answer.has_only_an_end),
)

MID_STREAM = (
    streaming.STREAM_INTERRUPTED,
    amounts.QUOTA_EXCEEDED,
    amounts.RATE_LIMITED,
    amounts.CONTENT_FILTERED,
    amounts.CONTEXT_TOO_LONG,
    endpoint.PROVIDER_DOWN,
    answer.REPLY_MALFORMED,
)
"""What can befall a stream that had begun well."""

# In the order of the help page.
_FAMILIES = (
    streaming,
    answer,
    keys,
    permission,
    model,
    address,
    request,
    settings,
    amounts,
    endpoint,
    network,
    browser,
    certificate,
    installation,
)
CAUSES: Mapping[str, Cause] = {
    each.id: each
    for family in _FAMILIES
    for each in vars(family).values()
    if isinstance(each, Cause)
}
"""All of them, by id."""


def cause_of(case: Case) -> Cause:
    """What went wrong."""
    if case.evidence.phase is Phase.MID_STREAM:
        found = (cause for cause in MID_STREAM if cause.applies_mid_stream(case))
        return next(found, streaming.STREAM_INTERRUPTED)
    return _about_streaming(case) or _about_all_else(case)


def _about_streaming(case: Case) -> Cause | None:
    evidence = case.evidence
    if evidence.phase is Phase.PLAIN_REQUEST:
        return streaming.STREAMING_REQUIRED if requires_stream(evidence) else None
    if not is_refused(evidence):
        return None
    if blames_options(evidence):
        return streaming.STREAM_OPTIONS_NOT_SUPPORTED
    if answer.has_unreadable_events(case):
        return answer.REPLY_MALFORMED
    denied = streaming.STREAMING_PERMISSION_DENIED
    return denied if denied.applies(case) else streaming.STREAMING_NOT_SUPPORTED


def _about_all_else(case: Case) -> Cause:
    if answer.has_unreadable_events(case):
        return answer.REPLY_MALFORMED
    if is_own_mistake(case.evidence):
        signs = (installation.DEPENDENCY_BROKEN, settings.PARAMETER_INVALID)
        return next((cause for cause in signs if cause.applies(case)), installation.UNKNOWN)
    return next((each.cause for each in ORDER if each.applies(case)), installation.UNKNOWN)
