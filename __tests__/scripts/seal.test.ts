import { buildClient, CommitmentPolicy, RawAesKeyringNode, RawAesWrappingSuiteIdentifier } from "@aws-crypto/client-node";
import { type Seal, sealWith } from "../../scripts/seal";

const plan = Buffer.from("a plan with a value that nobody may read");
const context = { stack: "ohi-dev", commit: "1".repeat(40) };

describe("a sealed plan", () => {
  test("opens for what it was sealed for, and shows nothing before", async () => {
    const sealed = await seal("key").close(plan, context);

    expect(sealed.includes("value")).toBe(false);
    expect((await seal("key").open(sealed, context)).equals(plan)).toBe(true);
  });

  test.each([
    [{ ...context, stack: "ohi-prod" }, "What is sealed is for stack ohi-dev, and this is ohi-prod."],
    [{ ...context, commit: "2".repeat(40) }, `What is sealed is for commit ${"1".repeat(40)}, and this is ${"2".repeat(40)}.`],
  ])("does not open for %j", async (other, message) => {
    const sealed = await seal("key").close(plan, context);

    await expect(seal("key").open(sealed, other)).rejects.toThrow(message);
  });

  test("does not open when it was sealed for less", async () => {
    const sealed = await seal("key").close(plan, { stack: "ohi-dev" });

    await expect(seal("key").open(sealed, context)).rejects.toThrow(`for commit none, and this is ${"1".repeat(40)}.`);
  });

  test("does not open when it is not bound to its key, so that two keys could open two plans of it", async () => {
    const { encrypt } = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
    const { result } = await encrypt(keyring("key"), plan, { encryptionContext: context });

    await expect(seal("key").open(result, context)).rejects.toThrow(/commitment/i);
  });

  test("does not open with another key, or once a byte of it has changed", async () => {
    const sealed = await seal("key").close(plan, context);
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);

    await expect(seal("other").open(sealed, context)).rejects.toThrow();
    await expect(seal("key").open(changed, context)).rejects.toThrow();
  });
});

function seal(key: string): Seal {
  return sealWith(() => Promise.resolve(keyring(key)));
}

function keyring(key: string): RawAesKeyringNode {
  return new RawAesKeyringNode({
    keyName: key,
    keyNamespace: "test",
    unencryptedMasterKey: Buffer.alloc(32, key),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
}
