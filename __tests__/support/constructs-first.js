const { sep } = require("node:path");
const { default: Sequencer } = require("@jest/test-sequencer");

const constructs = `${sep}__tests__${sep}constructs${sep}`;

/** What needs no synthesized stack goes first, while the stacks are synthesized; then the longest, as Jest has it. */
module.exports = class ConstructsFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (path.includes(constructs) ? 0 : 1);
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
};
