import { tagPolicy } from "../../stacks/tag-policy";

describe("the tags that a construct sets", () => {
  test("tell the sensitivity, the copies and the law, by default those of ordinary data", () => {
    const { inherited } = tagPolicy({ environment: "dev", createdBy: "cdktf", createdDate: "2026-02-13" });

    expect([inherited.DataClassification, inherited.BackupPolicy, inherited.Compliance]).toEqual([
      { allowed: ["public", "internal", "confidential", "pii", "phi"], default: "internal" },
      { allowed: ["daily", "weekly", "none"], default: "none" },
      { allowed: ["hipaa", "gdpr", "none"], default: "gdpr" },
    ]);
  });
});
