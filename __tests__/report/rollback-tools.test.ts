import { describe, expect, it } from "vitest";
import type { PinFormatId } from "../../src/pins/pin.ts";
import { buildRollback } from "../../src/report/rollback.ts";
import { pinAt } from "../support/report-samples.ts";

function wayBack(file: string, format: PinFormatId, repositoryFiles: readonly string[] = []) {
  const pin = pinAt(file, 1, "0.32.0", { format });
  return buildRollback({ current: "0.31.0", target: "0.32.0", pinsNow: [pin], texts: [], repositoryFiles });
}

const SERVED = 'curl --fail --silent http://localhost:8000/version  # {"version":"0.31.0"}';

describe("the way back by each tool", () => {
  it.each<[string, PinFormatId, readonly string[], string]>([
    ["setup.py", "setup-py", [], "python -m pip install -e ."],
    ["lib/setup.cfg", "setup-cfg", [], "python -m pip install -e ./lib"],
    ["environment.yml", "conda", [], "conda env update --file environment.yml --prune"],
    ["Pipfile", "pipfile", ["Pipfile.lock"], "pipenv sync"],
    ["app/Pipfile", "pipfile", ["app/Pipfile.lock"], "(cd app && pipenv sync)"],
    ["app/pyproject.toml", "pyproject", ["app/pdm.lock"], "pdm install --project app"],
    ["images/vllm.def", "apptainer", [], "apptainer build --force vllm-rollback.sif images/vllm.def"],
    [
      "compose.yml",
      "compose",
      [],
      "docker compose --file compose.yml pull && docker compose --file compose.yml up --detach",
    ],
    ["deploy/vllm.yaml", "kubernetes", [], "kubectl apply --filename deploy/vllm.yaml"],
    ["chart/values.yaml", "kubernetes", ["chart/Chart.yaml"], 'helm upgrade "$RELEASE" ./chart'],
    [
      "chart/values-prod.yaml",
      "kubernetes",
      ["chart/Chart.yaml"],
      'helm upgrade "$RELEASE" ./chart --values chart/values-prod.yaml',
    ],
  ])("%s: %s", (file, format, files, command) => {
    expect(wayBack(file, format, files).install).toEqual([command]);
  });

  it.each<[string, PinFormatId]>([
    ["run.sh", "shell"],
    [".github/workflows/test.yml", "workflow"],
    ["image.py", "python"],
    ["demo.ipynb", "notebook"],
    ["Makefile", "makefile"],
  ])("%s installs when it is run next", (file, format) => {
    expect(wayBack(file, format)).toMatchObject({ install: [], verify: [] });
  });

  it.each<[string, PinFormatId, string, string]>([
    ["app/pyproject.toml", "pyproject", "app/pdm.lock", "pdm lock --project app --update-reuse"],
    ["Pipfile", "pipfile", "Pipfile.lock", "pipenv lock"],
    ["pyproject.toml", "pyproject", "poetry.lock", "poetry lock"],
    ["pyproject.toml", "pyproject", "uv.lock", "uv lock --upgrade-package vllm==0.31.0"],
  ])("%s: %s has its lock made anew", (file, format, lock, command) => {
    expect(wayBack(file, format, [lock]).lock).toEqual([command]);
    expect(wayBack(file, format).lock).toEqual([]);
  });

  it("asks a server for its version", () => {
    expect(wayBack("compose.yml", "compose").verify).toEqual(["docker compose --file compose.yml ps", SERVED]);
    expect(wayBack("deploy/vllm.yaml", "kubernetes").verify).toEqual([
      "kubectl rollout status --filename deploy/vllm.yaml",
      SERVED,
    ]);
  });

  it("keeps what is deployed now", () => {
    expect(wayBack("deploy/vllm.yaml", "kubernetes").backup).toEqual([
      "git tag vllm-0.31.0-before-0.32.0 HEAD",
      "kubectl get --filename deploy/vllm.yaml --output yaml > vllm-0.31.0-live.yaml",
    ]);
  });
});
