import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readIndexSettings } from "../../src/platform/index-config.ts";
import { readReleases } from "../../src/release/index-client.ts";
import { pickWheel } from "../../src/source/pick-wheel.ts";
import { keptFolder } from "../../src/source/source-cache.ts";
import { openWheel } from "../../src/source/wheel-reader.ts";

const cacheDir = mkdtempSync(join(tmpdir(), "wheels-"));
afterAll(() => rmSync(cacheDir, { recursive: true, force: true }));

it.each(["0.11.0", "0.32.0"])("all Python of vLLM %s is read in a small part of its wheel", async (version) => {
  const settings = await readIndexSettings(process.env);
  const releases = await readReleases("vllm", settings, fetch);
  const file = pickWheel(
    releases.get(version)?.files ?? [],
    { os: "linux", machine: "x86_64", glibc: [2, 35] },
    "3.11",
  );
  if (file?.size === undefined) throw new Error("the index lists no wheel, or no size");

  const wheel = await openWheel(file, { fetch, settings });
  const content = await wheel.read((name) => name.endsWith(".py") || name.includes(".dist-info/"));
  expect(wheel.bytesRead() / file.size).toBeLessThan(0.045);
  expect(wheel.names.some((name) => name.endsWith(".so"))).toBe(true);
  expect(content.size).toBeGreaterThan(900);

  const folder = await keptFolder(cacheDir, `${file.sha256}-py`, async () => content);
  const record = await readFile(join(folder, `vllm-${version}.dist-info/RECORD`), "utf8");
  // Told apart from our own reading of it: by Python, from the folder.
  const verify = `import base64, csv, hashlib, pathlib, sys
root, count = pathlib.Path(sys.argv[1]), 0
for path, digest, size in csv.reader(open(sys.argv[2])):
    if not path.endswith(".py"): continue
    data = (root / path).read_bytes()
    assert digest == "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode(), path
    compile(data, path, "exec", dont_inherit=True)
    count += 1
print(count)`;
  const listing = join(cacheDir, createHash("sha256").update(record).digest("hex"));
  writeFileSync(listing, record);
  const verified = execFileSync("python3", ["-c", verify, folder, listing], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  expect(Number(verified)).toBe([...content.keys()].filter((name) => name.endsWith(".py")).length);
});
