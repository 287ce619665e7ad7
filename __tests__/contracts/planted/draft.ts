import type { StackModel } from "../../../review/model";
import { stackOf } from "../../../review/synthesized";
import { type Block, isBlock, isList, textAt, type Value } from "../../../review/value";

/** Attributes that a bug changes; `undefined` takes one away. */
export type Changes = Readonly<Record<string, Value | undefined>>;

/**
 * A stack's Terraform JSON, to plant bugs in: every method returns a changed copy.
 *
 * It refuses an address that is not there, so that no bug misses its mark.
 */
export class Draft {
  public constructor(
    private readonly name: string,
    private readonly json: Block,
  ) {}

  /** Adds an element, with what cdktf notes of its path. */
  public add(address: string, values: Block, path = `${this.name}/${wordsOf(address).id}`): Draft {
    const { kind, type, id } = wordsOf(address);
    const ofType = this.at([kind])[type];
    const element = { ...values, "//": { metadata: { path } } };
    return this.setBlock([kind], { [type]: { ...(isBlock(ofType) ? ofType : {}), [id]: element } });
  }

  /** Adds a copy of an element under another id, with changes. */
  public copy(address: string, newId: string, changes: Changes = {}): Draft {
    const { kind, type, id } = wordsOf(address);
    return this.add(`${address.slice(0, -id.length)}${newId}`, changed(this.at([kind, type, id]), changes));
  }

  public drop(address: string): Draft {
    const { kind, type, id } = wordsOf(address);
    this.at([kind, type, id]);
    return this.setBlock([kind, type], { [id]: undefined });
  }

  /** Gives an element another id, and nothing else. */
  public rename(address: string, newId: string): Draft {
    const { kind, type, id } = wordsOf(address);
    return this.setBlock([kind, type], { [newId]: this.at([kind, type, id]), [id]: undefined });
  }

  public set(address: string, changes: Changes): Draft {
    const { kind, type, id } = wordsOf(address);
    return this.setBlock([kind, type, id], changes);
  }

  public setTags(address: string, changes: Changes): Draft {
    const { kind, type, id } = wordsOf(address);
    return this.setBlock([kind, type, id, "tags"], changes);
  }

  /** Changes the statement of a policy document that has a sid. */
  public setStatement(document: string, sid: string, changes: Changes): Draft {
    const path = ["data", "aws_iam_policy_document", document];
    const statements = this.at(path)["statement"];
    const index = isList(statements) ? statements.findIndex((statement) => textAt(statement, "sid") === sid) : -1;
    return this.setBlock([...path, "statement", String(index)], changes);
  }

  /** Changes any block of the file, by the words that lead to it. */
  public setBlock(path: readonly string[], changes: Changes): Draft {
    const json = updated(this.json, path, (block) => changed(block, changes));
    return new Draft(this.name, isBlock(json) ? json : {});
  }

  public model(): StackModel {
    return stackOf(this.name, this.json);
  }

  private at(path: readonly string[]): Block {
    let found: Block = {};
    updated(this.json, path, (block) => (found = block));
    return found;
  }
}

function wordsOf(address: string): { readonly kind: string; readonly type: string; readonly id: string } {
  const [kind = "", type = "", id = ""] = address.startsWith("data.") ? address.split(".") : ["resource", ...address.split(".")];
  return { kind, type, id };
}

/** A value in which the block at a path is changed. Only what lies on the path is copied. */
function updated(value: Value | undefined, path: readonly string[], change: (block: Block) => Block): Value {
  const [word, ...rest] = path;
  if (word === undefined && isBlock(value)) return change(value);
  if (word !== undefined && isBlock(value) && value[word] !== undefined) return { ...value, [word]: updated(value[word], rest, change) };
  if (word !== undefined && isList(value) && value[Number(word)] !== undefined) {
    return value.with(Number(word), updated(value[Number(word)], rest, change));
  }
  throw new Error(`there is nothing to plant a bug in at ${path.join(".")}`);
}

function changed(block: Block, changes: Changes): Block {
  const entries = Object.entries({ ...block, ...changes });
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
