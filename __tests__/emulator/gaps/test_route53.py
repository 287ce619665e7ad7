"""Route 53, as the Terraform provider talks to it."""

from gaps import route53
from probe import Aws, fills


@fills(route53.PrivateZones)
def test_a_zone_that_names_a_vpc_is_private_and_attached_to_it(aws: Aws) -> None:
    vpc = aws.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    client = aws.client("route53")

    zone = client.create_hosted_zone(
        Name="ohi-dev.local", CallerReference="1", VPC={"VPCRegion": "eu-west-1", "VPCId": vpc}
    )["HostedZone"]["Id"]

    found = client.get_hosted_zone(Id=zone)
    assert found["HostedZone"]["Config"]["PrivateZone"] is True
    assert [each["VPCId"] for each in found["VPCs"]] == [vpc]


def test_a_zone_that_names_no_vpc_stays_public(aws: Aws) -> None:
    client = aws.client("route53")

    zone = client.create_hosted_zone(
        Name="dev.ohealth-ng.com", CallerReference="1", HostedZoneConfig={"Comment": "public"}
    )["HostedZone"]["Id"]

    found = client.get_hosted_zone(Id=zone)
    assert found["HostedZone"]["Config"] == {"Comment": "public", "PrivateZone": False}
    assert len(found["DelegationSet"]["NameServers"]) == 4


@fills(route53.QueryLogsByLogGroup)
def test_a_query_log_is_found_by_the_arn_of_its_log_group(aws: Aws) -> None:
    logs = aws.client("logs", region="us-east-1")
    logs.create_log_group(logGroupName="/aws/route53/ohi-dev/queries")
    arn = f"arn:aws:logs:us-east-1:{aws.account}:log-group:/aws/route53/ohi-dev/queries"
    client = aws.client("route53")
    zone = client.create_hosted_zone(Name="dev.ohealth-ng.com", CallerReference="1")["HostedZone"]["Id"]

    created = client.create_query_logging_config(HostedZoneId=zone, CloudWatchLogsLogGroupArn=arn)["QueryLoggingConfig"]

    found = client.get_query_logging_config(Id=created["Id"])["QueryLoggingConfig"]
    assert found["CloudWatchLogsLogGroupArn"] == arn
