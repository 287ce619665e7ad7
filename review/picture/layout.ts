import { graphlib, layout } from "@dagrejs/dagre";
import type { Edge, Environment, Node, Place } from "./environment";

/** A rectangle by its centre, in pixels of the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode extends Box {
  readonly node: Node;
}

export interface PlacedEdge {
  readonly edge: Edge;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** Frames around what stands in one place. */
  readonly frames: readonly (Box & { readonly place: Place })[];
}

const height = 44;
const margin = 24;

/** Pixels that a letter of a label takes at most, and those beside a label for its mark. */
const letter = { width: 8, beside: 44 };

/** Places from the left to the right, the way in which connections lead: what is outside comes first, and stores come last. */
const placesInOrder: readonly Place[] = ["outside", "public", "private", "inside", "database"];

/** Where everything of a picture stands. The same environment has the same layout every time. */
export function layoutOf({ nodes, edges }: Environment): Layout {
  const graph = new graphlib.Graph({ compound: true });
  graph.setGraph({ rankdir: "LR", nodesep: 14, ranksep: 90, marginx: margin, marginy: margin });
  graph.setDefaultEdgeLabel(() => ({}));
  const places = placesInOrder.filter((place) => place !== "outside" && nodes.some((node) => node.place === place));
  for (const place of places) graph.setNode(`place ${place}`, {});
  for (const node of nodes) {
    graph.setNode(node.id, { width: node.label.length * letter.width + letter.beside, height });
    if (node.place !== "outside") graph.setParent(node.id, `place ${node.place}`);
  }
  for (const edge of edges) if (edge.from !== edge.to) graph.setEdge(edge.from, edge.to, {});
  layout(graph);
  const { width, height: total } = graph.graph() as Pick<Box, "width" | "height">; // the library types what it has laid out as anything
  return {
    width,
    height: total,
    nodes: nodes.map((node) => ({ node, ...boxOf(graph, node.id) })),
    edges: edges.map((edge) => ({ edge, points: edge.from === edge.to ? [] : pointsOf(graph, edge) })),
    frames: places.map((place) => ({ place, ...boxOf(graph, `place ${place}`) })),
  };
}

function boxOf(graph: graphlib.Graph, id: string): Box {
  const { x, y, width, height: tall } = graph.node(id) as Box; // every node has been placed
  return { x, y, width, height: tall };
}

function pointsOf(graph: graphlib.Graph, { from, to }: Edge): PlacedEdge["points"] {
  const { points } = graph.edge(from, to) as Pick<PlacedEdge, "points">; // every edge has been placed
  return points.map(({ x, y }) => ({ x, y }));
}
