import { createHash } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { openWheel } from "../../src/source/wheel-reader.ts";
import { type RangeServer, rangeFetch, rangeServer } from "../support/range-server.ts";
import { contextOf, isSource, MEMBERS, WHEEL, wheelError } from "../support/samples-wheel.ts";
import { type Member, wheelOf } from "../support/zip-builder.ts";

const sha256 = (data: Buffer) => createHash("sha256").update(data).digest("hex");
const url = `https://files.example.org/${WHEEL}`;

const open = (bytes: Buffer, file: object = { size: bytes.length }) =>
  openWheel({ filename: WHEEL, url, ...file }, contextOf(rangeFetch(bytes)));

let server: RangeServer | undefined;
afterEach(() => server?.close());

describe("openWheel", () => {
  const bytes = wheelOf(MEMBERS);

  it("reads the members asked for, and not much else", async () => {
    server = await rangeServer(bytes);
    const file = { filename: WHEEL, url: `${server.url}/${WHEEL}`, size: bytes.length, sha256: sha256(bytes) };
    const wheel = await openWheel(file, contextOf(fetch));
    expect(server.ranges).toEqual([`${bytes.length - 1_572_864}-${bytes.length - 1}`]);
    expect(wheel.names).toEqual([...MEMBERS.map(({ name }) => name), "demo-1.0.dist-info/RECORD"]);

    const got = await wheel.read((name) => name.endsWith(".py"));
    expect([...got].map(([name, content]) => [name, content.toString()])).toEqual(
      MEMBERS.filter(({ name }) => String(name).endsWith(".py")).map(({ name, content }) => [name, content]),
    );
    // The two groups of Python files around the first compiled module; the rest came with the end.
    expect(server.ranges).toHaveLength(3);
    expect(wheel.bytesRead()).toBeLessThan(1_572_864 + 70_000 * 2);
    expect(wheel.file).toBe(file);
  });

  it("reads a member that begins before what was read first and ends in it", async () => {
    const wheel = await open(bytes);
    const got = await wheel.read((name) => name.endsWith(".so") || name === "demo-1.0.dist-info/RECORD");
    expect([...got.values()].map(({ length }) => length)).toEqual([
      300_000,
      1_600_000,
      got.get("demo-1.0.dist-info/RECORD")?.length,
    ]);
    expect(await wheel.read(() => false)).toEqual(new Map());
  });

  it("learns the size where the index gives none, with one byte", async () => {
    server = await rangeServer(bytes);
    const wheel = await openWheel({ filename: WHEEL, url: server.url }, contextOf(fetch));
    expect((await wheel.read(isSource)).get("demo/stored.py")?.toString()).toBe("x = 1\n");
    expect(server.ranges[0]).toBe("0-0");
    expect(server.ranges[1]).toBe(`${bytes.length - 1_572_864}-${bytes.length - 1}`);
  });

  it("reads a small wheel with one request, and holds it to its hash", async () => {
    const small = wheelOf([{ name: "demo/a.py", content: "a" }]);
    const wheel = await open(small, { size: small.length, sha256: sha256(small) });
    expect((await wheel.read(isSource)).size).toBe(2);
    expect(wheel.bytesRead()).toBe(small.length);
    const error = await wheelError(open(small, { size: small.length, sha256: "0".repeat(64) }));
    expect(error.message).toBe(`${WHEEL} cannot be read: it is not the file that the index lists.`);
  });

  it.each<[string, Member[], Parameters<typeof wheelOf>[1]]>([
    ["with a comment", [], { comment: "built by hand PK\x05\x06 twice" }],
    ["with the longest comment", [], { comment: Buffer.alloc(65_535, "PK\x05\x06") }],
    ["of Zip64", [], { zip64: true }],
    [
      "with folders of their own",
      [
        { name: "demo/", method: 0 },
        { name: "demo/sub/", method: 0 },
      ],
      {},
    ],
    ["with an extra field in one header only", [{ name: "demo/x.py", localExtra: Buffer.alloc(60_000) }], {}],
    [
      "with an unknown extra field before Zip64's",
      [{ name: "demo/x.py", zip64: true, extra: Buffer.from([9, 9, 1, 0, 0]) }],
      {},
    ],
    ["with quotes and commas in names", [{ name: 'demo/a,"b".py' }], {}],
    ["with a RECORD in Windows' line endings", [], { record: (text) => text.replaceAll("\n", "\r\n") }],
    ["with a RECORD without its last line ending", [], { record: (text) => text.trimEnd() }],
    ["without Unix modes", [{ name: "demo/x.py", mode: 0 }], {}],
  ])("reads a wheel %s", async (_, members, shape) => {
    const archive = wheelOf([...MEMBERS, ...members], shape);
    const wheel = await open(archive);
    const got = await wheel.read(isSource);
    expect(got.get("demo/zip64.py")?.toString()).toBe("z = 64\n");
    expect(got.size).toBe(MEMBERS.length - 2 + 1 + members.filter(({ name }) => !String(name).endsWith("/")).length);
    expect(wheel.names.some((name) => name.endsWith("/"))).toBe(false);
  });

  it("reads a directory that is longer than what was read first", async () => {
    const many = Array.from({ length: 12_000 }, (_, index) => ({
      name: `demo/${"n".repeat(100)}/${index}.py`,
      content: `${index}`,
      method: 0,
    }));
    const archive = wheelOf(many);
    const wheel = await open(archive);
    expect(wheel.names).toHaveLength(12_001);
    expect((await wheel.read((name) => name.endsWith("/7.py"))).size).toBe(1);
  });

  it("sends at most six requests at a time, for all wheels together, and long ranges in parts", async () => {
    const large = wheelOf([{ name: "demo/big.py", content: Buffer.alloc(12_000_000), method: 0 }, ...MEMBERS]);
    server = await rangeServer(large, () => new Promise((resolve) => setTimeout(() => resolve(false), 20)));
    const file = { filename: WHEEL, url: server.url, size: large.length };
    const wheels = await Promise.all([openWheel(file, contextOf(fetch)), openWheel(file, contextOf(fetch))]);
    const [one, two] = await Promise.all(wheels.map((wheel) => wheel.read(isSource)));
    expect(one?.get("demo/big.py")?.equals(two?.get("demo/big.py") ?? Buffer.alloc(0))).toBe(true);
    expect(server.busiest()).toBe(6);
    expect(server.ranges.length).toBeGreaterThan(14);
  });
});
