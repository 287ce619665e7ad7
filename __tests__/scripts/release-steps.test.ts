import { inOrder } from "../../scripts/release-steps";
import { exitCodes, UserError } from "../../terraform/errors";
import { Interrupts } from "../../terraform/interrupts";

const done = (): Promise<void> => Promise.resolve();

describe("the steps of a release", () => {
  test("have failed by a fault of their own as well as by what people can mend", async () => {
    const work = { images: () => Promise.reject(new TypeError("x is not a function")), migrations: done };

    const outcome = inOrder({ name: "dev", from: "images", interrupts: new Interrupts(), work });

    await expect(outcome).rejects.toMatchObject({
      exitCode: exitCodes.failed,
      message: expect.stringMatching(/^TypeError: x is not a function\nThe release of dev stopped at images\. Done: nothing\. /) as string,
    });
  });

  test("that have no work are not named when one stops", async () => {
    const work = { images: done, migrations: () => Promise.reject(new UserError("no schema")), services: done };

    const outcome = inOrder({ name: "dev", from: "images", interrupts: new Interrupts(), work });

    await expect(outcome).rejects.toThrow("The release of dev stopped at migrations. Done: images. Not done: migrations, services.");
  });
});
