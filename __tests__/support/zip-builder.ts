import { createHash } from "node:crypto";
import { crc32, deflateRawSync } from "node:zlib";

/** One member of an archive made up; what is not given is as it should be. */
export interface Member {
  readonly name: string | Buffer;
  readonly content?: Buffer | string;
  /** 8 (deflated) when not given. */
  readonly method?: number;
  /** Unix mode. */
  readonly mode?: number;
  /** The data as it lies in the file, whatever the content would give. */
  readonly data?: Buffer;
  /** General purpose bits; names are UTF-8 when not given. */
  readonly flags?: number;
  /** Sizes and offset in Zip64 extra fields, at both places. */
  readonly zip64?: boolean;
  /** Sizes and checksum behind the data, zeros in the local header. */
  readonly descriptor?: boolean;
  /** Fields of the directory's entry that shall not tell the truth. */
  readonly lies?: Partial<Record<"crc" | "size" | "compressedSize" | "offset" | "disk", number>>;
  readonly localName?: string;
  readonly localExtra?: Buffer;
  readonly extra?: Buffer;
}

export interface ArchiveShape {
  readonly comment?: Buffer | string;
  /** A Zip64 end of central directory. */
  readonly zip64?: boolean;
  readonly prefix?: Buffer;
  /** Fields of the end of central directory record that shall not tell the truth. */
  readonly lies?: Partial<Record<"count" | "onDisk" | "size" | "offset" | "disk", number>>;
  readonly lies64?: Partial<Record<"count" | "size" | "offset" | "place" | "length", number>>;
}

/** A zip archive, written from APPNOTE 4.3 without any library's opinion of what may be in one. */
export function zipOf(members: readonly Member[], shape: ArchiveShape = {}): Buffer {
  const files: Buffer[] = [shape.prefix ?? Buffer.alloc(0)];
  const directory: Buffer[] = [];
  let offset = files[0]?.length ?? 0;
  for (const member of members) {
    const parts = partsOf(member, offset);
    files.push(parts.local);
    directory.push(parts.central);
    offset += parts.local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...files, central, endOf(members.length, central.length, offset, shape)]);
}

/** A wheel: the archive with a RECORD, true but for what `record` puts in its place. */
export function wheelOf(
  members: readonly Member[],
  shape: ArchiveShape & { readonly record?: (text: string) => string; readonly recordMember?: Partial<Member> } = {},
): Buffer {
  const name = "demo-1.0.dist-info/RECORD";
  const lines = members
    .filter((member) => !String(member.name).endsWith("/"))
    .map((member) => recordLine(String(member.name), Buffer.from(member.content ?? "")));
  const text = [...lines, `${name},,`, ""].join("\n");
  const content = shape.record?.(text) ?? text;
  return zipOf([...members, { name, content, ...shape.recordMember }], shape);
}

export function recordLine(name: string, content: Buffer): string {
  const path = /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
  return `${path},sha256=${createHash("sha256").update(content).digest("base64url")},${content.length}`;
}

function partsOf(member: Member, offset: number): { local: Buffer; central: Buffer } {
  const content = Buffer.from(member.content ?? "");
  const method = member.method ?? 8;
  const data = member.data ?? (method === 8 ? deflateRawSync(content) : content);
  const name = Buffer.from(member.name);
  const flags = member.flags ?? (1 << 11) | (member.descriptor ? 1 << 3 : 0);
  const told = { crc: crc32(content), size: content.length, compressedSize: data.length, offset, disk: 0 };
  const truth = { ...told, ...member.lies };

  const localName = Buffer.from(member.localName ?? member.name);
  const localExtra = Buffer.concat([
    member.zip64 ? zip64Extra(told.size, told.compressedSize) : Buffer.alloc(0),
    member.localExtra ?? Buffer.alloc(0),
  ]);
  const local = Buffer.alloc(30);
  local.write("PK\x03\x04", "latin1");
  local.writeUInt16LE(45, 4);
  local.writeUInt16LE(flags, 6);
  local.writeUInt16LE(method, 8);
  local.writeUInt32LE(member.descriptor ? 0 : told.crc, 14);
  local.writeUInt32LE(member.zip64 ? 0xffffffff : member.descriptor ? 0 : told.compressedSize, 18);
  local.writeUInt32LE(member.zip64 ? 0xffffffff : member.descriptor ? 0 : told.size, 22);
  local.writeUInt16LE(localName.length, 26);
  local.writeUInt16LE(localExtra.length, 28);

  const extra = Buffer.concat([
    member.extra ?? Buffer.alloc(0),
    member.zip64 ? zip64Extra(truth.size, truth.compressedSize, truth.offset) : Buffer.alloc(0),
  ]);
  const central = Buffer.alloc(46);
  central.write("PK\x01\x02", "latin1");
  central.writeUInt16LE((3 << 8) | 20, 4);
  central.writeUInt16LE(45, 6);
  central.writeUInt16LE(flags, 8);
  central.writeUInt16LE(method, 10);
  central.writeUInt32LE(truth.crc, 16);
  central.writeUInt32LE(member.zip64 ? 0xffffffff : truth.compressedSize, 20);
  central.writeUInt32LE(member.zip64 ? 0xffffffff : truth.size, 24);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt16LE(extra.length, 30);
  central.writeUInt16LE(truth.disk, 34);
  central.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 38);
  central.writeUInt32LE(member.zip64 ? 0xffffffff : truth.offset, 42);

  const descriptor = Buffer.alloc(member.descriptor ? 16 : 0);
  if (member.descriptor) {
    descriptor.write("PK\x07\x08", "latin1");
    descriptor.writeUInt32LE(told.crc, 4);
    descriptor.writeUInt32LE(told.compressedSize, 8);
    descriptor.writeUInt32LE(told.size, 12);
  }
  return {
    local: Buffer.concat([local, localName, localExtra, data, descriptor]),
    central: Buffer.concat([central, name, extra]),
  };
}

function zip64Extra(...values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  return extra;
}

function endOf(count: number, size: number, offset: number, shape: ArchiveShape): Buffer {
  const comment = Buffer.from(shape.comment ?? "");
  const truth = { count, onDisk: shape.lies?.count ?? count, size, offset, disk: 0, ...shape.lies };
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(truth.disk, 4);
  end.writeUInt16LE(shape.zip64 ? 0xffff : truth.onDisk, 8);
  end.writeUInt16LE(shape.zip64 ? 0xffff : truth.count, 10);
  end.writeUInt32LE(shape.zip64 ? 0xffffffff : truth.size, 12);
  end.writeUInt32LE(shape.zip64 ? 0xffffffff : truth.offset, 16);
  end.writeUInt16LE(comment.length, 20);
  if (!shape.zip64) return Buffer.concat([end, comment]);

  const large = { count, size, offset, place: offset + size, length: 44, ...shape.lies64 };
  const record = Buffer.alloc(56 + 20);
  record.write("PK\x06\x06", "latin1");
  record.writeBigUInt64LE(BigInt(large.length), 4);
  record.writeBigUInt64LE(BigInt(large.count), 24);
  record.writeBigUInt64LE(BigInt(large.count), 32);
  record.writeBigUInt64LE(BigInt(large.size), 40);
  record.writeBigUInt64LE(BigInt(large.offset), 48);
  record.write("PK\x06\x07", 56, "latin1");
  record.writeBigUInt64LE(BigInt(large.place), 64);
  record.writeUInt32LE(1, 72);
  return Buffer.concat([record, end, comment]);
}
