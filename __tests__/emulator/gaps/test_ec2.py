"""EC2, as the Terraform provider talks to it."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import ec2
from probe import Aws, fills

WHY = "why it is open"


def create_groups(client: Any) -> tuple[str, str]:
    vpc = client.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    first, second = (
        client.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"] for name in ("a", "b")
    )
    return first, second


def description_of(client: Any, rule_id: str) -> str | None:
    [rule] = client.describe_security_group_rules(SecurityGroupRuleIds=[rule_id])["SecurityGroupRules"]
    description: str | None = rule.get("Description")
    return description


def open_to(client: Any, group: str, **other_side: Any) -> str:
    """The id of a new rule of a group."""
    permission = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, **other_side}
    answer = client.authorize_security_group_egress(GroupId=group, IpPermissions=[permission])
    [rule] = answer["SecurityGroupRules"]
    id_: str = rule["SecurityGroupRuleId"]
    return id_


@fills(ec2.RuleDescriptions)
def test_a_rule_for_a_group_keeps_its_description(aws: Aws) -> None:
    client = aws.client("ec2")
    group, other = create_groups(client)

    rule = open_to(client, group, UserIdGroupPairs=[{"GroupId": other, "Description": WHY}])

    assert description_of(client, rule) == WHY


@fills(ec2.RuleDescriptions)
def test_a_rule_for_a_prefix_list_keeps_its_description(aws: Aws) -> None:
    client = aws.client("ec2")
    group, _ = create_groups(client)

    rule = open_to(client, group, PrefixListIds=[{"PrefixListId": "pl-6da54004", "Description": WHY}])

    assert description_of(client, rule) == WHY


@fills(ec2.RulesThatAreGone)
def test_a_rule_that_is_revoked_twice_is_known_to_be_gone(aws: Aws) -> None:
    client = aws.client("ec2")
    group, _ = create_groups(client)
    rule = open_to(client, group, IpRanges=[{"CidrIp": "10.9.0.0/16"}])
    client.revoke_security_group_egress(GroupId=group, SecurityGroupRuleIds=[rule])

    for revoke in (client.revoke_security_group_egress, client.revoke_security_group_ingress):
        with pytest.raises(ClientError, match="InvalidSecurityGroupRuleId.NotFound"):
            revoke(GroupId=group, SecurityGroupRuleIds=[rule])


def test_a_rule_for_a_range_keeps_its_description_too(aws: Aws) -> None:
    client = aws.client("ec2")
    group, _ = create_groups(client)

    rule = open_to(client, group, IpRanges=[{"CidrIp": "10.9.0.0/16", "Description": WHY}])

    assert description_of(client, rule) == WHY


def test_the_description_of_a_rule_for_a_group_can_be_changed(aws: Aws) -> None:
    client = aws.client("ec2")
    group, other = create_groups(client)
    rule = open_to(client, group, UserIdGroupPairs=[{"GroupId": other, "Description": WHY}])
    changed = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "ReferencedGroupId": other}

    client.modify_security_group_rules(
        GroupId=group,
        SecurityGroupRules=[
            {"SecurityGroupRuleId": rule, "SecurityGroupRule": {**changed, "Description": "a better reason"}}
        ],
    )

    assert description_of(client, rule) == "a better reason"


@fills(ec2.DetailedMonitoring)
def test_detailed_monitoring_can_be_switched_on_and_off(aws: Aws) -> None:
    client = aws.client("ec2")
    image = client.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    [instance] = client.run_instances(ImageId=image, MinCount=1, MaxCount=1, SubnetId=aws.subnet())["Instances"]
    ids = [instance["InstanceId"]]

    def monitoring() -> str:
        [reservation] = client.describe_instances(InstanceIds=ids)["Reservations"]
        state: str = reservation["Instances"][0]["Monitoring"]["State"]
        return state

    client.monitor_instances(InstanceIds=ids)
    switched_on = monitoring()
    client.unmonitor_instances(InstanceIds=ids)
    switched_off = monitoring()

    assert (switched_on, switched_off) == ("enabled", "disabled")


def create_private_instance(client: Any) -> tuple[dict[str, Any], str]:
    """An instance that is said to have no public address, as the provider asks for one, and its security group."""
    vpc = client.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = client.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    group = client.create_security_group(GroupName="a", Description="a", VpcId=vpc)["GroupId"]
    interface = {"DeviceIndex": 0, "AssociatePublicIpAddress": False, "SubnetId": subnet, "Groups": [group]}
    answer = client.run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1, NetworkInterfaces=[interface])
    id_ = answer["Instances"][0]["InstanceId"]
    instance: dict[str, Any] = client.describe_instances(InstanceIds=[id_])["Reservations"][0]["Instances"][0]
    return instance, group


@fills(ec2.NoAssociationWithoutAddress)
def test_an_instance_without_a_public_address_is_associated_with_none(aws: Aws) -> None:
    instance, _ = create_private_instance(aws.client("ec2"))

    assert ["Association" in interface for interface in instance["NetworkInterfaces"]] == [False]


@fills(ec2.GroupsOfInterfaces)
def test_an_instance_has_the_groups_of_its_interface(aws: Aws) -> None:
    instance, group = create_private_instance(aws.client("ec2"))

    assert [each["GroupId"] for each in instance["SecurityGroups"]] == [group]


@fills(ec2.TerminationProtection)
def test_an_instance_that_is_launched_protected_is_protected(aws: Aws) -> None:
    client = aws.client("ec2")
    image = client.describe_images()["Images"][0]["ImageId"]

    def protected(**options: Any) -> bool:
        [instance] = client.run_instances(ImageId=image, MinCount=1, MaxCount=1, **options)["Instances"]
        attribute = client.describe_instance_attribute(InstanceId=instance["InstanceId"], Attribute="disableApiTermination")
        value: bool = attribute["DisableApiTermination"]["Value"]
        return value

    assert [protected(DisableApiTermination=True), protected()] == [True, False]
