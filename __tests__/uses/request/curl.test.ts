import { beforeAll, describe, expect, test } from "vitest";
import { traced } from "../../../src/text/traced.ts";
import type { UseContext } from "../../../src/uses/reader.ts";
import { endpointOf } from "../../../src/uses/request/endpoint.ts";
import { readShell } from "../../../src/uses/shell/read-shell.ts";
import { siteOf } from "../../../src/uses/shell/shell-site.ts";
import { summary, textAt, useContext } from "../support/shell.ts";

let context: UseContext;
beforeAll(async () => {
  context = await useContext();
});

function uses(text: string) {
  return readShell(traced(text, 0), siteOf({ path: "x.sh", text }, "shell", context));
}

const CHAT = "http://localhost:8000/v1/chat/completions";

describe("a body that curl sends", () => {
  test.each([
    [`curl ${CHAT} -d '{"guided_json": {"a": {"b": 1}}, "n": 2}'`, ["guided_json", "n"]],
    [`curl -X POST -H 'A: b' --data-raw '{"n": 1}' ${CHAT}`, ["n"]],
    [`curl ${CHAT} --json '{"n": 1}'`, ["n"]],
    [`curl ${CHAT} --data-binary='{"n": 1}'`, ["n"]],
    [`wget -O- ${CHAT} --post-data='{"n": 1}'`, ["n"]],
    [`curl ${CHAT} -d @- <<EOF\n{"model": "$MODEL", "n": 1}\nEOF`, ["model", "n"]],
    [`cat <<'EOF' | curl -d @- ${CHAT}\n{"n": 1}\nEOF`, ["n"]],
    [`curl ${CHAT} -d "$(cat <<EOF\n{"n": 1}\nEOF\n)"`, ["n"]],
    [`BODY='{"n": 1}'\ncurl ${CHAT} -d "$BODY"`, ["n"]],
    [`curl ${CHAT} -d "{\\"model\\": \\"$M\\", \\"n\\": 1}"`, ["model", "n"]],
    [`curl ${CHAT} -d '{"model": "'"$M"'", "n": 1}'`, ["model", "n"]],
    [`kubectl exec p -- curl ${CHAT} -d '{"n": 1}'`, ["n"]],
    [`r=$(curl -s ${CHAT} -d '{"n": 1}')`, ["n"]],
    [`curl ${CHAT} -d '{"messages": [{"role": "user"}], $MORE, "n": 1'`, ["messages", "n"]],
  ])("%s", (text, fields) => {
    const found = uses(text);
    expect(found.map(summary)).toEqual(fields.map((field) => `${field} @ /v1/chat/completions`));
    expect(found.map(({ place }) => textAt(text, place))).toEqual(fields);
  });

  test.each([
    `curl https://api.openai.com/v1/completions -d '{"best_of": 1}'`,
    `curl http://localhost:8000/v1/models`,
    `curl http://localhost:9200/index/_search -d '{"query": 1}'`,
    `curl ${CHAT} -d @body.json`,
    `curl ${CHAT} -d 'a=b'`,
    `echo curl ${CHAT} -d '{"n": 1}'`,
    `# curl ${CHAT} -d '{"n": 1}'`,
  ])("not %s", (text) => {
    expect(uses(text)).toEqual([]);
  });

  test("a host of the internet may be anybody's", () => {
    expect(uses(`curl https://llm.acme.io/v1/completions -d '{"n": 1}'`).map(summary)).toEqual([
      "likely n @ /v1/completions",
    ]);
  });
});

describe("an address", () => {
  test.each([
    ["http://0.0.0.0:8000/v1/completions", "/v1/completions", "certain"],
    ["localhost:8000/v1/embeddings/", "/v1/embeddings", "certain"],
    ["\uFFFC/chat/completions", "/v1/chat/completions", "certain"],
    ["http://\uFFFC:\uFFFC/v1/responses", "/v1/responses", "certain"],
    ["http://a.b.svc.cluster.local/pooling", "/pooling", "certain"],
    ["http://h/v2/rerank?x=1", "/v2/rerank", "certain"],
    ["http://h/tokenize", "/tokenize", "certain"],
    ["http://h/anything", undefined, "likely"],
    ["http://localhost:8080/completions", undefined, "likely"],
    ["http://h/inference/v1/generate", "/inference/v1/generate", "certain"],
    ["https://x.openai.azure.com/openai/deployments/y/chat/completions", undefined, "none"],
  ])("%s", (url, path, certainty) => {
    expect(endpointOf(url)).toEqual({ certainty, ...(path === undefined ? {} : { path }) });
  });
});
