/**
 * MiB that a Fargate task may have, by its CPU in units of 1/1024; sizes above two processors, which no program needs, are left out.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
const memoryByCpu = {
  256: [512, 1024, 2048],
  512: [1024, 2048, 3072, 4096],
  1024: [2048, 3072, 4096, 5120, 6144, 7168, 8192],
  2048: [4096, 5120, 6144, 7168, 8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384],
} as const;

type Cpu = keyof typeof memoryByCpu;

/** A size that Fargate has, of up to two processors: CPU in units of 1/1024, memory in MiB. */
export type FargateSize = { readonly [C in Cpu]: { readonly cpu: C; readonly memory: (typeof memoryByCpu)[C][number] } }[Cpu];

/** What is wrong with a size; nothing, when it is a `FargateSize`. */
export function problemsOfSize({ cpu, memory }: { readonly cpu: number; readonly memory: number }): string[] {
  const allowed = Object.entries(memoryByCpu).find(([units]) => Number(units) === cpu)?.[1];
  if (allowed === undefined) return [`cpu ${cpu}; allowed are ${Object.keys(memoryByCpu).join(", ")}`];
  return allowed.some((mib) => mib === memory) ? [] : [`memory ${memory} with cpu ${cpu}; allowed are ${allowed.join(", ")}`];
}
