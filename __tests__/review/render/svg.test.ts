import { XMLParser, XMLValidator } from "fast-xml-parser";
import { renderSvg } from "../../../review/render/svg";
import { stackNamed } from "../../contracts/stacks";
import { draftOf } from "../changes/compared";

const prod = draftOf("ohi-prod");
const svg = renderSvg(prod.model());
const titles = [...svg.matchAll(/<g class="(node|edge)"><title>([^<]*)<\/title>/g)].map(([, kind, title]) => `${kind} ${title}`);

/** Connections between two ends; ClickHouse and ZooKeeper have one with themselves each besides. */
const drawn = 51;

describe("the drawing of a network", () => {
  test("is an image of its own, with a title and a description, and asks nobody for anything", () => {
    const { svg: root } = new XMLParser({ ignoreAttributes: false }).parse(svg) as { readonly svg: Readonly<Record<string, unknown>> };

    expect(XMLValidator.validate(svg)).toBe(true);
    expect(root).toMatchObject({
      "@_xmlns": "http://www.w3.org/2000/svg",
      "@_role": "img",
      "@_aria-labelledby": "ohi-prod-title ohi-prod-desc",
      title: { "#text": "The network of ohi-prod" },
      desc: { "@_id": "ohi-prod-desc" },
    });
    expect([...svg.matchAll(/(?:href|src|url)\s*[=(]\s*["']?([^"')]+)/g)].map(([, address]) => address)).toEqual(
      Array.from({ length: drawn }, () => "#ohi-prod-arrow"),
    );
  });

  test("has colours for light and for dark", () => {
    expect([...svg.matchAll(/--(\w+): light-dark\(#\w{6}, #\w{6}\)/g)].map(([, name]) => name)).toEqual(["text", "page", "line"]);
    expect(svg).toContain("color-scheme: light dark");
  });

  test("has a node for each group and range, two for the internet, which calls and is called, and an edge for each connection between two of them", () => {
    expect(titles.filter((title) => title.startsWith("node "))).toHaveLength(23 + 3 + 1);
    expect(titles.filter((title) => title.startsWith("edge "))).toHaveLength(drawn);
    expect(svg).toContain("26 security groups and address ranges");
    expect(svg).toContain(`the ${drawn + 2} connections between them`);
    expect(titles).toEqual(
      expect.arrayContaining([
        "node rds: store, database subnets",
        "node internet 0.0.0.0/0: addresses, outside",
        "node prefix list s3: addresses, outside",
        "edge api to rds: TCP 5432",
        "edge internet 0.0.0.0/0 to alb: TCP 443, TCP 80",
      ]),
    );
  });

  test("is the same for the same stack, and another one for another", () => {
    const rule = (direction: string, id: string): string => `aws_vpc_security_group_${direction}_rule.security_${id}`;
    const severed = prod.drop(rule("ingress", "rds-from-api-5432")).drop(rule("egress", "api-to-rds-5432"));

    expect(renderSvg(stackNamed("ohi-prod"))).toBe(svg);
    expect(renderSvg(severed.model())).not.toContain("api to rds");
  });

  test("is refused for a stack without groups", () => {
    expect(() => renderSvg(stackNamed("ohi-account"))).toThrow("ohi-account has no security groups to draw");
  });
});
