import { describe, expect, it } from "vitest";
import { formatOfPath } from "../../src/pins/formats.ts";
import { parse, requirementTexts, summary } from "./support.ts";

const pins = (text: string, file = "install.sh") => summary(parse(file, text));

describe("shell: which files", () => {
  it.each(["install.sh", "a/b.bash", "train.slurm", "run.sbatch", "setup.sh.j2", "scripts/serve", "bin/start"])(
    "%s",
    (path) => {
      expect(formatOfPath(path)?.format).toBe("shell");
    },
  );
  it.each(["LICENSE", "scripts/a.py", "serve", "third_party/x/install.sh"])("not %s", (path) => {
    expect(formatOfPath(path)?.format).not.toBe("shell");
  });
  it("takes a file without an extension by its first line", () => {
    expect(pins("#!/usr/bin/env bash\npip install vllm==0.31.0\n", "scripts/a")).toEqual([
      "2:13 requirement vllm==0.31.0",
    ]);
    expect(pins("pip install vllm==0.31.0\n", "scripts/a")).toEqual([]);
  });
});

describe("shell: commands", () => {
  it.each([
    ["pip install vllm==0.8.2 torch==2.6.0", ["1:13 requirement vllm==0.8.2"]],
    ["uv run --isolated --with vllm==0.9.2 --with ray train.py", ["1:26 requirement vllm==0.9.2"]],
    ["uv add git+https://github.com/vllm-project/vllm --tag v0.31.0", ["1:55 requirement v0.31.0"]],
    [
      "uv add ray git+https://github.com/vllm-project/vllm@v0.31.0 --branch main",
      ["1:12 requirement git+https://github.com/vllm-project/vllm@v0.31.0"],
    ],
    [
      'build() {\n  local c="0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"\n  local u=https://github.com/vllm-project/vllm\n  clone_commit "$u" "$c"\n}',
      ["2:12 requirement 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"],
    ],
    ["uvx vllm@0.31.0 serve m", ["1:5 requirement vllm@0.31.0"]],
    ["pipx install vllm==0.31.0", ["1:14 requirement vllm==0.31.0"]],
    ["conda install -c conda-forge vllm=0.31.0 -y", ["1:35 requirement 0.31.0"]],
    ["mamba create -n x conda-forge::vllm==0.31.0", ["1:32 requirement vllm==0.31.0"]],
    ["if ! pip install vllm==0.31.0; then exit 1; fi", ["1:18 requirement vllm==0.31.0"]],
    ["docker run --gpus all --name vllm vllm/vllm-openai:v0.31.0 --model m", ["1:52 image v0.31.0"]],
    ["ID=$(docker run -d vllm/vllm-openai:v0.31.0)", ["1:37 image v0.31.0"]],
    ["podman pull docker.io/vllm/vllm-openai", ["1:13 image docker.io/vllm/vllm-openai"]],
    ["sudo docker image pull vllm/vllm-openai:v0.31.0", ["1:41 image v0.31.0"]],
    ["apptainer build v.sif docker://vllm/vllm-openai:v0.31.0", ["1:49 image v0.31.0"]],
    ["kubectl run x --image=vllm/vllm-openai:v0.31.0", ["1:40 image v0.31.0"]],
    ["docker build --build-arg BASE=vllm/vllm-openai:v0.31.0 -t vllm/vllm-openai:mine .", ["1:48 image v0.31.0"]],
    ["docker tag vllm/vllm-openai:v0.31.0 vllm/vllm-openai:v1.0.0", ["1:29 image v0.31.0"]],
    ["ssh host 'pip install vllm==0.31.0'", ["1:23 requirement vllm==0.31.0"]],
    ['eval "pip install vllm==0.31.0"', ["1:19 requirement vllm==0.31.0"]],
    ["git clone -b v0.6.3 https://github.com/vllm-project/vllm.git", ["1:14 requirement v0.6.3"]],
    ["git clone --depth 1 --branch=v0.6.3 https://github.com/vllm-project/vllm", ["1:30 requirement v0.6.3"]],
    ["git clone https://github.com/vllm-project/vllm && cd vllm && git checkout v0.8.5", ["1:75 requirement v0.8.5"]],
    [
      "git clone https://github.com/vllm-project/vllm /src/v\ncd /src/v\ngit checkout tags/v0.8.5 -b x",
      ["3:19 requirement v0.8.5"],
    ],
    [
      "git clone https://github.com/vllm-project/vllm\ngit -C vllm fetch origin tag v0.8.5",
      ["2:30 requirement v0.8.5"],
    ],
    [
      "V=v0.8.5\ngit clone https://github.com/vllm-project/vllm\ncd vllm && git checkout $V &> /dev/null",
      ["1:3 requirement v0.8.5"],
    ],
    [
      "wget https://github.com/vllm-project/vllm/archive/refs/tags/v0.8.5.tar.gz",
      ["1:6 requirement https://github.com/vllm-project/vllm/archive/refs/tags/v0.8.5.tar.gz"],
    ],
    [`PACKAGES=("vllm==0.24.0" "x")\nuv pip install "\${PACKAGES[@]}"`, ["1:12 requirement vllm==0.24.0"]],
    ["PACKAGES=(\n  torch\n  vllm==0.24.0\n)", ["3:3 requirement vllm==0.24.0"]],
    [
      "pip install vllm --extra-index-url https://wheels.vllm.ai/0.31.0/cu130",
      ["1:13 requirement vllm", "1:59 index 0.31.0"],
    ],
    [
      `pip install vllm --extra-index-url https://wheels.vllm.ai/\${V}/cu130`,
      ["1:13 requirement vllm", `1:59 index \${V}`],
    ],
    ["pip install vllm==$1", ["1:13 requirement vllm==$1"]],
    [`V=\${1:-0.31.0}\npip install vllm==$V`, ["1:8 requirement 0.31.0"]],
  ])("%s", (text, expected) => {
    expect(pins(`${text}\n`)).toEqual(expected);
  });

  it.each([
    "# pip install vllm==0.31.0",
    "echo 'pip install vllm==0.31.0'",
    "pip install vllm-ascend==0.31.0",
    "docker run rocm/vllm:v0.31.0",
    "docker push vllm/vllm-openai:v0.31.0",
    "docker rmi vllm/vllm-openai:v0.31.0",
    "docker build -t vllm/vllm-openai:v0.31.0 .",
    "docker run ghcr.io/llm-d/llm-d:v0.31.0",
    "git clone https://github.com/vllm-project/vllm-ascend && cd vllm-ascend && git checkout v0.31.0",
    "git clone https://github.com/vllm-project/vllm\ncd other\ngit checkout v0.31.0",
    "git clone https://github.com/vllm-project/vllm\ncd vllm\ngit checkout -- setup.py",
    "cat <<EOF\nUsage: pip install vllm==0.31.0\nEOF",
    "python - <<'EOF'\nprint('''\npip install vllm==0.31.0\n''')\nEOF\ntrue || vllm",
    "MIN_VLLM_VERSION=0.31.0",
    "VLLM_VERSION=$(pip show vllm)",
    "VLLM_IMAGE_TAG=0.8.3-b20",
    "VLLM_TAG=v0.31.0\ndocker run rocm/vllm:$VLLM_TAG",
    "git commit -m 'pip install vllm==0.31.0'",
  ])("%s is no pin", (text) => {
    expect(pins(`${text}\n`)).toEqual([]);
  });
});

