import { readFileSync } from "node:fs";
import path from "node:path";
import { type ComponentChild, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { StackModel } from "../model";
import { type Environment, environmentOf } from "../picture/environment";
import { layoutOf, type PlacedEdge, type PlacedNode } from "../picture/layout";
import { arrow, frame, frameTitles, outline, pathOf, round } from "../picture/shapes";

/**
 * A stack's security groups as one drawing, each where its carriers stand, with the connections that their rules let through. The file needs nothing
 * else, follows the reader's choice of light or dark, and is the same bytes for the same stack.
 *
 * @throws Error for a stack without security groups.
 */
export function renderSvg(stack: StackModel): string {
  const environment = environmentOf({ name: stack.name, base: stack, head: stack, existence: "kept", pairs: [] }, []);
  if (environment === undefined) throw new Error(`${stack.name} has no security groups to draw`);
  return `${renderToString(drawing(withBothEnds(environment)))}\n`;
}

/** Addresses that are both called and calling stand on both sides of the drawing: one line back through all of it would hide the others. */
function withBothEnds({ nodes, edges, ...environment }: Environment): Environment {
  const called = (id: string): string => `${id} called`;
  const both = nodes.filter(
    ({ id, kind }) => kind === "addresses" && edges.some(({ from }) => from === id) && edges.some(({ to }) => to === id),
  );
  const ids = new Set(both.map(({ id }) => id));
  return {
    ...environment,
    nodes: [...nodes, ...both.map((node) => ({ ...node, id: called(node.id) }))],
    edges: edges.map((edge) => (ids.has(edge.to) ? { ...edge, to: called(edge.to) } : edge)),
  };
}

function drawing(environment: Environment): VNode {
  const { name, nodes, edges } = environment;
  const layout = layoutOf(environment);
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  return h(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", class: "picture", role: "img", "aria-labelledby": `${name}-title ${name}-desc`, ...size },
    h("title", { id: `${name}-title` }, `The network of ${name}`),
    h(
      "desc",
      { id: `${name}-desc` },
      `${new Set(labels.values()).size} security groups and address ranges in the tiers of the network, and the ${edges.length} connections between them. `,
      "Round: store; slanted: addresses; rectangle: everything else. A connection of a group with itself is not drawn. ",
      "The matrix in architecture.md says the same as a table, with ports.",
    ),
    // A style of ours, the only text that is put in as it stands.
    h("style", { dangerouslySetInnerHTML: { __html: readFileSync(path.join(__dirname, "picture.css"), "utf8") } }),
    h("defs", {}, arrow(name)),
    h("rect", { class: "sheet", width, height }),
    layout.frames.map(frame),
    layout.edges.map((placed) => edgeLine(placed, name, labels)),
    layout.nodes.map(nodeBox),
  );
}

function edgeLine(placed: PlacedEdge, name: string, labels: ReadonlyMap<string, string>): ComponentChild {
  const line = pathOf(placed);
  if (line === undefined) return null;
  const { from, to, ports } = placed.edge;
  return h(
    "g",
    { class: "edge" },
    h("title", {}, `${labels.get(from) ?? from} to ${labels.get(to) ?? to}: ${ports.join(", ")}`),
    h("path", { d: line, "marker-end": `url(#${name}-arrow)` }),
  );
}

function nodeBox({ node, x, y, width, height }: PlacedNode): ComponentChild {
  const [left, top] = [round(x - width / 2), round(y - height / 2)];
  return h(
    "g",
    { class: "node" },
    h("title", {}, `${node.label}: ${node.kind}, ${frameTitles[node.place]}`),
    outline(node, left, top, round(width), height),
    h("text", { x: round(x), y: round(y) + 5 }, node.label),
  );
}
