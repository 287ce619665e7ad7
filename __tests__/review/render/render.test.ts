import fc from "fast-check";
import { XMLValidator } from "fast-xml-parser";
import MarkdownIt from "markdown-it";
import { type Change, inOrderOfDanger } from "../../../review/changes/change";
import type { Review } from "../../../review/changes/review";
import { renderHtml } from "../../../review/render/html";
import { renderMarkdown } from "../../../review/render/markdown";
import { code, escapedText, fromWhereTheyDiffer } from "../../../review/render/markdown-text";
import { reviewProd } from "../changes/compared";

const rule = "aws_vpc_security_group_ingress_rule.security_rds-from-api-5432";
const review = reviewProd((draft) =>
  draft.set(rule, { referenced_security_group_id: undefined, cidr_ipv4: "0.0.0.0/0" }).setTags("aws_vpc.network_vpc", { Owner: "x" }),
);
const nothing = reviewProd((draft) => draft);
/** The page of the review, with its pictures, which take longest of all to draw. */
const page = renderHtml(review);

const change = (texts: Partial<Change>): Change => {
  return {
    danger: "exposed",
    stack: "ohi-prod",
    address: "a.b",
    what: "",
    why: "",
    before: "b",
    after: "a",
    weight: 0,
    breaks: [],
    ...texts,
  };
};
const withChanges = (...changes: readonly Change[]): Review => ({ ...nothing, changes: inOrderOfDanger(changes) });

/** What a browser would make of Markdown that may hold HTML, as GitHub reads it: tables, links without brackets. */
const reader = new MarkdownIt({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false }); // GitHub makes no link of a bare word with a dot

/** Text that GitHub would make a mention or a reference of, after it has undone the escapes. */
const mentions = /@[a-z0-9]|#\d/i;

const hostile = fc.stringMatching(/^[ -~\n]{0,60}$/).map((text) => text.replace(/\s+/g, " ").trim());
const fragments = fc.constantFrom(
  "<script>alert(1)</script>",
  "![x](http://x)",
  "@admin",
  "#12",
  "`",
  "``",
  "| a |",
  "https://evil.example",
  "www.evil.example",
  "</details>",
  "&lt;",
  "**b**",
  "_i_",
  "\\",
  "$x$",
  "~~s~~",
  "a@b.example",
);

describe("Markdown", () => {
  test("begins with the worst, then has the order, the parts, the counts and the details", () => {
    const lines = renderMarkdown(review).split("\n");

    expect(lines.slice(0, 7)).toEqual([
      "**CRITICAL in ohi-prod:** the internet (0.0.0.0/0) may connect to ohi-prod-rds-sg on TCP 5432",
      "",
      "1 critical, 1 dangerous, 1 to know.",
      "",
      "In order of danger:",
      "",
      "1. ohi-prod: the internet (0.0.0.0/0) may connect to ohi-prod-rds-sg on TCP 5432",
    ]);
    expect(lines.filter((line) => line.startsWith("### "))).toEqual([
      "### Ingress opened (1)",
      "### Tags (1)",
      "### Connections lost (1)",
      "### Counts",
    ]);
    expect(lines).toContain("| ohi-prod | 0 | 2 | 0 | 0 | 0 | 0 |");
    expect(lines).toContain("<details><summary>ohi-prod: 2 changes</summary>");
    expect(lines).toContain("  - `tags.Owner`: `platform-team` → `x`");
  });

  test("shows two long texts from where they differ", () => {
    const [before, after] = ["old", "new"].map((word) => `${"same ".repeat(200)}${word}`);

    expect(fromWhereTheyDiffer(before ?? "", after ?? "")).toEqual([`… ${"same ".repeat(8)}old`, `… ${"same ".repeat(8)}new`]);
    expect(fromWhereTheyDiffer("x", "y".repeat(400))).toEqual(["x", "y".repeat(400)]);
    expect(fromWhereTheyDiffer("same old", "same new")).toEqual(["same old", "same new"]);
  });

  test("says on its first line that nothing changes", () => {
    expect(renderMarkdown(nothing).split("\n")[0]).toBe("**Nothing dangerous:** the synthesized stacks: nothing changes");
  });

  test("fits into a comment, and says what it leaves out", () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      change({ address: `a.b${index}`, what: "x".repeat(500), why: "y".repeat(500) }),
    );

    const text = renderMarkdown(withChanges(...many));

    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/\n- \d+ changes are left out here; the HTML page has all of them\n/);
    expect(text).toContain("### Counts");
  });

  test("shows any text as text: no tag, link, format or mention comes out of it", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(hostile, fragments), { maxLength: 4 }), (parts) => {
        const text = `x ${parts.join(" ")} x`.replace(/\s+/g, " ");
        const html = reader.renderInline(escapedText(text));
        const shown = html.replaceAll("<!-- -->", "");

        expect(shown.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&")).toBe(text);
        expect(shown).not.toMatch(/<[a-z]/i);
        expect(html).not.toMatch(mentions);
      }),
    );
  });

  test("shows any value as code", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fragments), (text) => {
        const html = reader.renderInline(code(text));

        expect(html.match(/<code>/g)).toHaveLength(1);
        expect(html.replace(/<\/?code>/g, "")).not.toMatch(/<[a-z]/i);
      }),
    );
  });
});

