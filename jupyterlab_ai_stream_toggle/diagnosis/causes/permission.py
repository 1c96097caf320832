"""What a key that is known may not do."""

from __future__ import annotations

import re

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Facts
from ..evidence import Phase
from ..refusal import is_bare_at_a_route_for_streams
from ..words import words
from .model import MODEL
from .vocabulary import SETTINGS

PERMISSION = words(
    r"\b(?:no|not|lacks?|limited|without|denied|have)\b[^.\n]{0,40}\baccess to (?:this|the"
    r"|that) model",
    r"\baccess (?:to [^.\n]{0,60})?(?:is |was |has been )?(?:denied|limited|restricted"
    r"|not granted|forbidden)",
    r"(?:not|n't) (?:authori[sz]ed|entitled|have (?:the )?(?:permission|access)|granted)",
    r"(?:insufficient|missing|lacks?(?: the)?|required?) (?:\w+ ){0,3}(?:permissions?|scopes?"
    r"|privileges?|roles?|data action)",
    r"\bmay not perform\b|public access is disabled|virtual network|firewall rules?"
    r"|private endpoint",
    r"(?:country|region)[^.\n]{0,30}not (?:supported|allowed|available)|\bdata policy\b"
    r"|privacy settings",
    r"must be (?:a member|verified)|organi[sz]ation[^.\n]{0,30}verif|权限|无权|没有权限|未授权访问",
    about=(
        "access",
        "author",
        "allow",
        "permi",
        "entitled",
        "grant",
        "scope",
        "privilege",
        "role",
        "network",
        "firewall",
        "private",
        "data action",
        "policy",
        "privacy",
        "perform",
        "member",
        "verif",
        "region",
        "country",
        "权",
        "未授权",
    ),
)
# Said of persons in a refusal, and of fields in a complaint about the request.
_NOT_ALLOWED = words(r"(?:not|n't) (?:allowed|permitted)")
_NETWORK_RULES = words(
    r"virtual network|firewall|public access|private endpoint|ip address|ip not|\bVNet\b"
)
_REGION = words(r"(?:country|region|territory)")
_AMAZON = words(r"\barn:")
_DATA_POLICY = words(r"data policy|privacy settings|guardrail settings")
VERIFICATION = words(r"\bverif\w+")
PERMISSION_CODES = re.compile(
    r"permission|access_?denied|(?<!extra_)forbidden|notpermitted|unsupported_country"
    r"|not_?authori[sz]ed|insufficient_?(scope|permission)|access_terminated"
)


# How web servers sign the pages that they come with.
_WEB_SERVER = words(
    r"\b(?:nginx|openresty|tengine|apache|microsoft-iis|caddy|envoy|istio|haproxy|traefik|lighttpd"
    r"|kong|jetty|tomcat)\b|request forbidden by administrative rules"
    r"|you don't have permission to access this resource"
)
_SOMEBODY_ELSES = words(
    r"\bproxy\b|block|polic|filter|firewall|zscaler|squid|netskope|umbrella|forti|captcha|cloudflare"
    r"|sign[ -]?in|log[ -]?in|incident|support id"
)


def is_a_web_servers_own(case: Case) -> bool:
    """Whether a page with 403 is the one that a web server has for what it may not hand on."""
    if not (case.evidence.page and case.has(403)):
        return False
    return case.says(_WEB_SERVER) and not case.says(_SOMEBODY_ELSES)


def is_denied(case: Case) -> bool:
    """Whether the structure says that something is not permitted."""
    if case.has(401, 403) or case.code(PERMISSION_CODES):
        return True
    return case.is_a("PermissionDeniedError", "AccessDeniedException")


def _not_permitted(case: Case) -> bool:
    if case.evidence.page:
        return is_a_web_servers_own(case)
    if is_denied(case):
        return True
    if case.has(404):
        return case.says(_DATA_POLICY)
    if case.says(MODEL) or case.evidence.parameters - {"None", "model"}:
        return False
    if case.says(PERMISSION):
        return True
    return not case.has(400, 405, 422) and case.says(_NOT_ALLOWED)


def _at_a_route_for_streams(case: Case, facts: Facts) -> bool:
    return facts.phase is Phase.BEFORE_CONTENT and is_bare_at_a_route_for_streams(case.evidence)


PERMISSION_DENIED = Cause(
    id="permission-denied",
    title=noted("Permission denied"),
    explanation=noted(
        "The API key is valid but does not have permission to use this model. This is unrelated "
        "to streaming."
    ),
    hint=noted(
        "Ask the account administrator for the access named in the details, or choose a model "
        "that the API key can use."
    ),
    actions=SETTINGS,
    when=_not_permitted,
    variants=(
        Variant(
            "streams",
            when=_at_a_route_for_streams,
            explanation=noted(
                "The request was rejected without a reason at the address that this provider "
                "uses for streaming. Non-streaming requests use a different address."
            ),
            hint=noted(
                "Set streaming to Auto or Off for this model: non-streaming requests may be "
                "allowed. If that fails too, ask the account or gateway administrator for access."
            ),
        ),
        Variant(
            "server",
            when=lambda case, _: is_a_web_servers_own(case),
            explanation=noted(
                "The web server in front of the endpoint blocked the request. It did not reach "
                "the endpoint."
            ),
            hint=noted(
                "The web server may allow only certain addresses or paths. Check the path of the "
                "base URL, and ask its administrator to allow requests from this server."
            ),
        ),
        Variant(
            "network",
            when=lambda case, _: case.says(_NETWORK_RULES),
            explanation=noted(
                "The endpoint does not accept requests from this network: a firewall, a virtual "
                "network or an IP address list restricts access."
            ),
            hint=noted(
                "Use an allowed network (VPN, private endpoint), or ask the administrator to add "
                "the address of this server."
            ),
        ),
        Variant(
            "region",
            when=lambda case, _: case.says(_REGION) and not case.says(_AMAZON),
            explanation=noted("The provider is not available in your country or region."),
            hint=noted("Use a provider or a cloud region that is available to you."),
        ),
        Variant(
            "privacy",
            when=lambda case, _: case.says(_DATA_POLICY),
            explanation=noted(
                "The privacy settings of the account exclude every provider of this model."
            ),
            hint=noted("Change these settings on the provider's site, or choose another model."),
        ),
        Variant(
            "verification",
            when=lambda case, _: case.says(VERIFICATION),
            explanation=noted("The provider offers this model only to verified organizations."),
            hint=noted(
                "Verify the organization in the provider's settings, or choose another model."
            ),
        ),
    ),
)
