"""What provisioning reads from the environment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from contracts.topics import SERVICES
from provision.bucket import Bucket
from provision.databases import DATABASE, Server, name_in, role_of, server_of
from provision.errors import ProvisionError


@dataclass(frozen=True, slots=True)
class Settings:
    """The servers, and the passwords of the services' roles."""

    kafka: str
    database: Server
    bucket: Bucket
    passwords: Mapping[str, str] = field(repr=False)


def settings_of(variables: Mapping[str, str]) -> Settings:
    """Those of an installation.

    Raises ProvisionError with the names of variables that are missing, or whose address no service could use.
    """
    dsns = {service: f"SAGAREEL_{service.upper()}_DSN" for service in SERVICES}
    store = ("SAGAREEL_S3_ENDPOINT", "SAGAREEL_S3_ACCESS_KEY", "SAGAREEL_S3_SECRET_KEY")
    missing = [name for name in ("SAGAREEL_KAFKA", "SAGAREEL_POSTGRES", *store, *dsns.values()) if not variables.get(name)]
    if missing:
        raise ProvisionError(f"Set {', '.join(missing)}.")
    endpoint, key, secret = (variables[name] for name in store)
    _check(store[0], endpoint, ("http", "https"), "http://host:port")
    _check(
        "SAGAREEL_POSTGRES",
        variables["SAGAREEL_POSTGRES"],
        ("postgresql", "postgres"),
        "postgresql://admin:PASSWORD@host:port/postgres",
    )
    return Settings(
        kafka=variables["SAGAREEL_KAFKA"],
        database=server_of(variables["SAGAREEL_POSTGRES"]),
        bucket=Bucket(endpoint, key, secret, variables.get("SAGAREEL_S3_BUCKET") or "sagareel"),
        passwords={service: _password(service, name, variables[name]) for service, name in dsns.items()},
    )


def _check(name: str, address: str, schemes: Sequence[str], like: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        fits = parts.scheme in schemes and bool(parts.netloc) and parts.port != 0  # one that is no number raises
    except ValueError:
        fits = False
    if not fits:
        raise ProvisionError(f"{name} must be like {like}.")
    return parts


def _password(service: str, name: str, dsn: str) -> str:
    like = f"postgresql://{role_of(service)}:PASSWORD@host:port/{DATABASE}"
    parts = _check(name, dsn, ("postgresql", "postgres"), like)
    if parts.username != role_of(service) or not parts.password or name_in(dsn) != DATABASE:
        raise ProvisionError(f"{name} must be like {like}.")
    return unquote(parts.password)
