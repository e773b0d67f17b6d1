import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openWheel } from "../../src/source/wheel-reader.ts";
import { cpuTimer } from "../support/cpu-time.ts";
import { rangeFetch } from "../support/range-server.ts";
import { contextOf, WHEEL, wheelError } from "../support/samples-wheel.ts";
import { type ArchiveShape, type Member, recordLine, wheelOf, zipOf } from "../support/zip-builder.ts";

const GOOD: readonly Member[] = [
  { name: "demo/a.py", content: "a = 1\n" },
  { name: "demo/b.py", content: "b = 2\n" },
];

async function readAll(bytes: Buffer) {
  const file = { filename: WHEEL, url: `https://files.example.org/${WHEEL}`, size: bytes.length };
  const wheel = await openWheel(file, contextOf(rangeFetch(bytes)));
  return wheel.read(() => true);
}

async function refusal(bytes: Buffer): Promise<string> {
  const error = await wheelError(readAll(bytes));
  expect(error.kind).toBe("damaged");
  expect(error.filename).toBe(WHEEL);
  expect(error.message.startsWith(`${WHEEL} cannot be read: `)).toBe(true);
  return error.message.slice(`${WHEEL} cannot be read: `.length);
}

describe("a member's name", () => {
  it.each<[string, string | Buffer, string]>([
    ["leads up", "demo/../../x.py", "demo/../../x.py leads out of its folder."],
    ["is absolute", "/etc/x.py", "/etc/x.py has an absolute path."],
    ["is on a drive", "C:x.py", "C:x.py has an absolute path."],
    ["has a backslash", "demo\\..\\x.py", "demo\\..\\x.py has a backslash in its name."],
    ["has a NUL", "demo/x.py\0.txt", "demo/x.py\\u{0}.txt has a control character in its name."],
    ["has a line break", "demo/x\n::error::.py", "demo/x\\u{a}::error::.py has a control character in its name."],
    ["has an empty segment", "demo//x.py", "demo//x.py has a path that is not in its shortest form."],
    ["has a dot segment", "./demo/x.py", "./demo/x.py has a path that is not in its shortest form."],
    ["is empty", "", " has no name."],
    ["is not UTF-8", Buffer.from([0x64, 0xe4]), "dä has a name that is not in UTF-8."],
    ["is there twice", "demo/a.py", "demo/a.py is in it twice."],
    ["is a file's and a folder's", "demo/a.py/x.py", "demo/a.py is in it twice."],
    ["is a folder's and a file's", "demo/a.py/", "demo/a.py/ is in it twice."],
  ])("%s", async (_, name, message) => {
    expect(await refusal(wheelOf([...GOOD, { name, content: "x", method: 0 }]))).toBe(message);
  });

  it("is in letters whose meaning the archive does not fix", async () => {
    expect(await refusal(wheelOf([...GOOD, { name: "demo/ü.py", flags: 0 }]))).toContain("not in UTF-8");
  });

  it("differs between the two headers", async () => {
    const message = await refusal(wheelOf([...GOOD, { name: "demo/c.py", localName: "demo/x.py" }]));
    expect(message).toBe("demo/c.py is described in two ways.");
  });
});

