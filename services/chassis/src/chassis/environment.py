"""Where the servers are: the only settings that all services share, read from the environment by `chassis.run`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SIMULATED_AT_ONCE = 5000
"""Jobs of a kind at a time when vendors are simulated: they only wait."""


class MissingSettingError(RuntimeError):
    """A setting that the service cannot start without."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Addresses, credentials and folders of one process."""

    kafka: str
    dsns: Mapping[str, str]
    s3_endpoint: str
    s3_access_key: str = field(repr=False)
    s3_secret_key: str = field(repr=False)
    s3_bucket: str = "sagareel"
    data_dir: Path = Path(".sagareel")
    cache_dir: Path = Path(".sagareel/cache")
    http_host: str = "127.0.0.1"
    http_port: int = 0
    instance: str = ""
    """The stable name of this replica; a replica that comes back under its name takes its work up at once. Empty: none."""
    prefix: str = ""
    """Put before every topic and group, so that several installations can share one Kafka."""
    simulated: bool = False
    """Vendors only wait and give back something prepared: for load tests of the engine. Set by SAGAREEL_SIMULATED_VENDORS=1."""
    variables: Mapping[str, str] = field(default_factory=dict, repr=False)
    """All environment variables, for a service's own settings."""

    def dsn_of(self, service: str) -> str:
        """The PostgreSQL address of a service's own role.

        Raises MissingSettingError with the name of the variable.
        """
        try:
            return self.dsns[service]
        except KeyError:
            raise MissingSettingError(f"Set SAGAREEL_{service.upper()}_DSN to the PostgreSQL address of {service}.") from None

    @classmethod
    def from_env(cls, variables: Mapping[str, str] | None = None) -> "Environment":
        """The environment of this process.

        Raises MissingSettingError when Kafka or the object store is not named.
        """
        env = os.environ if variables is None else variables

        def need(name: str, meaning: str) -> str:
            if not env.get(name):
                raise MissingSettingError(f"Set {name} to {meaning}.")
            return env[name]

        suffix, prefix = "_DSN", "SAGAREEL_"
        data = Path(env.get("SAGAREEL_DATA", ".sagareel"))
        return cls(
            kafka=need("SAGAREEL_KAFKA", "the address of Kafka, host:port"),
            dsns={
                k[len(prefix) : -len(suffix)].lower(): v for k, v in env.items() if k.startswith(prefix) and k.endswith(suffix)
            },
            s3_endpoint=need("SAGAREEL_S3_ENDPOINT", "the address of the object store, http://host:port"),
            s3_access_key=need("SAGAREEL_S3_ACCESS_KEY", "the access key of the object store"),
            s3_secret_key=need("SAGAREEL_S3_SECRET_KEY", "the secret key of the object store"),
            s3_bucket=env.get("SAGAREEL_S3_BUCKET", "sagareel"),
            data_dir=data,
            cache_dir=Path(env.get("SAGAREEL_MEDIA_CACHE", str(data / "cache"))),
            http_host=env.get("SAGAREEL_HTTP_HOST", "127.0.0.1"),
            http_port=int(env.get("SAGAREEL_HTTP_PORT", "0")),
            instance=env.get("SAGAREEL_INSTANCE", ""),
            prefix=env.get("SAGAREEL_TOPIC_PREFIX", ""),
            simulated=env.get("SAGAREEL_SIMULATED_VENDORS") == "1",
            variables=dict(env),
        )