describe("shell: variables", () => {
  it("names what uses a variable, and the variable where nothing does", () => {
    expect(pins("export VLLM_VERSION=0.31.0\n")).toEqual(["1:21 constraint 0.31.0"]);
    expect(pins(`VLLM_VERSION="0.31.0"\npip install "vllm==\${VLLM_VERSION}"\n`)).toEqual(["1:15 requirement 0.31.0"]);
    expect(pins(`: \${VLLM_VERSION:=0.31.0}\npip install vllm==$VLLM_VERSION\n`)).toEqual(["1:19 requirement 0.31.0"]);
    expect(pins(`IMAGE=\${IMAGE:-vllm/vllm-openai:v0.31.0}\ndocker run $IMAGE\n`)).toEqual(["1:33 image v0.31.0"]);
    expect(pins("IMAGE=vllm/vllm-openai:v0.31.0\n./start.sh\n")).toEqual(["1:24 image v0.31.0"]);
    expect(pins('declare -A BUILD=(\n  [clone]=true\n  [vllm_version]="v0.31.0"\n)\n')).toEqual([
      "3:19 constraint v0.31.0",
    ]);
    expect(pins("BUILD['vllm-version']=0.31.0\n")).toEqual(["1:23 constraint 0.31.0"]);
    expect(pins('P=("vllm[version]==0.31.0")\n')).toEqual(["1:5 requirement vllm[version]==0.31.0"]);
    expect(pins("VLLM_TAG=v0.31.0-cu129\n")).toEqual(["1:10 image v0.31.0-cu129"]);
    expect(pins("W=https://x.example/vllm-0.31.0-cp38-abi3-linux_x86_64.whl\n")).toEqual([
      "1:3 constraint https://x.example/vllm-0.31.0-cp38-abi3-linux_x86_64.whl",
    ]);
  });

  it("leaves unpinned what only a run knows", () => {
    const [pin] = parse("a.sh", "V=$(cat version)\npip install vllm==$V\n").pins;
    expect(pin).toMatchObject({ line: 2, raw: "vllm==$V", reference: { kind: "unpinned" } });
    const [clone] = parse("a.sh", "git clone -b $V https://github.com/vllm-project/vllm\n").pins;
    expect(clone).toMatchObject({ raw: "$V", specifier: "git $V", reference: { kind: "unpinned" } });
    const nightly = "pip install https://wheels.vllm.ai/0a1b2c/vllm-1.0.0.dev-cp38-abi3-linux_x86_64.whl\n";
    expect(parse("a.sh", nightly).pins[0]?.reference).not.toHaveProperty("version");
  });
});

