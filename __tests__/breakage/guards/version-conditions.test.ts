import { describe, expect, it } from "vitest";
import { judge } from "./judge.ts";

const HEADER = [
  "import importlib.metadata, importlib.util, pkg_resources, vllm",
  "from importlib.metadata import version as get_installed",
  "from packaging import version",
  "from packaging.version import Version, parse",
  "from packaging.specifiers import SpecifierSet",
  "from distutils.version import LooseVersion",
  "",
].join("\n");

/** Conditions that are false, true or not known on vLLM 0.12.0. */
const CONDITIONS: readonly [condition: string, answer: "false" | "true" | "unclear" | "unknown"][] = [
  ['version.parse(vllm.__version__) < version.parse("0.12.0")', "false"],
  ['version.parse(vllm.__version__) >= version.parse("0.12.0")', "true"],
  ['Version(vllm.__version__) <= Version("0.10.2")', "false"],
  ['Version("0.10.2") <= Version(vllm.__version__) <= Version("0.11.2")', "false"],
  ['Version("0.10.2") <= Version(vllm.__version__) <= Version("0.12.0")', "true"],
  ['not (Version(vllm.__version__) >= Version("0.12"))', "false"],
  ['(((Version(vllm.__version__)))) < (Version("0.12"))', "false"],
  ['parse(importlib.metadata.version("vllm")) < parse("0.12")', "false"],
  ['parse(get_installed("vllm")) < parse("0.12")', "false"],
  ['parse(get_installed("torch")) < parse("2.0")', "unknown"],
  ['pkg_resources.parse_version(pkg_resources.get_distribution("vllm").version) < parse("0.12")', "false"],
  ['importlib.metadata.distribution("vllm").version == "0.11.0"', "false"],
  ['LooseVersion(vllm.__version__) < LooseVersion("0.12")', "false"],
  ['LooseVersion(vllm.__version__) < "0.12.1"', "true"],
  ['vllm.__version__ in ("0.5.4", "0.6.3")', "false"],
  ['vllm.__version__ not in ("0.5.4", "0.6.3")', "true"],
  ['vllm.__version__ in ["0.12.0"]', "true"],
  ['vllm.__version__ == "0.11.0"', "false"],
  ['vllm_version_is("0.11.0")', "false"],
  ['vllm_version_is("0.12.0")', "true"],
  ['vllm.__version__ != "0.12.0"', "false"],
  ['vllm.__version__ < "0.9.0"', "true"],
  ['vllm.__version__ >= "0.9.0"', "false"],
  ['vllm.__version__.startswith("0.6")', "false"],
  ['vllm.__version__.startswith(("0.6", "0.12"))', "true"],
  ['"0.11" in vllm.__version__', "false"],
  ["vllm.__version_tuple__ >= (0, 11)", "true"],
  ["vllm.__version_tuple__ < (0, 12)", "false"],
  ["Version(vllm.__version__).release < (0, 12)", "false"],
  ["Version(vllm.__version__).release[:2] == (0, 12)", "true"],
  ["Version(vllm.__version__).minor < 12", "false"],
  ['Version(Version(vllm.__version__).base_version) < Version("0.12.0")', "false"],
  ['int(vllm.__version__.split(".")[1]) < 12', "false"],
  ['tuple(map(int, vllm.__version__.split(".")[:2])) < (0, 12)', "false"],
  ['tuple(int(part) for part in vllm.__version__.split(".")[:2]) < (0, 12)', "false"],
  ['[int(part) for part in vllm.__version__.split(".")] >= [0, 12]', "true"],
  ['float(".".join(vllm.__version__.split(".")[:2])) < 0.2', "true"],
  ['SpecifierSet(">=0.12").contains(vllm.__version__)', "true"],
  ['SpecifierSet("<0.12").contains(vllm.__version__)', "false"],
  ['vllm.__version__ in SpecifierSet("<0.12")', "false"],
  ['Version(vllm.__version__) in SpecifierSet("<0.12,>=0.10")', "false"],
  ['getattr(vllm, "__version__", "0") < "0.1"', "false"],
  ['(found := Version(vllm.__version__)) < Version("0.12")', "false"],
  ['flag and Version(vllm.__version__) < Version("0.12")', "false"],
  ['Version(vllm.__version__) < Version("0.12") and flag', "false"],
  ['flag and Version(vllm.__version__) >= Version("0.12")', "unknown"],
  ['Version(vllm.__version__) < Version("0.12") or flag', "unknown"],
  ['Version(vllm.__version__) >= Version("0.12") or flag', "true"],
  ["Version(vllm.__version__) < minimum", "unclear"],
  ["strange(vllm.__version__)", "unclear"],
  ["Version(vllm.__version__) < minimum and flag", "unclear"],
  ["flag", "unknown"],
  ["args.use_vllm", "unknown"],
  ['hasattr(torch, "compile")', "unknown"],
  ["False", "false"],
  ["0", "false"],
  ['is_vllm_available(min_version="0.12.0")', "true"],
  ['is_vllm_available(min_version="0.13.0")', "false"],
  ['is_vllm_available(max_version="0.11.0")', "false"],
  ["is_vllm_available()", "true"],
  ['is_vllm_version_ge("0.13")', "false"],
  ['is_vllm_version_lt("0.12")', "false"],
  ['compare_versions("vllm", ">=", "0.12")', "true"],
  ['compare_versions("vllm", "<", "0.12")', "false"],
  ['compare_versions("torch", "<", "2.0")', "unknown"],
  ['_is_package_version_at_least("vllm", "0.13")', "false"],
  ['is_version_ge(pkg="vllm", minver="0.13")', "false"],
  ['is_torch_available(min_version="9.0")', "unknown"],
  ["is_old_vllm_version()", "unclear"],
  ["VLLM_VERSION_OLD", "unclear"],
  ['importlib.util.find_spec("vllm.old") is not None', "false"],
  ['importlib.util.find_spec("vllm.old")', "false"],
  ['importlib.util.find_spec("vllm.new") is None', "false"],
  ['hasattr(vllm.config, "Gone")', "false"],
  ['hasattr(vllm.config, "Kept")', "true"],
];

