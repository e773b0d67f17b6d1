import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A webpack module, as far as it matters here. Concatenated modules hold others.
 *
 * @typedef {{ nameForCondition?: string, modules?: readonly Module[] }} Module
 */

/**
 * The licence texts of every package that the bundles hold, each once, sorted by name. The modules are the bundler's own account
 * of what it took in, all chunks included (ncc's own `--license` loses all chunks but one).
 *
 * @param {readonly { modules: readonly Module[] }[]} stats
 * @param {readonly string[]} beside folders of packages of which files lie beside the bundles
 */
export function licences(stats, beside) {
  const folders = new Set([...stats.flatMap(({ modules }) => modules.flatMap(packageFolders)), ...beside]);
  const sections = new Set([...folders].map(section));
  return `${[...sections].sort().join(`\n${"-".repeat(80)}\n\n`)}`;
}

/**
 * @param {Module} module
 * @returns {string[]}
 */
function packageFolders({ nameForCondition: path = "", modules = [] }) {
  const folder = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1];
  return [...(folder === undefined ? [] : [folder]), ...modules.flatMap(packageFolders)];
}

/** @param {string} folder */
function section(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${name} ${version} does not say its licence.`);
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
  return `${[`${name} ${version}`, `License: ${license}`, ...texts].join("\n\n")}\n`;
}
