import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { importsVllm } from "../breakage/workspace/mentions.ts";
import { CannotTell } from "../checks/cannot-tell.ts";
import type { WheelFile } from "../source/archive.ts";
import { keptFolder } from "../source/source-cache.ts";
import { openWheel } from "../source/wheel-reader.ts";
import type { MetadataContext } from "./published-requirements.ts";
import { keyOf, orCannotTell } from "./release-source.ts";

/** All Python of one package. lm-eval 0.4.9 has 4 MB. Bytes. */
const LONGEST = 20_000_000;

/** One file: a package may have thousands, and files cost more than bytes. */
const KEPT = "python.json";

/**
 * The Python of a package that imports vLLM, by path in its wheel: all of it, since what guards an import may stand in another file.
 * Empty where nothing of it imports vLLM. Read by ranges, and kept by the wheel's sha256.
 *
 * @throws {CannotTell} `index-unavailable`, `tool-failed`
 */
export async function packagePython(
  file: WheelFile,
  context: MetadataContext,
): Promise<Readonly<Record<string, string>>> {
  const [project = "", version = ""] = file.filename.split("-");
  const named = `${project}-${version}`.replace(/[^\w.+-]/g, "_");
  const folder = await orCannotTell(() =>
    keptFolder(context.cacheDir, `package-${named}-${keyOf(file)}`, async () => {
      return new Map([[KEPT, JSON.stringify(await read(file, context))]]);
    }),
  );
  return JSON.parse(await readFile(join(folder, KEPT), "utf8"));
}

async function read(file: WheelFile, context: MetadataContext): Promise<Record<string, string>> {
  const wheel = await openWheel(file, context);
  const bytes = wheel.bytesOf(isOwnPython);
  if (bytes > LONGEST) {
    const reason = `its Python has ${Math.round(bytes / 1_000_000)} MB, and ${LONGEST / 1_000_000} MB are read at most`;
    throw new CannotTell("tool-failed", reason, "Check this package by hand.");
  }
  const texts = [...(await wheel.read(isOwnPython))].map(
    ([name, content]) => [name, content.toString("utf8")] as const,
  );
  return texts.some(([, text]) => importsVllm(text)) ? Object.fromEntries(texts) : {};
}

/** What a package installs into vLLM's own folder would be taken for vLLM. */
function isOwnPython(name: string): boolean {
  return name.endsWith(".py") && !name.startsWith("vllm/");
}
