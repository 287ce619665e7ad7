import { EventEmitter } from "node:events";
import { Interrupts } from "../../terraform/interrupts";

describe("interrupts", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"])("ask for an orderly stop at the first %s, and say so once", (signal) => {
    const source = new EventEmitter();
    const said: string[] = [];
    const interrupts = Interrupts.from(source, { onFirst: () => said.push("stopping"), now: () => 0 });

    source.emit(signal);

    expect([interrupts.requested(), interrupts.stop.aborted, interrupts.kill.aborted]).toEqual([true, true, false]);
    expect(said).toEqual(["stopping"]);
  });

  test("take a second signal within a second for the same key stroke, as npm passes on what the terminal has delivered", () => {
    const source = new EventEmitter();
    let now = 0;
    const interrupts = Interrupts.from(source, { now: () => now });

    source.emit("SIGINT");
    now = 900;
    source.emit("SIGINT");
    const soon = interrupts.kill.aborted;
    now = 1_100;
    source.emit("SIGINT");

    expect([soon, interrupts.kill.aborted]).toEqual([false, true]);
  });

  test("leave signals alone once closed", () => {
    const source = new EventEmitter();
    const interrupts = Interrupts.from(source);

    interrupts.close();
    source.emit("SIGINT");

    expect(interrupts.requested()).toBe(false);
    expect(source.eventNames()).toEqual([]);
  });
});
