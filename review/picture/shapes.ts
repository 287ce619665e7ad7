import { type ComponentChild, h } from "preact";
import type { Node, Place } from "./environment";
import type { Layout, PlacedEdge } from "./layout";

/** What is written on the frame of each place. */
export const frameTitles: Readonly<Record<Place, string>> = {
  outside: "outside",
  public: "public subnets",
  private: "private subnets",
  inside: "no subnet of their own",
  database: "database subnets",
};

/** The head of an arrow, for the paths of a picture to refer to. */
export function arrow(id: string): ComponentChild {
  const size = { viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" };
  return h("marker", { id: `${id}-arrow`, ...size }, h("path", { d: "M0,0 L8,4 L0,8 z", fill: "context-stroke" }));
}

/** The frame around what stands in one place. */
export function frame({ place, x, y, width, height }: Layout["frames"][number]): ComponentChild {
  const [left, top] = [round(x - width / 2), round(y - height / 2)];
  return h(
    "g",
    { class: "frame", "aria-hidden": "true" },
    h("rect", { x: left, y: top, width: round(width), height: round(height), rx: 10 }),
    h("text", { x: left + 10, y: top + 16 }, frameTitles[place]),
  );
}

/** The path of an edge as SVG writes it; nothing for an edge from a node to itself, which is not drawn. */
export function pathOf({ points: [first, ...rest] }: PlacedEdge): string | undefined {
  if (first === undefined) return undefined;
  return [`M${round(first.x)},${round(first.y)}`, ...rest.map(({ x, y }) => `L${round(x)},${round(y)}`)].join(" ");
}

/** Kinds differ in their outline: a store is round, addresses are slanted, everything else is a rectangle. */
export function outline({ kind }: Node, left: number, top: number, width: number, height: number): ComponentChild {
  if (kind === "addresses") {
    const points = [
      [left + 10, top],
      [left + width, top],
      [left + width - 10, top + height],
      [left, top + height],
    ];
    return h("polygon", { points: points.map(([x = 0, y = 0]) => `${x},${y}`).join(" ") });
  }
  return h("rect", { x: left, y: top, width, height, rx: kind === "store" ? height / 2 : 6 });
}

/** Pixels to a tenth. */
export function round(number: number): number {
  return Math.round(number * 10) / 10;
}
