import { platform } from "../../environments/platform";
import { show } from "../../review/value";
import { allStacks } from "../contracts/stacks";
import { stackJson } from "../support/synthesized";
import { pageNamed, sectionsOf } from "./pages";

const page = pageNamed("docs/runbook.md");

/** Every link to the runbook in a stack: in descriptions of alarms and rules, in messages, on the dashboard. */
function linksIn(stack: string): string[] {
  return [...stackJson(stack).matchAll(/https:[\w./-]+runbook\.md(?:#[\w-]+)?/g)].map(([link]) => link);
}

/** What the runbook says of each kind of alarm and event, by the kind. */
const kinds = new Map(
  page
    .slice(page.indexOf("\n## Alarms\n"))
    .split("\n### ")
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf("\n")), section]),
);

describe("the runbook", () => {
  const links = allStacks().flatMap(({ name }) => linksIn(name));
  const linked = new Set(links.flatMap((link) => link.split("#").slice(1)));

  test("is where every link of every stack leads", () => {
    const address = `${platform.repository}/blob/main/docs/runbook.md`;

    expect(new Set(links.map((link) => link.split("#")[0]))).toEqual(new Set([address]));
    expect([...linked].filter((section) => !sectionsOf("docs/runbook.md").includes(section))).toEqual([]);
  });

  test("has a section for each kind of alarm and event, and for nothing else but the budget, whose mails are AWS's own", () => {
    expect([...kinds.keys()].toSorted()).toEqual([...linked, "budget"].toSorted());
  });

  test.each([...kinds])("says of %s what it means, where to look and what to do", (_kind, section) => {
    expect(section).toMatch(/^- Look/m);
    expect(section).toMatch(/^- (Do|Look and do):/m);
  });

  test.each(["Deploy", "Roll back", "Rotate", "Restore", "Add an environment or a service", "Incident"])("tells how to: %s", (title) => {
    expect(page).toContain(`\n## ${title}\n`);
  });

  test("names only what production has", () => {
    const names = [...page.matchAll(/ohi-prod-[a-z0-9-]*[a-z0-9]/g)].map(([name]) => name);

    expect(names).not.toHaveLength(0);
    expect(names.filter((name) => !stackJson("ohi-prod").includes(`"${name}"`))).toEqual([]);
  });

  test("is linked by every alarm by the last words of its name", () => {
    const alarms = allStacks().flatMap((stack) => stack.ofType("aws_cloudwatch_metric_alarm"));
    const astray = alarms.filter(({ values }) => {
      const [, section] = show(values["alarm_description"]).split("#");
      return !show(values["alarm_name"]).endsWith(`-${section}`);
    });

    expect(alarms.length).toBeGreaterThan(200);
    expect(astray).toEqual([]);
  });
});