describe("a member", () => {
  it.each<[string, Partial<Member>, string]>([
    ["encrypted", { flags: (1 << 11) | 1 }, "is encrypted"],
    ["of an unknown method", { method: 93, data: Buffer.from("x") }, "is compressed by an unknown method (93)"],
    ["that is a symbolic link", { mode: 0o120777, content: "/etc/passwd" }, "is a link or a device, not a file"],
    ["that is a device", { mode: 0o020666 }, "is a link or a device, not a file"],
    ["in another file", { lies: { disk: 1 } }, "is said to lie in another file"],
    [
      "that begins outside",
      { lies: { offset: 1_000_000 } },
      "shares bytes with another entry, or lies outside the file",
    ],
    [
      "that ends outside",
      { lies: { compressedSize: 1_000_000 } },
      "shares bytes with another entry, or lies outside the file",
    ],
    ["that is where another is", { lies: { offset: 0 } }, "shares bytes with another entry, or lies outside the file"],
    ["that is declared huge", { lies: { size: 100_000_000 } }, "is larger than 64 MB"],
    ["that unpacks to more", { lies: { size: 1 } }, "is described in two ways"],
    ["that is not deflated", { data: Buffer.from("no deflate") }, "cannot be unpacked"],
    ["that is cut off", { data: deflateRawSync("x".repeat(100)).subarray(0, 3) }, "cannot be unpacked"],
    ["with another checksum", { lies: { crc: 1 }, descriptor: true }, "is not what its checksum (CRC-32) says"],
    ["with two sizes", { method: 0, lies: { size: 4 } }, "has two sizes"],
    [
      "with a Zip64 size past any file's",
      { zip64: true, lies: { compressedSize: 2 ** 60 } },
      "shares bytes with another entry, or lies outside the file",
    ],
    ["with a Zip64 size and no Zip64 field", { lies: { size: 0xffffffff } }, "has no size that can be read"],
    [
      "with a cut off Zip64 field",
      { lies: { size: 0xffffffff }, extra: Buffer.from([1, 0, 8, 0, 1]) },
      "has no size that can be read",
    ],
    [
      "with a short Zip64 field",
      { lies: { size: 0xffffffff }, extra: Buffer.from([1, 0, 1, 0, 1]) },
      "has no size that can be read",
    ],
  ])("%s", async (_, member, message) => {
    const bytes = wheelOf([
      { name: "demo/_.py", content: "first" },
      ...GOOD,
      { name: "demo/x.py", content: "xyz", ...member },
    ]);
    const [name] =
      message.startsWith("shares") && "offset" in (member.lies ?? {}) ? [/demo\/[_x]\.py/] : [/demo\/x\.py/];
    const said = await refusal(bytes);
    expect(said).toMatch(name);
    expect(said).toContain(`${message}.`);
  });

  it("that unpacks to gigabytes is not unpacked beyond its size", async () => {
    const cpuTime = cpuTimer();
    const data = deflateRawSync(Buffer.alloc(50_000_000));
    const bomb = { name: "demo/x.py", content: "x", data, descriptor: true };
    expect(await refusal(wheelOf([...GOOD, bomb]))).toBe("demo/x.py unpacks to more than its size.");
    expect(cpuTime()).toBeLessThan(3_000);
  });

  it("whose data is nearly nothing, of which there are very many", async () => {
    const members = Array.from({ length: 10 }, (_, index) => ({
      name: `demo/${index}.py`,
      lies: { size: 60_000_000 },
    }));
    expect(await refusal(wheelOf(members))).toBe("what is needed of it is larger than 512 MB.");
  });

  it("that nobody asks for may be of any kind", async () => {
    const bytes = wheelOf([...GOOD, { name: "demo/_C.so", method: 93, data: Buffer.from("zstd") }]);
    const file = { filename: WHEEL, url: `https://files.example.org/${WHEEL}`, size: bytes.length };
    const wheel = await openWheel(file, contextOf(rangeFetch(bytes)));
    expect(wheel.names).toContain("demo/_C.so");
    expect((await wheel.read((name) => name.endsWith(".py"))).size).toBe(2);
  });
});

