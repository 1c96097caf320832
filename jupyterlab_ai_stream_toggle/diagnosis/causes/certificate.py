"""Whether the endpoint is who it says: certificates, and the files of those that are trusted."""

from __future__ import annotations

from ...language import noted
from .. import transport
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Disproof, Facts
from ..words import words
from .address import NOT_TLS
from .vocabulary import CHECK

TLS = words(r"(?<!<)\bSSL\b(?!:default|:<|:true|:false)|\bTLS\b|handshake|sslv3|_ssl\.c")

_CERTIFICATE = words(
    r"certificate[ _]verify|certificate|self[- ]signed|local issuer|CERT_\w+|x509"
    r"|unable to get issuer",
)
_CERTIFICATE_OLD = words(r"expired|not yet valid")
_CERTIFICATE_HOST = words(
    r"hostname mismatch|not valid for|doesn't match|does not match|wrong host"
)


# The file itself is looked for, or read, before anything is sent.
_NO_FILE = words(
    r"tls ca certificate bundle|invalid path:|no[_ ]certificate[_ ]or[_ ]crl[_ ]found"
    r"|could not load (?:the )?(?:ca |certificate)|not a (?:valid )?certificate (?:file|bundle)"
)


def _is_a_file(case: Case, _: Facts | None = None) -> bool:
    return case.is_a(transport.NO_CERTIFICATES) or case.says(_NO_FILE)


def _not_trusted(case: Case) -> bool:
    if case.says(NOT_TLS) or case.evidence.upstream:
        return False
    if _is_a_file(case):
        return True
    if case.is_a("SSLCertVerificationError", "ClientConnectorCertificateError", "CertificateError"):
        return True
    return case.says(_CERTIFICATE) and (
        case.says(TLS) or case.evidence.is_network or not case.evidence.status
    )


CERTIFICATE_NOT_TRUSTED = Cause(
    id="certificate-not-trusted",
    title=noted("Certificate not trusted"),
    explanation=noted("This server does not trust the certificate of the endpoint."),
    hint=noted(
        "A company proxy or the endpoint uses its own certificate authority. Get its "
        "certificate, and before the server starts set SSL_CERT_FILE (and REQUESTS_CA_BUNDLE) to "
        "a file that contains it. Do not turn off certificate verification."
    ),
    disproof=Disproof.ENDPOINT,
    actions=CHECK,
    when=_not_trusted,
    variants=(
        Variant(
            "file",
            when=_is_a_file,
            title=noted("Cannot read the certificate file"),
            explanation=noted(
                "The file for trusted certificates does not exist or contains none. No request "
                "was sent."
            ),
            hint=noted(
                "Fix or remove SSL_CERT_FILE, SSL_CERT_DIR and REQUESTS_CA_BUNDLE in the "
                "environment of this server, and restart it."
            ),
        ),
        Variant(
            "host",
            when=lambda case, _: case.says(_CERTIFICATE_HOST),
            explanation=noted("The certificate of the endpoint belongs to another host."),
            hint=noted(
                "Use the host name that the certificate is issued for. If the address already "
                "uses it, a proxy may have responded instead of the endpoint."
            ),
        ),
        Variant(
            "expired",
            when=lambda case, _: case.says(_CERTIFICATE_OLD),
            explanation=noted("The certificate of the endpoint has expired or is not valid yet."),
            hint=noted(
                "Ask the endpoint administrator to renew the certificate. If it is valid, the "
                "clock of this server is wrong."
            ),
        ),
    ),
)
