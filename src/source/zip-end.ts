import { damaged } from "./wheel-error.ts";

/** Where the central directory lies. Bytes from the start of the file. */
export interface DirectoryPlace {
  readonly offset: number;
  readonly size: number;
  /** Entries. */
  readonly count: number;
}

/** vLLM's wheels have 6,000 entries in 0.7 MB. */
const MOST_ENTRIES = 100_000;
const LARGEST_DIRECTORY = 64_000_000;

const END_SIZE = 22;
const LOCATOR_SIZE = 20;
const END64_SIZE = 56;

/**
 * Reads the end of central directory record, and its Zip64 form where there is one (APPNOTE 4.3.14 to 4.3.16).
 * Whatever leaves room for two readings is refused: readers differ in which they take.
 *
 * @param tail the file's last bytes: all, or at least 65,613 (the longest comment and the records before it)
 * @throws {WheelProblem} when there is none, or its numbers do not fit the file
 */
export function findDirectory(tail: Buffer, fileSize: number): DirectoryPlace {
  const end = findEnd(tail);
  if (end === undefined) throw damaged("it has no directory of its contents; it is cut off, or not a wheel");
  const plain = {
    disks: [tail.readUInt16LE(end + 4), tail.readUInt16LE(end + 6)],
    onDisk: tail.readUInt16LE(end + 8),
    count: tail.readUInt16LE(end + 10),
    size: tail.readUInt32LE(end + 12),
    offset: tail.readUInt32LE(end + 16),
  };
  const locator = end - LOCATOR_SIZE;
  const large = locator >= 0 && tail.readUInt32LE(locator) === 0x07064b50;
  const record = large ? readEnd64(tail, locator, fileSize) : plain;
  const agree =
    sameOr(0xffff, plain.count, record.count) &&
    sameOr(0xffffffff, plain.size, record.size) &&
    sameOr(0xffffffff, plain.offset, record.offset);
  if (!agree || record.onDisk !== record.count || record.disks.some((disk) => disk !== 0)) {
    throw damaged("the end of its directory contradicts itself");
  }
  const { offset, size, count } = record;
  const directoryEnd = fileSize - tail.length + (large ? locator - END64_SIZE : end);
  if (offset + size !== directoryEnd) throw damaged("its directory is not where it says");
  if (count > MOST_ENTRIES || size > LARGEST_DIRECTORY) {
    throw damaged(`its directory has ${count} entries in ${size} bytes, more than any wheel's`);
  }
  return { offset, size, count };
}

/** A field that is too small for its value holds all ones, and Zip64 has the value. */
function sameOr(full: number, plain: number, value: number): boolean {
  return plain === full || plain === value;
}

/** From the end of the file backwards, the first signature whose comment reaches exactly to the file's end. */
function findEnd(tail: Buffer): number | undefined {
  const signature = Buffer.from("PK\x05\x06", "latin1");
  const first = Math.max(0, tail.length - END_SIZE - 0xffff);
  for (let at = tail.length - END_SIZE; at >= first; at--) {
    at = tail.lastIndexOf(signature, at);
    if (at < first) return undefined;
    if (at + END_SIZE + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return undefined;
}

function readEnd64(tail: Buffer, locator: number, fileSize: number) {
  const at = locator - END64_SIZE;
  // The extensible data sector that may follow (APPNOTE 4.3.14.2) is for encryption; no wheel has it.
  const found =
    at >= 0 &&
    tail.readUInt32LE(at) === 0x06064b50 &&
    uint64(tail, at + 4) === END64_SIZE - 12 &&
    uint64(tail, locator + 8) === fileSize - tail.length + at &&
    tail.readUInt32LE(locator + 16) <= 1;
  if (!found) throw damaged("the Zip64 end of its directory is not where it says");
  return {
    disks: [tail.readUInt32LE(locator + 4), tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 20)],
    onDisk: uint64(tail, at + 24),
    count: uint64(tail, at + 32),
    size: uint64(tail, at + 40),
    offset: uint64(tail, at + 48),
  };
}

/** Sizes past 2^53 lose their last digits here; no check lets one through. */
export function uint64(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}
