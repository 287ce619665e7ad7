/** A resource that a state holds. */
export interface StateResource {
  readonly address: string;
  /** For example `aws_vpc`. */
  readonly type: string;
  /** What Terraform calls it by. */
  readonly id?: string;
  /** Absent for types without one. */
  readonly arn?: string;
  /** An apply ended before it was made, so that the next plan replaces it. */
  readonly tainted: boolean;
}

/**
 * The parts of `terraform show -json` that are read here.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#values-representation
 */
export interface StateJson {
  readonly values?: { readonly root_module: { readonly resources?: readonly ResourceJson[] } };
}

interface ResourceJson {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly values: { readonly id?: string | null; readonly arn?: string | null };
  readonly tainted?: boolean;
  /** Of an object that was replaced and is not destroyed yet. */
  readonly deposed_key?: string;
}

/** What is managed by a state, without the values that it holds of it. */
export function resourcesIn({ values }: StateJson): StateResource[] {
  return (values?.root_module.resources ?? [])
    .filter(({ mode }) => mode === "managed")
    .map(({ address, type, values: { id, arn }, tainted = false, deposed_key: deposed }) => ({
      address,
      type,
      ...(id == null ? {} : { id }),
      ...(arn == null ? {} : { arn }),
      tainted: tainted && deposed === undefined,
    }));
}
