import type { KeyringNode } from "@aws-crypto/client-node";
import { UserError } from "../terraform/errors";
import type { ProcessEnvironment } from "../terraform/process-group";

/** What something was encrypted for. It is no secret, and what was encrypted opens only for the same. */
export type SealContext = Readonly<Record<string, string>>;

/** Encrypts what lies where others can read it. */
export interface Seal {
  readonly close: (bytes: Buffer, context: SealContext) => Promise<Buffer>;
  /** @throws UserError when it was closed for something else */
  readonly open: (bytes: Buffer, context: SealContext) => Promise<Buffer>;
}

/**
 * A seal by a KMS key: whoever may use the key can open it, and CloudTrail has who did.
 *
 * @param keyArn ARN of the key; its region is taken from there
 * @see https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/concepts.html
 */
export function kmsSeal(keyArn: string): Seal {
  return sealWith(async () => {
    const { KmsKeyringNode } = await import("@aws-crypto/client-node");
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the library makes its keyrings by a factory
    return new KmsKeyringNode({ generatorKeyId: keyArn });
  });
}

/**
 * The seal by the key that the environment of a process names.
 *
 * @throws UserError when it names none
 */
export function sealOf(environment: ProcessEnvironment, sealBy: (keyArn: string) => Seal = kmsSeal): Seal {
  const key = environment["OHI_STATE_KMS_KEY_ARN"];
  if (key === undefined || key === "")
    throw new UserError(
      "OHI_STATE_KMS_KEY_ARN is not set: it names the key by which plans are sealed, the output state_kms_key_arn of the account's stack.",
    );
  return sealBy(key);
}

/** A seal by whatever a keyring holds. The library is loaded when it is needed: most runs seal nothing. */
export function sealWith(keyringOf: () => Promise<KeyringNode>): Seal {
  const client = async (): Promise<ReturnType<typeof import("@aws-crypto/client-node").buildClient>> => {
    const { buildClient, CommitmentPolicy } = await import("@aws-crypto/client-node");
    return buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
  };
  return {
    close: async (bytes, context) => {
      const { encrypt } = await client();
      const { result } = await encrypt(await keyringOf(), bytes, { encryptionContext: { ...context } });
      return result;
    },
    open: async (bytes, context) => {
      const { decrypt } = await client();
      const { plaintext, messageHeader } = await decrypt(await keyringOf(), bytes);
      const found = messageHeader.encryptionContext;
      const differing = Object.entries(context).filter(([name, value]) => found[name] !== value);
      if (differing.length === 0) return plaintext;
      const wanted = differing.map(([name, value]) => `${name} ${found[name] ?? "none"}, and this is ${value}`);
      throw new UserError(`What is sealed is for ${wanted.join("; ")}. Take the file that was made for this, or make it again.`);
    },
  };
}
