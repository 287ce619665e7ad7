import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secretsIn } from "../../emulator/state-scan";

function stateWith(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "ohi-state-")), "terraform.tfstate");
  writeFileSync(file, text);
  return file;
}

const database = { name: "database", value: '{"username":"admin","password":"Abc123Def456"}' };
const token = { name: "token", value: "plain-token-value" };

describe("the search of a state", () => {
  test("finds nothing where the state names secrets without their values", () => {
    expect(secretsIn(stateWith('{"secret_string_wo": null, "name": "database", "username": "admin"}'), [database, token])).toEqual([]);
  });

  test("finds the password of a secret wherever it stands", () => {
    expect(secretsIn(stateWith('{"outputs": {"dsn": "postgres://admin:Abc123Def456@host"}}'), [database, token])).toEqual(["database"]);
  });

  test("finds a secret that is a text, and one whose JSON has no password", () => {
    const other = { name: "other", value: '["a","b"]' };

    expect(secretsIn(stateWith('plain-token-value ["a","b"]'), [database, token, other])).toEqual(["token", "other"]);
  });
});
