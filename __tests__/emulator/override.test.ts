import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { emulatorEnvironment } from "../../emulator/environment";
import { accountOf, overrideFor, protectionLifted, writeOverride } from "../../emulator/override";

const provider = {
  aws: [
    { region: "eu-west-1", default_tags: [] },
    { alias: "us-east-1", region: "us-east-1", allowed_account_ids: ["111122223333"] },
  ],
};

describe("the override beside a stack", () => {
  test("gives keys that are none to each provider configuration, told apart by alias, and keeps regions", () => {
    const override = overrideFor({ provider }, {});

    const settings = {
      access_key: "emulator",
      secret_key: "emulator",
      max_retries: 2,
      s3_use_path_style: true,
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
    };
    expect(override).toEqual({
      provider: {
        aws: [
          { region: "eu-west-1", ...settings },
          { alias: "us-east-1", region: "us-east-1", ...settings },
        ],
      },
    });
  });

  test("puts the state into a file when one is named, and leaves the stack's backend otherwise", () => {
    expect(overrideFor({ provider }, { stateFile: "/state/dev.tfstate" })["terraform"]).toEqual({
      backend: { local: { path: "/state/dev.tfstate" } },
    });
    expect(Object.keys(overrideFor({ provider }, {}))).toEqual(["provider"]);
  });

  test("takes a single provider block, and none", () => {
    expect(overrideFor({ provider: { aws: { region: "eu-west-1" } } }, {})).toMatchObject({ provider: { aws: [{ region: "eu-west-1" }] } });
    expect(overrideFor({}, {})).toEqual({ provider: { aws: [] } });
  });

  test("is written where Terraform takes it for an override", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "override-"));

    writeOverride(folder, "emulator", { a: 1 });

    expect(JSON.parse(readFileSync(path.join(folder, "emulator_override.tf.json"), "utf8"))).toEqual({ a: 1 });
    rmSync(folder, { recursive: true });
  });
});

describe("lifting protection", () => {
  test("takes it from everything that has one, and touches nothing else", () => {
    const resource = {
      aws_db_instance: {
        primary: { deletion_protection: true, lifecycle: { prevent_destroy: true, ignore_changes: ["password"] } },
        blnk: { deletion_protection: false },
      },
      aws_lb: { alb: { enable_deletion_protection: true } },
      aws_s3_bucket: {
        state: { force_destroy: false, lifecycle: { prevent_destroy: true } },
        logs: { lifecycle: { create_before_destroy: true } },
      },
      aws_vpc: { vpc: { cidr_block: "10.0.0.0/16" } },
    };

    expect(protectionLifted({ resource })).toEqual({
      resource: {
        aws_db_instance: { primary: { deletion_protection: false, lifecycle: { prevent_destroy: false } } },
        aws_lb: { alb: { enable_deletion_protection: false } },
        aws_s3_bucket: { state: { force_destroy: true, lifecycle: { prevent_destroy: false } } },
      },
    });
  });

  test("of a stack without any does nothing", () => {
    expect(protectionLifted({})).toEqual({ resource: {} });
  });
});

test("an emulator answers for the only account that a stack allows, or for its usual one", () => {
  expect([accountOf({ provider }), accountOf({}), accountOf({ provider: { aws: [{ allowed_account_ids: ["${var.account}"] }] } })]).toEqual(
    ["111122223333", "123456789012", "123456789012"],
  );
});

describe("the environment of a program that talks to an emulator", () => {
  test("holds nothing by which it could reach an account, and nothing that changes Terraform", () => {
    const real = {
      PATH: "/bin",
      AWS_PROFILE: "prod",
      AWS_SESSION_TOKEN: "token",
      AWS_ENDPOINT_URL_S3: "https://s3.example",
      AWS_ROLE_ARN: "arn",
      AWS_ACCESS_KEY_ID: "AKIA",
      TF_VAR_image: "x",
      TF_CLI_ARGS_plan: "-target=a",
      TF_WORKSPACE: "other",
      TF_DATA_DIR: "/data",
      TF_CLI_CONFIG_FILE: "/rc",
    };

    expect(emulatorEnvironment(real, "http://127.0.0.1:4566")).toEqual({
      PATH: "/bin",
      TF_CLI_CONFIG_FILE: "/rc",
      AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
      HTTP_PROXY: "http://127.0.0.1:4566",
      http_proxy: "http://127.0.0.1:4566",
      AWS_ACCESS_KEY_ID: "emulator",
      AWS_SECRET_ACCESS_KEY: "emulator",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
      GOGC: "400",
      GOMEMLIMIT: "1GiB",
      NO_PROXY: "127.0.0.1",
      no_proxy: "127.0.0.1",
    });
  });

  test("leaves Terraform as much memory as somebody has told it", () => {
    expect(emulatorEnvironment({ GOGC: "50" }, "http://127.0.0.1:1")["GOGC"]).toBe("50");
  });

  test("keeps a proxy away from the emulator beside the hosts that are exempt already", () => {
    expect(emulatorEnvironment({ no_proxy: "intranet" }, "http://127.0.0.1:1")["NO_PROXY"]).toBe("intranet,127.0.0.1");
  });
});