const KIND = { false: "live", true: "none", unclear: "unclear", unknown: "none" } as const;

describe("a version condition over a break", () => {
  it.each(CONDITIONS)("if %s is %s", (condition, answer) => {
    expect(judge({ text: `${HEADER}if ${condition}:\n    from vllm.config import @@Gone\n` }).kind).toBe(KIND[answer]);
  });

  it.each(CONDITIONS)("else of %s, which is %s", (condition, answer) => {
    const opposite = { false: "none", true: "live", unclear: "unclear", unknown: "none" } as const;
    const text = `${HEADER}if ${condition}:\n    pass\nelse:\n    from vllm.config import @@Gone\n`;
    expect(judge({ text }).kind).toBe(opposite[answer]);
  });

  it("names the line and the release", () => {
    const text = `${HEADER}if vllm.__version__ == "0.11.0":\n    from vllm.config import @@Gone\n`;
    expect(judge({ text })).toEqual({
      kind: "live",
      why: "guarded by a version condition (line 7), not run on 0.12.0",
    });
  });

  it("compares pre-releases and local labels as PEP 440 does", () => {
    const text = `${HEADER}if parse(vllm.__version__) < parse("0.12"):\n    from vllm.config import @@Gone\n`;
    expect(judge({ text, target: "0.12.0rc1" }).kind).toBe("none");
    expect(judge({ text, target: "0.12.0+cu130" }).kind).toBe("live");
    expect(judge({ text, target: "0.12.0.post1" }).kind).toBe("live");
  });
});

const OLD = 'Version(vllm.__version__) < Version("0.12")';
const NEW = 'Version(vllm.__version__) >= Version("0.12")';
const BREAK = "from vllm.config import @@Gone";

