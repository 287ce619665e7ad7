import { forceNew } from "../../../review/changes/force-new";
import { describeWithTools } from "../../support/tools";
import { type Probe, replacedBy } from "./force-new-plan";
import { inPlace, table } from "./force-new-table";

describeWithTools("the table of attributes that cannot be changed in place", () => {
  const probes: Probe[] = Object.entries(table).flatMap(([type, [values, attributes]]) =>
    Object.entries(attributes).map(([attribute, [before, after]]) => ({ type, attribute, values, before, after })),
  );
  const others: Probe[] = inPlace.map(([type, attribute, before, after]) => ({
    type,
    attribute,
    values: table[type]?.[0] ?? {},
    before,
    after,
  }));
  const named = ({ type, attribute }: Probe): string => `${type}.${attribute}`;

  test("is what the real provider replaces", async () => {
    const { replaced, changed } = await replacedBy([...probes, ...others]);

    expect(replaced.toSorted()).toEqual(probes.map(named).toSorted());
    expect(changed.toSorted()).toEqual(others.map(named).toSorted());
    expect(probes.map(named)).toEqual(
      Object.entries(forceNew).flatMap(([type, attributes]) => attributes.map((attribute) => `${type}.${attribute}`)),
    );
  });
});
