import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { renderHtml } from "../../../review/render/html";
import { describeWithBrowser } from "../../support/browser";
import { reviewProd } from "../changes/compared";

const rule = "aws_vpc_security_group_ingress_rule.security_rds-from-api-5432";
const headline = "CRITICAL in ohi-prod: the internet (0.0.0.0/0) may connect to ohi-prod-rds-sg on TCP 5432";
const hostile = `"><script>document.title = "broken"</script><img src="https://evil.example/x.png" onerror="document.title = 'broken'">`;
const review = reviewProd((draft) =>
  draft
    .set(rule, { referenced_security_group_id: undefined, cidr_ipv4: "0.0.0.0/0" })
    .drop("aws_vpc_security_group_egress_rule.security_api-to-internet-443")
    .setTags("aws_vpc.network_vpc", { Owner: hostile }),
);

describeWithBrowser("the page of a review", (launch) => {
  const folder = mkdtempSync(path.join(tmpdir(), "page-"));
  const file = path.join(folder, "review.html");
  const [requests, complaints]: [string[], string[]] = [[], []];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    writeFileSync(file, renderHtml(review));
    browser = await launch();
  });
  beforeEach(async () => {
    requests.length = 0;
    complaints.length = 0;
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(file).href);
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const focused = (attribute: string): Promise<string | null | undefined> =>
    page.evaluate((name) => document.activeElement?.getAttribute(name), attribute);
  const picture = ".environment[open] .picture";

  test("shows the worst first, asks nobody for anything, and has nothing to complain of", async () => {
    expect(await page.title()).toBe(headline);
    expect(await page.locator("h1").innerText()).toBe(headline);
    expect(requests).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
  });

  test("shows a hostile value as text", async () => {
    expect(await page.getByText(hostile).count()).toBeGreaterThan(0);
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.title()).toBe(headline);
  });

  test("draws the environment that changes, and folds the other", async () => {
    expect(await page.locator(".environment").count()).toBe(2);
    expect(await page.locator(picture).count()).toBe(1);
    expect(await page.locator(`${picture} .node`).count()).toBeGreaterThan(23);
    expect(await page.locator(`${picture} .edge.removed text`).allTextContents()).toEqual(["− TCP 443"]);
    expect(await page.locator(`${picture} .edge.added.alarming text`).allTextContents()).toEqual(["+! TCP 5432"]);
  });

  test("is walked through with the keyboard: Tab into the picture, arrows between its nodes, Tab out of it", async () => {
    await page.locator(".environment[open] summary").focus();
    await page.keyboard.press("Tab");
    // A part that scrolls takes the focus too.
    if (!((await focused("class")) ?? "").startsWith("node")) await page.keyboard.press("Tab");
    const first = await focused("data-id");
    await page.keyboard.press("ArrowRight");
    const right = await focused("data-id");
    await page.keyboard.press("End");
    const last = await focused("data-id");
    await page.keyboard.press("Home");

    expect(first).toMatch(/^aws_security_group\./);
    expect(right).not.toBe(first);
    expect(last).not.toBe(first);
    expect(await focused("data-id")).toBe(first);
    expect(await page.locator(`${picture} .node[tabindex="0"]`).count()).toBe(1);
    await page.keyboard.press("Tab");
    expect(await focused("data-id")).toBeNull();
    expect(complaints).toEqual([]);
  });

  test("goes by an arrow key to a node in its direction", async () => {
    const node = page.locator(`${picture} .node[data-id="aws_security_group.security_alb"]`);
    await node.focus();
    const from = Number(await focused("data-x"));

    await page.keyboard.press("ArrowRight");

    expect(Number(await focused("data-x"))).toBeGreaterThan(from);
  });

  test("says beside the picture what is known of the node with the focus, and marks its connections", async () => {
    await page.locator(`${picture} .node[data-id="aws_security_group.security_rds"]`).focus();

    const about = await page.locator(".environment[open] .about").innerText();

    expect(about.split("\n").slice(0, 2)).toEqual([
      "rds: store, database subnets, changed",
      headline.replace("CRITICAL in ohi-prod: ", ""),
    ]);
    expect(await page.locator(`${picture} .edge.near`).count()).toBe(6);
  });

  test("gives every node a role and a name that a screen reader says", async () => {
    const nodes = await page.locator(`${picture} .node`).count();

    expect(
      await page
        .locator(picture)
        .getByRole("img", { name: /: (store|service|load balancer|host|group|addresses), / })
        .count(),
    ).toBe(nodes);
  });

  test.each(["light", "dark"] as const)("has text that stands out in the %s scheme", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const [text, ground] = await page.evaluate(() => {
      const style = getComputedStyle(document.body);
      return [style.color, style.backgroundColor] as const;
    });

    expect(contrast(text, ground)).toBeGreaterThan(7);
  });
});

/** Contrast of two colours as a browser tells them. @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [brighter = 0, darker = 0] = [one, other].map(luminance).toSorted((first, second) => second - first);
  return (brighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [...colour.matchAll(/[\d.]+/g)].map(([number]) => {
    const share = Number(number) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