/** Where the condition stands: `live`, the break is not run on the target. */
const PLACES: readonly [shape: string, kind: string, text: string][] = [
  ["elif after a condition that holds", "live", `if ${NEW}:\n    pass\nelif flag:\n    ${BREAK}`],
  ["elif whose condition does not hold", "live", `if flag:\n    pass\nelif ${OLD}:\n    ${BREAK}`],
  ["else after an elif that holds", "live", `if flag:\n    pass\nelif ${NEW}:\n    pass\nelse:\n    ${BREAK}`],
  ["nested in an unknown condition", "live", `if ${OLD}:\n    if flag:\n        ${BREAK}`],
  ["an unknown condition around it", "live", `if flag:\n    if ${OLD}:\n        ${BREAK}`],
  ["while", "live", `while ${OLD}:\n    ${BREAK}`],
  ["conditional expression, yes", "live", `x = vllm.config.@@Gone if ${OLD} else None`],
  ["conditional expression, no", "live", `x = None if ${NEW} else vllm.config.@@Gone`],
  ["conditional expression, taken", "none", `x = vllm.config.@@Gone if ${NEW} else None`],
  ["and", "live", `x = ${OLD} and vllm.config.@@Gone`],
  ["and, long", "live", `x = flag and ${OLD} and other and vllm.config.@@Gone`],
  ["or", "live", `x = ${NEW} or vllm.config.@@Gone`],
  ["and of what holds", "none", `x = ${NEW} and vllm.config.@@Gone`],
  ["comprehension", "live", `x = [vllm.config.@@Gone for i in y if ${OLD}]`],
  ["early return", "live", `def f():\n    if ${NEW}:\n        return 1\n    ${BREAK}`],
  ["early return on old releases", "none", `def f():\n    if ${OLD}:\n        return 1\n    ${BREAK}`],
  [
    "early raise in an enclosing block",
    "live",
    `def f():\n    if ${NEW}:\n        raise X()\n    if flag:\n        ${BREAK}`,
  ],
  ["continue", "live", `for i in x:\n    if ${NEW}:\n        continue\n    ${BREAK}`],
  [
    "return in both branches of a nested if",
    "live",
    `def f():\n    if ${NEW}:\n        if a:\n            return 1\n        else:\n            return 2\n    ${BREAK}`,
  ],
  [
    "return in one branch of a nested if",
    "none",
    `def f():\n    if ${NEW}:\n        if a:\n            return 1\n    ${BREAK}`,
  ],
  ["sys.exit", "live", `if ${NEW}:\n    sys.exit(1)\n${BREAK}`],
  [
    "early exit under an unclear condition",
    "unclear",
    `def f():\n    if vllm.__version__ > x:\n        return\n    ${BREAK}`,
  ],
  ["early exit under another condition", "none", `def f():\n    if flag:\n        return\n    ${BREAK}`],
  ["assert", "live", `assert ${OLD}\n${BREAK}`],
  ["assert that holds", "none", `assert ${NEW}, "old"\n${BREAK}`],
  ["module-level pytest.skip", "live", `if ${NEW}:\n    pytest.skip("old", allow_module_level=True)\n${BREAK}`],
  ["importorskip of what is gone", "live", `import pytest\npytest.importorskip("vllm.old")\n${BREAK}`],
  ["importorskip of a later release", "live", `pytest.importorskip("vllm", minversion="0.13")\n${BREAK}`],
  ["importorskip", "none", `pytest.importorskip("vllm", minversion="0.12")\n${BREAK}`],
  [
    "pytest.mark.skipif",
    "live",
    `import pytest\n@pytest.mark.skipif(${NEW}, reason="old")\ndef test_a():\n    ${BREAK}`,
  ],
  [
    "pytest.mark.skipif that does not hold",
    "none",
    `import pytest\n@pytest.mark.skipif(${OLD}, reason="new")\ndef test_a():\n    ${BREAK}`,
  ],
  [
    "unittest.skipUnless on a class",
    "live",
    `@unittest.skipUnless(${OLD}, "old")\nclass T:\n    def test_a(self):\n        ${BREAK}`,
  ],
  ["unittest.skipIf", "live", `from unittest import skipIf\n@skipIf(${NEW}, "old")\ndef test_a():\n    ${BREAK}`],
  [
    "a named mark",
    "live",
    `import pytest\nold = pytest.mark.skipif(${NEW}, reason="old")\n@old\ndef test_a():\n    ${BREAK}`,
  ],
  [
    "pytestmark",
    "live",
    `import pytest\npytestmark = [pytest.mark.skipif(${NEW}, reason="old")]\ndef test_a():\n    ${BREAK}`,
  ],
  [
    "pytestmark does not stop the import",
    "none",
    `import pytest\npytestmark = pytest.mark.skipif(${NEW}, reason="old")\n${BREAK}`,
  ],
  [
    "a function only old releases select",
    "live",
    `def old():\n    ${BREAK}\ndef new(): pass\npatch = new if ${NEW} else old`,
  ],
  [
    "a function that the target selects",
    "none",
    `def old(): pass\ndef new():\n    ${BREAK}\npatch = new if ${NEW} else old`,
  ],
  ["a function installed on old releases", "live", `def old():\n    ${BREAK}\nif ${OLD}:\n    install(old)`],
  ["a function used elsewhere too", "none", `def old():\n    ${BREAK}\nif ${OLD}:\n    install(old)\nold()`],
  ["a function not used in its file", "none", `def old():\n    ${BREAK}`],
  ["a function that is exported", "none", `__all__ = ["old"]\ndef old():\n    ${BREAK}\nif ${OLD}:\n    install(old)`],
  ["functions that call each other", "none", `def f():\n    g()\n    ${BREAK}\ndef g():\n    f()`],
  [
    "a function called by one that is not used",
    "live",
    `def f():\n    ${BREAK}\ndef g():\n    f()\nif ${OLD}:\n    g()`,
  ],
  [
    "a method of a class only old releases use",
    "live",
    `class Old:\n    def m(self):\n        ${BREAK}\nx = Old if ${OLD} else New`,
  ],
  ["a definition under a condition", "live", `if ${OLD}:\n    def f():\n        ${BREAK}`],
  ["a method under a condition", "live", `class K:\n    if ${OLD}:\n        def f(self):\n            ${BREAK}`],
  ["TYPE_CHECKING", "live", `from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    ${BREAK}`],
  ["typing.TYPE_CHECKING", "live", `import typing\nif typing.TYPE_CHECKING:\n    ${BREAK}`],
  [
    "else of TYPE_CHECKING",
    "none",
    `from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    pass\nelse:\n    ${BREAK}`,
  ],
  ["not TYPE_CHECKING", "none", `if not TYPE_CHECKING:\n    ${BREAK}`],
  ["the condition itself", "none", `if vllm.config.@@Gone and ${OLD}:\n    pass`],
];

