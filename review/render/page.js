"use strict";

/** Of the nodes that lie in the direction of an arrow key, the nearest; what lies beside the way counts as farther. */
const directions = {
  ArrowRight: ({ dx, dy }) => ({ ahead: dx, aside: dy }),
  ArrowLeft: ({ dx, dy }) => ({ ahead: -dx, aside: dy }),
  ArrowDown: ({ dx, dy }) => ({ ahead: dy, aside: dx }),
  ArrowUp: ({ dx, dy }) => ({ ahead: -dy, aside: dx }),
};

function neighbour(nodes, node, direction) {
  const ways = nodes
    .filter((other) => other !== node)
    .map((other) => {
      const [dx, dy] = ["x", "y"].map((axis) => Number(other.dataset[axis]) - Number(node.dataset[axis]));
      const { ahead, aside } = direction({ dx, dy });
      return { other, ahead, distance: ahead + 2 * Math.abs(aside) };
    })
    .filter(({ ahead }) => ahead > 0);
  return ways.sort((one, two) => one.distance - two.distance)[0]?.other;
}

function enliven(environment) {
  const picture = environment.querySelector(".picture");
  const about = environment.querySelector(".about");
  const nodes = [...picture.querySelectorAll(".node")];
  const edges = [...picture.querySelectorAll(".edge")];

  picture.addEventListener("keydown", (event) => {
    const node = event.target.closest(".node");
    if (node === null) return; // the picture itself, where it scrolls
    const direction = directions[event.key];
    const ends = { Home: nodes[0], End: nodes[nodes.length - 1] };
    const next = direction === undefined ? ends[event.key] : neighbour(nodes, node, direction);
    if (direction !== undefined || next !== undefined) event.preventDefault();
    next?.focus();
  });

  picture.addEventListener("focusin", (event) => {
    const node = event.target.closest(".node");
    if (node === null) return;
    for (const other of nodes) other.setAttribute("tabindex", other === node ? "0" : "-1");
    about.textContent = node.dataset.details;
    for (const edge of edges) edge.classList.toggle("near", [edge.dataset.from, edge.dataset.to].includes(node.dataset.id));
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

document.querySelectorAll(".environment").forEach(enliven);
