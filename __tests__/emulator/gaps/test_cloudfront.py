"""CloudFront, as the Terraform provider talks to it."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from gaps import cloudfront
from probe import Aws, fills

FILES = "files.s3.eu-west-1.amazonaws.com"
CACHE = {"CachePolicyConfig": {"Name": "ohi-dev-pages", "MinTTL": 0, "DefaultTTL": 300, "MaxTTL": 3600}}
HEADERS = {
    "ResponseHeadersPolicyConfig": {
        "Name": "ohi-dev-security-headers",
        "SecurityHeadersConfig": {"FrameOptions": {"Override": True, "FrameOption": "DENY"}},
    }
}
CODE = b"function handler(event) { return event.request; }"
FUNCTION = "arn:aws:cloudfront::123456789012:function/fallback"


def configuration(**more: Any) -> dict[str, Any]:
    """The configuration of a distribution with files in a bucket and an API."""
    behavior = {
        "TargetOriginId": "files",
        "ViewerProtocolPolicy": "redirect-to-https",
        "Compress": True,
        "CachePolicyId": "pages",
        "ResponseHeadersPolicyId": "headers",
        "AllowedMethods": {"Quantity": 2, "Items": ["HEAD", "GET"], "CachedMethods": {"Quantity": 2, "Items": ["HEAD", "GET"]}},
        "FunctionAssociations": {"Quantity": 1, "Items": [{"FunctionARN": FUNCTION, "EventType": "viewer-request"}]},
    }
    return {
        "CallerReference": "1",
        "Comment": "ohi-dev-cdn",
        "Enabled": True,
        "Origins": {
            "Quantity": 1,
            "Items": [{"Id": "files", "DomainName": FILES, "OriginAccessControlId": "access", "S3OriginConfig": {"OriginAccessIdentity": ""}}],
        },
        "DefaultCacheBehavior": behavior,
        "CacheBehaviors": {"Quantity": 1, "Items": [{**behavior, "PathPattern": "/static/*", "OriginRequestPolicyId": "all"}]},
        "ViewerCertificate": {
            "CloudFrontDefaultCertificate": False,
            "ACMCertificateArn": "arn:certificate",
            "SSLSupportMethod": "sni-only",
            "MinimumProtocolVersion": "TLSv1.2_2021",
        },
        **more,
    }


@fills(cloudfront.ConfigurationAsGiven)
def test_a_distribution_is_read_as_it_was_configured(aws: Aws) -> None:
    client = aws.client("cloudfront")

    id_ = client.create_distribution(DistributionConfig=configuration())["Distribution"]["Id"]

    found = client.get_distribution_config(Id=id_)["DistributionConfig"]
    assert found["Origins"]["Items"][0]["OriginAccessControlId"] == "access"
    assert found["DefaultCacheBehavior"]["FunctionAssociations"]["Items"][0]["FunctionARN"] == FUNCTION
    assert found["DefaultCacheBehavior"]["ResponseHeadersPolicyId"] == "headers"
    assert found["CacheBehaviors"]["Items"][0]["OriginRequestPolicyId"] == "all"
    assert "ForwardedValues" not in found["DefaultCacheBehavior"]
    assert found["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"


def test_a_distribution_that_names_no_origin_of_its_own_is_refused(aws: Aws) -> None:
    behavior = {"TargetOriginId": "nothing", "ViewerProtocolPolicy": "https-only"}

    with pytest.raises(ClientError, match="NoSuchOrigin"):
        aws.client("cloudfront").create_distribution(DistributionConfig=configuration(DefaultCacheBehavior=behavior))


@fills(cloudfront.WellFormedArns)
def test_the_arn_of_a_distribution_has_a_place_for_the_region(aws: Aws) -> None:
    client = aws.client("cloudfront")

    distribution = client.create_distribution_with_tags(
        DistributionConfigWithTags={
            "DistributionConfig": configuration(),
            "Tags": {"Items": [{"Key": "Service", "Value": "cdn"}]},
        }
    )["Distribution"]

    assert distribution["ARN"] == f"arn:aws:cloudfront::{aws.account}:distribution/{distribution['Id']}"
    assert client.list_tags_for_resource(Resource=distribution["ARN"])["Tags"]["Items"] == [{"Key": "Service", "Value": "cdn"}]


@fills(cloudfront.CachePolicies)
def test_a_cache_policy_is_created_changed_at_its_version_and_deleted(aws: Aws) -> None:
    client = aws.client("cloudfront")
    created = client.create_cache_policy(**CACHE)
    id_ = created["CachePolicy"]["Id"]
    changed = {"CachePolicyConfig": {**CACHE["CachePolicyConfig"], "DefaultTTL": 600}}

    client.update_cache_policy(Id=id_, IfMatch=created["ETag"], **changed)

    found = client.get_cache_policy(Id=id_)
    assert found["CachePolicy"]["CachePolicyConfig"] == changed["CachePolicyConfig"]
    with pytest.raises(client.exceptions.InvalidIfMatchVersion):
        client.delete_cache_policy(Id=id_, IfMatch=created["ETag"])
    client.delete_cache_policy(Id=id_, IfMatch=found["ETag"])
    with pytest.raises(client.exceptions.NoSuchCachePolicy):
        client.get_cache_policy(Id=id_)


@fills(cloudfront.CachePolicies)
def test_a_cache_policy_has_a_name_of_its_own_and_stays_while_it_is_used(aws: Aws) -> None:
    client = aws.client("cloudfront")
    created = client.create_cache_policy(**CACHE)
    id_ = created["CachePolicy"]["Id"]
    behavior = {"TargetOriginId": "files", "ViewerProtocolPolicy": "https-only", "CachePolicyId": id_}
    client.create_distribution(DistributionConfig=configuration(DefaultCacheBehavior=behavior))

    with pytest.raises(client.exceptions.CachePolicyAlreadyExists):
        client.create_cache_policy(**CACHE)
    with pytest.raises(client.exceptions.CachePolicyInUse):
        client.delete_cache_policy(Id=id_, IfMatch=created["ETag"])


@fills(cloudfront.ResponseHeadersPolicies)
def test_a_response_headers_policy_is_created_changed_at_its_version_and_deleted(aws: Aws) -> None:
    client = aws.client("cloudfront")
    created = client.create_response_headers_policy(**HEADERS)
    id_ = created["ResponseHeadersPolicy"]["Id"]
    changed = {"ResponseHeadersPolicyConfig": {**HEADERS["ResponseHeadersPolicyConfig"], "Comment": "changed"}}

    client.update_response_headers_policy(Id=id_, IfMatch=created["ETag"], **changed)

    found = client.get_response_headers_policy(Id=id_)
    assert found["ResponseHeadersPolicy"]["ResponseHeadersPolicyConfig"] == changed["ResponseHeadersPolicyConfig"]
    client.delete_response_headers_policy(Id=id_, IfMatch=found["ETag"])
    with pytest.raises(client.exceptions.NoSuchResponseHeadersPolicy):
        client.get_response_headers_policy(Id=id_)


@fills(cloudfront.Functions)
def test_a_function_is_live_once_it_was_published(aws: Aws) -> None:
    client = aws.client("cloudfront")
    function = {"FunctionConfig": {"Comment": "fallback", "Runtime": "cloudfront-js-2.0"}, "FunctionCode": CODE}
    created = client.create_function(Name="ohi-dev-fallback", **function)
    with pytest.raises(client.exceptions.NoSuchFunctionExists):
        client.describe_function(Name="ohi-dev-fallback", Stage="LIVE")

    client.publish_function(Name="ohi-dev-fallback", IfMatch=created["ETag"])

    live = client.describe_function(Name="ohi-dev-fallback", Stage="LIVE")["FunctionSummary"]
    assert live["FunctionConfig"] == function["FunctionConfig"]
    assert live["FunctionMetadata"]["FunctionARN"] == f"arn:aws:cloudfront::{aws.account}:function/ohi-dev-fallback"
    assert client.get_function(Name="ohi-dev-fallback", Stage="LIVE")["FunctionCode"].read() == CODE


@fills(cloudfront.Functions)
def test_a_function_is_changed_at_its_version_and_deleted(aws: Aws) -> None:
    client = aws.client("cloudfront")
    config = {"Comment": "fallback", "Runtime": "cloudfront-js-2.0"}
    created = client.create_function(Name="ohi-dev-fallback", FunctionConfig=config, FunctionCode=CODE)

    client.update_function(Name="ohi-dev-fallback", IfMatch=created["ETag"], FunctionConfig=config, FunctionCode=b"changed")

    found = client.describe_function(Name="ohi-dev-fallback")
    assert client.get_function(Name="ohi-dev-fallback")["FunctionCode"].read() == b"changed"
    with pytest.raises(client.exceptions.InvalidIfMatchVersion):
        client.delete_function(Name="ohi-dev-fallback", IfMatch=created["ETag"])
    client.delete_function(Name="ohi-dev-fallback", IfMatch=found["ETag"])
    with pytest.raises(client.exceptions.NoSuchFunctionExists):
        client.describe_function(Name="ohi-dev-fallback")
