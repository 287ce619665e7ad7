import { type ComponentChild, h } from "preact";
import type { Edge, Environment, Node, Status } from "./environment";
import { layoutOf, type PlacedEdge, type PlacedNode } from "./layout";
import { arrow, frame, frameTitles, outline, pathOf, round } from "./shapes";

/** Marks and words of each status: a picture says nothing by colour alone. */
export const statuses: Readonly<Record<Status, { readonly mark: string; readonly word: string }>> = {
  added: { mark: "+", word: "new" },
  removed: { mark: "−", word: "gone" },
  changed: { mark: "~", word: "changed" },
  same: { mark: "", word: "as it was" },
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

function edgePath(placed: PlacedEdge, id: string): ComponentChild {
  const { edge, points } = placed;
  const path = pathOf(placed);
  const middle = points[Math.floor(points.length / 2)];
  if (path === undefined || middle === undefined) return null;
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

/** Everything that is known of a node, a sentence a line: what a screen reader says, and what the page shows beside the picture. */
function describeNode(node: Node, { nodes, edges }: Environment): string[] {
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
