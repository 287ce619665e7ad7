import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { renderSvg } from "../../../review/render/svg";
import { stackNamed } from "../../contracts/stacks";
import { describeWithBrowser } from "../../support/browser";

describeWithBrowser("the drawing of a network", (launch) => {
  const folder = mkdtempSync(path.join(tmpdir(), "drawing-"));
  const file = path.join(folder, "network.svg");
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(file, renderSvg(stackNamed("ohi-prod")));
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ["light", "rgb(255, 255, 255)", "rgb(27, 27, 27)"],
    ["dark", "rgb(22, 24, 29)", "rgb(236, 236, 236)"],
  ] as const)("is readable in %s, on a sheet of its own", async (colorScheme, sheet, text) => {
    const page = await browser.newPage({ colorScheme });
    await page.goto(pathToFileURL(file).href);
    const fillOf = (selector: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).fill);

    expect([await fillOf(".sheet"), await fillOf(".node text")]).toEqual([sheet, text]);
    await page.close();
  });
});
