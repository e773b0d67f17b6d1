import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Files of a wheel by name, besides its metadata. */
export interface PlantedWheel {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** `entry_points.txt`. */
  readonly entryPoints?: string;
}

const WRITE_ZIP = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    for name, text in json.load(sys.stdin).items():
        wheel.writestr(name, text)
`;

/** Writes a pure Python wheel, version 1.0, into a folder; returns its file name. */
export function plantWheel(folder: string, { name, files, entryPoints }: PlantedWheel): string {
  const info = `${name}-1.0.dist-info`;
  const members: Record<string, string> = {
    ...files,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
    [`${info}/WHEEL`]: "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    ...(entryPoints === undefined ? {} : { [`${info}/entry_points.txt`]: entryPoints }),
  };
  const record = [...Object.keys(members), `${info}/RECORD`].map((member) => `${member},,\n`).join("");
  const file = `${name}-1.0-py3-none-any.whl`;
  const written = spawnSync("python3", ["-c", WRITE_ZIP, join(folder, file)], {
    input: JSON.stringify({ ...members, [`${info}/RECORD`]: record }),
    encoding: "utf8",
  });
  if (written.status !== 0) throw new Error(written.stderr);
  return file;
}
