import { overlap } from "../../review/arn";

describe("two patterns of ARNs", () => {
  test.each([
    ["arn:aws:s3:::site/*", "arn:*:s3:::*/*"],
    ["arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/ohi-*", "arn:*:elasticloadbalancing:*:*:loadbalancer/app/*/*"],
    ["arn:aws:logs:eu-west-1:1:log-group:/ecs/*", "arn:*:logs:*:*:log-group:*:log-stream:*"],
    ["arn:aws:secretsmanager:eu-west-1:1:secret:name-??????", "arn:*:secretsmanager:*:*:secret:name-abcdef"],
    ["arn:aws:sns:*:*:ohi-*-events", "arn:aws:sns:eu-west-1:1:ohi-dev-*"],
    ["arn:aws:kms:eu-west-1:1:key/one", "arn:aws:kms:eu-west-1:1:key/one"],
  ])("have something in common: %s and %s", (one, other) => {
    expect([overlap(one, other), overlap(other, one)]).toEqual([true, true]);
  });

  test.each([
    ["arn:aws:s3:::site", "arn:*:s3:::*/*"],
    ["arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/ohi-*", "arn:*:elasticloadbalancing:*:*:loadbalancer/app/*/*"],
    ["arn:aws:sns:eu-west-1:1:ohi-dev-*", "arn:aws:sns:eu-west-1:1:ohi-prod-*"],
    ["arn:aws:sns:eu-west-1:1:ohi-dev-*", "arn:aws:sns:us-east-1:*:ohi-dev-*"],
    ["arn:aws:secretsmanager:eu-west-1:1:secret:name-??????", "arn:aws:secretsmanager:eu-west-1:1:secret:name-abc"],
    ["arn:aws:ec2:*:*:volume/*", "arn:aws:ec2:*:*:snapshot/*"],
    ["arn:aws:kms:eu-west-1:1:key/one", "arn:aws:kms:eu-west-1:1:key/on"],
  ])("have nothing in common: %s and %s", (one, other) => {
    expect([overlap(one, other), overlap(other, one)]).toEqual([false, false]);
  });
});
