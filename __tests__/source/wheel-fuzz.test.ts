import { expect, it } from "vitest";
import { WheelError } from "../../src/source/wheel-error.ts";
import { openWheel } from "../../src/source/wheel-reader.ts";
import { cpuTimer } from "../support/cpu-time.ts";
import { rangeFetch } from "../support/range-server.ts";
import { contextOf, isSource, MEMBERS, seededRandom, WHEEL } from "../support/samples-wheel.ts";
import { type ArchiveShape, wheelOf } from "../support/zip-builder.ts";

const MUTATIONS = 700;
/** What fields of the format are read in special ways, or overflow. */
const VALUES = [0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff, 0x04034b50, 0x02014b50, 0x06064b50, 0x07064b50];

type Random = ReturnType<typeof seededRandom>;
type Mutation = (bytes: Buffer, at: number, random: Random) => Buffer;

const MUTATE: Readonly<Record<string, Mutation>> = {
  flip: (bytes, at, random) => {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return bytes;
  },
  byte: (bytes, at, random) => {
    bytes[at] = random(256);
    return bytes;
  },
  short: (bytes, at, random) => {
    bytes.writeUInt16LE((VALUES[random(VALUES.length)] ?? 0) & 0xffff, Math.min(at, bytes.length - 2));
    return bytes;
  },
  long: (bytes, at, random) => {
    bytes.writeUInt32LE(VALUES[random(VALUES.length)] ?? 0, Math.min(at, bytes.length - 4));
    return bytes;
  },
  offset: (bytes, at, random) => {
    bytes.writeUInt32LE(random(bytes.length), Math.min(at, bytes.length - 4));
    return bytes;
  },
  cut: (bytes, at) => bytes.subarray(0, at),
  remove: (bytes, at, random) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(50))]),
  insert: (bytes, at, random) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.alloc(1 + random(50)), bytes.subarray(at)]),
  copy: (bytes, at, random) => {
    bytes.copy(bytes, at, random(bytes.length), random(bytes.length));
    return bytes;
  },
};

/** The places that decide: all headers and the small members, not the compiled modules' megabytes. */
function placesOf(bytes: Buffer): { directory: number; anywhere: readonly number[] } {
  const directory = bytes.indexOf("PK\x01\x02", "latin1");
  const anywhere: number[] = [];
  for (let at = bytes.indexOf("PK\x03\x04"); at !== -1; at = bytes.indexOf("PK\x03\x04", at + 1)) {
    for (let next = at; next < Math.min(at + 150, directory); next++) anywhere.push(next);
  }
  return { directory, anywhere };
}

async function outcomeOf(bytes: Buffer): Promise<ReadonlyMap<string, Buffer> | WheelError> {
  const file = { filename: WHEEL, url: `https://files.example.org/${WHEEL}`, size: bytes.length };
  try {
    const wheel = await openWheel(file, contextOf(rangeFetch(bytes)));
    return await wheel.read(isSource);
  } catch (error) {
    if (error instanceof WheelError) return error;
    throw error;
  }
}

it.each<[string, ArchiveShape]>([
  ["plain", {}],
  ["of Zip64, with a comment", { zip64: true, comment: "a comment" }],
])(
  "a wheel (%s) changed in any way gives the right bytes, or a plain error",
  { timeout: 120_000 },
  async (_, shape) => {
    const members = shape.zip64 ? MEMBERS.map((member) => ({ ...member, zip64: true })) : MEMBERS;
    const whole = wheelOf(members, shape);
    const { directory, anywhere } = placesOf(whole);
    const right = await outcomeOf(whole);
    if (right instanceof WheelError) throw right;
    expect(right.size).toBe(MEMBERS.length - 1);

    const random = seededRandom(20_240_607);
    const kinds = Object.keys(MUTATE);
    const cpuTime = cpuTimer();
    let refused = 0;
    for (let round = 0; round < MUTATIONS; round++) {
      const kind = kinds[round % kinds.length] ?? "";
      const inDirectory = round % 2 === 0;
      const at = inDirectory ? directory + random(whole.length - directory) : (anywhere[random(anywhere.length)] ?? 0);
      const changed = MUTATE[kind]?.(Buffer.from(whole), at, random) ?? whole;
      const what = `round ${round}: ${kind} at ${at}`;
      const outcome = await outcomeOf(changed).catch((error: unknown) => {
        throw new Error(`${what} is not refused but fails`, { cause: error });
      });
      if (outcome instanceof WheelError) {
        refused += 1;
        expect(outcome.message, what).toMatch(/^demo-1\.0-.*\.whl cannot be read: .+\.$/s);
        continue;
      }
      expect([...outcome.keys()], what).toEqual([...right.keys()]);
      for (const [name, content] of outcome)
        expect(content.equals(right.get(name) ?? Buffer.from("?")), what).toBe(true);
    }
    // Most changes matter, and some (a time stamp, a byte of a compiled module) must not.
    expect(refused).toBeGreaterThan(MUTATIONS / 2);
    expect(refused).toBeLessThan(MUTATIONS);
    expect(cpuTime()).toBeLessThan(60_000);
  },
);
