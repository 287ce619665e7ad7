import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { purgeSecrets } from "../../emulator/purge-secrets";
import { answered, nowhere } from "../support/aws-answers";

test("secrets that wait for their deletion are deleted at once, and no other ones", async () => {
  const client = answered(new SecretsManagerClient(nowhere), {
    ListSecretsCommand: { SecretList: [{ Name: "kept" }, { Name: "going", DeletedDate: new Date(0) }] },
  });
  const send = jest.spyOn(client, "send");

  expect(await purgeSecrets(client)).toEqual(["going"]);
  expect(send.mock.calls.map(([{ input }]) => input)).toEqual([
    { IncludePlannedDeletion: true },
    { SecretId: "going", ForceDeleteWithoutRecovery: true },
  ]);
});
