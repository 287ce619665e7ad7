import { compareThings } from "../../../emulator/read-back/facts";

describe("the comparison of things", () => {
  const facts = { tasks: 1, secrets: ["B"] };

  test("finds nothing where all is as it is meant to be", () => {
    expect(compareThings({ web: facts }, { web: { ...facts } })).toEqual([]);
  });

  test("names what is missing, what is there besides, and every fact that differs", () => {
    const found = { web: { tasks: 2, secrets: [] as string[] }, extra: facts };

    expect(compareThings(found, { web: facts, worker: facts })).toEqual([
      "extra is not meant to be there",
      "web has tasks 2; meant is 1",
      'web has secrets []; meant is ["B"]',
      "worker is missing",
    ]);
  });
});
