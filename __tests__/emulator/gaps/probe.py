"""What the tests of the gaps share: the mark of a probe, and AWS clients for a server."""

import itertools
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.config import Config

ACCOUNTS = itertools.count(100_000_000_000)
SESSION = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test")
NO_RETRIES = Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"})


def fills(*fillings: Callable[..., Any]) -> pytest.MarkDecorator:
    """Marks a test as the proof that gaps are filled. It runs on both servers, and must fail on plain moto: as soon as
    it does not the gap is no longer needed, and the class that fills it is to be deleted.
    """
    return pytest.mark.fills.with_args(*fillings)


class Aws:
    """AWS clients for a server, in an account of their own."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.account = str(next(ACCOUNTS))

    def client(self, service: str, region: str = "eu-west-1") -> Any:
        """A client that does not retry: a refusal is an answer."""
        client = SESSION.client(service, region_name=region, endpoint_url=self.endpoint, config=NO_RETRIES)
        client.meta.events.register("before-sign", self._name_account)
        return client

    def subnet(self) -> str:
        """The id of a subnet in a new VPC."""
        ec2 = self.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        subnet: str = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
        return subnet

    def _name_account(self, request: Any, **_: Any) -> None:
        request.headers["x-moto-account-id"] = self.account
