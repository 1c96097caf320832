"""Where a request goes, and in which version of the API."""

from __future__ import annotations

import re

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Facts
from ..evidence import Phase
from ..refusal import is_bare_at_a_route_for_streams
from ..words import words
from .request import TOOLS
from .vocabulary import SETTINGS, on_azure

_API_VERSION = words(
    r"api[ _-]?versions?",
    r"\b20\d\d-\d\d-\d\d(?:-preview)?\b[^.\n]{0,20}(?:and later|or later|or newer)",
)
_VERSION_MISSING = words(
    r"(?:missing|required?|provide|specify|without|no)\b[^.\n]{0,40}api[ _-]?version",
    r"api[ _-]?version[^.\n]{0,30}(?:missing|required|must be (?:set|given|provided)|not (?:given"
    r"|provided|specified|set))",
)
_VERSION_TOO_OLD = words(
    r"(?:and|or) (?:later|newer|above|higher)|(?:newer|later|recent|upgrade|update)\b"
    r"|only for api|too old|\bolder\b"
)
_VERSION_CODES = re.compile(r"api_?version")


# Said of a model; the version is one of the API's own, which nobody chose.
_MODEL_OF_A_VERSION = words(r"models?\b[^\n]{0,80}not found (?:for|in) (?:the )?api version")


def _other_version(case: Case) -> bool:
    if case.says(_MODEL_OF_A_VERSION):
        return False
    return (
        case.code(_VERSION_CODES)
        or (case.has(400, 404, 405, 410, 422) and case.says(_API_VERSION))
        or (case.evidence.status is None and case.says(_VERSION_MISSING))
    )


API_VERSION_UNSUPPORTED = Cause(
    id="api-version-unsupported",
    title=noted("API version not supported"),
    explanation=noted("The endpoint does not support the API version that was sent."),
    hint=noted(
        "Check the format (YYYY-MM-DD, some with -preview). If it is correct, the version is "
        "unknown to this endpoint or retired: use one listed in the endpoint's documentation."
    ),
    actions=SETTINGS,
    when=_other_version,
    variants=(
        Variant(
            "missing",
            when=lambda case, _: case.says(_VERSION_MISSING),
            explanation=noted("The endpoint requires an API version, and none was sent."),
            hint=noted(
                "Enter the API version in Jupyter AI settings (api_version). Jupyter AI 3 reads "
                "it from the environment variable AZURE_API_VERSION when the server starts."
            ),
        ),
        Variant(
            "old",
            when=lambda case, _: case.says(_VERSION_TOO_OLD),
            explanation=noted("This request requires a newer API version."),
            hint=noted(
                "Use the API version named in the details, or a later one. In Jupyter AI 3, set "
                "the environment variable AZURE_API_VERSION."
            ),
        ),
    ),
)

# The last one is how an encrypted answer begins.
NOT_TLS = words(
    r"wrong[ _]version[ _]number|record layer failure|http request was sent to https"
    r"|b['\"]\\x15\\x03"
    r"|plain http request"
)
_BAD_URL = words(
    r"missing an? ['\"]?https?|unsupported protocol|invalid (?:url|port|endpoint)|no scheme"
    r"|invalid non-printable",
    r"no host (?:supplied|specified)",
)
_MIXED_FORMS = words(
    r"api[ _-]?version[^.\n]{0,60}(?:/v1|\bv1\b)", r"(?:/v1|\bv1\b)[^.\n]{0,60}api[ _-]?version"
)
# An operation of the API, and that the model or the address has another.
_WRONG_OPERATION = words(
    r"\bv1/\w+",
    r"\b\w*(?:chat|completions?|GenerateContent|messages|responses|embeddings?|converse"
    r"|invokemodel)"
    r"(?:_\w+)? (?:api|endpoint|operation)\b",
    r"not a chat model|no chat model|chat models? only",
)
_NOT_OFFERED = words(
    r"\bnot?\b[^.\n]{0,60}(?:support|work|chat model|available|allowed|compatible)",
    r"n't (?:support|work)",
    r"\bcannot be\b",
)
_OPERATION_CODES = re.compile(r"operation_?not_?supported|unsupported_?operation|not_?chat_?model")


def is_no_address(case: Case) -> bool:
    """Whether the address cannot be used as it stands."""
    if case.is_a(
        "UnsupportedProtocol",
        "InvalidURL",
        "InvalidUrlClientError",
        "LocationParseError",
        "MissingSchema",
    ):
        return True
    if case.has(401, 403, 429) or case.evidence.upstream:
        return False
    return case.says(_BAD_URL) or case.says(NOT_TLS)


