import type { Block } from "../../review/value";
import { stackJson } from "../support/synthesized";
import { differencesBetween } from "./differing";
import { differences } from "./expected/differences";
import { environments } from "./expected/environments";
import { Draft } from "./planted/draft";
import { stackNamed } from "./stacks";

const declared = Object.values(differences).flat();
const stacks = environments.map(({ stack }) => stackNamed(stack));
const draft = new Draft("ohi-dev", JSON.parse(stackJson("ohi-dev")) as Block); // what cdktf writes

/** What differs beyond the list when `dev` is another one. */
function undeclared(dev: Draft): string[] {
  const [, ...others] = stacks;
  return differencesBetween([dev.model(), ...others]).flatMap(({ place }) => (declared.includes(place) ? [] : [place]));
}

describe("environments", () => {
  const found = differencesBetween(stacks);

  test("differ only where the list says that they may", () => {
    expect(found.filter(({ place }) => !declared.includes(place))).toEqual([]);
  });

  test("do differ wherever the list says so", () => {
    expect(declared.filter((place) => !found.some((difference) => difference.place === place))).toEqual([]);
  });

  test("are listed once in each difference", () => {
    expect(declared.filter((place, index) => declared.indexOf(place) !== index)).toEqual([]);
  });
});

describe("an environment that differs otherwise is seen", () => {
  test.each<[what: string, place: string, changed: Draft]>([
    ["another value", "aws_lb idle_timeout", draft.set("aws_lb.alb", { idle_timeout: 60 })],
    ["an attribute more", "aws_lb xff_header_processing_mode", draft.set("aws_lb.alb", { xff_header_processing_mode: "append" })],
    ["an attribute less", "aws_flow_log traffic_type", draft.set("aws_flow_log.network_flow-logs_flow-log", { traffic_type: undefined })],
    ["a resource less", "aws_lb_listener", draft.drop("aws_lb_listener.alb_http")],
    [
      "another setting of a provider",
      "provider allowed_account_ids[]",
      draft.setBlock(["provider", "aws", "0"], { allowed_account_ids: ["1"] }),
    ],
  ])("%s", (_, place, changed) => {
    expect(undeclared(changed)).toEqual([place]);
  });
});
