import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { RetryPolicy } from "../../src/platform/http.ts";
import { openWheel } from "../../src/source/wheel-reader.ts";
import { fakeFetch, QUICK } from "../support/fake-index.ts";
import { type Asked, partHeaders, type RangeServer, rangeServer } from "../support/range-server.ts";
import { contextOf, isSource, MEMBERS, noise, WHEEL, wheelError } from "../support/samples-wheel.ts";
import { wheelOf } from "../support/zip-builder.ts";

const bytes = wheelOf([...MEMBERS, { name: "demo/large.py", content: noise(400_000, 3), method: 0 }]);
const tail = bytes.length - 1_572_864;

let server: RangeServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Meddle = (asked: Asked, response: ServerResponse, request: IncomingMessage) => boolean | Promise<boolean>;

async function open(meddle: Meddle, policy: RetryPolicy = QUICK, file: object = { size: bytes.length }) {
  server = await rangeServer(bytes, meddle);
  const login = server.url.replace("://", "://robot:hunter2@");
  const wheel = { filename: WHEEL, url: `${server.url}/files/${WHEEL}`, ...file };
  return openWheel(wheel, contextOf(fetch, `${login}/simple`, policy));
}

async function refusal(meddle: Meddle, policy?: RetryPolicy, file?: object): Promise<string> {
  const error = await wheelError(open(meddle, policy, file));
  expect(error.kind).toBe("unavailable");
  return error.message.slice(`${WHEEL} cannot be read: `.length);
}

/** Sends the head of a part and some of its bytes. */
function begin(asked: Asked, response: ServerResponse, length: number): void {
  response.writeHead(206, partHeaders(asked.first, asked.last + 1 - asked.first, bytes.length));
  response.write(bytes.subarray(asked.first, asked.first + length));
}

/** Waits until the bytes have left, so that the other side has them when the connection is cut. */
const cut = (response: ServerResponse) => setTimeout(() => response.destroy(), 50);

describe("a connection that breaks off within a body", () => {
  it("is taken up where it ended", async () => {
    const wheel = await open((asked, response) => {
      if (asked.index > 0) return false;
      begin(asked, response, 100_000);
      cut(response);
      return true;
    });
    const [first = "", second = ""] = server?.ranges ?? [];
    expect(first).toBe(`${tail}-${bytes.length - 1}`);
    expect(second).toBe(`${tail + 100_000}-${bytes.length - 1}`);
    expect(wheel.bytesRead()).toBe(1_572_864);
    expect((await wheel.read(isSource)).get("demo/large.py")?.equals(noise(400_000, 3))).toBe(true);
  });

  it("may do so often, as long as it gets somewhere", async () => {
    const wheel = await open((asked, response) => {
      if (asked.last - asked.first < 200_000) return false;
      begin(asked, response, 200_000);
      cut(response);
      return true;
    });
    expect(server?.ranges.length).toBeGreaterThan(6);
    expect(wheel.names).toContain("demo/large.py");
  });

  it("is given up when it gets nowhere", async () => {
    const message = await refusal((asked, response) => {
      begin(asked, response, 10);
      cut(response);
      return true;
    });
    expect(message).toBe("the connection broke off again and again.");
    expect(server?.ranges).toEqual([0, 10].map((more) => `${tail + more}-${bytes.length - 1}`));
  });

  it("is taken up when it stalls", async () => {
    const wheel = await open(
      (asked, response) => {
        if (asked.index > 0) return false;
        begin(asked, response, 100_000);
        return true;
      },
      { ...QUICK, timeoutMs: 200 },
    );
    expect(server?.ranges[1]).toBe(`${tail + 100_000}-${bytes.length - 1}`);
    expect(wheel.names).toContain("demo/large.py");
  });

  it("may end without saying that something is missing", async () => {
    await open((asked, response) => {
      if (asked.index > 0) return false;
      response.writeHead(206, { "Content-Range": `bytes ${asked.first}-${asked.last}/${bytes.length}` });
      response.end(bytes.subarray(asked.first, asked.first + 70_000));
      return true;
    });
    expect(server?.ranges[1]).toBe(`${tail + 70_000}-${bytes.length - 1}`);
  });
});

