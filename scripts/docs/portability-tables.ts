import { shown } from "../cdktn/differences";
import { type Move, moves } from "../cdktn/moves";
import { markdown, type Tables } from "./markdown";

/** What each move to cdktn synthesizes otherwise. */
export const portabilityTables: Tables = Object.fromEntries(moves.map((move) => [move.name, () => differences(move)]));

function differences({ expected }: Move): string {
  const code = (value: unknown): string => (value === undefined ? "nothing" : `\`${shown(value, 24)}\``);
  return markdown(
    ["in", "place", "cdktf", "cdktn", "meaning"],
    expected.map(({ documents, path, from, to, reason }) => [documents.join(", "), `\`${path}\``, code(from), code(to), reason]),
  );
}
