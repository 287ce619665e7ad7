"""The server with the gaps filled."""

import json
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from gaps.registry import registered
from probe import Aws
from server import EMULATOR, serving
from test_awslambda import create_function
from test_ec2 import create_groups, open_to
from test_elasticache import create_parameter_group


@pytest.fixture
def aws_alone(tmp_path: Path) -> Iterator[Aws]:
    """AWS on a server that no other test uses."""
    with serving("gaps", tmp_path / "server.log") as endpoint:
        yield Aws(endpoint)


def parameter_groups(aws: Aws, region: str = "eu-west-1") -> int:
    return len(aws.client("elasticache", region).describe_cache_parameter_groups()["CacheParameterGroups"])


def reset(aws: Aws) -> None:
    urllib.request.urlopen(urllib.request.Request(f"{aws.endpoint}/moto-api/reset", method="POST"))


def dashboard(aws: Aws) -> Any:
    """What moto's dashboard shows: the instances of each model of each service."""
    with urllib.request.urlopen(f"{aws.endpoint}/moto-api/data.json") as response:
        return json.load(response)


def test_what_a_gap_keeps_is_seen_in_its_account_and_region_only(aws: Aws) -> None:
    create_parameter_group(aws.client("elasticache"))

    assert parameter_groups(aws) == 1
    assert parameter_groups(aws, "us-east-1") == 0
    assert parameter_groups(Aws(aws.endpoint)) == 0


def test_what_a_gap_keeps_is_gone_after_a_reset(aws_alone: Aws) -> None:
    create_parameter_group(aws_alone.client("elasticache"))

    reset(aws_alone)

    assert parameter_groups(aws_alone) == 0


def test_the_dashboard_of_moto_shows_the_instances_of_an_extended_model_until_a_reset(aws_alone: Aws) -> None:
    client = aws_alone.client("ec2")
    group, other = create_groups(client)
    rule = open_to(client, group, UserIdGroupPairs=[{"GroupId": other}])

    before = dashboard(aws_alone)["ec2"]
    reset(aws_alone)
    after = dashboard(aws_alone)["ec2"]

    assert [each["id"] for each in before["SecurityGroupRule"]].count(rule) == 1
    assert after["SecurityGroupRule"] == []
    assert "RuleDescriptions" not in before


def test_the_server_listens_on_the_loopback_address_only(filled_endpoint: str) -> None:
    port = urlparse(filled_endpoint).port
    assert port

    socket.create_connection(("127.0.0.1", port), timeout=5).close()
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_policies_that_aws_manages_can_be_read(aws: Aws) -> None:
    arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"

    policy = aws.client("iam").get_policy(PolicyArn=arn)["Policy"]

    assert policy["PolicyName"] == "AmazonRDSEnhancedMonitoringRole"


def test_an_invoked_function_answers_without_being_run(aws: Aws) -> None:
    function = create_function(aws)

    answer = aws.client("lambda").invoke(FunctionName=function, Payload=b'{"step": "createSecret"}')

    assert answer["StatusCode"] == 200
    assert answer["Payload"].read() == b'{"step": "createSecret"}'


def test_the_list_of_gaps_names_each_with_what_moto_lacks() -> None:
    listing = subprocess.run(
        [sys.executable, "-m", "gaps", "--list"], cwd=EMULATOR, check=True, capture_output=True, text=True
    ).stdout

    names = [line for line in listing.splitlines() if line and not line.startswith(" ")]
    assert names == [gap.name for gap in registered()]
    assert all(gap.lacks.splitlines()[0] in listing for gap in registered())
