import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";

/** Gives work an empty folder and removes it afterwards, also when the process is told to end meanwhile: it may hold gigabytes. */
export async function withTemporaryFolder<T>(
  parent: string,
  work: (folder: string) => Promise<T>,
  removing: (remove: () => Promise<void>) => Promise<void> = (remove) => remove(),
): Promise<T> {
  const folder = await mkdtemp(join(parent, "vllm-upgrade-check-"));
  const removeNow = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeNow);
  try {
    return await work(folder);
  } finally {
    await removing(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
    process.off("exit", removeNow);
  }
}

/**
 * A cancelled job gets SIGINT, then SIGTERM; a person presses Ctrl-C. Ending through `exit` lets its listeners run: running
 * children are killed and temporary folders removed, where the signal's default would leave both behind.
 */
export function endOnSignals(): void {
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
}
