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
    title=noted("The API version does not fit"),
    explanation=noted("The endpoint does not accept the API version that was sent."),
    hint=noted(
        "Check its form (YYYY-MM-DD, some with -preview). If the form is right, the version is "
        "unknown to this endpoint or retired: take one that its documentation lists."
    ),
    actions=SETTINGS,
    when=_other_version,
    variants=(
        Variant(
            "missing",
            when=lambda case, _: case.says(_VERSION_MISSING),
            explanation=noted("The endpoint wants an API version, and none was sent."),
            hint=noted(
                "Enter it in Jupyter AI's settings (api_version). Jupyter AI 3 takes it from "
                "the environment variable AZURE_API_VERSION, set before the server starts."
            ),
        ),
        Variant(
            "old",
            when=lambda case, _: case.says(_VERSION_TOO_OLD),
            explanation=noted("What was asked for needs a newer API version."),
            hint=noted(
                "Set the API version that the details name, or a later one. In Jupyter AI 3 "
                "that is the environment variable AZURE_API_VERSION."
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
    title=noted("The address is not right"),
    explanation=noted("Something answers at this address, but not the API of a model."),
    hint=noted(
        "Check host and path of the base URL: whether it must end in /v1, and that no path is "
        "in it twice. Or the model is known there by another name."
    ),
    actions=SETTINGS,
    when=_nothing_there,
    variants=(
        Variant(
            "streams",
            when=is_for_streams_only,
            explanation=noted(
                "Nothing was found at the address that this provider uses for streaming. "
                "Non-streaming requests go to another one."
            ),
            hint=noted(
                "Set streaming to off or auto for this model: the other address may be available. "
                "If that fails as well, check the base URL and the model name."
            ),
        ),
        Variant(
            "page",
            when=lambda case, _: case.evidence.page or case.is_a("PageInsteadOfReply"),
            explanation=noted("A web page came instead of an answer."),
            hint=noted(
                "The address is that of a website or a portal: enter that of the API, often "
                "with /v1 at its end. Or a proxy shows a page of its own: then open the "
                "address in a browser to see what it wants."
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
                "Change https:// to http:// in the address, or the other way round; a local "
                "server usually has http://."
            ),
        ),
        Variant(
            "form",
            when=lambda case, _: (
                case.says(_BAD_URL) or case.is_a("UnsupportedProtocol", "InvalidURL")
            ),
            explanation=noted("The address cannot be used as it stands."),
            hint=noted("It must begin with http:// or https://, have a host, and no space in it."),
        ),
        Variant(
            "mixed",
            when=lambda case, _: case.says(_MIXED_FORMS),
            explanation=noted(
                "Two forms of Azure's API are mixed: the one with /openai/v1 in its address "
                "takes no API version, the dated one needs it."
            ),
            hint=noted(
                "Either take /openai/v1 out of the endpoint, or use the provider type of "
                "OpenAI with that address and no API version."
            ),
        ),
        Variant(
            "operation",
            when=_another_operation,
            explanation=noted(
                "The model cannot be used through the operation of the API that was called: it "
                "is no chat model, or belongs to another API."
            ),
            hint=noted(
                "Choose a chat model, or the provider type and the address that this model "
                "belongs to."
            ),
        ),
        Variant(
            "method",
            when=lambda case, _: case.has(405),
            explanation=noted(
                "There is a server at this address, but it takes no chat requests there."
            ),
        ),
        Variant(
            "azure",
            when=_not_on_azure,
            explanation=noted("Azure found nothing at the address that was asked."),
            hint=noted(
                "One of three does not fit: the endpoint, which is the address of the resource "
                "alone (https://NAME.openai.azure.com) without a path; the name of the "
                "deployment; or the API version, which may not exist for this resource."
            ),
        ),
    ),
)