describe("an answer", () => {
  it("that comes later is waited for: 429 with Retry-After, 503", async () => {
    const wheel = await open(
      ({ index }, response) => {
        if (index > 1) return false;
        response.writeHead(index === 0 ? 429 : 503, { "Retry-After": "0" }).end("later");
        return true;
      },
      { ...QUICK, attempts: 3 },
    );
    expect(wheel.names).toHaveLength(MEMBERS.length + 2);
    expect(server?.ranges).toHaveLength(3);
  });

  it.each<[number, string]>([
    [200, "the index sends the whole of it where a part was asked for (status 200)."],
    [204, "the index cannot hand it out (status 204)."],
    [401, "the index wants a login for it (status 401)."],
    [403, "the index refuses to hand it out (status 403)."],
    [404, "the index does not have it (status 404)."],
    [410, "the index no longer has it (status 410)."],
    [416, "the index says that it is shorter than listed (status 416)."],
    [429, "the index hands out no more for now (status 429)."],
    [500, "the index cannot hand it out (status 500)."],
  ])("of %i is refused", async (status, message) => {
    const refused = await refusal((_, response) => {
      response.writeHead(status).end();
      return true;
    });
    expect(refused).toBe(message);
  });

  it("of 200 is refused without its body, which may have no end", async () => {
    let closed: Promise<void> | undefined;
    await refusal((_, response) => {
      closed = new Promise((resolve) => response.once("close", resolve));
      response.writeHead(200);
      response.write(Buffer.alloc(1000));
      return true;
    });
    // The server sees the connection go although it never ended its answer.
    await closed;
  });

  it.each<[string, Record<string, string>]>([
    ["no range", {}],
    ["another beginning", { "Content-Range": `bytes 0-${bytes.length - 1}/${bytes.length}` }],
    ["another end", { "Content-Range": `bytes ${tail}-${bytes.length}/${bytes.length}` }],
    ["an unknown total", { "Content-Range": `bytes ${tail}-${bytes.length - 1}/*` }],
    ["another unit", { "Content-Range": `lines ${tail}-${bytes.length - 1}/${bytes.length}` }],
    ["a coding", { "Content-Range": `bytes ${tail}-${bytes.length - 1}/${bytes.length}`, "Content-Encoding": "gzip" }],
  ])("with %s is refused", async (_, headers) => {
    const message = await refusal((__, response) => {
      response.writeHead(206, headers).end("x");
      return true;
    });
    expect(message).toBe("the index sends another part of it than was asked for.");
  });

  it("with another total is about another file", async () => {
    const error = await wheelError(open(() => false, QUICK, { size: bytes.length - 1 }));
    expect(error.message).toContain(`it has ${bytes.length} bytes where the index lists ${bytes.length - 1}`);
    expect(error.kind).toBe("damaged");
  });

  it("with more bytes than asked for is refused", async () => {
    const message = await refusal((asked, response) => {
      response.writeHead(206, { "Content-Range": `bytes ${asked.first}-${asked.last}/${bytes.length}` });
      response.end(Buffer.alloc(asked.last + 2 - asked.first));
      return true;
    });
    expect(message).toBe("the index sends more of it than was asked for.");
  });

  it("that never comes is not waited for", async () => {
    expect(await refusal(() => true, { ...QUICK, timeoutMs: 50 })).toBe("the index does not answer (timeout).");
  });
});

it("sends the index's login to the index's host, and no error tells it", async () => {
  const message = await refusal((_, response) => {
    response.writeHead(403).end();
    return true;
  });
  expect(server?.authorizations).toEqual([`Basic ${Buffer.from("robot:hunter2").toString("base64")}`]);
  expect(message).not.toContain("robot");
});

it.each([{ size: 0 }, { size: 1.5 }, { size: -1 }])(
  "asks for nothing of a wheel of a size that cannot be: %j",
  async (file) => {
    const error = await wheelError(open(() => false, QUICK, file));
    expect(error.kind).toBe("damaged");
    expect(server?.ranges).toEqual([]);
  },
);

it.each(["file:///tmp/demo.whl", "demo.whl", "https://"])("asks nobody when the address is %s", async (url) => {
  const nobody = fakeFetch(() => undefined);
  const error = await wheelError(openWheel({ filename: WHEEL, url }, contextOf(nobody)));
  expect(error.message).toContain("no address for it from which parts can be read");
  expect(nobody.asked).toEqual([]);
});

it("names the system's reason when nothing answers, and no host", async () => {
  const cause = Object.assign(new Error("getaddrinfo ENOTFOUND files.example.org"), { code: "ENOTFOUND" });
  const nobody = fakeFetch(() => new TypeError("fetch failed", { cause }));
  const file = { filename: WHEEL, url: `https://u:hunter2@files.example.org/${WHEEL}`, size: 1000 };
  const error = await wheelError(openWheel(file, contextOf(nobody)));
  expect(error.message).toBe(`${WHEEL} cannot be read: the index does not answer (ENOTFOUND).`);
});

it("stops what is still under way when one part cannot be had", async () => {
  let hanging = 0;
  const wheel = await open((asked, response) => {
    if (asked.index === 0) return false;
    if (asked.index === 1) {
      setTimeout(() => response.writeHead(404).end(), 50);
    } else {
      response.once("close", () => hanging--);
      hanging += 1;
      begin(asked, response, 10);
    }
    return true;
  });
  const error = await wheelError(wheel.read(() => true));
  expect(error.message).toContain("the index does not have it (status 404).");
  await expect.poll(() => hanging).toBe(0);
});

it("tells a wheel that changed under it from its checksum", async () => {
  const changed = Buffer.from(bytes);
  changed[60_000] = (changed[60_000] ?? 0) ^ 1;
  const wheel = await open((asked, response) => {
    if (asked.index === 0) return false;
    const part = changed.subarray(asked.first, asked.last + 1);
    response.writeHead(206, partHeaders(asked.first, part.length, bytes.length)).end(part);
    return true;
  });
  const error = await wheelError(wheel.read(() => true));
  expect(error.entry).toBe("demo/_C.abi3.so");
  expect(error.kind).toBe("damaged");
});
