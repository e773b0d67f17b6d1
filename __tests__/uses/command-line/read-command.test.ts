import { beforeAll, describe, expect, test } from "vitest";
import { traced } from "../../../src/text/traced.ts";
import type { UseContext } from "../../../src/uses/reader.ts";
import { readShell } from "../../../src/uses/shell/read-shell.ts";
import { siteOf } from "../../../src/uses/shell/shell-site.ts";
import { summary, textAt, useContext } from "../support/shell.ts";

let context: UseContext;
beforeAll(async () => {
  context = await useContext(["MAX_JOBS"]);
});

function uses(text: string): string[] {
  return readShell(traced(text, 0), siteOf({ path: "x.sh", text }, "shell", context)).map(summary);
}

/** Each word of the last command by what stands at its place. */
function places(text: string): string[] {
  const last = readShell(traced(text, 0), siteOf({ path: "x.sh", text }, "shell", context)).findLast(
    (use) => use.kind === "command",
  );
  return last?.kind === "command" ? last.words.map(({ place }) => textAt(text, place)) : [];
}

describe("the server", () => {
  test.each([
    ["vllm serve m --a", "serve m --a"],
    ["/opt/venv/bin/vllm serve m", "serve m"],
    ["python -m vllm.entrypoints.openai.api_server --model m", "api-server --model m"],
    ["python3.12 -u -W ignore -m vllm.entrypoints.openai.api_server --model m", "api-server --model m"],
    ["$PYTHON -m vllm.entrypoints.openai.api_server --model m", "api-server --model m"],
    ["python -m vllm.entrypoints.cli.main serve m", "serve m"],
    ["python lib/vllm/entrypoints/openai/api_server.py --model m", "api-server --model m"],
    ["python /usr/bin/vllm serve m", "serve m"],
    ["python -m debugpy --listen 5678 -m vllm.entrypoints.openai.api_server --model m", "api-server --model m"],
    ["python -m vllm.entrypoints.api_server --model m", "likely api-server --model m"],
    ["$(which vllm) serve m", "likely serve m"],
  ])("%s", (text, expected) => {
    expect(uses(text)).toEqual([expected]);
  });

  test.each([
    "vllm bench serve --model m",
    "vllm chat --url x",
    "vllm --version",
    "echo vllm serve m",
    'pkill -f "vllm serve"',
    "grep -r 'vllm serve' docs",
    "pip install vllm",
    "python -m vllm.entrypoints.openai.run_batch -i x",
    "ray serve m # vllm",
    "vllm-router serve m",
    "python serve_vllm.py --model m --tensor-parallel-size 2",
    "# vllm serve m",
  ])("not %s", (text) => {
    expect(uses(text)).toEqual([]);
  });
});

describe("wrappers", () => {
  test.each([
    "exec vllm serve m",
    "nohup vllm serve m > log 2>&1 &",
    "time vllm serve m",
    "timeout -k 5 60 vllm serve m",
    "sudo -E -u me vllm serve m",
    "env -u A B=1 vllm serve m",
    "numactl -N 0 -m 0 vllm serve m",
    "taskset -c 0-3 vllm serve m",
    "stdbuf -oL vllm serve m",
    "uv run vllm serve m",
    "uv run --with vllm vllm serve m",
    "uv run --python python3.12 --with x vllm serve m",
    "uvx vllm serve m",
    "conda run -n e --no-capture-output vllm serve m",
    "poetry run vllm serve m",
    "srun -N1 --gres=gpu:8 vllm serve m",
    "mpirun -np 2 vllm serve m",
    "tini -- vllm serve m",
    "nsys profile -o x vllm serve m",
    "bash -c 'vllm serve m'",
    'sh -lc "cd /x && vllm serve m"',
    "bash -euo pipefail -c 'vllm serve m'",
    "eval 'vllm serve m'",
    "ssh -p 22 host 'vllm serve m'",
    "ssh host vllm serve m",
    "tmux new-session -d -s x 'vllm serve m'",
    "screen -dmS x vllm serve m",
    "kubectl exec -it pod -- vllm serve m",
    "docker exec -d c vllm serve m",
    "docker compose exec c vllm serve m",
    "docker run --rm -it image vllm serve m",
    "bash <<'EOF'\nvllm serve m\nEOF",
    "ssh host <<'EOF'\nvllm serve m\nEOF",
    "(cd x && vllm serve m) &",
    "if a; then vllm serve m; fi",
    "while ! vllm serve m; do sleep 1; done",
    "x=$(vllm serve m)",
    "{ vllm serve m; } > log",
  ])("%s", (text) => {
    expect(uses(text)).toEqual(["serve m"]);
  });

  test("launchers that are Python run a module", () => {
    expect(uses("uv run -m vllm.entrypoints.openai.api_server --model m")).toEqual(["api-server --model m"]);
    expect(uses("torchrun --nproc 2 -m vllm.entrypoints.openai.api_server --model m")).toEqual([
      "api-server --model m",
    ]);
  });

  test("xargs adds words", () => {
    expect(uses("cat x | xargs vllm serve")).toEqual(["serve ?*"]);
  });

  test("words of an inner shell are placed in the outer text", () => {
    expect(places(`ssh host 'x; vllm serve m --a "b c"'`)).toEqual(["m", "--a", "b c"]);
  });
});

