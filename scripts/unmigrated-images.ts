import type { StackJson } from "../emulator/stack-json";
import { UserError } from "../terraform/errors";
import type { PlanJson } from "../terraform/plan-differences";
import { deployedMigrations } from "./migrations";
import { containersIn, plannedChange } from "./planned-task";

export interface UnmigratedImagesProps {
  /** Name of the environment. */
  readonly name: string;
  readonly plan: PlanJson;
  /** Outputs of the environment as it is deployed, which name its migrations. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What was planned. It says which version an image has where only the apply knows the rest of its container. */
  readonly configuration: StackJson;
}

/**
 * Refuses a plan that brings other images of migrations: applied without them, it would start programs on the schema of the release before.
 *
 * A migration that the plan makes, or an environment that was not deployed to the end, has no schema yet that could be behind.
 *
 * @throws UserError naming each migration with its image before and after; what cannot be read counts as another image
 */
export function refuseUnmigrated({ name, plan, outputs, configuration }: UnmigratedImagesProps): void {
  const changed = deployedMigrations(outputs).flatMap(([task, current]) => {
    const { address = "", change } = plannedChange(current, plan) ?? {};
    if (change === undefined || change.before === null) return [];
    const before = imagesIn(change.before);
    const after =
      imagesIn(change.after) ?? imagesIn(configured(configuration, address))?.map((image, index) => expected(image, before?.[index]));
    const [from, to] = [shown(before), shown(after)];
    return from === to && before !== undefined ? [] : [`  - ${task} from ${from} to ${to}`];
  });
  if (changed.length === 0) return;
  throw new UserError(
    [
      `The saved plan of ${name} changes images of migrations, so its programs would start on the schema of before. Nothing was applied.`,
      ...changed,
      `Migrate first: "npm run release -- ${name}". Where that says that a migration cannot run before the plan is applied, plan and deploy with the image tags of before, and release then.`,
    ].join("\n"),
  );
}

function imagesIn(definition: unknown): readonly string[] | undefined {
  return containersIn(definition)?.map(({ image }) => image);
}

function configured({ resource = {} }: StackJson, address: string): unknown {
  const [type = "", id = ""] = address.split(".");
  return resource[type]?.[id];
}

/** An image of the configuration, `${repository}:version`, in the repository of the image before. */
function expected(image: string, before = ""): string {
  return `${before.replace(/(:[^:/@]+|@[^@]+)$/, "")}${image.slice(image.lastIndexOf("}") + 1)}`;
}

function shown(images: readonly string[] | undefined): string {
  return images?.join(" and ") ?? "what cannot be read";
}
