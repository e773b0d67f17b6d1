/** A Linux distribution's release, as what is installed on it depends on it. */
export interface Distribution {
  /** For people: `Ubuntu 22.04`. */
  readonly name: string;
  /** The C library: glibc with its version, or musl, for which vLLM has no wheel. */
  readonly libc: { readonly glibc: readonly [number, number] } | { readonly musl: true };
  /** What its package `python3` is: `3.10`. Absent where that is not one for the release's whole life. */
  readonly python?: string;
}

function glibc(name: string, minor: number, python?: string): Distribution {
  return { name, libc: { glibc: [2, minor] }, ...(python === undefined ? {} : { python }) };
}

/**
 * Releases by their keys. A release of a distribution keeps its glibc and its `python3` for life, so that no row ever changes;
 * one that is missing is not known, and nothing is said of it.
 *
 * Sources: packages.debian.org and packages.ubuntu.com (`libc6`, `python3`), Red Hat's "Application Compatibility Guide" of each major
 * release (glibc) and `python3` of its base repository, Amazon Linux' release notes (glibc 2.26 and 2.34), Fedora's release notes;
 * the same pairs of distribution and glibc are in the table of pypa/manylinux' README.
 */
export const DISTRIBUTIONS: Readonly<Record<string, Distribution>> = {
  debian9: glibc("Debian 9", 24, "3.5"),
  debian10: glibc("Debian 10", 28, "3.7"),
  debian11: glibc("Debian 11", 31, "3.9"),
  debian12: glibc("Debian 12", 36, "3.11"),
  debian13: glibc("Debian 13", 41, "3.13"),
  "ubuntu16.04": glibc("Ubuntu 16.04", 23, "3.5"),
  "ubuntu18.04": glibc("Ubuntu 18.04", 27, "3.6"),
  "ubuntu20.04": glibc("Ubuntu 20.04", 31, "3.8"),
  "ubuntu22.04": glibc("Ubuntu 22.04", 35, "3.10"),
  "ubuntu24.04": glibc("Ubuntu 24.04", 39, "3.12"),
  el7: glibc("Enterprise Linux 7", 17, "3.6"),
  el8: glibc("Enterprise Linux 8", 28, "3.6"),
  el9: glibc("Enterprise Linux 9", 34, "3.9"),
  el10: glibc("Enterprise Linux 10", 39, "3.12"),
  amazonlinux2: glibc("Amazon Linux 2", 26, "3.7"),
  amazonlinux2023: glibc("Amazon Linux 2023", 34, "3.9"),
  fedora39: glibc("Fedora 39", 38, "3.12"),
  fedora40: glibc("Fedora 40", 39, "3.12"),
  fedora41: glibc("Fedora 41", 40, "3.13"),
  fedora42: glibc("Fedora 42", 41, "3.13"),
  alpine: { name: "Alpine Linux", libc: { musl: true } },
};

/** Code names by which Debian's and Ubuntu's images are tagged too. */
const CODE_NAMES: Readonly<Record<string, string>> = {
  stretch: "debian9",
  buster: "debian10",
  bullseye: "debian11",
  bookworm: "debian12",
  trixie: "debian13",
  xenial: "ubuntu16.04",
  bionic: "ubuntu18.04",
  focal: "ubuntu20.04",
  jammy: "ubuntu22.04",
  noble: "ubuntu24.04",
};

/** The distribution that a part of an image's tag names: `bookworm`, `jammy-20250101`, `ubuntu22.04`, `ubi9`, `alpine3.20`. */
export function distributionInTag(tag: string): Distribution | undefined {
  for (const part of tag.toLowerCase().split(/[-_]/)) {
    const key =
      CODE_NAMES[part] ??
      (/^alpine/.test(part) ? "alpine" : undefined) ??
      part.replace(/^(?:ubi|rhel|rockylinux|rocky|almalinux|centos)(?=\d)/, "el").replace(/^(el\d+)\.\d+$/, "$1");
    const found = Object.hasOwn(DISTRIBUTIONS, key) ? DISTRIBUTIONS[key] : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