/** How a condition comes to the place by a name. */
const NAMES: readonly [shape: string, kind: string, text: string][] = [
  ["a module constant", "live", `OLD = ${OLD}\nif OLD:\n    ${BREAK}`],
  ["a negated constant", "live", `NEW = ${NEW}\nif not NEW:\n    ${BREAK}`],
  ["a version constant", "live", `V = Version(vllm.__version__)\nif V < Version("0.12"):\n    ${BREAK}`],
  [
    "used in a function",
    "live",
    `V = Version(vllm.__version__)\ndef f():\n    if V < Version("0.12"):\n        ${BREAK}`,
  ],
  ["a local name", "live", `def f():\n    v = vllm.__version__\n    if v == "0.11.0":\n        ${BREAK}`],
  ["an imported __version__", "live", `from vllm import __version__ as v\nif v == "0.11.0":\n    ${BREAK}`],
  ["an alias of the module", "live", `import vllm as engine\nif engine.__version__ == "0.11.0":\n    ${BREAK}`],
  ["unpacked parts", "live", `major, minor, *_ = vllm.__version__.split(".")\nif int(minor) < 12:\n    ${BREAK}`],
  [
    "a name set in a try",
    "live",
    `try:\n    V = importlib.metadata.version("vllm")\nexcept Exception:\n    V = "0.0.0"\nif parse(V) < parse("0.12"):\n    ${BREAK}`,
  ],
  [
    "a name set in a try, None else",
    "live",
    `try:\n    import vllm\n    V = parse(vllm.__version__)\nexcept ImportError:\n    V = None\nif V is not None and V < parse("0.12"):\n    ${BREAK}`,
  ],
  [
    "alternatives of version",
    "live",
    `try:\n    from importlib.metadata import version as ver\nexcept ImportError:\n    from importlib_metadata import version as ver\nif parse(ver("vllm")) < parse("0.12"):\n    ${BREAK}`,
  ],
  ["a constant set under a condition", "live", `NEW = False\nif ${NEW}:\n    NEW = True\nif not NEW:\n    ${BREAK}`],
  [
    "a constant set in both branches",
    "live",
    `if ${NEW}:\n    OLD = False\nelse:\n    OLD = True\nif OLD:\n    ${BREAK}`,
  ],
  ["the last assignment counts", "none", `OLD = ${OLD}\nOLD = True\nif OLD:\n    ${BREAK}`],
  ["a shadowing parameter", "none", `OLD = ${OLD}\ndef f(OLD):\n    if OLD:\n        ${BREAK}`],
  [
    "a flag of an import that fails",
    "live",
    `try:\n    from vllm.config import Gone2\n    HAS = True\nexcept ImportError:\n    HAS = False\nif HAS:\n    ${BREAK}`,
  ],
  [
    "a flag of another library",
    "none",
    `try:\n    import flash_attn\n    HAS = True\nexcept ImportError:\n    HAS = False\nif not HAS:\n    ${BREAK}`,
  ],
  ["a helper with one return", "live", `def is_old():\n    return ${OLD}\nif is_old():\n    ${BREAK}`],
  [
    "a helper with parameters",
    "live",
    `def at_least(pkg, minver="0.1"):\n    return parse(importlib.metadata.version(pkg)) >= parse(minver)\nif not at_least("vllm", minver="0.12"):\n    ${BREAK}`,
  ],
  [
    "a helper with branches",
    "live",
    `def check(least=None):\n    if least is not None and parse(vllm.__version__) < parse(least):\n        return False\n    return True\nif check("0.13"):\n    ${BREAK}`,
  ],
  [
    "a helper for another package",
    "none",
    `def at_least(pkg, minver):\n    return parse(importlib.metadata.version(pkg)) >= parse(minver)\nif not at_least("torch", "2.0"):\n    ${BREAK}`,
  ],
  [
    "a helper that asks whether it is installed",
    "live",
    `def ver(pkg):\n    try:\n        return get_installed(pkg)\n    except ModuleNotFoundError:\n        return None\nif ver("vllm") == "0.11.0":\n    ${BREAK}`,
  ],
  ["a name that refers to itself", "none", `X = X\nif X:\n    ${BREAK}`],
  ["a helper that calls itself", "none", `def f():\n    return f()\nif f():\n    ${BREAK}`],
];