describe("the page", () => {
  test("lets a browser load, send and redirect nothing, and run only what it holds", () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    const hash = "'sha256-[A-Za-z0-9+/]{43}='";

    expect(policy.replaceAll("&#39;", "'")).toMatch(
      new RegExp(`^default-src 'none'; style-src ${hash}; script-src ${hash}; base-uri 'none'; form-action 'none'$`),
    );
  });

  test("is well-formed, and begins with the worst", () => {
    const markup = page.replace("<!doctype html>\n", "").replace(/(?<=<(script|style)>).*?(?=<\/\1>)/gs, "");

    expect(XMLValidator.validate(markup, { allowBooleanAttributes: true, unpairedTags: ["meta"] })).toBe(true);
    expect(page).toContain(
      '<h1 class="critical"><strong>CRITICAL in ohi-prod</strong>: the internet (0.0.0.0/0) may connect to ohi-prod-rds-sg on TCP 5432</h1>',
    );
  });

  test("asks nobody for anything", () => {
    const addresses = [...page.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)/g)].map(([, address]) => address ?? "");

    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !address.startsWith("#picture-"))).toEqual([]);
    expect(page).toContain("default-src &#39;none&#39;".replaceAll("&#39;", "'"));
  });

  test("lets only its own script and style run", () => {
    expect(page.match(/'sha256-[\w+/]{43}='/g)).toHaveLength(2);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<style/g)).toHaveLength(1);
    expect(page).not.toMatch(/\son\w+=|\sstyle=/);
  });

  test("escapes every value", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fragments), (value) => {
        const marked = `<img src=x onerror=alert(1)>"'${value}`;
        const hostileChange = change({ address: marked, what: marked, why: marked, before: marked, after: marked, breaks: [marked] });
        const escaped = renderHtml({ ...withChanges(hostileChange), comparisons: [] });

        expect(escaped).not.toContain("<img");
        expect(escaped.match(/<script/g)).toHaveLength(1);
      }),
      { numRuns: 20 },
    );
  });
});

describe("the picture", () => {
  const nodes = [...page.matchAll(/<g class="node[^>]*>/g)].map(([tag]) => tag);

  test("has a node for each group of each stack, and for the addresses that rules name", () => {
    expect(nodes.filter((tag) => tag.includes('data-id="aws_security_group.'))).toHaveLength(46);
    expect(nodes.filter((tag) => tag.includes('data-id="0.0.0.0/0"'))).toHaveLength(2);
  });

  test("has one stop for the Tab key in each stack, and a name for every node", () => {
    expect(nodes.filter((tag) => tag.includes('tabindex="0"'))).toHaveLength(2);
    expect(nodes.filter((tag) => /role="img" aria-label="[^"]+"/.test(tag))).toHaveLength(nodes.length);
  });

  test("marks what is open to the outside by more than its colour", () => {
    const alarming = nodes.filter((tag) => tag.includes("alarming"));

    expect(alarming).toHaveLength(1);
    expect(alarming[0]).toContain(
      "rds: store, database subnets, changed. the internet (0.0.0.0/0) may connect to ohi-prod-rds-sg on TCP 5432",
    );
    expect(page).toMatch(/>~! rds<\/text>/);
  });

  test("puts every tier's nodes into its frame", () => {
    const label = (id: string): string => nodes.find((tag) => tag.includes(`data-id="aws_security_group.security_${id}"`)) ?? "";

    expect(label("rds")).toContain("rds: store, database subnets, as it was");
    expect(label("elasticache")).toContain("elasticache: store, database subnets");
    expect(label("alb")).toContain("alb: load balancer, public subnets");
    expect(label("api")).toContain("api: service, private subnets");
    expect(label("clickhouse")).toContain("clickhouse: store, private subnets");
  });
});
