"""What a start settles before any server runs: ports, secrets, files, and which servers are given."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from contracts.topics import SERVICES
from local_stack.addresses import HOST, Addresses
from local_stack.credentials import Credentials
from local_stack.downloads import Coordinate, fetch, postgres_here, recorded
from local_stack.folders import Folders
from local_stack.given import Given
from local_stack.postgres import ADMIN, socket_folder
from provision.bucket import Bucket
from provision.databases import DATABASE, Server, role_of, server_of

PORTS_OF = {"kafka": ("kafka", "controller"), "postgres": ("postgres",), "s3": ("s3",)}
"""The servers, and the ports that each listens on."""
MASTER = "master"
"""What tenants' keys for vendors are sealed with."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One start of the stack."""

    folders: Folders
    given: Given
    fsync: bool
    coordinates: tuple[Coordinate, ...]
    jars: Path
    ports: Mapping[str, int]
    secrets: Mapping[str, str]
    hurry: bool = False
    """Whether somebody waits for a film and nothing else: then nothing is made for later starts."""

    @property
    def broker(self) -> str:
        """Where Kafka is."""
        return self.given.kafka or f"{HOST}:{self.ports['kafka']}"

    @property
    def store(self) -> Bucket:
        """Where the media go."""
        return self.given.s3 or Bucket(f"http://{HOST}:{self.ports['s3']}", "sagareel", self.secrets["s3"])

    @property
    def database(self) -> Server:
        """Where PostgreSQL is; ours is reached through its unix socket where the path is short enough."""
        if self.given.postgres:
            return server_of(self.given.postgres)
        folder = socket_folder(self.folders.data / "postgres")
        server = Server("", HOST, self.ports["postgres"], str(folder) if folder else None)
        return Server(server.dsn(ADMIN, self.secrets[ADMIN], "postgres"), server.host, server.port, server.folder)

    def dsns(self, database: str = DATABASE) -> dict[str, str]:
        """Each service's own address for a database, as its environment names it."""
        return {f"SAGAREEL_{s.upper()}_DSN": self.database.dsn(role_of(s), self.secrets[s], database) for s in SERVICES}

    def environment(self) -> dict[str, str]:
        """What a service needs to know about the servers."""
        store = self.store
        return {
            "SAGAREEL_KAFKA": self.broker,
            **self.dsns(),
            "SAGAREEL_S3_ENDPOINT": store.endpoint,
            "SAGAREEL_S3_ACCESS_KEY": store.key,
            "SAGAREEL_S3_SECRET_KEY": store.secret,
            "SAGAREEL_S3_BUCKET": store.name,
            "SAGAREEL_MASTER_KEYS": self.secrets[MASTER],
            "SAGAREEL_DATA": str(self.folders.data),
            "SAGAREEL_CACHE": str(self.folders.cache),
        }


def make_plan(folders: Folders, given: Given, *, fsync: bool, hurry: bool = False) -> Plan:
    """Choose ports, make secrets, fetch what our own servers need."""
    addresses, credentials = Addresses(folders.data / "addresses.json"), Credentials(folders.data / "credentials.json")
    is_given = {"kafka": given.kafka, "postgres": given.postgres, "s3": given.s3}
    own = [server for server in PORTS_OF if not is_given[server]]
    coordinates = tuple(c for c in recorded() if c.part in own or (c.part == postgres_here() and "postgres" in own))
    return Plan(
        folders=folders,
        given=given,
        fsync=fsync,
        coordinates=coordinates,
        jars=fetch(coordinates, folders.cache),
        ports={name: addresses.port(name) for server in own for name in PORTS_OF[server]},
        secrets={
            **{name: credentials.secret(name) for name in (ADMIN, "s3", *SERVICES)},
            MASTER: credentials.secret(MASTER, length=32),
        },
        hurry=hurry,
    )
