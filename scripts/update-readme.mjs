// Writes the README's tables of inputs and outputs from action.yml, between `<!-- inputs -->` and `<!-- /inputs -->`, and the sample
// comment from a file that the demo wrote.
//
//   node scripts/update-readme.mjs [--check] [--sample build/demo/comment.md]
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse } from "yaml";

/**
 * @typedef {{ description: string, default?: string, required?: boolean }} Parameter
 * @typedef {{ inputs: Record<string, Parameter>, outputs: Record<string, Parameter> }} Action
 */

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const readme = join(project, "README.md");
const { values } = parseArgs({ options: { check: { type: "boolean", default: false }, sample: { type: "string" } } });

/** @type {Action} */
const action = parse(readFileSync(join(project, "action.yml"), "utf8"));
const before = readFileSync(readme, "utf8");
/** @type {[string, string][]} */
const sections = [
  ["inputs", inputsTable(action.inputs)],
  ["outputs", outputsTable(action.outputs)],
];
if (values.sample !== undefined) sections.push(["sample", quoted(readFileSync(values.sample, "utf8"))]);
const after = sections.reduce((text, [name, table]) => between(text, name, table), before);

if (values.check && after !== before) {
  console.error("README.md does not say what action.yml says: run `npm run readme` and commit the result.");
  process.exitCode = 1;
}
if (!values.check) writeFileSync(readme, after);

/** @param {Action["inputs"]} inputs */
function inputsTable(inputs) {
  const rows = Object.entries(inputs).map(([name, { description }]) => {
    const [, what, value] = /^(.+?)\.? Default: (.+)$/.exec(cell(description)) ?? [];
    if (what === undefined) throw new Error(`The description of the input ${name} does not end with "Default: …".`);
    return `| \`${name}\` | ${what} | ${value} |`;
  });
  return ["| Input | What it is | Default |", "|---|---|---|", ...rows].join("\n");
}

/** @param {Action["outputs"]} outputs */
function outputsTable(outputs) {
  const rows = Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`);
  return ["| Output | What it is |", "|---|---|", ...rows].join("\n");
}

/** @param {string} text */
function cell(text) {
  return text
    .trim()
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|");
}

/**
 * A quotation: the sample's headings are not this page's.
 *
 * @param {string} text
 */
function quoted(text) {
  return text
    .trim()
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} table
 */
function between(text, name, table) {
  const pattern = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!pattern.test(text)) throw new Error(`README.md has no <!-- ${name} --> … <!-- /${name} -->.`);
  return text.replace(pattern, (_, open, close) => `${open}\n${table}\n\n${close}`);
}
