import { describe, expect, test } from "vitest";
import { extractVariables } from "../../src/surface/variables/extract-variables.ts";
import { parsePython, release } from "./release-texts.ts";

const extract = (files: Readonly<Record<string, string>>) => extractVariables(release(files), parsePython);

const table = (entries: string, before = "") =>
  `import os\n${before}\nenvironment_variables: dict[str, Callable[[], Any]] = {\n${entries}\n}\n`;

const variable = (name: string, entry: string, before = "") =>
  extract({ "vllm/envs.py": table(entry, before) }).variables[name];

test("the table's keys are the variables, with the line they stand on, in whichever module it is", () => {
  const { variables } = extract({
    "vllm/other.py": "def f():\n    environment_variables = {'VLLM_NOT': 1}\n",
    "vllm/settings/env.py": table(
      `    "VLLM_PORT":\n    lambda: os.getenv("VLLM_PORT"),\n    'MAX_JOBS': lambda: None,`,
    ),
  });
  expect(variables).toEqual({
    VLLM_PORT: { file: "vllm/settings/env.py", line: 4 },
    MAX_JOBS: { file: "vllm/settings/env.py", line: 6 },
  });
});

test("annotations under TYPE_CHECKING are no variables, and a release without a table has none", () => {
  const typing = "if TYPE_CHECKING:\n    VLLM_GHOST: bool = False\n";
  expect(variable("VLLM_GHOST", `"VLLM_A": lambda: 1,`, typing)).toBeUndefined();
  expect(extract({ "vllm/a.py": "x = 1" })).toEqual({ variables: {}, variablesElsewhere: [] });
});

describe("what a variable falls back on", () => {
  const helpers = `def env_with_choices(env_name, default, choices):
    return lambda: os.getenv(env_name)
def deprecated_env(env_name, removal_version, replacement, getter):
    if env_name in os.environ:
        warnings.warn(f"{env_name} is deprecated and will be removed in {removal_version}. {replacement}")
    return getter
def get_port():
    return int(os.getenv("VLLM_X", "8000"))
`;
  test.each([
    ["a string", `lambda: os.environ.get("VLLM_X", "1")`, "1"],
    ["a string within conversions", `lambda: bool(int(os.getenv("VLLM_X", "0")))`, "0"],
    ["a number", `lambda: int(os.environ.get("VLLM_X", 600))`, "600"],
    ["an empty string", `lambda: os.getenv("VLLM_X", "").split(",")`, ""],
    ["the other side of an or", `lambda: (os.getenv("VLLM_X", "").lower() or "13.0")`, "13.0"],
    ["the end of a chain", `lambda: (os.getenv("VLLM_X", None) or os.getenv("Y", None) or "0") == "1"`, "0"],
    ["what a helper is handed", `env_with_choices("VLLM_X", "auto", ["auto", "always"])`, "auto"],
    ["what a helper is handed by name", `env_with_choices("VLLM_X", default="auto", choices=[])`, "auto"],
    ["a read within a helper's argument", `deprecated_env("VLLM_X", "v2", "", lambda: os.getenv("VLLM_X", "7"))`, "7"],
    ["a function of the module", "get_port", "8000"],
    ["nothing", `lambda: os.environ.get("VLLM_X", None)`, undefined],
    ["nothing literal", `lambda: os.getenv("VLLM_X", os.path.join(root(), "vllm"))`, undefined],
    [
      "nothing, where it is asked for first",
      `lambda: int(os.getenv("VLLM_X", "0")) if "VLLM_X" in os.environ else None`,
      undefined,
    ],
    ["another variable's default", `lambda: os.getenv("VLLM_Y", "1")`, undefined],
    ["a helper that has no default", `deprecated_env("VLLM_X", "v2", "use y", reader)`, undefined],
  ])("%s", (_, value, expected) => {
    expect(variable("VLLM_X", `"VLLM_X": ${value},`, helpers)?.default).toBe(expected);
  });
});

