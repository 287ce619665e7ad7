import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type ComponentChild, h } from "preact";
import { renderToString } from "preact-render-to-string";
import { type Change, severityOf } from "../changes/change";
import type { Comparison, Pair } from "../changes/comparison";
import type { Review } from "../changes/review";
import { environmentOf } from "../picture/environment";
import { picture, statuses } from "../picture/picture";
import { count } from "../report";
import { show } from "../value";
import { changedPairs, countedFates, countsOf, dangerousIn, headlineOf, sectionsOf, tallyOf } from "./summary";

/**
 * A review as one page that needs nothing else: no request leaves it, and its policy lets no other script or style run than its own.
 *
 * Every value is put in by the renderer, which escapes it.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
export function renderHtml(review: Review): string {
  const [colours, rest, script] = ["picture.css", "page.css", "page.js"].map((name) => readFileSync(path.join(__dirname, name), "utf8"));
  const style = `${colours ?? ""}\n${rest ?? ""}`;
  const { severity, label, text } = headlineOf(review);
  const page = h(
    "html",
    { lang: "en" },
    h(
      "head",
      {},
      h("meta", { charset: "utf-8" }),
      h("meta", { "http-equiv": "Content-Security-Policy", content: policyFor(style, script ?? "") }),
      h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      h("meta", { name: "color-scheme", content: "light dark" }),
      h("title", {}, `${label}: ${text}`),
      inline("style", style),
    ),
    h(
      "body",
      {},
      h("h1", { class: severity }, h("strong", {}, label), ": ", text),
      h("p", {}, `${tallyOf(review)}.`),
      order(review),
      ...pictures(review),
      ...sectionsOf(review).map(({ title, changes }) =>
        h("section", {}, h("h2", {}, `${title} (${changes.length})`), h("ul", { class: "changes" }, changes.map(entry))),
      ),
      counts(review.comparisons),
      h("h2", {}, "Details"),
      ...review.comparisons.map(details),
      inline("script", script ?? ""),
    ),
  );
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/** A style or script of ours, the only text that is put in as it stands. */
function inline(element: "style" | "script", text: string): ComponentChild {
  return h(element, { dangerouslySetInnerHTML: { __html: text } });
}

function policyFor(style: string, script: string): string {
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
}

function order(review: Review): ComponentChild {
  const dangerous = dangerousIn(review);
  if (dangerous.length === 0) return null;
  return h(
    "section",
    {},
    h("h2", {}, "In order of danger"),
    h(
      "ol",
      { class: "order" },
      dangerous.map((change) => h("li", { class: severityOf(change) }, badge(change), ` ${change.stack}: ${change.what}`)),
    ),
  );
}

function badge(change: Change): ComponentChild {
  return h("span", { class: `badge ${severityOf(change)}` }, severityOf(change));
}

function entry(change: Change): ComponentChild {
  const { stack, address, what, why, before, after, breaks } = change;
  return h(
    "li",
    {},
    h("p", {}, badge(change), ` ${stack}: ${what}`),
    h("p", {}, h("code", {}, address)),
    h("p", {}, why),
    before === undefined && after === undefined
      ? null
      : h("p", {}, h("del", {}, before ?? "nothing"), " → ", h("ins", {}, after ?? "nothing")),
    breaks.length === 0 ? null : h("p", {}, `breaks: ${breaks.join(", ")}`),
  );
}

/** A picture of each environment; those with changes are open, or all when nothing changes. */
function pictures({ comparisons, changes }: Review): ComponentChild[] {
  return comparisons.flatMap((comparison) => {
    const environment = environmentOf(comparison, changes);
    if (environment === undefined) return [];
    const open = changedPairs(comparison).length > 0;
    return [
      h(
        "details",
        { class: "environment", open },
        h("summary", {}, `Picture of ${environment.name}`),
        h("p", { class: "legend" }, legend()),
        h("div", { class: "scroll" }, picture(environment)),
        h(
          "pre",
          { class: "about", role: "status", "aria-live": "polite" },
          "Tab into the picture, then move with the arrow keys; what is known of a node stands here.",
        ),
      ),
    ];
  });
}

function legend(): ComponentChild[] {
  const words = Object.entries(statuses).map(([status, { mark, word }]) => h("span", { class: `key ${status}` }, `${mark} ${word}`.trim()));
  return [
    ...words,
    h("span", { class: "key alarming" }, "! open to the outside"),
    h("span", {}, "round: store; slanted: addresses; rectangle: everything else"),
  ];
}

function counts(comparisons: readonly Comparison[]): ComponentChild {
  return h(
    "section",
    {},
    h("h2", {}, "Counts"),
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["stack", ...countedFates].map((title) => h("th", { scope: "col" }, title)),
        ),
      ),
      h(
        "tbody",
        {},
        comparisons.map((comparison) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, comparison.name),
            countsOf(comparison).map((number) => h("td", {}, number)),
          ),
        ),
      ),
    ),
  );
}

function details(comparison: Comparison): ComponentChild {
  const pairs = changedPairs(comparison);
  return h("details", {}, h("summary", {}, `${comparison.name}: ${count(pairs.length, "change")}`), h("ul", {}, pairs.map(pairItem)));
}

function pairItem({ fate, address, movedFrom, differences }: Pair): ComponentChild {
  const rows = differences.map(({ path: place, before, after }) =>
    h("li", {}, h("code", {}, place), ": ", h("del", {}, show(before)), " → ", h("ins", {}, show(after))),
  );
  const from = movedFrom === undefined ? "" : `, moved from ${movedFrom}`;
  return h("li", {}, `${fate} `, h("code", {}, address), from, rows.length === 0 ? null : h("ul", {}, rows));
}
