import { Fn } from "cdktf";

/** What a store's resource is told of its last snapshot. */
export interface FinalSnapshot {
  readonly finalSnapshotIdentifier: string;
  readonly lifecycle: { readonly preventDestroy: boolean; readonly ignoreChanges: string[] };
}

/**
 * The snapshot that is taken when Terraform destroys a store.
 *
 * Its name ends in the moment at which the store's creation was planned, so that a store made anew under the same name can be
 * destroyed as well. Terraform does not look at the name again: a later plan would have another moment in it.
 *
 * @param store name of the store.
 * @param preventDestroy Terraform refuses every plan that would destroy it.
 * @see https://developer.hashicorp.com/terraform/language/functions/plantimestamp
 */
export function finalSnapshot(store: string, preventDestroy: boolean): FinalSnapshot {
  return {
    finalSnapshotIdentifier: `${store}-final-${Fn.formatdate("YYYYMMDDhhmmss", Fn.plantimestamp())}`,
    lifecycle: { preventDestroy, ignoreChanges: ["final_snapshot_identifier"] },
  };
}
