/** A Linux distribution's release, as what is installed on it depends on it. */
export interface Distribution {
  /** For people: `Ubuntu 22.04`. */
  readonly name: string;
  /** The C library: glibc with its version, or musl, for which vLLM has no wheel. */
  readonly libc: { readonly glibc: readonly [number, number] } | { readonly musl: true };
  /** What its package `python3` is: `3.10`. Absent where that is not known, or not one for the release's whole life. */
  readonly python?: string;
}

function glibc(name: string, minor: number, python?: string): Distribution {
  return { name, libc: { glibc: [2, minor] }, ...(python === undefined ? {} : { python }) };
}

/**
 * Releases by their keys. A release of a distribution keeps its glibc and its `python3` for life, so that no row ever changes;
 * one that is missing is not known, and nothing is said of it.
 *
 * glibc: mayeut/pep600_compliance (the list that pypa/manylinux' README names), `glibc_version` of `cache/x86_64/<name>-<release>.json`, which
 * is measured in each release's image; Enterprise Linux there is `rhubi`, `almalinux`, `rockylinux`, `oraclelinux` and `centos-stream`, all
 * of one glibc. Ubuntu 16.04 and CentOS 7 are in its history.
 *
 * `python3`, and none where no such page was found:
 * - Debian and Ubuntu: the version of the package on packages.debian.org/<code name>/python3 and packages.ubuntu.com/<code name>/python3
 * - Red Hat's documentation: "Python 3.9 is the default Python implementation in RHEL 9 … for the whole life cycle" (9, and 3.12 in that of 10:
 *   "Installing and using dynamic programming languages"), "python3, python36 … full RHEL 8" (8: "Configuring basic system settings")
 * - Amazon Linux 2023's user guide, "Python in AL2023": "this will remain as Python 3.9 for the life of AL2023"
 * - Fedora 41's release notes ("changes from 3.12 to 3.13" from Fedora 40), and packages.fedoraproject.org for 42 to 44
 *
 * musl: PEP 656; every tag of the official image `alpine` is of Alpine Linux (docker-library/official-images, `library/alpine`).
 */
export const DISTRIBUTIONS: Readonly<Record<string, Distribution>> = {
  debian9: glibc("Debian 9", 24),
  debian10: glibc("Debian 10", 28, "3.7"),
  debian11: glibc("Debian 11", 31, "3.9"),
  debian12: glibc("Debian 12", 36, "3.11"),
  debian13: glibc("Debian 13", 41, "3.13"),
  "ubuntu16.04": glibc("Ubuntu 16.04", 23),
  "ubuntu18.04": glibc("Ubuntu 18.04", 27),
  "ubuntu20.04": glibc("Ubuntu 20.04", 31, "3.8"),
  "ubuntu22.04": glibc("Ubuntu 22.04", 35, "3.10"),
  "ubuntu24.04": glibc("Ubuntu 24.04", 39, "3.12"),
  "ubuntu26.04": glibc("Ubuntu 26.04", 43, "3.14"),
  el7: glibc("Enterprise Linux 7", 17),
  el8: glibc("Enterprise Linux 8", 28, "3.6"),
  el9: glibc("Enterprise Linux 9", 34, "3.9"),
  el10: glibc("Enterprise Linux 10", 39, "3.12"),
  amazonlinux2: glibc("Amazon Linux 2", 26),
  amazonlinux2023: glibc("Amazon Linux 2023", 34, "3.9"),
  fedora39: glibc("Fedora 39", 38),
  fedora40: glibc("Fedora 40", 39, "3.12"),
  fedora41: glibc("Fedora 41", 40, "3.13"),
  fedora42: glibc("Fedora 42", 41, "3.13"),
  fedora43: glibc("Fedora 43", 42, "3.14"),
  fedora44: glibc("Fedora 44", 43, "3.14"),
  alpine: { name: "Alpine Linux", libc: { musl: true } },
};

/** Code names by which Debian's and Ubuntu's images are tagged too (docker-library/official-images, `library/debian`, `library/ubuntu`). */
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
  resolute: "ubuntu26.04",
};

/** The distribution that a part of an image's tag names: `bookworm`, `jammy-20250101`, `ubuntu22.04`, `ubi9`, `amzn2023`, `alpine3.20`. */
export function distributionInTag(tag: string): Distribution | undefined {
  for (const part of tag.toLowerCase().split(/[-_]/)) {
    const key =
      CODE_NAMES[part] ??
      (/^alpine/.test(part) ? "alpine" : undefined) ??
      part
        .replace(/^amzn(?=\d)/, "amazonlinux")
        .replace(/^(?:ubi|rhel|rockylinux|rocky|almalinux|centos)(?=\d)/, "el")
        .replace(/^(el\d+)\.\d+$/, "$1");
    const found = Object.hasOwn(DISTRIBUTIONS, key) ? DISTRIBUTIONS[key] : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
