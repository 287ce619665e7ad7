import { groupBy } from "./group-by";
import { remembered } from "./remembered";
import { bareReference, type Reference, referencesIn, soleReference } from "./reference";
import { type Block, listOf, textsOf, type Value } from "./value";

/** A resource, a data source, or an ephemeral value, which stays out of plan and state. */
export interface Element {
  readonly mode: "resource" | "data" | "ephemeral";
  /** For example `aws_subnet`. */
  readonly type: string;
  readonly id: string;
  /** As Terraform writes it: `aws_subnet.network_public_a`, `data.aws_region.current`. */
  readonly address: string;
  /** Everything that was set, meta-arguments such as `depends_on` included. */
  readonly values: Block;
  /** Where it was made, by the words of the program; nothing for what a plan tells. */
  readonly path: string | undefined;
}

/** Any other part of the configuration, by an address of its own: `output.vpc_id`, `provider.aws`, `backend.s3`, `local.x`. */
export interface Part {
  readonly address: string;
  /** The last word of the address. */
  readonly name: string;
  readonly values: Block;
}

export interface StackParts {
  readonly name: string;
  readonly elements: readonly Element[];
  readonly outputs: readonly Part[];
  /** Configurations of providers; an aliased one is `provider.aws.us-east-1`. */
  readonly providers: readonly Part[];
  readonly backends: readonly Part[];
  /** The block `terraform`, without the backend. */
  readonly settings: Part;
  /** Variables, locals and modules. */
  readonly inputs: readonly Part[];
  readonly moves: readonly Move[];
  /** Addresses that Terraform is told to forget, and to leave alone in AWS. */
  readonly forgotten: readonly string[];
  /** Kinds of block that the reader does not know. */
  readonly unread: readonly string[];
}

/** A `moved` block: the address that a resource had, and the one that it has now. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** A reference together with what it leads to. */
export interface Target {
  readonly element: Element;
  readonly attribute: string;
}

/** A reference together with the part of the configuration that makes it. */
export interface Mention {
  readonly from: Element | Part;
  readonly reference: Reference;
}

/** One stack, read from what was synthesized. Contracts see nothing else. */
export class StackModel {
  private readonly byAddress: ReadonlyMap<string, Element>;
  private readonly byType: ReadonlyMap<string, readonly Element[]>;

  public constructor(private readonly parts: StackParts) {
    this.byAddress = new Map(parts.elements.map((element) => [element.address, element]));
    this.byType = groupBy(parts.elements, typeOf);
  }

  /** For example `ohi-dev`. */
  public get name(): string {
    return this.parts.name;
  }

  public get elements(): readonly Element[] {
    return this.parts.elements;
  }

  public get resources(): readonly Element[] {
    return this.parts.elements.filter(({ mode }) => mode === "resource");
  }

  public get outputs(): readonly Part[] {
    return this.parts.outputs;
  }

  public get providers(): readonly Part[] {
    return this.parts.providers;
  }

  public get backends(): readonly Part[] {
    return this.parts.backends;
  }

  public get settings(): Part {
    return this.parts.settings;
  }

  public get inputs(): readonly Part[] {
    return this.parts.inputs;
  }

  public get moves(): readonly Move[] {
    return this.parts.moves;
  }

  public get forgotten(): readonly string[] {
    return this.parts.forgotten;
  }

  public get unread(): readonly string[] {
    return this.parts.unread;
  }

  /** Everything that holds values, in the order of the file. */
  public get everything(): readonly (Element | Part)[] {
    const { elements, outputs, providers, backends, settings, inputs } = this.parts;
    return [...elements, ...outputs, ...providers, ...backends, settings, ...inputs];
  }

  /** The same stack with every element as `change` makes it. */
  public withElements(change: (element: Element) => Element): StackModel {
    return new StackModel({ ...this.parts, elements: this.parts.elements.map(change) });
  }

  /** Resources of the given types; a data source's type is written `data.aws_region`. */
  public ofType(...types: readonly string[]): readonly Element[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  public find(address: string): Element | undefined {
    return this.byAddress.get(address);
  }

  /** What a value leads to that is nothing but one reference; nothing when it is anything else, or leads nowhere. */
  public target(value: Value | undefined): Target | undefined {
    const reference = typeof value === "string" ? soleReference(value) : undefined;
    const element = reference === undefined ? undefined : this.find(reference.address);
    return element === undefined || reference === undefined ? undefined : { element, attribute: reference.attribute };
  }

  /** The element of a type to whose attribute a value is the reference; a data source's type is written `data.aws_region`. */
  public referent(value: Value | undefined, type: string, attribute: string): Element | undefined {
    const target = this.target(value);
    if (target?.attribute !== attribute) return undefined;
    return typeOf(target.element) === type ? target.element : undefined;
  }

  /** Every reference in the stack, in expressions and in `depends_on`. */
  public get mentions(): readonly Mention[] {
    return this.everything.flatMap((from) => referencesOf(from.values).map((reference) => ({ from, reference })));
  }
}

/** Addresses on which an element waits by `depends_on`. */
export function dependenciesOf({ values }: Element): readonly string[] {
  return listOf(values["depends_on"]).filter((item) => typeof item === "string");
}

function typeOf({ mode, type }: Element): string {
  return mode === "resource" ? type : `${mode}.${type}`;
}

/** Every reference in the values of one element or part: what it waits for, and what its expressions name. */
export const referencesOf = remembered(({ depends_on: waits, ...values }: Block): readonly Reference[] => {
  const bare = listOf(waits).flatMap((item) => (typeof item === "string" ? (bareReference(item) ?? { address: item, attribute: "" }) : []));
  return [...bare, ...Object.values(values).flatMap(textsOf).flatMap(referencesIn)];
});
