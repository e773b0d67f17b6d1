import { crc32, inflateRawSync } from "node:zlib";
import { damaged } from "./wheel-error.ts";
import { LOCAL_HEADER_SIZE, type ZipEntry } from "./zip-directory.ts";

/** vLLM's largest Python file has 0.25 MB, its RECORD 0.7. Bytes. */
const LARGEST_MEMBER = 64_000_000;

const STORED = 0;
const DEFLATED = 8;
const REGULAR_FILE = 0o100000;
/** APPNOTE 4.4.4: encrypted, strongly encrypted, local header masked. */
const ENCRYPTED = 1 | (1 << 6) | (1 << 13);
/** The local header was written before sizes and checksum were known. */
const SIZES_FOLLOW = 1 << 3;

/**
 * What the directory alone says against reading a member; asked before anything of it is downloaded.
 *
 * @throws {WheelProblem}
 */
export function checkReadable({ name, flags, method, fileType, size, compressedSize }: ZipEntry): void {
  if ((flags & ENCRYPTED) !== 0) throw damaged("is encrypted", name);
  if (method !== STORED && method !== DEFLATED) throw damaged(`is compressed by an unknown method (${method})`, name);
  if (fileType !== 0 && fileType !== REGULAR_FILE) throw damaged("is a link or a device, not a file", name);
  if (method === STORED && size !== compressedSize) throw damaged("has two sizes", name);
  if (Math.max(size, compressedSize) > LARGEST_MEMBER) {
    throw damaged(`is larger than ${LARGEST_MEMBER / 1_000_000} MB`, name);
  }
}

/**
 * A member's content, checked against the directory: names and sizes at both places, the declared size, the CRC-32.
 *
 * @param bytes of the file, from `entry.offset` to `entry.end` or to where the member surely ends
 * @throws {WheelProblem}
 */
export function memberContent(entry: ZipEntry, bytes: Buffer): Buffer {
  const { name } = entry;
  const data = dataOf(entry, bytes);
  // A copy, so that the bytes around it can be freed.
  const content = entry.method === STORED ? Buffer.from(data) : inflate(entry, data);
  if (content.length !== entry.size) throw damaged(`has ${content.length} bytes instead of ${entry.size}`, name);
  if (crc32(content) !== entry.crc32) throw damaged("is not what its checksum (CRC-32) says", name);
  return content;
}

/** APPNOTE 4.3.7. The local header says again what the directory says; where they differ, readers do too. */
function dataOf(entry: ZipEntry, bytes: Buffer): Buffer {
  const { name } = entry;
  if (bytes.length < LOCAL_HEADER_SIZE || bytes.readUInt32LE(0) !== 0x04034b50) {
    throw damaged("is not where the directory says", name);
  }
  const nameEnd = LOCAL_HEADER_SIZE + bytes.readUInt16LE(26);
  const flags = bytes.readUInt16LE(6);
  const same = (at: number, value: number) => {
    const local = bytes.readUInt32LE(at);
    return local === value || local === 0xffffffff || ((flags & SIZES_FOLLOW) !== 0 && local === 0);
  };
  const agrees =
    bytes.subarray(LOCAL_HEADER_SIZE, nameEnd).equals(Buffer.from(name)) &&
    bytes.readUInt16LE(8) === entry.method &&
    (flags & ENCRYPTED) === 0 &&
    same(14, entry.crc32) &&
    same(18, entry.compressedSize) &&
    same(22, entry.size);
  if (!agrees) throw damaged("is described in two ways", name);
  const start = nameEnd + bytes.readUInt16LE(28);
  if (start + entry.compressedSize > bytes.length) throw damaged("runs into what follows it", name);
  return bytes.subarray(start, start + entry.compressedSize);
}

/** Stops as soon as there is more than the declared size: a few bytes may unpack to gigabytes. */
function inflate({ name, size }: ZipEntry, data: Buffer): Buffer {
  try {
    return inflateRawSync(data, {
      maxOutputLength: Math.max(1, size),
      chunkSize: Math.min(Math.max(1024, size), 1 << 20),
    });
  } catch (error) {
    const longer = error instanceof RangeError;
    throw damaged(longer ? "unpacks to more than its size" : "cannot be unpacked", name, error);
  }
}
