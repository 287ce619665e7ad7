import { containerOf, servicesOf, serviceTag } from "../../review/containers";
import type { Element } from "../../review/model";
import type { Block } from "../../review/value";
import { Draft } from "../contracts/planted/draft";

function modelOf(resource: Block): ReturnType<Draft["model"]> {
  return new Draft("ohi-test", { resource }).model();
}

function definitionWith(container_definitions: string): Element {
  const element = modelOf({ aws_ecs_task_definition: { web: { container_definitions } } }).find("aws_ecs_task_definition.web");
  if (element === undefined) throw new Error("the definition is lost");
  return element;
}

describe("the container of a task", () => {
  test("is read with what it states", () => {
    const stated = {
      name: "web",
      image: "web:1",
      entryPoint: ["web", "serve"],
      command: "quietly",
      portMappings: [{ containerPort: 8080 }, {}],
      environment: [{ name: "A", value: "0" }, { name: "A", value: "1" }, "no pair"],
      secrets: [{ name: "B", valueFrom: "arn:secret" }, {}],
      healthCheck: { command: ["CMD-SHELL", "true"] },
      logConfiguration: { options: { "awslogs-group": "/logs" } },
    };

    expect(containerOf(definitionWith(JSON.stringify([stated])))).toEqual({
      name: "web",
      image: "web:1",
      entryPoint: ["web", "serve"],
      command: ["quietly"],
      ports: [8080],
      settings: new Map([["A", "1"]]),
      secrets: new Map([
        ["B", "arn:secret"],
        ["", ""],
      ]),
      variables: ["A", "A", "B", ""],
      health: "true",
      logGroup: "/logs",
    });
  });

  test("has nothing that is not stated", () => {
    expect(containerOf(definitionWith("[{}]"))).toEqual({
      name: "",
      image: "",
      entryPoint: undefined,
      command: undefined,
      ports: [],
      settings: new Map(),
      secrets: new Map(),
      variables: [],
      health: undefined,
      logGroup: undefined,
    });
  });

  test("has no shell command of health that is not handed to a shell", () => {
    const checks = [["CMD", "true"], ["true"], ["CMD-SHELL", "true", "false"]].map((command) => [{ healthCheck: { command } }]);

    expect(checks.map((stated) => containerOf(definitionWith(JSON.stringify(stated)))?.health)).toEqual([undefined, undefined, undefined]);
  });

  test.each(["no JSON", "[]", "[{},{}]", '["web"]'])("is none where there is not exactly one that can be read: %s", (definitions) => {
    expect(containerOf(definitionWith(definitions))).toBeUndefined();
  });
});

describe("a service", () => {
  test.each([
    ["of the stack", "${aws_ecs_task_definition.web.arn}", 1],
    ["of another stack", "arn:aws:ecs:eu-west-1:1:task-definition/web:1", 0],
  ])("is read with its definition when that is %s", (_, task_definition, count) => {
    const stack = modelOf({
      aws_ecs_task_definition: { web: { container_definitions: "[{}]" } },
      aws_ecs_service: { web: { task_definition } },
    });

    expect(servicesOf(stack)).toHaveLength(count);
  });

  test("that has no tag belongs to no part of the platform", () => {
    expect(serviceTag(definitionWith("[{}]"))).toBe("");
  });
});
