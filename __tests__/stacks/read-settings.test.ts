import { readSettings } from "../../stacks/read-settings";

describe("the settings", () => {
  test("have defaults where nothing is set, an empty variable included", () => {
    const expected = { stateBucket: "ohi-shared-terraform-state", stateKmsKeyArn: undefined, accountId: undefined };

    expect(readSettings({})).toEqual(expected);
    expect(readSettings({ OHI_STATE_BUCKET: "", OHI_ACCOUNT_ID: "", OHI_STATE_KMS_KEY_ARN: "" })).toEqual(expected);
  });

  test("are read from their variables, and other variables are left alone", () => {
    const arn = "arn:aws:kms:eu-west-1:111122223333:key/0b5a54f8-1d6c-4b2e-9d3a-5f7a4f1c2e3d";

    expect(readSettings({ OHI_STATE_BUCKET: "my-state", OHI_STATE_KMS_KEY_ARN: arn, OHI_ACCOUNT_ID: "111122223333", HOME: "/home/somebody" })).toEqual({
      stateBucket: "my-state",
      stateKmsKeyArn: arn,
      accountId: "111122223333",
    });
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
});