describe("how its end is announced", () => {
  test("in the comment above the entry, and in no other comment", () => {
    const entries = `    # Deprecated: use --moe-backend
    # instead.
    "VLLM_A": lambda: 1,
    # Not deprecated by anybody here

    "VLLM_B": lambda: 1,
    # Entries are never removed from memory.
    "VLLM_C": lambda: 1,`;
    const { variables } = extract({ "vllm/envs.py": table(entries) });
    expect(variables["VLLM_A"]?.deprecated).toBe("Deprecated: use --moe-backend instead.");
    expect(variables["VLLM_B"]?.deprecated).toBeUndefined();
    expect(variables["VLLM_C"]?.deprecated).toBeUndefined();
  });

  test("through a helper that the table calls", () => {
    const helper = `def deprecated_env(env_name, removal_version, replacement, getter):
    def read():
        warnings.warn(f"{env_name} is deprecated and will be removed in "
                      f"{removal_version}. {replacement}", FutureWarning)
        return getter()
    return read
`;
    const entry = `"VLLM_A": deprecated_env("VLLM_A", "v0.23", "Use " "--backend.", lambda: 1),`;
    expect(variable("VLLM_A", entry, helper)?.deprecated).toBe(
      "VLLM_A is deprecated and will be removed in v0.23. Use --backend.",
    );
  });

  test("through helpers of configs, those of one name each by its own module, and those that hand on", () => {
    const config = (word: string, field: string, name: string) => `class C:
    def _get_from_env_if_set(self, field_name: str, env_var_name: str):
        if envs.is_set(env_var_name):
            logger.warning_once("Using %s environment variable is deprecated, "
                "please use --${word}.%s", env_var_name, field_name)
    def _set_from_env_if_set(self, field_name: str, env_var_name: str, to_bool: bool = True):
        value = self._get_from_env_if_set(field_name, env_var_name)
    def __post_init__(self):
        self._set_from_env_if_set("${field}", "${name}", to_bool=False)
`;
    const { variables } = extract({
      "vllm/envs.py": table(`"VLLM_A": lambda: 1, "VLLM_B": lambda: 1,`),
      "vllm/config/one.py": config("one", "backend", "VLLM_A"),
      "vllm/config/two.py": config("two", "depth", "VLLM_B"),
    });
    expect(variables["VLLM_A"]?.deprecated).toBe(
      "Using VLLM_A environment variable is deprecated, please use --one.backend",
    );
    expect(variables["VLLM_B"]?.deprecated).toBe(
      "Using VLLM_B environment variable is deprecated, please use --two.depth",
    );
  });

  test("through a helper of another module, with a part that depends", () => {
    const { variables } = extract({
      "vllm/envs.py": table(`"VLLM_A": lambda: 1,`),
      "vllm/config/utils.py": `def get_from_deprecated_env_if_set(env_name, removal_version, field_name=None):
    if envs.is_set(env_name):
        alt_msg = f" Please use {field_name} instead." if field_name else ""
        logger.warning_once("Using %s is deprecated and will be removed in %s.%s", env_name, removal_version, alt_msg)
`,
      "vllm/config/model.py": `value = get_from_deprecated_env_if_set("VLLM_A", "v0.27", field_name="hasher")\n`,
    });
    expect(variables["VLLM_A"]?.deprecated).toBe(
      "Using VLLM_A is deprecated and will be removed in v0.27. Please use hasher instead.",
    );
  });

  test("in a warning that speaks of it, not in one that recommends it or speaks of something else", () => {
    const { variables } = extract({
      "vllm/envs.py": table(`"VLLM_A": lambda: 1, "VLLM_B": lambda: 1, "VLLM_C": lambda: 1,`),
      "vllm/x.py": `
logger.warning_once("VLLM_A environment variable is deprecated and "
                    "will be removed in v0.15.0.")
logger.warning("HOST_IP is deprecated. Please use VLLM_B instead.")
logger.warning("The suffix in VLLM_C is no longer necessary as V0 has been deprecated.")
`,
    });
    expect(Object.values(variables).map(({ deprecated }) => deprecated)).toEqual([
      "VLLM_A environment variable is deprecated and will be removed in v0.15.0.",
      undefined,
      undefined,
    ]);
  });
});

describe("names elsewhere", () => {
  test("are whole literals of any module, sorted", () => {
    const { variablesElsewhere } = extract({
      "vllm/envs.py": table(`"VLLM_A": lambda: os.getenv("VLLM_A"),`),
      "vllm/plugin.py": `os.environ["VLLM_Z"]; os.getenv('VLLM_B'); print("VLLM_C is set")`,
    });
    expect(variablesElsewhere).toEqual(["VLLM_B", "VLLM_Z"]);
  });

  test("in the table's module are read, not listed", () => {
    const { variablesElsewhere } = extract({
      "vllm/envs.py": `${table(`"VLLM_A": lambda: os.getenv("VLLM_A") or os.getenv("VLLM_OLD"),`)}
ignored_factors = {"VLLM_STALE", "VLLM_A"}
SECRET = os.environ.get("VLLM_READ")
`,
    });
    expect(variablesElsewhere).toEqual(["VLLM_OLD", "VLLM_READ"]);
  });

  test("are none where a module lists them only to say that it ignores them", () => {
    const module = (body: string) => `_DEPRECATED_ENV_VARS = {
    "VLLM_GONE": "read_mode",
}
def warn():
    for name, key in _DEPRECATED_ENV_VARS.items():
        if name in os.environ:
            ${body}
`;
    const elsewhere = (body: string) => extract({ "vllm/x.py": module(body) }).variablesElsewhere;
    expect(elsewhere(`logger.warning("%s is deprecated and ignored", name)`)).toEqual([]);
    expect(elsewhere("config[key] = os.environ[name]")).toEqual(["VLLM_GONE"]);
    expect(elsewhere(`other = os.getenv("VLLM_GONE")`)).toEqual(["VLLM_GONE"]);
  });
});

test("hostile text neither throws nor takes long", () => {
  const deep = "(".repeat(20_000);
  const { variables } = extract({
    "vllm/envs.py": `environment_variables = {"VLLM_A": ${deep}, "VLLM_B": lambda: ${"not ".repeat(5000)}1}`,
    "vllm/a.py": `def f_env(env_name): logger.warning(${deep}"VLLM_A is deprecated`,
    "vllm/b.py": `${"VLLM_A ".repeat(20_000)}deprecated${"_DEPRECATED".repeat(20_000)}`,
    "vllm/c.py": `# deprecated VLLM_A\n${"_".repeat(50_000)}\n${"_DEPRECATED".repeat(20_000)}\ndef ${"env".repeat(50_000)}`,
  });
  expect(Object.keys(variables).length).toBeLessThan(3);
}, 5_000);
