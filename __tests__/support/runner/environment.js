const { default: NodeEnvironment } = require("jest-environment-node");

/** @type {OneContextEnvironment | undefined} */
let kept;

/**
 * Node's environment, made once for a worker: all its test files run in one context, one after the other, and each finds the globals, and the variables
 * of the process environment, as the first did.
 *
 * With a context for each file, everything would be compiled anew more than a hundred times. It is evaluated anew all the same, as `runtime.js` says.
 */
module.exports = class OneContextEnvironment extends NodeEnvironment {
  constructor(config, context) {
    if (kept !== undefined) return kept;
    super(config, context);
    const { global } = this;
    this.atFirst = [
      { object: global, of: globalThis },
      { object: global.process, of: process },
      { object: global.process.env, of: process.env },
    ].map(({ object, of }) => ({ object, of, properties: publicProperties(object) }));
    kept = this;
  }

  async teardown() {
    for (const { object, of, properties } of this.atFirst) {
      for (const key of publicProperties(object).keys()) if (!properties.has(key)) delete object[key];
      for (const [key, property] of properties) {
        const value = property.get === undefined ? property.value : of[key]; // a getter takes it from there when it is first asked for
        if (property.configurable && object[key] !== value) Object.defineProperty(object, key, property);
      }
    }
  }
};

/** An event emitter, as a process is one, keeps its listeners in properties that begin with an underscore. */
function publicProperties(object) {
  const keys = Reflect.ownKeys(object).filter((key) => typeof key === "symbol" || !key.startsWith("_"));
  return new Map(keys.map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]));
}
