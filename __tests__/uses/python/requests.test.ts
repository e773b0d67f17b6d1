import { describe, expect, it } from "vitest";
import { others } from "./support.ts";

const fields = (text: string) => others("request-field", text);
const CLIENT = 'import vllm\nclient = OpenAI(base_url="http://localhost:8000/v1")\n';

describe("fields of requests", () => {
  it("are named by a variable, at each text that it may hold", () => {
    expect(
      fields(
        'if is_vllm:\n    name = "guided_regex"\nelse:\n    name = "regex"\nGenerateConfig(extra_body={name: r, other: 1, "top_k": 1})',
      ).sort(),
    ).toEqual(["~? guided_regex @guided_regex", "~? regex @regex", "~? top_k @top_k"]);
  });

  it("are set one by one on what a function made, and posted under any name", () => {
    expect(
      fields(
        'import vllm\nasync def ask():\n    query = await build()\n    query["guided_regex"] = r\n    await apost("http://localhost:8000/v1/chat/completions", json_data=query)',
      ),
    ).toEqual(["/v1/chat/completions guided_regex @guided_regex"]);
  });

  it("stand in extra_body, literal or not", () => {
    expect(fields(`${CLIENT}client.chat.completions.create(extra_body={"guided_json": {"nested": 1}})`)).toEqual([
      "/v1/chat/completions guided_json @guided_json",
    ]);
    expect(
      fields(`${CLIENT}body = {"guided_json": s}\nbody["top_k"] = 1\nclient.completions.create(extra_body=body)`),
    ).toEqual(["/v1/completions guided_json @guided_json", "/v1/completions top_k @top_k"]);
    expect(fields('params["extra_body"] = {"guided_regex": r}\nextra_body["top_k"] = 1')).toEqual([
      "~? guided_regex @guided_regex",
      "~? top_k @top_k",
    ]);
    expect(fields('f({"extra_body": {"guided_choice": c}})\ng(extra_body={"min_p": 1})').sort()).toEqual([
      "~? guided_choice @guided_choice",
      "~? min_p @min_p",
    ]);
    expect(fields('ChatOpenAI(base_url=u, model_kwargs={"best_of": 2})  # vllm')).toEqual(["~? best_of @best_of"]);
  });

  it("are the client's own parameters too, where the file speaks of vLLM", () => {
    expect(fields(`${CLIENT}client.completions.create(best_of=2, timeout=3, extra_headers={"a": 1})`)).toEqual([
      "/v1/completions best_of @best_of",
    ]);
    expect(fields(`${CLIENT}args = {"best_of": 2}\nclient.completions.create(**args)`)).toEqual([
      "/v1/completions best_of @best_of",
    ]);
    expect(fields('client.completions.create(best_of=2, extra_body={"top_k": 1})')).toEqual([
      "~/v1/completions top_k @top_k",
    ]);
  });

  it("stand in bodies that are posted", () => {
    expect(
      fields('import vllm\nrequests.post("http://localhost:8000/v1/completions", json={"prompt": "p", "best_of": 2})'),
    ).toEqual(["/v1/completions prompt @prompt", "/v1/completions best_of @best_of"]);
    expect(
      fields(
        'import vllm\nbody = {"best_of": 2}\nlog.info(body)\nawait s.post(f"{base}/v1/chat/completions", data=json.dumps(body).encode())',
      ),
    ).toEqual(["~/v1/chat/completions best_of @best_of"]);
    expect(fields('import vllm\nrequests.post(url, json={"model": m, "prompt": p, "best_of": 2})').at(-1)).toBe(
      "~? best_of @best_of",
    );
    expect(fields('import vllm\nbody = {"model": m, "messages": x}\nbody["guided_json"] = 1\nsend(body)').at(-1)).toBe(
      "~? guided_json @guided_json",
    );
  });

  it("are keywords of a dictionary's call", () => {
    expect(fields(`${CLIENT}client.completions.create(extra_body=dict(guided_choice=c))`)).toEqual([
      "/v1/completions guided_choice @guided_choice",
    ]);
  });

  it("are keywords of the server's request models", () => {
    const imported = "from vllm.entrypoints.openai.protocol import ChatCompletionRequest as R\n";
    expect(fields(`${imported}R(model="m", guided_json=1)`)).toEqual([
      "/v1/chat/completions model @model",
      "/v1/chat/completions guided_json @guided_json",
    ]);
    expect(fields("from vllm.lora.request import LoRARequest\nLoRARequest(lora_name=1)")).toEqual([]);
  });

  it("for other servers and other paths are none", () => {
    for (const text of [
      'import vllm\nclient = OpenAI(base_url="https://api.openai.com/v1")\nclient.completions.create(best_of=2, extra_body={"x": 1})',
      'import vllm\nrequests.post("https://api.openai.com/v1/completions", json={"model": 1, "prompt": 2})',
      'import vllm\nrequests.post("http://localhost:1/update_weights", json={"name": "w"})',
      'requests.post("http://localhost:1/v1/other", json={"guided_json": "w"})',
      'import vllm\nconfig = {"model": "m", "best_of": 2}',
      "def create(extra_body=None): pass",
    ])
      expect(fields(text)).toEqual([]);
  });
});
