/** Prints the process's peak memory when it ends, in KiB; loaded into what `bench.ts` measures. */
process.on("exit", () => {
  process.stderr.write(`peak-memory-kib=${process.resourceUsage().maxRSS}\n`);
});
