"""IAM Access Analyzer, as the Terraform provider talks to it."""

import pytest
from botocore.exceptions import ClientError
from gaps import services
from probe import Aws, fills

NAME = "ohi-analyzer"


@fills(services.backend_of_any_service)
def test_an_analyzer_is_made_read_tagged_and_removed(aws: Aws) -> None:
    client = aws.client("accessanalyzer")
    arn = client.create_analyzer(analyzerName=NAME, type="ACCOUNT", tags={"Environment": "shared", "Old": "1"})["arn"]

    client.tag_resource(resourceArn=arn, tags={"Owner": "team"})
    client.untag_resource(resourceArn=arn, tagKeys=["Old"])

    found = client.get_analyzer(analyzerName=NAME)["analyzer"]
    assert arn == f"arn:aws:access-analyzer:eu-west-1:{aws.account}:analyzer/{NAME}"
    assert [found["arn"], found["type"], found["status"]] == [arn, "ACCOUNT", "ACTIVE"]
    assert client.list_tags_for_resource(resourceArn=arn)["tags"] == {"Environment": "shared", "Owner": "team"}
    client.delete_analyzer(analyzerName=NAME)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        client.get_analyzer(analyzerName=NAME)


def test_a_second_analyzer_of_one_name_is_refused(aws: Aws) -> None:
    client = aws.client("accessanalyzer")
    client.create_analyzer(analyzerName=NAME, type="ACCOUNT")

    with pytest.raises(ClientError, match="ConflictException"):
        client.create_analyzer(analyzerName=NAME, type="ACCOUNT")