describe("a place that a version decides", () => {
  it.each(PLACES)("%s: %s", (_, kind, text) => {
    expect(
      judge({ text: `${HEADER}${text}\n`, rule: text.includes("config.@@") ? "attribute-gone" : "import-gone" }).kind,
    ).toBe(kind);
  });

  it.each(NAMES)("%s: %s", (_, kind, text) => {
    expect(judge({ text: `${HEADER}${text}\n` }).kind).toBe(kind);
  });
});

const CONSTANTS = `${HEADER}OLD = ${OLD}\ndef is_old(): return OLD\ndef at_least(v): return parse(vllm.__version__) >= parse(v)\n`;

describe("a condition from another file", () => {
  it.each([
    ["a constant", "from .versions import OLD\nif OLD:"],
    ["a renamed constant", "from .versions import OLD as X\nif X:"],
    ["a function", "from .versions import is_old\nif is_old():"],
    ["a function with an argument", "from .versions import at_least\nif not at_least('0.12'):"],
    ["star import", "from .versions import *\nif OLD:"],
    ["by attribute", "import pkg.versions as v\nif v.OLD:"],
    ["by the module's name", "import pkg.versions\nif pkg.versions.OLD:"],
    ["a module imported from its package", "from . import versions\nif versions.is_old():"],
    ["re-exported", "from pkg import OLD\nif OLD:"],
  ])("%s", (_, text) => {
    const modules = { ".versions": CONSTANTS, "pkg.versions": CONSTANTS, pkg: "from .versions import OLD\n" };
    expect(judge({ text: `${text}\n    ${BREAK}\n`, modules }).kind).toBe("live");
    expect(judge({ text: `${text}\n    pass\nelse:\n    ${BREAK}\n`, modules }).kind).toBe("none");
  });

  it("evaluates a helper of the shape that asks a table of packages", () => {
    const helper = [
      "import importlib.util, importlib.metadata",
      "from packaging.version import Version",
      "NAMES = importlib.metadata.packages_distributions()",
      "def _is_package_available(name, return_version=False):",
      "    there = importlib.util.find_spec(name) is not None",
      '    found = "N/A"',
      "    if there and return_version:",
      "        found = importlib.metadata.version(NAMES[name][0])",
      "    return (there, found) if return_version else there",
      "def is_vllm_available(min_version=None):",
      '    there, found = _is_package_available("vllm", return_version=True)',
      "    if there:",
      "        if min_version is not None and Version(found) < Version(min_version):",
      "            return False",
      "    return there",
    ].join("\n");
    const ask = (condition: string) =>
      judge({
        text: `from ..utils import is_vllm_available\nif ${condition}:\n    ${BREAK}\n`,
        modules: { "..utils": helper },
      }).kind;
    expect(ask('is_vllm_available(min_version="0.13.0")')).toBe("live");
    expect(ask('is_vllm_available(min_version="0.12.0")')).toBe("none");
    expect(ask("not is_vllm_available()")).toBe("live");
    expect(ask("is_vllm_available()")).toBe("none");
  });
});
