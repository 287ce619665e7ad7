import { forceNew } from "../../../review/changes/force-new";
import { lossOf } from "../../../review/changes/losses";
import type { Draft } from "../../contracts/planted/draft";
import { allStacks } from "../../contracts/stacks";
import { changesBy, compareProd, planted, reviewProd, told } from "./compared";

const postgres = "aws_db_instance.postgres";
const files = "aws_efs_access_point.files_zookeeper-1";
const secret = "aws_secretsmanager_secret.secrets_jwt-secret";
const move = (draft: Draft, from: string, to: string): Draft =>
  draft.rename(from, to.split(".").at(-1) ?? "").setBlock([], { moved: [{ from, to }] });

describe("what holds data", () => {
  const rows = planted(
    ["is dropped", (draft) => draft.drop(postgres), ["data-lost", postgres]],
    ["has another address", (draft) => draft.rename(postgres, "renamed"), ["data-lost", postgres]],
    ["is moved with a moved block", (draft) => move(draft, postgres, "aws_db_instance.renamed")],
    [
      "is moved and changed so that it is replaced",
      (draft) => move(draft.set(postgres, { db_name: "other" }), postgres, "aws_db_instance.renamed"),
      ["data-lost", "aws_db_instance.renamed"],
    ],
    ["has a moved block whose work is done", (draft) => draft.setBlock([], { moved: [{ from: "aws_db_instance.older", to: postgres }] })],
    ["has another database", (draft) => draft.set(postgres, { db_name: "other" }), ["data-lost", postgres]],
    ["has another identifier", (draft) => draft.set(postgres, { identifier: "ohi-dev-other" }), ["store-renamed", postgres]],
    [
      "is entered at another directory",
      (draft) => draft.setBlock(["resource", ...files.split("."), "root_directory"], { path: "/zookeeper" }),
      ["store-renamed", files],
    ],
    ["is entered as somebody else", (draft) => draft.set(files, { posix_user: { uid: 0, gid: 0 } })],
    ["is changed in place", (draft) => draft.set(postgres, { instance_class: "db.t4g.large" })],
    ["has another value of what Terraform ignores", (draft) => draft.set(postgres, { final_snapshot_identifier: "other" })],
    [
      "is encrypted with another key",
      (draft) => draft.set(postgres, { kms_key_id: "${aws_kms_key.edge-key.arn}" }),
      ["data-lost", postgres],
    ],
    ["is a secret with another name", (draft) => draft.set(secret, { name: "ohi-dev-other" }), ["data-lost", secret]],
    [
      "is protected by Terraform",
      (draft) => draft.set(secret, { name: "ohi-dev-other", lifecycle: { prevent_destroy: true } }),
      ["data-held-back", secret],
    ],
    ["is forgotten", (draft) => draft.drop(postgres).setBlock([], { removed: [{ from: postgres, lifecycle: [{ destroy: false }] }] })],
    [
      "is removed by a block that destroys",
      (draft) => draft.drop(postgres).setBlock([], { removed: [{ from: postgres, lifecycle: [{ destroy: true }] }] }),
      ["data-lost", postgres],
    ],
    ["holds nothing", (draft) => draft.drop("aws_iam_role.database-monitoring_role")],
  );

  test.each(rows)("$change", ({ plant, found }) => {
    expect(told(changesBy("stateful", plant))).toEqual(found);
  });

  test("is held back by the protection that AWS has from before, even when the change takes it away", () => {
    const [change] = changesBy(
      "stateful",
      (draft) => draft.drop(postgres),
      (draft) => draft.set(postgres, { deletion_protection: true }),
    );

    expect(change?.danger).toBe("data-held-back");
    expect(change?.why).toBe(
      "Lost: the database, its automated backups, and its address; held back for now: AWS refuses it by deletion_protection",
    );
  });

  test("is not held back by a protection that the change brings", () => {
    const [change] = changesBy("stateful", (draft) => draft.set(postgres, { deletion_protection: true, db_name: "other" }));

    expect(change?.danger).toBe("data-lost");
    expect([change?.before, change?.after]).toEqual(["db_name = ohealth", "db_name = other"]);
  });

  test("is followed when two moves come one after the other, in the references of others too", () => {
    const changes = compareProd((draft) =>
      draft.rename(postgres, "last").setBlock([], {
        moved: [
          { from: postgres, to: "aws_db_instance.middle" },
          { from: "aws_db_instance.middle", to: "aws_db_instance.last" },
        ],
      }),
    ).pairs.filter(({ fate }) => fate === "moved");

    expect(changes.map(({ address, movedFrom }) => [address, movedFrom])).toEqual([["aws_db_instance.last", postgres]]);
  });

  // As Terraform 1.11 plans it: moves come first, so that nothing has the older address any more.
  test.each([
    ["forgotten at its newer address", "aws_db_instance.last", "forgotten"],
    ["forgotten at its older address, where nothing is: Terraform destroys it", postgres, "deleted"],
  ])("is moved and %s", (_what, from, fate) => {
    const { pairs } = compareProd((draft) =>
      draft.drop(postgres).setBlock([], {
        moved: [{ from: postgres, to: "aws_db_instance.last" }],
        removed: [{ from, lifecycle: { destroy: false } }],
      }),
    );

    expect(pairs.flatMap((pair) => (pair.address === "aws_db_instance.last" ? [[pair.movedFrom, pair.fate]] : []))).toEqual([
      [postgres, fate],
    ]);
  });
});

describe("the table of attributes that cannot be changed in place", () => {
  test("names only types whose loss is known, and the association that a subnet has", () => {
    expect(Object.keys(forceNew).filter((type) => lossOf(type) === undefined)).toEqual([
      "aws_route_table_association",
      "aws_serverlessapplicationrepository_cloudformation_stack",
    ]);
  });

  test("has every type that Terraform must never destroy", () => {
    const kept = allStacks().flatMap(({ resources }) =>
      resources.filter(({ values }) => JSON.stringify(values["lifecycle"] ?? "").includes('"prevent_destroy":true')),
    );
    const types = [...new Set(kept.map(({ type }) => type))];

    expect(types.length).toBeGreaterThanOrEqual(7);
    expect(types.filter((type) => forceNew[type] === undefined)).toEqual([]);
  });
});

describe("a change that opens a database to the internet, deletes a subnet association and renames the production database", () => {
  const rule = "aws_vpc_security_group_ingress_rule.security_rds-from-api-5432";
  const association = "aws_route_table_association.network_private_a-association";
  const others = (draft: Draft): Draft =>
    draft
      .set(rule, { referenced_security_group_id: undefined, cidr_ipv4: "0.0.0.0/0" })
      .drop(association)
      .drop("aws_flow_log.network_flow-logs_flow-log")
      .setTags("aws_vpc.network_vpc", { Owner: "nobody" });

  test.each([
    ["identifier", (draft: Draft) => draft.set(postgres, { identifier: "ohi-prod-postgres-main" })],
    ["database", (draft: Draft) => draft.set(postgres, { db_name: "main" })],
    ["address", (draft: Draft) => draft.rename(postgres, "main")],
  ])("names these three first, in this order, when it renames the %s", (_what, rename) => {
    const { changes } = reviewProd((draft) => rename(others(draft)));

    expect(changes.slice(0, 3).map(({ address }) => address)).toEqual([rule, association, postgres]);
    expect(changes.length).toBeGreaterThan(4);
  });
});
