import { describe, expect, it } from "vitest";
import { linesOf, usesOf } from "./support.ts";

const service = (lines: string, image = "vllm/vllm-openai:v0.9.2") =>
  `services:\n  llm:\n    image: ${image}\n${lines}`;

describe("a Compose file", () => {
  it("has the server's arguments in a list", async () => {
    const text = service('    command:\n      - --model\n      - "org/model"\n      - --dtype auto\n');
    expect(await linesOf("compose.yaml", text)).toEqual(["5:9 compose serve --model org/model --dtype auto"]);
    const [use] = await usesOf("compose.yaml", text);
    const words = use?.kind === "command" ? use.words : [];
    expect(words[2]).toEqual({
      text: "--dtype auto",
      element: true,
      place: { path: "compose.yaml", line: 7, column: 9, endLine: 7, endColumn: 21 },
    });
  });

  it("has them in a text that is split as a shell does", async () => {
    const folded = service("    command: >\n      --model org/model\n      --hf-overrides '{\"a\": 1}'\n");
    expect(await linesOf("docker-compose.yml", folded)).toEqual([
      '5:7 compose serve --model org/model --hf-overrides {"a": 1}',
    ]);
    const flow = service("    command: [--model, org/model, --swap-space, 4]\n");
    expect(await linesOf("docker-compose.yml", flow)).toEqual(["4:15 compose serve --model org/model --swap-space 4"]);
  });

  it("takes an entry point before them", async () => {
    const module =
      '    entrypoint: ["python3", "-m", "vllm.entrypoints.openai.api_server"]\n    command: --model m --port 80\n';
    expect(await linesOf("compose.yaml", service(module, "org/own:1"))).toEqual([
      "4:19 compose api-server --model m --port 80",
    ]);
    const shell =
      '    entrypoint: ["/bin/sh", "-c"]\n    command:\n      - |\n        sleep 1\n        exec vllm serve m --x\n';
    expect(await linesOf("compose.yaml", service(shell))).toEqual(["8:14 compose serve m --x"]);
    expect(
      await linesOf("compose.yaml", service("    entrypoint: sleep\n    command: infinity --swap-space\n")),
    ).toEqual([]);
  });

  it("resolves variables by their default and by the .env beside it", async () => {
    const text = service(`    command: --model \${MODEL:-org/model} --dtype \${DTYPE} --seed $\${SEED} \${MORE}\n`);
    expect(await linesOf("deploy/compose.yaml", text, { "deploy/.env": "# …\nDTYPE='half'\n" })).toEqual([
      `4:14 compose serve --model org/model --dtype half --seed \${SEED}* ?*`,
    ]);
  });

  it("sets variables in a mapping and in a list, merged ones too", async () => {
    const map = `    environment:\n      VLLM_USE_V1: 0\n      CUDA_VISIBLE_DEVICES: \${GPU:-1}\n      OTHER: x\n      VLLM_API_KEY:\n`;
    expect(await linesOf("compose.yaml", service(map))).toEqual([
      "5:7 compose VLLM_USE_V1=0",
      "6:7 compose likely CUDA_VISIBLE_DEVICES=1",
      "8:7 compose VLLM_API_KEY",
    ]);
    const list = `    environment:\n      - VLLM_USE_V1=\${V1:-1}\n      - 'VLLM_LOGGING_LEVEL=DEBUG'\n      - VLLM_API_KEY\n`;
    expect(await linesOf("compose.yaml", service(list))).toEqual([
      "5:9 compose VLLM_USE_V1=1",
      "6:10 compose VLLM_LOGGING_LEVEL=DEBUG",
      "7:9 compose VLLM_API_KEY",
    ]);
    const merged = `x-env: &env\n  VLLM_USE_V1: "1"\n${service("    environment:\n      <<: *env\n      OTHER: 1\n")}`;
    expect(await linesOf("compose.yaml", merged)).toEqual(["2:3 compose VLLM_USE_V1=1"]);
  });

  it("follows an alias to a whole list of arguments", async () => {
    const text = `x-args: &args [--model, m]\n${service("    command: *args\n")}`;
    expect(await linesOf("compose.yaml", text)).toEqual(["1:16 compose serve --model m"]);
  });

  it("leaves other services and comments alone", async () => {
    const other =
      "  proxy:\n    image: nginx # before vllm\n    command: --swap-space 4\n    environment:\n      CUDA_VISIBLE_DEVICES: 1\n";
    expect(await linesOf("compose.yaml", `services:\n${other}`)).toEqual([]);
    expect(await linesOf("compose.yaml", service("    # command: --swap-space 4\n"))).toEqual([]);
    expect(await linesOf("compose.yaml", "services:\n  db:\n    image: postgres\n")).toEqual([]);
  });
});
