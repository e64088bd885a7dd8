"""Whoever brings servers of his own provisions them with one command, as often as he likes, and is told what is missing."""

import os
import subprocess
import sys
import time

import pytest
from minio import Minio

from contracts.topics import SERVICES
from local_stack import Stack
from provision.__main__ import made, parts_of
from provision.errors import ProvisionError
from provision.settings import settings_of


def variables_of(stack: Stack) -> dict[str, str]:
    """The stack's own, so that nothing of it is changed."""
    plan = stack._started()
    return {**plan.environment(), "SAGAREEL_POSTGRES": plan.database.admin, "SAGAREEL_S3_BUCKET": "provisioned"}


def test_a_command_makes_what_services_need_and_may_be_run_again(stack: Stack) -> None:
    variables = variables_of(stack)
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "provision"], env={**os.environ, **variables}, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout.count("has what services need")) == (0, 3), done.stderr
    store = settings_of(variables).bucket
    host = store.endpoint.removeprefix("http://")
    assert Minio(host, access_key=store.key, secret_key=store.secret, secure=False).bucket_exists("provisioned")


def test_what_is_missing_is_named_all_at_once() -> None:
    with pytest.raises(ProvisionError, match=r"Set SAGAREEL_KAFKA, SAGAREEL_POSTGRES, .*SAGAREEL_NOTIFIER_DSN"):
        settings_of({})


def test_an_address_that_no_service_could_use_is_refused(stack: Stack) -> None:
    variables = variables_of(stack)
    mine = "postgresql://sagareel_audio"
    for wrong in (f"{mine}@h/sagareel", "postgresql://me:p@h/sagareel", f"{mine}:p@h/x", f"{mine}:p@[h/sagareel"):
        with pytest.raises(ProvisionError, match="SAGAREEL_AUDIO_DSN must be like"):
            settings_of({**variables, "SAGAREEL_AUDIO_DSN": wrong})
    for name, wrong in (("POSTGRES", "db:5432"), ("POSTGRES", "postgresql://a:b@h:x/"), ("S3_ENDPOINT", "store:9000")):
        with pytest.raises(ProvisionError, match=f"SAGAREEL_{name} must be like"):
            settings_of({**variables, f"SAGAREEL_{name}": wrong})


def test_what_a_server_refuses_is_told_at_once_and_not_asked_for_two_minutes(stack: Stack) -> None:
    variables = variables_of(stack)
    for server, change in (
        ("PostgreSQL", {"SAGAREEL_POSTGRES": variables["SAGAREEL_AUDIO_DSN"]}),
        ("the object store", {"SAGAREEL_S3_SECRET_KEY": "another"}),
        ("the object store", {"SAGAREEL_S3_BUCKET": "No_Bucket"}),
    ):
        make = parts_of(settings_of({**variables, **change}))[server]
        began = time.monotonic()
        with pytest.raises(ProvisionError, match=f"{server} cannot be used: .*(superuser|permission|signature|Access|invalid)"):
            made(server, make)
        assert time.monotonic() - began < 10


def test_passwords_are_read_as_they_are_meant(stack: Stack) -> None:
    told = {**variables_of(stack), "SAGAREEL_AUDIO_DSN": "postgresql://sagareel_audio:a%27%40b@h/sagareel"}
    assert settings_of(told).passwords["audio"] == "a'@b"
    assert set(settings_of(told).passwords) == set(SERVICES)


def test_a_server_that_starts_late_is_waited_for_and_one_that_never_comes_is_named() -> None:
    begun = time.monotonic()

    def late() -> None:
        if time.monotonic() - begun < 1.5:
            raise ConnectionRefusedError("Connection refused")

    made("Kafka", late)
    with pytest.raises(ProvisionError, match="PostgreSQL cannot be used: no route"):
        made("PostgreSQL", lambda: (_ for _ in ()).throw(OSError("no route")), patience=0.0)
