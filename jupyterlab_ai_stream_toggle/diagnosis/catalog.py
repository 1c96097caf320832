"""Everything that users are told about failures: the one place for these texts.

An entry has the words for its cause, and variants for what the evidence may say beyond it; what a
variant leaves out is as in its entry. `advice` chooses. Each cause has a section of its name in
`docs/troubleshooting.md`. Names in braces are filled in: `parameter`, `wait`, `status`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..language import noted
from .causes import Cause
from .diagnosis import Action, Severity


@dataclass(frozen=True)
class Words:
    """Texts that replace those of the entry where they are not empty."""

    title: str = ""
    explanation: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Entry:
    """What is said of one cause."""

    title: str
    explanation: str
    hint: str
    actions: tuple[Action, ...]
    severity: Severity = Severity.ERROR
    variants: Mapping[str, Words] = field(default_factory=dict)


KEPT = noted("What had arrived is kept, but it is not complete.")
"""Added to the explanation of whatever happens after the first text."""

_PLAIN = (Action.USE_PLAIN, Action.CHECK_CONNECTION)
_SETTINGS = (Action.OPEN_SETTINGS, Action.CHECK_CONNECTION)
_CHECK = (Action.CHECK_CONNECTION,)

CATALOG: Mapping[Cause, Entry] = {
    Cause.STREAMING_NOT_SUPPORTED: Entry(
        title=noted("The endpoint does not stream"),
        explanation=noted(
            "The endpoint, or the model behind it, refuses to send its answer as a stream."
        ),
        hint=noted(
            "Set streaming to off or auto for this model: a whole answer is asked for instead, "
            "and everything else stays the same."
        ),
        actions=_PLAIN,
        variants={
            "tools": Words(
                explanation=noted(
                    "The endpoint refuses to stream an answer to a request that offers tools."
                ),
            ),
            "verification": Words(
                explanation=noted(
                    "The provider streams this model only to organisations that it has verified."
                ),
                hint=noted(
                    "Set streaming to off or auto for this model, which works at once; or have the "
                    "organisation verified in the provider's settings, which can take a while to "
                    "count."
                ),
            ),
            "policy": Words(
                explanation=noted(
                    "A policy or a guardrail on the way to the model does not let streams through."
                ),
            ),
        },
    ),
    Cause.STREAM_OPTIONS_NOT_SUPPORTED: Entry(
        title=noted("The endpoint does not know stream_options"),
        explanation=noted(
            "The endpoint streams, but refuses the field stream_options, with which the number of "
            "tokens is asked for. Older API versions of Azure OpenAI do so."
        ),
        hint=noted(
            "Set streaming to auto: the field is left out where it is refused. A newer API version "
            "helps as well, if the endpoint has one."
        ),
        actions=(Action.USE_PLAIN, Action.OPEN_SETTINGS),
    ),
    Cause.STREAMING_PERMISSION_DENIED: Entry(
        title=noted("Streaming is not permitted with this key"),
        explanation=noted(
            "The request was refused because permission for the streaming operation is missing. "
            "The operation without streaming may well be permitted."
        ),
        hint=noted(
            "Set streaming to off or auto for this model; or ask whoever manages access to permit "
            "the streaming operation that the details name."
        ),
        actions=_PLAIN,
    ),
    Cause.STREAMING_REQUIRED: Entry(
        title=noted("The endpoint answers with streams only"),
        explanation=noted(
            "A whole answer was asked for, and the endpoint refuses to give one in this case."
        ),
        hint=noted(
            "Set streaming to auto or on for this model. If an administrator has locked it to off, "
            "only they can change that."
        ),
        actions=(Action.TRY_STREAMING,),
        variants={
            "parameter": Words(
                hint=noted(
                    "Set streaming to auto or on for this model; or change the parameter "
                    "{parameter}, which the endpoint takes only together with a stream."
                ),
            ),
        },
    ),
    Cause.STREAM_INTERRUPTED: Entry(
        title=noted("The answer was interrupted"),
        explanation=noted("The stream broke off before the answer was complete."),
        hint=noted(
            "Ask again. If it keeps happening, something between here and the model cuts long "
            "streams, such as a gateway with a time limit: set streaming to off, so that the "
            "answer is fetched in one piece."
        ),
        actions=_PLAIN,
        severity=Severity.WARNING,
        variants={
            "silent": Words(
                explanation=noted("The stream fell silent, and was given up after a while."),
                hint=noted(
                    "Ask again. If the model needs long pauses, raise the longest silence in the "
                    "settings; if something on the way holds the stream up, set streaming to off."
                ),
            ),
            "early": Words(
                title=noted("The connection was closed"),
                explanation=noted("The connection was closed before any of the answer had come."),
                hint=noted(
                    "Ask again. If it keeps happening, the endpoint, or a gateway on the way to "
                    "it, closes streams: set streaming to off or auto, so that the answer is "
                    "fetched in one piece."
                ),
            ),
            "reported": Words(
                explanation=noted(
                    "The endpoint reported an error in the midst of its answer; the details quote "
                    "it."
                ),
            ),
        },
    ),
    Cause.STREAM_SILENT: Entry(
        title=noted("The endpoint sends nothing"),
        explanation=noted("The endpoint accepted the request for a stream and then stayed silent."),
        hint=noted(
            "Something on the way may hold the stream back until it is complete: set streaming to "
            "off or auto. Or the model is slow to begin: then raise the longest silence in the "
            "settings."
        ),
        actions=_PLAIN,
    ),
    Cause.REPLY_MALFORMED: Entry(
        title=noted("The answer cannot be read"),
        explanation=noted(
            "Something came back that the client library does not understand as an answer."
        ),
        hint=noted(
            "Either something on the way changes the answer, or the address is not that of an API "
            "this provider type speaks. Check the address and the provider type."
        ),
        actions=_CHECK,
        variants={
            "stream": Words(
                explanation=noted(
                    "A stream was asked for, and what came back is not one that the client "
                    "library can read."
                ),
                hint=noted(
                    "Set streaming to off or auto for this model: a whole answer often arrives "
                    "unharmed where a gateway changes streams. If that fails too, check that the "
                    "address is that of the API and fits the provider type."
                ),
            ),
        },
    ),
    Cause.EMPTY_REPLY: Entry(
        title=noted("The answer is empty"),
        explanation=noted("The request was accepted, but no answer came with it."),
        hint=noted(
            "Ask again in other words. If it stays empty, a filter may remove the answer, or the "
            "limit of tokens is used up before the first word: raise it."
        ),
        actions=_CHECK,
        variants={
            "stream": Words(
                explanation=noted("A stream was opened, and ended without an answer."),
                hint=noted(
                    "The endpoint, or a filter on the way, may not support streams: set streaming "
                    "to off or auto, and one whole answer is asked for. If that is empty too, the "
                    "answer is filtered, or the limit of tokens leaves no room for it."
                ),
            ),
            "no-room": Words(
                title=noted("There was no room for an answer"),
                explanation=noted(
                    "The model used up the tokens of its answer before it said anything, most "
                    "likely with its reasoning."
                ),
                hint=noted(
                    "Raise the limit of tokens in the model's parameters, or ask for less "
                    "reasoning. Streaming or not makes no difference."
                ),
            ),
        },
    ),
    Cause.KEY_MISSING: Entry(
        title=noted("There is no API key"),
        explanation=noted("The request needs a key, and none was sent."),
        hint=noted(
            "Enter the key in Jupyter AI's settings, or set the provider's environment variable "
            "before the server starts. A key that another provider type uses does not count here."
        ),
        actions=(Action.OPEN_SETTINGS,),
        variants={
            "header": Words(
                title=noted("The API key cannot be sent"),
                explanation=noted(
                    "The key is empty, or there is a space, a line break or an accented letter in "
                    "it."
                ),
                hint=noted("Enter the key again in Jupyter AI's settings, without anything else."),
            ),
            "cloud": Words(
                explanation=noted("No credentials of the cloud were found where the server runs."),
                hint=noted(
                    "Log in to the cloud with its own command line as the user of this server, or "
                    "set its environment variables, and restart the server."
                ),
            ),
        },
    ),
    Cause.KEY_REJECTED: Entry(
        title=noted("The API key is not accepted"),
        explanation=noted("The endpoint does not accept the key that was sent."),
        hint=noted(
            "The key is mistyped, expired or revoked, or it is that of another account or "
            "endpoint than the one in the settings. Enter the key that goes with this address."
        ),
        actions=_SETTINGS,
        variants={
            "azure": Words(
                hint=noted(
                    "Either the key is wrong, or it is that of another Azure resource: key and "
                    "endpoint must be those of one and the same resource, as its page Keys and "
                    "Endpoint in the Azure portal shows them."
                ),
            ),
            "expired": Words(
                explanation=noted("The key or token that was sent is no longer valid."),
                hint=noted(
                    "Get a new one, or log in again where tokens are issued, and enter it in "
                    "Jupyter AI's settings."
                ),
            ),
            "either": Words(
                explanation=noted(
                    "The endpoint found no key that it accepts: it is missing, or wrong."
                ),
            ),
        },
    ),
    Cause.PERMISSION_DENIED: Entry(
        title=noted("Access is denied"),
        explanation=noted(
            "The key is known, but not permitted to do this with the model. Streaming or not makes "
            "no difference."
        ),
        hint=noted(
            "Ask whoever manages the account to grant the access that the details name, or choose "
            "a model that the key may use."
        ),
        actions=_SETTINGS,
        variants={
            "network": Words(
                explanation=noted(
                    "The endpoint does not accept requests from this network: a firewall, a "
                    "virtual network or a list of addresses decides who may ask."
                ),
                hint=noted(
                    "Use the network it allows (VPN, private endpoint), or ask its administrator "
                    "to add the address of this server."
                ),
            ),
            "region": Words(
                explanation=noted(
                    "The provider does not serve the country or region you ask from."
                ),
                hint=noted("Use a provider, or a region of the cloud, that serves you."),
            ),
            "privacy": Words(
                explanation=noted(
                    "The privacy settings of the account leave nobody who could answer with this "
                    "model."
                ),
                hint=noted(
                    "Loosen these settings on the provider's site, or choose another model."
                ),
            ),
            "verification": Words(
                explanation=noted(
                    "The provider gives this model only to organisations that it has verified."
                ),
                hint=noted(
                    "Have the organisation verified in the provider's settings, or choose another "
                    "model."
                ),
            ),
        },
    ),
    Cause.MODEL_NOT_FOUND: Entry(
        title=noted("The model is not there"),
        explanation=noted("The endpoint knows no model of the name that was asked for."),
        hint=noted(
            "Check the name letter by letter. Or the model exists, and the key has no access to "
            "it: the provider's list of models shows which it may use."
        ),
        actions=_SETTINGS,
        variants={
            "azure": Words(
                title=noted("The deployment is not there"),
                explanation=noted(
                    "The Azure resource has no deployment of the name that was asked for."
                ),
                hint=noted(
                    "Azure wants the name of the deployment, which need not be that of the model; "
                    "the Azure portal lists it. If the name is right, the endpoint is that of "
                    "another resource, or the deployment is only some minutes old."
                ),
            ),
            "prefix": Words(
                explanation=noted("The name does not tell which provider the model belongs to."),
                hint=noted("Write it as provider/model, such as azure/my-deployment."),
            ),
            "pull": Words(
                explanation=noted("The local server has not downloaded this model."),
                hint=noted(
                    "Download it with the server's own command (ollama pull, for Ollama), or "
                    "choose one that it has."
                ),
            ),
            "profile": Words(
                explanation=noted(
                    "The model can be used through an inference profile only, not by its own id."
                ),
                hint=noted(
                    "Use the id of the inference profile, which has a prefix for the region such "
                    "as us. or eu."
                ),
            ),
            "retired": Words(
                explanation=noted("The provider no longer offers this model."),
                hint=noted("Choose its successor; the details may name it."),
            ),
        },
    ),
    Cause.API_VERSION_UNSUPPORTED: Entry(
        title=noted("The API version does not fit"),
        explanation=noted("The endpoint does not accept the API version that was sent."),
        hint=noted(
            "Check its form (YYYY-MM-DD, some with -preview). If the form is right, the version is "
            "unknown to this endpoint or retired: take one that its documentation lists."
        ),
        actions=_SETTINGS,
        variants={
            "missing": Words(
                explanation=noted("The endpoint wants an API version, and none was sent."),
                hint=noted(
                    "Enter it in Jupyter AI's settings (api_version). Jupyter AI 3 takes it from "
                    "the environment variable AZURE_API_VERSION, set before the server starts."
                ),
            ),
            "old": Words(
                explanation=noted("What was asked for needs a newer API version."),
                hint=noted(
                    "Set the API version that the details name, or a later one. In Jupyter AI 3 "
                    "that is the environment variable AZURE_API_VERSION."
                ),
            ),
        },
    ),
    Cause.ENDPOINT_WRONG: Entry(
        title=noted("The address is not right"),
        explanation=noted("Something answers at this address, but not the API of a model."),
        hint=noted(
            "Check host and path of the base URL: whether it must end in /v1, and that no path is "
            "in it twice. Or the model is known there by another name."
        ),
        actions=_SETTINGS,
        variants={
            "azure": Words(
                explanation=noted("Azure found nothing at the address that was asked."),
                hint=noted(
                    "One of three does not fit: the endpoint, which is the address of the resource "
                    "alone (https://NAME.openai.azure.com) without a path; the name of the "
                    "deployment; or the API version, which may not exist for this resource."
                ),
            ),
            "mixed": Words(
                explanation=noted(
                    "Two forms of Azure's API are mixed: the one with /openai/v1 in its address "
                    "takes no API version, the dated one needs it."
                ),
                hint=noted(
                    "Either take /openai/v1 out of the endpoint, or use the provider type of "
                    "OpenAI with that address and no API version."
                ),
            ),
            "operation": Words(
                explanation=noted(
                    "The model cannot be used through the operation of the API that was called: it "
                    "is no chat model, or belongs to another API."
                ),
                hint=noted(
                    "Choose a chat model, or the provider type and the address that this model "
                    "belongs to."
                ),
            ),
            "page": Words(
                explanation=noted("A web page came instead of an answer."),
                hint=noted(
                    "The address is that of a website or a portal: enter that of the API, often "
                    "with /v1 at its end. Or a proxy shows a page of its own: then open the "
                    "address in a browser to see what it wants."
                ),
            ),
            "form": Words(
                explanation=noted("The address cannot be used as it stands."),
                hint=noted(
                    "It must begin with http:// or https://, have a host, and no space in it."
                ),
            ),
            "scheme": Words(
                explanation=noted(
                    "The address and the server do not agree on encryption: one uses http, the "
                    "other https."
                ),
                hint=noted(
                    "Change https:// to http:// in the address, or the other way round; a local "
                    "server usually has http://."
                ),
            ),
            "method": Words(
                explanation=noted(
                    "There is a server at this address, but it takes no chat requests there."
                ),
            ),
        },
    ),
    Cause.PARAMETER_NOT_SUPPORTED: Entry(
        title=noted("The endpoint refuses a part of the request"),
        explanation=noted("A field of the request is unknown to the endpoint, or has a bad value."),
        hint=noted(
            "The details may name the field: take it out of the model's parameters in Jupyter "
            "AI's settings. If you did not set it, the model is not made for this kind of request."
        ),
        actions=_SETTINGS,
        variants={
            "named": Words(
                title=noted("The endpoint refuses {parameter}"),
                explanation=noted(
                    "The endpoint does not take the field {parameter} of the request, or not with "
                    "this value."
                ),
                hint=noted(
                    "Take {parameter} out of the model's parameters in Jupyter AI's settings, or "
                    "give it a value that the details allow. If you did not set it, another model "
                    "or a newer version of the client library may do without it."
                ),
            ),
            "tools": Words(
                title=noted("The model takes no tools"),
                explanation=noted(
                    "The request offers tools to the model, as Jupyternaut always does, and the "
                    "model or its server does not support that."
                ),
                hint=noted(
                    "Choose a model that supports tools; or, on a server of your own, start it "
                    "with tools enabled."
                ),
            ),
            "messages": Words(
                explanation=noted(
                    "The endpoint does not accept the conversation as it was sent ({parameter})."
                ),
                hint=noted(
                    "Begin a new chat. If that helps, something in the old one cannot be sent: an "
                    "empty message, an attachment, or an answer of another model."
                ),
            ),
            "stream_options": Words(
                title=noted("The endpoint refuses {parameter}"),
                explanation=noted(
                    "The request asked for no stream, and yet carried the field stream_options."
                ),
                hint=noted(
                    "Take stream_options out of the model's parameters in Jupyter AI's settings, "
                    "or set streaming to auto."
                ),
            ),
        },
    ),
    Cause.RATE_LIMITED: Entry(
        title=noted("Too many requests"),
        explanation=noted(
            "The endpoint takes only so many requests or tokens in a while, and that is used up."
        ),
        hint=noted("Wait a minute and ask again. If it happens often, ask for a higher limit."),
        actions=(),
        severity=Severity.WARNING,
        variants={
            "wait": Words(
                hint=noted(
                    "Ask again in {wait}. If it happens often, ask the provider for a higher limit."
                ),
            ),
            "large": Words(
                explanation=noted(
                    "This one request has more tokens than the endpoint allows in a while."
                ),
                hint=noted(
                    "Waiting does not help: begin a new chat, send less text, or lower the limit "
                    "of tokens for the answer. Or ask the provider for a higher limit."
                ),
            ),
        },
    ),
    Cause.QUOTA_EXCEEDED: Entry(
        title=noted("The quota is used up"),
        explanation=noted(
            "The account has no credit, or its budget or quota for this period is spent."
        ),
        hint=noted(
            "Look at the provider's billing page: add credit or raise the limit. Behind a company "
            "gateway, its administrator can do so."
        ),
        actions=(),
        variants={
            "wait": Words(
                hint=noted(
                    "There is more of it in {wait}. To go on sooner, have the limit raised: on the "
                    "provider's billing page, or by the administrator of the gateway."
                ),
            ),
        },
    ),
    Cause.CONTEXT_TOO_LONG: Entry(
        title=noted("The conversation is too long"),
        explanation=noted("What was sent is more than the model can read at once."),
        hint=noted(
            "Begin a new chat, or send less: fewer attachments, a shorter selection. A model with "
            "a larger context helps as well."
        ),
        actions=(),
        variants={
            "size": Words(
                explanation=noted("The request is larger than the endpoint takes."),
                hint=noted(
                    "Begin a new chat or send fewer attachments. If the model should be able to "
                    "read it, a gateway limits the size of requests: ask its administrator."
                ),
            ),
        },
    ),
    Cause.CONTENT_FILTERED: Entry(
        title=noted("The content filter stepped in"),
        explanation=noted(
            "A filter of the provider held the question or the answer back. Streaming or not makes "
            "no difference."
        ),
        hint=noted(
            "Put the question in other words, or begin a new chat: earlier messages are judged "
            "too. Whoever manages the model may be able to adjust the filter."
        ),
        actions=(),
    ),
    Cause.PROVIDER_DOWN: Entry(
        title=noted("The endpoint is in trouble"),
        explanation=noted("The endpoint failed, and does not say why."),
        hint=noted(
            "Ask again in a while, and look at the provider's status page. Behind a gateway, the "
            "error can be the gateway's own: ask its administrator."
        ),
        actions=_PLAIN,
        variants={
            "streamed": Words(
                explanation=noted(
                    "The endpoint failed when a stream was asked for, and does not say why."
                ),
                hint=noted(
                    "Two causes are possible. Some gateways fail like this because they cannot "
                    "stream: set streaming to off or auto to find out. Or the endpoint is in "
                    "trouble: then ask again in a while."
                ),
            ),
            "overloaded": Words(
                title=noted("The provider is overloaded"),
                explanation=noted("The model has more requests than it can answer."),
                hint=noted("Ask again in a few minutes, or use another model meanwhile."),
            ),
        },
    ),
    Cause.GATEWAY_TIMEOUT: Entry(
        title=noted("The answer takes too long"),
        explanation=noted("No answer came within the time that is allowed for it."),
        hint=noted(
            "The model may be slow or overloaded: ask again, or for less. If only long answers "
            "fail, a time limit on the way is too short: raise it, or have it raised."
        ),
        actions=_CHECK,
        variants={
            "gateway": Words(
                explanation=noted(
                    "A gateway on the way to the model waited for an answer and gave up."
                ),
                hint=noted(
                    "Ask again, or for less. If only long answers fail, ask the gateway's "
                    "administrator for a longer time limit."
                ),
            ),
            "plain": Words(
                hint=noted(
                    "A whole answer takes as long as all of its words: with streaming on or auto "
                    "the first ones come sooner, which satisfies most time limits. Or ask for "
                    "less, or have the time limit raised."
                ),
            ),
        },
    ),
    Cause.HOST_NOT_FOUND: Entry(
        title=noted("The host is not known"),
        explanation=noted("The name of the endpoint's host cannot be resolved to an address."),
        hint=noted(
            "Check the host in the settings letter by letter. If it is right, this server cannot "
            "resolve it: it is offline, or needs a VPN or a proxy for it."
        ),
        actions=_SETTINGS,
    ),
    Cause.CONNECTION_REFUSED: Entry(
        title=noted("The endpoint cannot be reached"),
        explanation=noted("No connection to the endpoint came about."),
        hint=noted(
            "Check the address in the settings. If it is right, the network does not let the "
            "request through: this server may be offline, or need a VPN or a proxy."
        ),
        actions=_SETTINGS,
        variants={
            "refused": Words(
                explanation=noted("The host is there, but nothing listens at this port."),
                hint=noted(
                    "Start the model's server, or correct the port in the address. In a container, "
                    "localhost is the container itself, not the computer it runs on."
                ),
            ),
            "unreachable": Words(
                explanation=noted("The host does not answer."),
                hint=noted(
                    "A firewall may drop the request, or a VPN is needed; or the host is down. "
                    "Check from this server, not from your own computer."
                ),
            ),
            "closed": Words(
                title=noted("The connection was closed"),
                explanation=noted("The connection was closed before an answer had come."),
                hint=noted(
                    "The endpoint may have been restarted: ask again. If it keeps happening, a "
                    "proxy or firewall on the way ends the connection."
                ),
            ),
            "encryption": Words(
                explanation=noted("No encrypted connection to the endpoint came about."),
                hint=noted(
                    "Either the port is not one for https, or a proxy or firewall breaks the "
                    "encryption open. Check scheme and port of the address first."
                ),
            ),
        },
    ),
    Cause.CERTIFICATE_NOT_TRUSTED: Entry(
        title=noted("The certificate is not trusted"),
        explanation=noted(
            "The endpoint showed a certificate that this server has no reason to trust."
        ),
        hint=noted(
            "A company proxy or the endpoint itself uses a certificate authority of its own: get "
            "its certificate and set SSL_CERT_FILE (and REQUESTS_CA_BUNDLE) to a file that has it, "
            "before the server starts. Do not turn the check off."
        ),
        actions=_CHECK,
        variants={
            "expired": Words(
                explanation=noted("The certificate of the endpoint is not valid today."),
                hint=noted(
                    "Either it has expired, which only the endpoint's administrator can mend, or "
                    "the clock of this server is wrong."
                ),
            ),
            "host": Words(
                explanation=noted("The endpoint showed the certificate of another host."),
                hint=noted(
                    "The address may name the host in another way than its certificate does: use "
                    "that name. Or a proxy answers in its place."
                ),
            ),
        },
    ),
    Cause.PROXY_BLOCKED: Entry(
        title=noted("A proxy stands in the way"),
        explanation=noted(
            "A proxy or a firewall answered in place of the endpoint, and did not let the request "
            "through."
        ),
        hint=noted(
            "Ask your network's administrator to allow the endpoint's host for this server. If the "
            "endpoint lies inside your own network, it should not go through the proxy: add its "
            "host to NO_PROXY."
        ),
        actions=_CHECK,
        variants={
            "login": Words(
                explanation=noted("The proxy wants a login."),
                hint=noted(
                    "Set HTTPS_PROXY with user and password before the server starts, or have this "
                    "server exempted from the login."
                ),
            ),
            "page": Words(
                title=noted("A web page came instead of an answer"),
                explanation=noted(
                    "A page came where an answer was expected: of a login, of a proxy that blocks "
                    "the request, or of a website at this address."
                ),
                hint=noted(
                    "Open the address in a browser on the same network: log in if it asks for "
                    "that, or have the host allowed. If it is an ordinary website, the address is "
                    "not that of the API."
                ),
            ),
        },
    ),
    Cause.DEPENDENCY_BROKEN: Entry(
        title=noted("Packages do not fit together"),
        explanation=noted(
            "A package of this Python environment is missing, or of a version that another one "
            "does not work with. No request was sent."
        ),
        hint=noted(
            "Install what the details name, or the versions that this extension asks for: pip "
            "install 'jupyterlab-ai-stream-toggle[v3]' (or [v2]), and restart the server."
        ),
        actions=(),
        variants={
            "litellm": Words(
                hint=noted(
                    "The releases 1.106.0 to 1.108.3 of LiteLLM need a newer mcp package than "
                    "Jupyter AI allows: pip install -U litellm, and restart the server."
                ),
            ),
            "argument": Words(
                explanation=noted(
                    "The client library does not know an argument that it was given. No request "
                    "was sent."
                ),
                hint=noted(
                    "Either a parameter in Jupyter AI's settings has a name the library does not "
                    "know: take it out. Or two packages do not fit: install the versions that this "
                    "extension asks for, and restart the server."
                ),
            ),
        },
    ),
    Cause.UNKNOWN: Entry(
        title=noted("The request failed"),
        explanation=noted("The cause of this failure is not known; the details quote it in full."),
        hint=noted(
            "If streaming may be the reason, set it to off for this model and ask again. If that "
            "fails as well, whoever runs the endpoint can say what the details mean."
        ),
        actions=_PLAIN,
        variants={
            "plain": Words(
                hint=noted(
                    "Ask again in a while. If it fails again, whoever runs the endpoint can say "
                    "what the details mean."
                ),
            ),
        },
    ),
}
