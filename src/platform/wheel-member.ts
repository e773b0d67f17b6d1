import { fromBuffer, type ZipFile } from "yauzl";

/**
 * The bytes of one member of a wheel (a zip archive) held in memory; yauzl checks sizes.
 *
 * @throws {Error} when the archive is damaged or has no such member
 */
export async function wheelMember(wheel: Buffer, name: string): Promise<Buffer> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(wheel, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  return new Promise((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", () => reject(new Error(`the wheel has no member ${name}`)));
    zip.on("entry", (entry) => {
      if (entry.fileName !== name) {
        zip.readEntry();
        return;
      }
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => resolve(Buffer.concat(chunks)));
        stream.on("error", reject);
      });
    });
    zip.readEntry();
  });
}
