import { emulatorKeys } from "../environment";

/** What is looked at of one thing, by the fact's name. */
export type Facts = Readonly<Record<string, unknown>>;

/** Things of one kind by their names. */
export type Things<Of extends object = Facts> = Readonly<Record<string, Of>>;

/** How what was found differs from what is meant, a line for each difference. */
export function compareThings<Of extends object>(found: Things<Of>, meant: Things<Of>): string[] {
  const names = [...new Set([...Object.keys(found), ...Object.keys(meant)])].toSorted();
  return names.flatMap((name) => {
    const [one, other] = [found[name], meant[name]];
    if (one === undefined) return [`${name} is missing`];
    if (other === undefined) return [`${name} is not meant to be there`];
    return (Object.keys(other) as (keyof Of & string)[]).flatMap((fact) => {
      const [is, should] = [JSON.stringify(one[fact]), JSON.stringify(other[fact])];
      return is === should ? [] : [`${name} has ${fact} ${is}; meant is ${should}`];
    });
  });
}

/** Where an emulator answers. */
export interface Place {
  readonly url: string;
  readonly region: string;
}

/** Settings of an AWS client that is to ask an emulator. */
export function clientFor({ url, region }: Place): {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
} {
  const { access_key: accessKeyId, secret_key: secretAccessKey } = emulatorKeys;
  return { endpoint: url, region, credentials: { accessKeyId, secretAccessKey } };
}

/** The name of a bucket without the account's id, which makes it the only one of its name in the world: `ohi-dev-frontend`. */
export function withoutAccount(bucketName: string): string {
  return bucketName.replace(/-\d{12}(?=$|\.)/, "");
}