describe("shell: here-documents", () => {
  it("reads what a shell runs and what is written to files", () => {
    const text = `don() { echo "it's"; }
cat > requirements.txt <<EOF
torch
vllm==0.31.0  # here
EOF
sbatch <<'EOT'
pip install vllm==0.30.0
EOT
kubectl apply -f - <<EOF
kind: Pod
spec:
  containers:
    - image: vllm/vllm-openai:v0.29.0
EOF
pip install vllm==0.28.0
`;
    expect(pins(text)).toEqual([
      "4:1 requirement vllm==0.31.0",
      "7:13 requirement vllm==0.30.0",
      "13:31 image v0.29.0",
      "15:13 requirement vllm==0.28.0",
    ]);
  });

  it("reads manifests that a function prints, however long they are", () => {
    const manifest = (image: string) => `cat <<'END'\napiVersion: v1\nkind: Pod\nimage: ${image}\nEND\n`;
    const other = `cat <<'END'\n${"# of another kind\n".repeat(20_000)}END\n`;
    expect(pins(`${manifest("vllm/vllm-openai:v0.31.0")}${other}`)).toEqual(["4:25 image v0.31.0"]);
    expect(pins("cat <<'END'\nimage: vllm/vllm-openai:v0.31.0\nEND\n")).toEqual([]);
    const commands = `${"pip install vllm==0.31.0\n".repeat(9_000)}${manifest("vllm/vllm-openai:v0.31.0")}`;
    expect(pins(commands)).toEqual(["9004:25 image v0.31.0"]);
  });
});

describe("shell: what is installed together", () => {
  it("is what the script installs, without what only a run knows", () => {
    const manifest = parse(
      "ci/install.sh",
      "pip install $EXTRA 'transformers>=5' -r requirements/a.txt\nuv pip install vllm==0.31.0\n",
    );
    expect(requirementTexts(manifest)).toEqual(["transformers>=5", "vllm==0.31.0"]);
    expect(manifest.includes[0]).toMatchObject({ path: "ci/requirements/a.txt", optional: true });
  });
});

