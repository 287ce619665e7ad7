// Runs in AWS Lambda, which brings the SDK. `CacheUserRotationFunction` ships this file as it is.
const { randomInt } = require("node:crypto");
const { setTimeout: sleep } = require("node:timers/promises");
const { DescribeUsersCommand, ElastiCacheClient, ModifyUserCommand } = require("@aws-sdk/client-elasticache");
const secretsManager = require("@aws-sdk/client-secrets-manager");

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"; // safe in a URL
const passwordLength = 40;
const patience = { tries: 60, milliseconds: 10_000 };

const caches = new ElastiCacheClient();
const secrets = new secretsManager.SecretsManagerClient();

/** The steps of a rotation, which Secrets Manager calls one after the other and may repeat. */
const steps = {
  async createSecret(secret) {
    if ((await secret.read({ VersionId: secret.token, VersionStage: "AWSPENDING" })) !== undefined) return;
    const password = Array.from({ length: passwordLength }, () => letters[randomInt(letters.length)]).join("");
    const SecretString = JSON.stringify({ ...(await secret.read({ VersionStage: "AWSCURRENT" })), password });
    await secret.send("PutSecretValue", { ClientRequestToken: secret.token, SecretString, VersionStages: ["AWSPENDING"] });
  },

  /** The user takes two passwords: programs that run keep theirs, the old one, until the next rotation. */
  async setSecret(secret) {
    const pending = await secret.read({ VersionId: secret.token, VersionStage: "AWSPENDING" });
    const current = await secret.read({ VersionStage: "AWSCURRENT" });
    await untilActive();
    const Passwords = [pending.password, current.password];
    await caches.send(new ModifyUserCommand({ UserId: process.env.USER_ID, AuthenticationMode: { Type: "password", Passwords } }));
  },

  async testSecret() {
    await untilActive();
  },

  async finishSecret(secret) {
    const [RemoveFromVersionId] = Object.entries(secret.versions).find(([, stages]) => stages.includes("AWSCURRENT"));
    await secret.send("UpdateSecretVersionStage", { VersionStage: "AWSCURRENT", MoveToVersionId: secret.token, RemoveFromVersionId });
  },
};

/** @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html */
async function handler({ SecretId, ClientRequestToken: token, Step }) {
  if (SecretId !== process.env.SECRET_ARN) throw new Error(`${SecretId} is not the secret of this function`);
  const send = (name, input) => secrets.send(new secretsManager[`${name}Command`]({ SecretId, ...input }));
  const read = async (which) => {
    try {
      return JSON.parse((await send("GetSecretValue", which)).SecretString);
    } catch (error) {
      if (error.name === "ResourceNotFoundException") return undefined;
      throw error;
    }
  };
  const { VersionIdsToStages: versions = {} } = await send("DescribeSecret", {});
  const stages = versions[token] ?? [];
  if (stages.includes("AWSCURRENT")) return;
  if (!stages.includes("AWSPENDING")) throw new Error(`version ${token} of ${SecretId} is not the pending one`);
  await steps[Step]({ token, versions, send, read });
}

/** A user that is being changed takes no other change, and a new password works when the change has reached every node. */
async function untilActive() {
  for (let tried = 0; tried < patience.tries; tried += 1) {
    const { Users: [user] = [] } = await caches.send(new DescribeUsersCommand({ UserId: process.env.USER_ID }));
    if (user?.Status === "active") return;
    await sleep(patience.milliseconds);
  }
  throw new Error(`user ${process.env.USER_ID} did not become active`);
}

module.exports = { handler };
