import { problemsOfSize } from "../../../constructs/compute/fargate-size";

describe("a size of a task", () => {
  /** As AWS's table has them: beyond the smallest size, every whole number of GiB from one to another. */
  const gib = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, index) => (first + index) * 1024);

  test.each([
    [256, [512, ...gib(1, 2)]],
    [512, gib(1, 4)],
    [1024, gib(2, 8)],
    [2048, gib(4, 16)],
  ])("with %d units of CPU can have the memory that Fargate pairs with it, and no other", (cpu, memories) => {
    const sizes = Array.from({ length: 80 }, (_, index) => index * 256);

    expect(sizes.filter((memory) => problemsOfSize({ cpu, memory }).length === 0)).toEqual(memories);
  });

  test.each([
    [256, 4096, "memory 4096 with cpu 256; allowed are 512, 1024, 2048"],
    [1024, 1024, "memory 1024 with cpu 1024; allowed are 2048, 3072, 4096, 5120, 6144, 7168, 8192"],
    [300, 512, "cpu 300; allowed are 256, 512, 1024, 2048"],
  ])("of %d and %d is refused, with what is allowed", (cpu, memory, problem) => {
    expect(problemsOfSize({ cpu, memory })).toEqual([problem]);
  });
});