describe("shell: what other programs are given", () => {
  it.each([
    ["docker build --build-arg VLLM_VERSION=v0.31.0 .", ["1:39 constraint v0.31.0"]],
    ["docker run -e VLLM_VERSION=0.31.0 image", ["1:28 constraint 0.31.0"]],
    ["#!/bin/bash\n#SBATCH --container-image=vllm/vllm-openai:v0.31.0\nsrun x", ["2:44 image v0.31.0"]],
    ["#SBATCH --container-image docker://docker.io#vllm/vllm-openai:v0.31.0", ["1:63 image v0.31.0"]],
    ['INSTALL="uv pip install vllm==0.31.0"\n$INSTALL', ["1:25 requirement vllm==0.31.0"]],
    [`IMAGE=\${IMAGE:-"vllm/vllm-openai:v0.31.0"}`, ["1:34 image v0.31.0"]],
    [
      "IMAGE_PREFIX=public.ecr.aws/q9t5s3a7/vllm-ci-test-repo",
      ["1:14 image public.ecr.aws/q9t5s3a7/vllm-ci-test-repo"],
    ],
    ["VLLM_REF=v0.31.0", ["1:10 constraint v0.31.0"]],
    [
      "VLLM_COMMIT=0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
      ["1:13 constraint 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"],
    ],
    ["VLLM_CPU_VERSION=0.31.0", ["1:18 constraint 0.31.0"]],
    ["git clone -b releases/v0.31.0 https://github.com/vllm-project/vllm", ["1:14 requirement releases/v0.31.0"]],
    ["V=v0.31.0\ngit clone -b releases/$V https://github.com/vllm-project/vllm", ["1:3 requirement v0.31.0"]],
  ])("%s", (text, expected) => {
    expect(pins(text)).toEqual(expected);
  });

  it.each([
    "VLLM_COMMIT=0a1b2c3",
    "MSG='Please pip install vllm==0.31.0'",
    "VLLM_BRANCH=feature",
    "DIR=/opt/vllm/vllm-openai",
  ])("none in %s", (text) => {
    expect(pins(text)).toEqual([]);
  });

  it("edits the version in the name of a release's branch", () => {
    const text = "git clone -b releases/v0.31.0 https://github.com/vllm-project/vllm";
    const [pin] = parse("a.sh", text).pins;
    expect(pin?.reference).toMatchObject({ kind: "git", version: "0.31.0" });
    expect(pin && formatOfPath("a.sh")?.rewrite(pin, "0.32.0")).toBe("releases/v0.32.0");
  });

  it("reads Python that a script writes or runs", () => {
    const job =
      "cat > /tmp/job.py <<'EOF'\ncommands = [\n  \"pip install vllm==0.31.0\",\n]\nEOF\npython /tmp/job.py\n";
    expect(pins(job)).toEqual(["3:16 requirement vllm==0.31.0"]);
    expect(pins("python3 - <<EOF\nIMAGE = 'vllm/vllm-openai:v0.31.0'\nEOF\n")).toEqual(["2:27 image v0.31.0"]);
    const sample = "python3 - <<EOF\ndata = {'image': 'vllm/vllm-openai:v0.31.0'}\nEOF\n";
    expect(pins(sample, "selftest-inventory.sh")).toEqual([]);
  });

  it("reads the scripts of Windows", () => {
    expect(pins("pip install vllm==0.31.0\r\n", "setup.ps1")).toEqual(["1:13 requirement vllm==0.31.0"]);
    const run =
      'param([string]$Image = "vllm/vllm-openai:v0.31.0")\ndocker run `\r\n  vllm/vllm-openai:v0.30.0 `\r\n  --model m\r\n';
    expect(pins(run, "start.ps1")).toEqual(["1:42 image v0.31.0", "3:20 image v0.30.0"]);
    expect(pins("docker run ^\r\n  vllm/vllm-openai:v0.31.0 ^\r\n  --model m\r\n", "start.bat")).toEqual([
      "2:20 image v0.31.0",
    ]);
  });
});
