import { clashingName, pathProblem } from "./member-path.ts";
import { damaged } from "./wheel-error.ts";
import { type DirectoryPlace, uint64 } from "./zip-end.ts";

/** One member as the central directory tells it (APPNOTE 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  /** APPNOTE 4.4.4. */
  readonly flags: number;
  /** APPNOTE 4.4.5: 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  /** Bytes in the file. */
  readonly compressedSize: number;
  /** Bytes of the content. */
  readonly size: number;
  /** Of the local header. Bytes from the start of the file. */
  readonly offset: number;
  /** Where the next member or the directory begins: nothing of this one lies beyond. */
  readonly end: number;
  /** The file type bits of a Unix mode (`S_IFMT`), 0 when not given. */
  readonly fileType: number;
}

export const LOCAL_HEADER_SIZE = 30;
const ENTRY_SIZE = 46;
const UTF8_NAME = 1 << 11;

/**
 * Every member, in the order in which they lie in the file. Names are checked, and that no two members share bytes.
 *
 * @param bytes the central directory, whole
 * @throws {WheelProblem}
 */
export function readDirectory(bytes: Buffer, place: DirectoryPlace): ZipEntry[] {
  const entries: Omit<ZipEntry, "end">[] = [];
  let at = 0;
  while (entries.length < place.count) {
    if (at + ENTRY_SIZE > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50)
      throw damaged("its directory is damaged");
    const extra = at + ENTRY_SIZE + bytes.readUInt16LE(at + 28);
    const comment = extra + bytes.readUInt16LE(at + 30);
    const next = comment + bytes.readUInt16LE(at + 32);
    if (next > bytes.length) throw damaged("its directory is damaged");
    entries.push(readEntry(bytes.subarray(at, extra), bytes.subarray(extra, comment)));
    at = next;
  }
  if (at !== bytes.length) throw damaged("its directory is longer than its entries");
  const clash = clashingName(entries.map(({ name }) => name));
  if (clash !== undefined) throw damaged("is in it twice", clash);
  entries.sort((a, b) => a.offset - b.offset);
  return entries.map((entry, index) => {
    const end = entries[index + 1]?.offset ?? place.offset;
    const least = entry.offset + LOCAL_HEADER_SIZE + Buffer.byteLength(entry.name) + entry.compressedSize;
    if (least > end) throw damaged("shares bytes with another entry, or lies outside the file", entry.name);
    return { ...entry, end };
  });
}

function readEntry(header: Buffer, extra: Buffer): Omit<ZipEntry, "end"> {
  const flags = header.readUInt16LE(8);
  const name = readName(header.subarray(ENTRY_SIZE), (flags & UTF8_NAME) !== 0);
  const problem = pathProblem(name.replace(/\/$/, ""));
  if (problem !== undefined) throw damaged(problem, name);
  if (header.readUInt16LE(34) !== 0) throw damaged("is said to lie in another file", name);
  const [size, compressedSize, offset] = largeFields(
    [header.readUInt32LE(24), header.readUInt32LE(20), header.readUInt32LE(42)],
    extra,
    name,
  );
  return {
    name,
    flags,
    method: header.readUInt16LE(10),
    crc32: header.readUInt32LE(16),
    compressedSize,
    size,
    offset,
    fileType: (header.readUInt32LE(38) >>> 16) & 0o170000,
  };
}

/** PEP 427 wants UTF-8. Without the flag readers take other letters for code page 437: then a name means two things. */
function readName(bytes: Buffer, isUtf8: boolean): string {
  try {
    const name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (isUtf8 || name.length === bytes.length) return name;
  } catch {
    // Said below.
  }
  throw damaged("has a name that is not in UTF-8", bytes.toString("latin1"));
}

/** APPNOTE 4.5.3: the Zip64 extra field has, in this order, the values whose own field is all ones. */
function largeFields(fields: [number, number, number], extra: Buffer, name: string): [number, number, number] {
  const isFull = (field: number) => field === 0xffffffff;
  if (!fields.some(isFull)) return fields;
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 0x0001 && end <= extra.length) {
      const values: number[] = [];
      for (let value = at + 4; value + 8 <= end; value += 8) values.push(uint64(extra, value));
      if (fields.filter(isFull).length > values.length) break;
      const real = (field: number) => (isFull(field) ? (values.shift() ?? field) : field);
      return [real(fields[0]), real(fields[1]), real(fields[2])];
    }
    at = end;
  }
  throw damaged("has no size that can be read", name);
}
