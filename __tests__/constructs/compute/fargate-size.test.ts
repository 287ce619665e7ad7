import { problemsOfSize } from "../../../constructs/compute/fargate-size";

describe("a size of a task", () => {
  test.each([
    [256, [512, 1024, 2048]],
    [512, [1024, 2048, 3072, 4096]],
    [1024, [2048, 4096, 8192]],
    [2048, [4096, 8192, 16_384]],
  ])("with %d units of CPU can have the memory that Fargate pairs with it", (cpu, memories) => {
    expect(memories.flatMap((memory) => problemsOfSize({ cpu, memory }))).toEqual([]);
  });

  test.each([
    [256, 4096, "memory 4096 with cpu 256; allowed are 512, 1024, 2048"],
    [1024, 1024, "memory 1024 with cpu 1024; allowed are 2048, 3072, 4096, 5120, 6144, 7168, 8192"],
    [300, 512, "cpu 300; allowed are 256, 512, 1024, 2048"],
  ])("of %d and %d is refused, with what is allowed", (cpu, memory, problem) => {
    expect(problemsOfSize({ cpu, memory })).toEqual([problem]);
  });
});