describe("variables", () => {
  test.each([
    ["export VLLM_USE_V1=0", ["VLLM_USE_V1=0"]],
    ["VLLM_USE_V1=0 python x.py", ["VLLM_USE_V1=0"]],
    ["export VLLM_A=1 B=2 VLLM_C=$D", ["VLLM_A=1", "VLLM_C"]],
    ["env VLLM_A=1 x", ["VLLM_A=1"]],
    ["declare -x VLLM_A=1", ["VLLM_A=1"]],
    ["set -gx VLLM_A 1", ["VLLM_A=1"]],
    ["setenv VLLM_A 1", ["VLLM_A=1"]],
    ["srun --export=ALL,VLLM_A=1,VLLM_B=2 x", ["VLLM_A=1", "VLLM_B=2"]],
    ["python start.py --env VLLM_A=1 VLLM_B=2 --env OTHER=1 --env=VLLM_C=3", ["VLLM_A=1", "VLLM_B=2", "VLLM_C=3"]],
    ["gcloud run deploy x --set-env-vars=A=1,VLLM_A=1", ["VLLM_A=1"]],
    ["grep -e VLLM_A=1 x --name VLLM_B=1 --environments x VLLM_C=1", []],
    ["mpirun -x VLLM_A=1 x", ["VLLM_A=1"]],
    [`ray job submit --runtime-env-json='{"env_vars": {"VLLM_A": "1", "B": "2"}}' -- python x.py`, ["VLLM_A=1"]],
    ["python -m trainer +ray_init.runtime_env.env_vars.VLLM_A=1", ["VLLM_A=1"]],
    ["docker run -e VLLM_A=1 --env=VLLM_B=2 -eVLLM_C=3 -e VLLM_D i", ["VLLM_A=1", "VLLM_B=2", "VLLM_C=3", "VLLM_D"]],
    ["kubectl run x --image=i --env=VLLM_A=1 -- x", ["VLLM_A=1"]],
    ["MAX_JOBS=4 pip install vllm", ["likely MAX_JOBS=4"]],
    ['echo "VLLM_A=1" >> "$GITHUB_ENV"', ["VLLM_A=1"]],
    ["echo 'export VLLM_A=1' >> ~/.bashrc", ["VLLM_A=1"]],
  ])("%s", (text, expected) => {
    expect(uses(text)).toEqual(expected);
  });

  test.each([
    "unset VLLM_A",
    "echo VLLM_A=1",
    "# export VLLM_A=1",
    "set -x VLLM",
    "export VLLM_A",
    "echo $VLLM_A",
    "MY_VLLM_A=1",
  ])("not %s", (text) => {
    expect(uses(text)).toEqual([]);
  });
});

describe("containers", () => {
  test.each([
    [
      "docker run --gpus all -p 8000:8000 -v a:b --ipc=host vllm/vllm-openai:v0.9.1 --model m --a",
      "serve --model m --a",
    ],
    ["podman run -d ghcr.io/me/vllm-openai@sha256:0 --model m", "serve --model m"],
    ["nerdctl run vllm/vllm-openai-rocm:latest m", "serve m"],
    ["docker run $OPTIONS vllm/vllm-openai --model m", "serve --model m"],
    ["IMAGE=vllm/vllm-openai:v1\ndocker run $IMAGE --model m", "serve --model m"],
    ["docker run vllm/vllm-openai:$TAG --model m", "serve --model m"],
    ["docker run --entrypoint python3 vllm/vllm-openai -m vllm.entrypoints.openai.api_server --a", "api-server --a"],
    ["docker run --entrypoint vllm rocm/vllm serve m", "serve m"],
    ["docker run --entrypoint '' vllm/vllm-openai bash -c 'vllm serve m'", "serve m"],
    ["docker run --device /dev/kfd rocm/vllm vllm serve m", "serve m"],
    ["docker run rhaiis/vllm-cuda:3 --model m --swap-space 4", "serve --model m --swap-space 4"],
    ["docker run $VLLM_IMAGE --model m", "likely serve --model m"],
    ["kubectl run x --image=vllm/vllm-openai -- --model m", "serve --model m"],
    ["apptainer run --nv docker://vllm/vllm-openai:v1 --model m", "serve --model m"],
  ])("%s", (text, expected) => {
    expect(uses(text)).toEqual([expected]);
  });

  test.each([
    "docker run vllm/vllm-openai",
    "docker run rocm/vllm bash",
    "docker run --entrypoint bash vllm/vllm-openai -l",
    "docker run lmcache/vllm-router --port 80 --static-backends x",
    "docker build -t vllm/vllm-openai .",
    "docker pull vllm/vllm-openai:latest",
  ])("not %s", (text) => {
    expect(uses(text)).toEqual([]);
  });
});

test("architectures of --hf-overrides", () => {
  expect(uses(`vllm serve m --hf-overrides '{"architectures": ["A", "B"]}'`).slice(1)).toEqual([
    "architecture A",
    "architecture B",
  ]);
  expect(uses(`vllm serve m --hf_overrides='{"architectures":["A"], "x": ["B"]}'`).slice(1)).toEqual([
    "architecture A",
  ]);
  expect(uses(`vllm serve m --additional-config '{"architectures": ["A"]}'`)).toHaveLength(1);
});
