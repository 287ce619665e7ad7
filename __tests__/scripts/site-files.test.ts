import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { siteFiles } from "../../scripts/site-files";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "site-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function built(...keys: readonly string[]): void {
  for (const key of keys) {
    mkdirSync(path.dirname(path.join(folder, key)), { recursive: true });
    writeFileSync(path.join(folder, key), key);
  }
}

describe("the files of a built site", () => {
  test("are uploaded before the pages that name them, the application's page last", () => {
    built("index.html", "about/index.html", "terms.html", "favicon.ico", "static/app.3f2a91c0.js", "static/app-Diwr2Tda.css");

    expect(siteFiles(folder).map(({ key }) => key)).toEqual([
      "static/app-Diwr2Tda.css",
      "static/app.3f2a91c0.js",
      "favicon.ico",
      "about/index.html",
      "terms.html",
      "index.html",
    ]);
  });

  test.each([
    ["static/app.3f2a91c0.js", "public, max-age=31536000, immutable"],
    ["static/app-Diwr2Tda.css", "public, max-age=31536000, immutable"],
    ["static/app.3f2a91c0.js.map", "public, max-age=31536000, immutable"],
    ["static/fonts/inter-8f3e2b1a.woff2", "public, max-age=31536000, immutable"],
    ["static/app.3f2a91c05b7d8e9f0a12.js", "public, max-age=31536000, immutable"],
    ["static/app-XQ2KSEV4.js", "public, max-age=31536000, immutable"],
    ["static/app-B-3_k9Zd.js", "public, max-age=31536000, immutable"],
    ["static/logo.svg", undefined],
    ["static/apple-touch-icon.png", undefined],
    ["static/js/vendor-polyfills.js", undefined],
    ["static/js/app-Settings.js", undefined],
    ["static/shot-1280x720.png", undefined],
    ["static/report-20260131.pdf", undefined],
    ["static/app.deadbeef.js", undefined],
    ["app.3f2a91c0.js", undefined],
    ["robots.txt", undefined],
    ["about.html", "no-cache"],
  ])("tell browsers to keep %s by %s", (key, cacheControl) => {
    built("index.html", key);

    expect(siteFiles(folder).find((file) => file.key === key)?.cacheControl).toBe(cacheControl);
  });

  test("are never kept if they are pages", () => {
    built("index.html");

    expect(siteFiles(folder)).toEqual([
      { key: "index.html", file: path.join(folder, "index.html"), contentType: "text/html; charset=utf-8", cacheControl: "no-cache" },
    ]);
  });

  test.each([
    ["app.js", "text/javascript; charset=utf-8"],
    ["app.css", "text/css; charset=utf-8"],
    ["logo.svg", "image/svg+xml"],
    ["font.woff2", "font/woff2"],
    [".well-known/apple-app-site-association", "application/octet-stream"],
  ])("say that %s is %s", (key, contentType) => {
    built("index.html", key);

    expect(siteFiles(folder).find((file) => file.key === key)?.contentType).toBe(contentType);
  });

  test("are those that were built, and not what an editor or a computer left beside them", () => {
    built("index.html", ".DS_Store", ".git/config", "static/.cache/x.js");

    expect(siteFiles(folder).map(({ key }) => key)).toEqual(["index.html"]);
  });

  test("are refused without an application's page, and where there is no folder", () => {
    built("about.html");

    expect(() => siteFiles(folder)).toThrow(`${folder} has no index.html, so it is no built site.`);
    expect(() => siteFiles(path.join(folder, "dist"))).toThrow(`${path.join(folder, "dist")} is no folder. Build the frontend first.`);
    expect(() => siteFiles(path.join(folder, "about.html"))).toThrow("about.html is no folder");
  });
});