describe("a directory", () => {
  it.each<[string, ArchiveShape, string]>([
    ["with too few entries", { lies: { count: 2 } }, "its directory is longer than its entries."],
    ["with too many entries", { lies: { count: 4 } }, "its directory is damaged."],
    ["in two files", { lies: { disk: 1 } }, "the end of its directory contradicts itself."],
    ["partly in another file", { lies: { onDisk: 1 } }, "the end of its directory contradicts itself."],
    ["that is shorter", { lies: { size: 46 } }, "its directory is not where it says."],
    ["that is elsewhere", { lies: { offset: 0 } }, "its directory is not where it says."],
    ["past the end", { lies: { offset: 0xfffffff0 } }, "its directory is not where it says."],
    ["of Zip64 that is elsewhere", { zip64: true, lies64: { offset: 2 ** 52 } }, "its directory is not where it says."],
    [
      "of Zip64 with a record elsewhere",
      { zip64: true, lies64: { place: 0 } },
      "the Zip64 end of its directory is not where it says.",
    ],
    [
      "of Zip64 with a longer record",
      { zip64: true, lies64: { length: 2 ** 40 } },
      "the Zip64 end of its directory is not where it says.",
    ],
    [
      "of Zip64 with endless entries",
      { zip64: true, lies64: { count: 2 ** 50 } },
      "its directory has 1125899906842624 entries in ",
    ],
  ])("%s", async (_, shape, message) => {
    expect(await refusal(wheelOf(GOOD, shape))).toContain(message);
  });

  it("after bytes that belong to nothing but shift everything", async () => {
    const bytes = Buffer.concat([Buffer.from("#!/bin/sh\n"), wheelOf(GOOD)]);
    expect(await refusal(bytes)).toBe("its directory is not where it says.");
  });

  it.each([1, 21, 22, 4_000, 200_000])("that is not there: %i bytes of something else", async (length) => {
    expect(await refusal(Buffer.alloc(length, "PK\x05\x06"))).toContain("it has no directory of its contents");
  });
});

describe("RECORD", () => {
  const line = (name: string, text: string) => recordLine(name, Buffer.from(text));
  it.each<[string, Parameters<typeof wheelOf>[1], string]>([
    [
      "has another hash",
      { record: (text) => text.replace(/sha256=./, "sha256=_") },
      "demo/a.py is not what RECORD says (sha256).",
    ],
    [
      "has another size",
      { record: (text) => text.replace(",6\n", ",7\n") },
      "demo/a.py is not as long as RECORD says.",
    ],
    [
      "does not list a file",
      { record: (text) => text.slice(text.indexOf("\n") + 1) },
      "demo/a.py is not listed in RECORD.",
    ],
    [
      "has a weak hash",
      { record: (text) => text.replace(/sha256=[^,]+/, "md5=abc") },
      "demo/a.py has no usable hash in RECORD.",
    ],
    ["has no hash", { record: (text) => text.replace(/sha256=[^,]+/, "") }, "demo/a.py has no usable hash in RECORD."],
    [
      "lists what is not there",
      { record: (text) => `${text}${line("demo/gone.py", "")}\n` },
      "demo/gone.py is listed in RECORD, and is not in it.",
    ],
    [
      "lists a file twice",
      { record: (text) => `${text}${line("demo/a.py", "other")}\n` },
      "demo-1.0.dist-info/RECORD lists demo/a.py twice, with different hashes.",
    ],
    ["has an open quote", { record: (text) => `${text}"demo` }, "demo-1.0.dist-info/RECORD is not a list of files."],
    [
      "has a quote too many",
      { record: (text) => `${text}"demo"x,,` },
      "demo-1.0.dist-info/RECORD is not a list of files.",
    ],
    ["is encrypted", { recordMember: { flags: 1 } }, "demo-1.0.dist-info/RECORD is encrypted."],
    ["is elsewhere", { recordMember: { name: "demo/demo-1.0.dist-info/RECORD" } }, "it has no RECORD."],
  ])("%s", async (_, shape, message) => {
    expect(await refusal(wheelOf(GOOD, shape))).toBe(message);
  });

  it("is there twice", async () => {
    const second = { name: "other-1.0.dist-info/RECORD", content: "" };
    expect(await refusal(wheelOf([...GOOD, second]))).toContain("is a second RECORD beside other-1.0.dist-info/RECORD");
  });

  it("is not text", async () => {
    const record = { name: "demo-1.0.dist-info/RECORD", content: Buffer.from([0xff]) };
    expect(await refusal(zipOf([...GOOD, record]))).toBe("demo-1.0.dist-info/RECORD is not in UTF-8.");
  });

  it("may list a file twice in the same way, have stronger hashes, or padded ones", async () => {
    const twice = (text: string) => `${text}${line("demo/a.py", "a = 1\n")}\n\n`;
    expect((await readAll(wheelOf(GOOD, { record: twice }))).size).toBe(3);
    expect((await readAll(wheelOf(GOOD, { record: (text) => text.replace(/,6\n/, "=,\n") }))).size).toBe(3);
  });
});
