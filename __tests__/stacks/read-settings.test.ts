import { readSettings } from "../../stacks/read-settings";

const key = "0b5a54f8-1d6c-4b2e-9d3a-5f7a4f1c2e3d";
const mrk = "mrk-0b5a54f81d6c4b2e9d3a5f7a4f1c2e3d";
const keyArn = (id: string): string => `arn:aws:kms:eu-west-1:111122223333:key/${id}`;

describe("the settings", () => {
  test("have defaults where nothing is set, an empty variable included", () => {
    const expected = {
      stateBucket: "ohi-shared-terraform-state",
      stateKmsKeyArn: undefined,
      accountId: undefined,
      githubRepository: undefined,
      imageTags: {},
    };

    expect(readSettings({})).toEqual(expected);
    expect(readSettings({ OHI_STATE_BUCKET: "", OHI_ACCOUNT_ID: "", OHI_STATE_KMS_KEY_ARN: "", OHI_IMAGE_TAGS: "" })).toEqual(expected);
  });

  test("are read from their variables, and other variables are left alone", () => {
    const arn = keyArn(key);

    const settings = readSettings({
      OHI_STATE_BUCKET: "my-state",
      OHI_STATE_KMS_KEY_ARN: arn,
      OHI_ACCOUNT_ID: "111122223333",
      OHI_GITHUB_REPOSITORY: "owner/name",
      OHI_IMAGE_TAGS: '{"api":"1.2.3"}',
      HOME: "/home/somebody",
    });

    expect(settings).toEqual({
      stateBucket: "my-state",
      stateKmsKeyArn: arn,
      accountId: "111122223333",
      githubRepository: "owner/name",
      imageTags: { api: "1.2.3" },
    });
  });

  test("take the ARN of a multi-Region key", () => {
    const arn = keyArn(mrk);

    expect(readSettings({ OHI_STATE_KMS_KEY_ARN: arn }).stateKmsKeyArn).toBe(arn);
  });

  test.each([
    ["with something before it", `x${keyArn(key)}`],
    ["with something behind it", `${keyArn(key)}/x`],
    ["of an id that is too short", keyArn(key.slice(1))],
    ["of an id that is too long", keyArn(`${key}0`)],
    ["of an id for many Regions that is too short", keyArn(mrk.slice(0, -1))],
    ["of an id for many Regions that is too long", keyArn(`${mrk}0`)],
  ])("refuse the ARN of a key %s", (_what, arn) => {
    expect(() => readSettings({ OHI_STATE_KMS_KEY_ARN: arn })).toThrow(
      `settings: 1 problem\n  OHI_STATE_KMS_KEY_ARN: found "${arn}"; allowed: the ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID`,
    );
  });

  test.each(["11112222333", "1111222233334", "x111122223333"])("refuse as the account %j", (value) => {
    expect(() => readSettings({ OHI_ACCOUNT_ID: value })).toThrow(
      `settings: 1 problem\n  OHI_ACCOUNT_ID: found "${value}"; allowed: the 12 digits of an AWS account`,
    );
  });

  test("name the key that the bootstrap makes as the key of the states, once the account is known", () => {
    expect(readSettings({ OHI_ACCOUNT_ID: "111122223333" }).stateKmsKeyArn).toBe(
      "arn:aws:kms:eu-west-1:111122223333:alias/ohi-shared-state-key",
    );
  });

  test.each(["owner/name", "owner@123/na.me@45"])("take as a repository %j", (value) => {
    expect(readSettings({ OHI_GITHUB_REPOSITORY: value }).githubRepository).toBe(value);
  });

  test.each(["ohi", "-/-", "a/b/c", "a b/c", "*/*", "o/r:ref", "o@1/r", "o/r@1", "o@x/r@1", "o@/r@"])(
    "refuse as a repository %j",
    (value) => {
      expect(() => readSettings({ OHI_GITHUB_REPOSITORY: value })).toThrow(
        "allowed: owner/name or owner@id/name@id of a repository on GitHub",
      );
    },
  );

  test.each(["a1b", "a-b", "x".repeat(63)])("take as the bucket of the states %j", (value) => {
    expect(readSettings({ OHI_STATE_BUCKET: value }).stateBucket).toBe(value);
  });

  test.each(["ab", "x".repeat(64), "-ab", "ab-", "a.b", "aBc", "a_b"])("refuse as the bucket of the states %j", (value) => {
    expect(() => readSettings({ OHI_STATE_BUCKET: value })).toThrow(
      `settings: 1 problem\n  OHI_STATE_BUCKET: found "${value}"; allowed: the name of an S3 bucket: 3 to 63 lower-case letters, digits and hyphens`,
    );
  });

  test("with bad values are refused, all at once", () => {
    expect(() => readSettings({ OHI_STATE_BUCKET: "My_Bucket", OHI_STATE_KMS_KEY_ARN: "alias/key", OHI_ACCOUNT_ID: "12" })).toThrow(
      [
        "settings: 3 problems",
        '  OHI_STATE_BUCKET: found "My_Bucket"; allowed: the name of an S3 bucket: 3 to 63 lower-case letters, digits and hyphens',
        '  OHI_STATE_KMS_KEY_ARN: found "alias/key"; allowed: the ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID',
        '  OHI_ACCOUNT_ID: found "12"; allowed: the 12 digits of an AWS account',
      ].join("\n"),
    );
  });

  test("take tags and digests of images as JSON, by the service whose image it is", () => {
    const digest = `sha256:${"0a".repeat(32)}`;

    expect(readSettings({ OHI_IMAGE_TAGS: `{"api":"1.2.3","zookeeper":"${digest}"}` }).imageTags).toEqual({
      api: "1.2.3",
      zookeeper: digest,
    });
  });

  test.each([
    [
      "latest, which says nothing",
      '{"api":"latest"}',
      'OHI_IMAGE_TAGS.api: found "latest"; allowed: a tag other than latest, or sha256: and 64 hexadecimal digits',
    ],
    ["half a digest", '{"api":"sha256:12"}', 'OHI_IMAGE_TAGS.api: found "sha256:12"; allowed: a tag other than latest'],
    ["a service that has no image of its own", '{"blnk-worker":"1"}', 'OHI_IMAGE_TAGS.blnk-worker: found "1"; allowed: no such setting'],
    ["what is no JSON", "api=1", 'OHI_IMAGE_TAGS: found "api=1"; allowed: JSON by service, such as {"api":"1.2.3"}'],
    ["a list", "[1]", 'OHI_IMAGE_TAGS: found [1]; allowed: JSON by service, such as {"api":"1.2.3"}'],
    ["nothing", "null", 'OHI_IMAGE_TAGS: found null; allowed: JSON by service, such as {"api":"1.2.3"}'],
    ["a number", "1", 'OHI_IMAGE_TAGS: found 1; allowed: JSON by service, such as {"api":"1.2.3"}'],
    ["a text", '"x"', 'OHI_IMAGE_TAGS: found "x"; allowed: JSON by service, such as {"api":"1.2.3"}'],
  ])("refuse as tags of images %s", (_what, value, problem) => {
    expect(() => readSettings({ OHI_IMAGE_TAGS: value })).toThrow(`settings: 1 problem\n  ${problem}`);
  });
});