def is_for_streams_only(case: Case, facts: Facts) -> bool:
    """Whether nothing was said at an address that is for streams, which others have none of."""
    return facts.phase is Phase.BEFORE_CONTENT and is_bare_at_a_route_for_streams(case.evidence)


def leads_to_a_page(case: Case) -> bool:
    """A page that is no proxy's: of a portal, or of a web server that knows nothing of the path."""
    status = case.evidence.status
    return case.is_a("PageInsteadOfReply") or (
        case.evidence.page and (status is None or status in (400, 404, 405, 406, 410, 422))
    )


def has_another_operation(case: Case) -> bool:
    """The address is one of the API, but not the one of this model."""
    if case.code(_OPERATION_CODES):
        return True
    if not case.has(400, 404, 405, 422):
        return False
    if case.says(_MIXED_FORMS):
        return True
    return case.says(_WRONG_OPERATION) and case.says(_NOT_OFFERED) and not case.says(TOOLS)


def _nothing_there(case: Case) -> bool:
    return case.has(301, 302, 307, 308, 404, 405, 410, 421)


def _another_operation(case: Case, _: Facts) -> bool:
    return case.has(400) or (case.says(_WRONG_OPERATION) and case.says(_NOT_OFFERED))


def _not_on_azure(case: Case, facts: Facts) -> bool:
    resource_missing = case.has(404) and "404" in case.evidence.codes
    return on_azure(case, facts) or resource_missing


ENDPOINT_WRONG = Cause(
    id="endpoint-wrong",
    title=noted("Wrong endpoint address"),
    explanation=noted("A server responds at this address, but it is not a model API."),
    hint=noted(
        "Check the host and path of the base URL: it may need to end in /v1, and no part of the "
        "path may appear twice. The endpoint may also know the model by another name."
    ),
    actions=SETTINGS,
    when=_nothing_there,
    variants=(
        Variant(
            "streams",
            when=is_for_streams_only,
            explanation=noted(
                "Nothing was found at the address that this provider uses for streaming. "
                "Non-streaming requests use a different address."
            ),
            hint=noted(
                "Set streaming to Auto or Off for this model: the other address may be "
                "available. If that fails too, check the base URL and the model name."
            ),
        ),
        Variant(
            "page",
            when=lambda case, _: case.evidence.page or case.is_a("PageInsteadOfReply"),
            explanation=noted("The endpoint returned a web page instead of a response."),
            hint=noted(
                "The address may belong to a website or portal: enter the API address, which "
                "often ends in /v1. If a proxy shows a page of its own, open the address in a "
                "browser to see what it requires."
            ),
        ),
        Variant(
            "scheme",
            when=lambda case, _: case.says(NOT_TLS),
            explanation=noted(
                "The address and the server do not agree on encryption: one uses http, the "
                "other https."
            ),
            hint=noted(
                "Change https:// to http:// in the address, or the other way round. Local "
                "servers usually use http://."
            ),
        ),
        Variant(
            "form",
            when=lambda case, _: (
                case.says(_BAD_URL) or case.is_a("UnsupportedProtocol", "InvalidURL")
            ),
            explanation=noted("The address is not valid."),
            hint=noted(
                "The address must start with http:// or https://, name a host, and contain no "
                "spaces."
            ),
        ),
        Variant(
            "mixed",
            when=lambda case, _: case.says(_MIXED_FORMS),
            explanation=noted(
                "The settings mix two forms of the Azure API: addresses with /openai/v1 take no "
                "API version, all others require one."
            ),
            hint=noted(
                "Remove /openai/v1 from the endpoint, or use the OpenAI provider with that "
                "address and without an API version."
            ),
        ),
        Variant(
            "operation",
            when=_another_operation,
            explanation=noted(
                "The model does not support the API operation that was called: it is not a chat "
                "model, or it uses a different API."
            ),
            hint=noted(
                "Choose a chat model, or the provider and address that this model requires."
            ),
        ),
        Variant(
            "method",
            when=lambda case, _: case.has(405),
            explanation=noted(
                "A server responds at this address, but it does not accept chat requests there."
            ),
        ),
        Variant(
            "azure",
            when=_not_on_azure,
            explanation=noted("Azure found nothing at this address."),
            hint=noted(
                "One of these is wrong: the endpoint, which is the resource address without a "
                "path (https://NAME.openai.azure.com); the deployment name; or the API version, "
                "which this resource may not support."
            ),
        ),
    ),
)
