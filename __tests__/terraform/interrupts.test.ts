import { EventEmitter } from "node:events";
import { Interrupted } from "../../terraform/errors";
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

  test("end a pause at the first signal, and let none begin after it", async () => {
    const interrupts = new Interrupts();
    const paused = interrupts.pause(60_000);

    interrupts.request();

    await expect(paused).rejects.toThrow(Interrupted);
    await expect(interrupts.pause(60_000)).rejects.toThrow(Interrupted);
    expect(() => {
      interrupts.check();
    }).toThrow(Interrupted);
  });

  test("let a pause be as long as it is meant to be, and work go on, while there is no signal", async () => {
    const interrupts = new Interrupts();
    const begin = performance.now();

    await interrupts.pause(20);
    interrupts.check();

    expect(performance.now() - begin).toBeGreaterThan(15);
  });

  test("let what has to be done in spite of the first signal go on until the second", () => {
    let now = 0;
    const interrupts = new Interrupts();
    const request = (): void => {
      interrupts.request({ now: () => now });
    };
    request();
    const afterwards = interrupts.afterwards();
    const before = [afterwards.requested(), afterwards.kill.aborted];

    now = 2_000;
    request();

    expect(before).toEqual([false, false]);
    expect([afterwards.requested(), afterwards.kill.aborted]).toEqual([true, true]);
    expect(interrupts.afterwards().kill.aborted).toBe(true);
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
