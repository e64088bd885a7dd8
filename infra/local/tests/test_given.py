"""Servers that are already there are used instead of ours, and only provisioned."""

from pathlib import Path

import asyncpg
import pytest

from local_stack import Stack, StackError
from local_stack.given import Given, given_by
from provision.bucket import Bucket


async def test_given_servers_are_provisioned_and_none_is_started(stack: Stack, tmp_path: Path) -> None:
    plan = stack._started()
    store = Bucket(plan.store.endpoint, plan.store.key, plan.store.secret, "another-bucket")
    given = Given(plan.broker, f"postgresql://sagareel:{plan.secrets['sagareel']}@127.0.0.1:{plan.database.port}/postgres", store)
    try:
        with Stack(tmp_path / "data", given=given) as guest:
            assert guest.environment["SAGAREEL_KAFKA"] == plan.broker
            assert guest.environment["SAGAREEL_S3_BUCKET"] == "another-bucket"
            connection = await asyncpg.connect(guest.environment["SAGAREEL_MOTION_DSN"])
            assert await connection.fetchval("select current_schema()") == "motion"
            await connection.close()
            with pytest.raises(StackError, match="not one that this stack runs"):
                guest.kill("kafka")
    finally:
        stack.wait("postgres")  # gives the roles their own passwords back


def test_a_given_store_without_its_keys_is_refused_with_their_names() -> None:
    with pytest.raises(StackError, match="SAGAREEL_S3_ACCESS_KEY and SAGAREEL_S3_SECRET_KEY must be set"):
        given_by({"SAGAREEL_S3_ENDPOINT": "http://127.0.0.1:9000"})
    assert given_by({}) == Given()
