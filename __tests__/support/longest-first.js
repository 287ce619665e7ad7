const { default: Sequencer } = require("@jest/test-sequencer");

/** Suites that take minutes, the longest first. On a clean checkout Jest knows no times, and would begin with the largest file. */
const long = ["emulator/prove.emulator.test.ts", "emulator/faults.emulator.test.ts", "terraform/cdktf-cli.emulator.test.ts"];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = long.findIndex((name) => path.endsWith(name));
      return place === -1 ? long.length : place;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
};
