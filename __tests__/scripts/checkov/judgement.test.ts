import { exceptions } from "../../../scripts/checkov/exceptions";
import { type Failure, judge, readReport } from "../../../scripts/checkov/judgement";

const failure = (stack: string, resource: string): Failure => ({ check: "CKV_1", name: "Ensure it is well", stack, resource });
const judged = new Map<string, number>();
const reason = "it is meant";

describe("a report of Checkov's", () => {
  const record = (resource: string): object => ({
    check_id: "CKV_1",
    check_name: "Ensure it is well",
    file_path: "/ohi-dev/cdk.tf.json",
    resource,
  });

  test("tells what failed, by stack and id, and how many checks there were", () => {
    const report = readReport(JSON.stringify({ results: { passed_checks: [record("a.x")], failed_checks: [record("resource.main")] } }));

    expect(report?.failed).toEqual([failure("ohi-dev", "main")]);
    expect([...(report?.judged ?? [])]).toEqual([["ohi-dev", 2]]);
  });

  test.each(["", "no JSON", '{"passed":0,"failed":0}'])("is none when nothing was checked: %j", (text) => {
    expect(readReport(text)).toBeUndefined();
  });
});

describe("a failed check", () => {
  test("is a problem", () => {
    expect(judge({ failed: [failure("ohi-dev", "main")], judged }, [])).toEqual(["ohi-dev: main fails CKV_1: Ensure it is well"]);
  });

  test("is none for what an exception names", () => {
    expect(judge({ failed: [failure("ohi-dev", "main")], judged }, [{ check: "CKV_1", reason }])).toEqual([]);
  });

  test.each([
    { check: "CKV_2", reason },
    { check: "CKV_1", resources: ["other"], reason },
    { check: "CKV_1", environments: ["prod"], reason },
    { check: "CKV_1", environments: ["de"], reason },
  ])("is one still for what it does not: %j", (exception) => {
    expect(judge({ failed: [failure("ohi-dev", "main")], judged }, [exception])).toHaveLength(2);
  });
});

describe("an exception", () => {
  test("is a problem for each resource and environment that does not need it", () => {
    const exception = { check: "CKV_1", resources: ["main", "gone"], environments: ["dev", "prod"], reason };

    expect(judge({ failed: [failure("ohi-dev", "main")], judged }, [exception])).toEqual([
      "the exception from CKV_1 for main in prod is not needed",
      "the exception from CKV_1 for gone in dev is not needed",
      "the exception from CKV_1 for gone in prod is not needed",
    ]);
  });

  test("says why, every one of them", () => {
    expect(exceptions.filter(({ reason: said }) => said.length < 20)).toEqual([]);
  });
});
