import { moves } from "../../../scripts/cdktn/moves";
import { packagesOf } from "../../../scripts/cdktn/packages";
import project from "../../../package.json";
import { stackJson } from "../../support/synthesized";

const [sameBindings, ownBindings] = moves.map(packagesOf);

describe("the moves", () => {
  test("go to one version of cdktn, with our bindings and with its own", () => {
    expect(moves.map(({ name }) => name)).toEqual(["same-bindings", "own-bindings"]);
    expect(sameBindings).toEqual({
      "@cdktf/provider-aws": project.dependencies["@cdktf/provider-aws"],
      cdktf: "npm:cdktn@0.24.0",
      constructs: "10.7.2",
    });
    expect(ownBindings).toEqual({ "@cdktn/provider-aws": "25.7.0", cdktn: "0.24.0", constructs: "10.7.2" });
  });

  test("say why of every difference, and expect in no document the same place twice", () => {
    for (const { expected } of moves) {
      const places = expected.flatMap(({ documents, path }) => documents.map((document) => `${document}: ${path}`));

      expect(new Set(places).size).toBe(places.length);
      expect(expected.filter(({ reason }) => reason.length < 20)).toEqual([]);
    }
  });

  test("expect what is gone or changed to be what there is now", () => {
    const now = moves.flatMap(({ expected }) =>
      expected
        .filter(({ documents: [first] }) => first !== "manifest")
        .flatMap(({ documents, path, from }) => documents.map((document) => ({ document, path, from }))),
    );

    const documents = [...new Set(now.map(({ document }) => document))];
    const stacks = new Map(documents.map((document): [string, unknown] => [document, JSON.parse(stackJson(document))]));

    expect(now.map(({ document, path }) => ({ document, path, from: at(stacks.get(document), path) }))).toEqual(now);
    expect(now).toHaveLength(4 + 4 + 8 + 3);
  });
});

/** What stands at a place of a stack. */
function at(value: unknown, place: string): unknown {
  return place.split(".").reduce<unknown>((outer, key) => (outer as Readonly<Record<string, unknown>> | undefined)?.[key], value);
}
