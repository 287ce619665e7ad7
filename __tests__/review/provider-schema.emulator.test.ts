import { readFileSync } from "node:fs";
import path from "node:path";
import { generateFacts, schemaFile } from "../../review/generate-provider-schema";
import { Interrupts } from "../../terraform/interrupts";

describe("the committed facts of the provider", () => {
  test("are what the provider itself tells", async () => {
    const interrupts = Interrupts.from(process);

    const facts = await generateFacts({ project: path.resolve(__dirname, "../.."), environment: process.env, interrupts });
    interrupts.close();

    expect(facts.split("\n")).toEqual(readFileSync(schemaFile, "utf8").split("\n"));
  }, 120_000);
});
