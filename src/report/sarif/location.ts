import type { Finding } from "../../checks/finding.ts";
import type { ArtifactLocation, SarifLocation, SarifRegion } from "./log.ts";

/** The repository's root, wherever it was checked out. */
export const SOURCE_ROOT = "%SRCROOT%";

type Place = Pick<Finding, "line" | "column" | "endLine" | "endColumn">;

/** @param folder where the checked folder lies in the repository (`""` for its top) */
export function artifactAt(path: string, folder: string): ArtifactLocation {
  const whole = folder === "" ? path : `${folder}/${path}`;
  // RFC 3986: a path's segments, percent-encoded one by one.
  const uri = whole.toWellFormed().split("/").map(encodeURIComponent).join("/");
  return { uri, uriBaseId: SOURCE_ROOT };
}

/** A finding about a whole file stands at its first line: GitHub wants a line. */
export function locationAt(path: string, place: Place, folder: string): SarifLocation {
  return { physicalLocation: { artifactLocation: artifactAt(path, folder), region: regionOf(place) } };
}

function regionOf({ line, column, endLine = line, endColumn }: Place): SarifRegion {
  if (line === undefined) return { startLine: 1 };
  if (column === undefined)
    return endLine === line ? { startLine: line } : { startLine: line, endLine: endLine ?? line };
  return {
    startLine: line,
    startColumn: column,
    endLine: endLine ?? line,
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}
