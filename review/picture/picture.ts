import { type ComponentChild, h } from "preact";
import type { Edge, Environment, Node, Place, Status } from "./environment";
import { type Layout, layoutOf, type PlacedEdge, type PlacedNode } from "./layout";

/** Marks and words of each status: a picture says nothing by colour alone. */
export const statuses: Readonly<Record<Status, { readonly mark: string; readonly word: string }>> = {
  added: { mark: "+", word: "new" },
  removed: { mark: "−", word: "gone" },
  changed: { mark: "~", word: "changed" },
  same: { mark: "", word: "as it was" },
};

const frameTitles: Readonly<Record<Place, string>> = {
  outside: "outside",
  public: "public subnets",
  private: "private subnets",
  inside: "no subnet of their own",
  database: "database subnets",
};

/** Mark of something that is in danger, besides the mark of its status. */
const alarm = "!";

/** An environment as a drawing that can be walked through with the keyboard: the page's script moves between its nodes. */
export function picture(environment: Environment): ComponentChild {
  const layout = layoutOf(environment);
  const id = `picture-${environment.name}`;
  return h(
    "svg",
    {
      class: "picture",
      role: "group",
      "aria-labelledby": `${id}-title`,
      viewBox: `0 0 ${Math.ceil(layout.width)} ${Math.ceil(layout.height)}`,
    },
    h(
      "title",
      { id: `${id}-title` },
      `${environment.name}: ${environment.nodes.length} security groups and address ranges, and the connections between them`,
    ),
    h("defs", {}, arrow(id)),
    layout.frames.map(frame),
    layout.edges.map((placed) => edgePath(placed, id)),
    layout.nodes.map((placed, index) => nodeShape(placed, environment, index === 0)),
  );
}

function arrow(id: string): ComponentChild {
  const size = { viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" };
  return h("marker", { id: `${id}-arrow`, ...size }, h("path", { d: "M0,0 L8,4 L0,8 z", fill: "context-stroke" }));
}

function frame({ place, x, y, width, height }: Layout["frames"][number]): ComponentChild {
  const [left, top] = [x - width / 2, y - height / 2];
  return h(
    "g",
    { class: "frame", "aria-hidden": "true" },
    h("rect", { x: left, y: top, width, height, rx: 10 }),
    h("text", { x: left + 10, y: top + 16 }, frameTitles[place]),
  );
}

function edgePath({ edge, points }: PlacedEdge, id: string): ComponentChild {
  const [first, ...rest] = points;
  const middle = points[Math.floor(points.length / 2)];
  if (first === undefined || middle === undefined) return null;
  const path = [`M${round(first.x)},${round(first.y)}`, ...rest.map(({ x, y }) => `L${round(x)},${round(y)}`)].join(" ");
  const mark = `${statuses[edge.status].mark}${edge.isAlarming ? alarm : ""}`;
  return h(
    "g",
    {
      class: `edge ${edge.status}${edge.isAlarming ? " alarming" : ""}`,
      "data-from": edge.from,
      "data-to": edge.to,
      "aria-hidden": "true",
    },
    h("path", { d: path, "marker-end": `url(#${id}-arrow)` }),
    mark === "" ? null : h("text", { x: round(middle.x), y: round(middle.y) - 5 }, `${mark} ${edge.ports.join(", ")}`),
  );
}

function nodeShape({ node, x, y, width, height }: PlacedNode, environment: Environment, isFirst: boolean): ComponentChild {
  const { mark } = statuses[node.status];
  const isInDanger = environment.edges.some(({ to, isAlarming }) => isAlarming && to === node.id);
  const [left, top] = [round(x - width / 2), round(y - height / 2)];
  return h(
    "g",
    {
      class: `node ${node.status}${isInDanger ? " alarming" : ""}`,
      // One of them is reached by Tab, the others from there by the arrow keys.
      tabindex: isFirst ? 0 : -1,
      role: "img",
      "aria-label": describeNode(node, environment).join(". "),
      "data-id": node.id,
      "data-x": round(x),
      "data-y": round(y),
      "data-details": describeNode(node, environment).join("\n"),
    },
    outline(node, left, top, round(width), height),
    h("text", { x: round(x), y: round(y) + 5 }, `${mark}${isInDanger ? alarm : ""} ${node.label}`.trim()),
  );
}

/** Kinds differ in their outline: a store is round, addresses are slanted, everything else is a rectangle. */
function outline({ kind }: Node, left: number, top: number, width: number, height: number): ComponentChild {
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

/** Everything that is known of a node, a sentence a line: what a screen reader says, and what the page shows beside the picture. */
export function describeNode(node: Node, { nodes, edges }: Environment): string[] {
  const label = (id: string): string => nodes.find((other) => other.id === id)?.label ?? id;
  const inWords = (edge: Edge, end: string): string =>
    `${label(end)} on ${edge.ports.join(", ")}${edge.status === "same" ? "" : ` (${statuses[edge.status].word})`}`;
  const [entering, leaving] = [edges.filter(({ to }) => to === node.id), edges.filter(({ from }) => from === node.id)];
  return [
    `${node.label}: ${node.kind}, ${frameTitles[node.place]}, ${statuses[node.status].word}`,
    ...node.changes.map(({ what }) => what),
    ...(entering.length === 0 ? [] : [`Lets in: ${entering.map((edge) => inWords(edge, edge.from)).join("; ")}`]),
    ...(leaving.length === 0 ? [] : [`Connects to: ${leaving.map((edge) => inWords(edge, edge.to)).join("; ")}`]),
    ...(node.members.length === 0 ? [] : [`Made of: ${node.members.join(", ")}`]),
  ];
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
