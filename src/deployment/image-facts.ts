import { DISTRIBUTIONS, type Distribution, distributionInTag } from "./distributions.ts";

/** What the name and the tag of a container image tell of what is in it. */
export interface ImageFacts {
  readonly distribution?: Distribution;
  /** The interpreter that the image is made around: `3.11`. */
  readonly python?: string;
  /** The CUDA toolkit in it, with its compiler: `12.4`. Images with libraries alone have none: nothing is compiled on them. */
  readonly cuda?: string;
}

/** One family of images: how its tags are to be read. */
interface Family {
  /** The repository's name without its registry, as a whole. */
  readonly name: RegExp;
  readonly read: (tag: string, name: string) => ImageFacts;
}

const distribution = (key: string): ImageFacts =>
  Object.hasOwn(DISTRIBUTIONS, key) ? { distribution: DISTRIBUTIONS[key] as Distribution } : {};

const inTag = (tag: string): ImageFacts => {
  const found = distributionInTag(tag);
  return found === undefined ? {} : { distribution: found };
};

/** `3.11`, of `3.11.9-slim-bookworm`. */
function pythonInTag(tag: string): ImageFacts {
  const version = /^(3\.\d+)(?:\.\d+)?(?:-|$)/.exec(tag)?.[1];
  return version === undefined ? {} : { python: version };
}

/** The digits of a major release, behind which come minor ones: `9.4`, `8`. */
const major = (tag: string) => /^(\d+)(?:[.-]|$)/.exec(tag)?.[1];

/**
 * The families that vLLM is installed on, each by what its publisher says of its tags:
 * - Docker's official images: the `Tags:` of docker-library/official-images, `library/<name>`
 * - Astral's `uv`: "Available images" of uv's guide "Using uv in Docker" (`python3.12-bookworm-slim`, with a version of uv before it)
 * - NVIDIA's `nvidia/cuda`, `<CUDA>-<flavour>-<distribution>`: the README of nvidia/container-images/cuda; by NVIDIA's container wiki, "Container
 *   images", only `devel` has "the compiler toolchain", `base` and `runtime` have libraries
 * - PyTorch's `pytorch/pytorch`, `<torch>-cuda<CUDA>-cudnn<N>-<flavour>`: docker.Makefile of pytorch/pytorch builds `devel` on
 *   `nvidia/cuda:…-devel-…`, and `runtime` on an Ubuntu without CUDA
 * - Red Hat's `ubi<N>`, and `ubi<N>/python-<version>` for an interpreter
 *
 * What is missing is not known. A tag without a distribution (`python:3.11`, `latest`) moves with the publisher: of it only what stays is said.
 */
const FAMILIES: readonly Family[] = [
  { name: /^(?:library\/)?python$/, read: (tag) => ({ ...pythonInTag(tag), ...inTag(tag) }) },
  {
    name: /^(?:astral-sh\/uv)$/,
    read: (tag) => {
      const python = /^(?:.*-)?python(3\.\d+)(?:-|$)/.exec(tag)?.[1];
      return { ...(python === undefined ? {} : { python }), ...inTag(tag) };
    },
  },
  {
    name: /^(?:library\/)?debian$/,
    read: (tag) => (major(tag) === undefined ? inTag(tag) : distribution(`debian${major(tag)}`)),
  },
  {
    name: /^(?:library\/)?ubuntu$/,
    read: (tag) => {
      const version = /^(\d\d\.\d\d)(?:-|$)/.exec(tag)?.[1];
      return version === undefined ? inTag(tag) : distribution(`ubuntu${version}`);
    },
  },
  { name: /^(?:library\/)?alpine$/, read: () => distribution("alpine") },
  {
    name: /^(?:(?:library|rockylinux|almalinux|centos)\/)?(?:rockylinux|almalinux|centos|oraclelinux)$/,
    read: (tag) => distribution(`el${major(tag.replace(/^stream/, "")) ?? ""}`),
  },
  { name: /^(?:library\/)?fedora$/, read: (tag) => distribution(`fedora${major(tag) ?? ""}`) },
  {
    name: /^(?:(?:library|amazonlinux)\/)?amazonlinux$/,
    read: (tag) => distribution(`amazonlinux${/^(2023|2)(?:[.-]|$)/.exec(tag)?.[1] ?? ""}`),
  },
  {
    name: /^(?:redhat\/)?ubi\d+(?:\/[\w.-]+)?$|^(?:redhat\/)?ubi\d+-\w+$/,
    read: (_, name) => {
      // The image of an interpreter is named after it: `ubi9/python-312`.
      const python = /\/python-(3)(\d+)(?:-minimal)?$/.exec(name);
      return {
        ...distribution(`el${/ubi(\d+)/.exec(name)?.[1] ?? ""}`),
        ...(python === null ? {} : { python: `${python[1]}.${python[2]}` }),
      };
    },
  },
  {
    name: /^(?:nvidia\/)?cuda$/,
    read: (tag) => {
      const cuda = /^(\d+\.\d+)(?:\.\d+)?-(?:.*-)?devel(?:-|$)/.exec(tag)?.[1];
      return { ...(cuda === undefined ? {} : { cuda }), ...inTag(tag) };
    },
  },
  {
    name: /^pytorch\/pytorch$/,
    read: (tag) => {
      const cuda = /-cuda(\d+\.\d+)-(?:.*-)?devel$/.exec(tag)?.[1];
      return cuda === undefined ? {} : { cuda };
    },
  },
];

/** Registries under which the same images lie. */
const REGISTRY =
  /^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io|mirror\.gcr\.io|public\.ecr\.aws(?:\/docker)?|ghcr\.io|quay\.io|nvcr\.io|registry\.access\.redhat\.com|registry\.redhat\.io)\//;

/**
 * What an image's reference tells, empty for an image that is not known and for a tag that says nothing. A variable that could not be
 * expanded makes the reference unknown.
 *
 * @param reference such as `docker.io/nvidia/cuda:12.4.1-devel-ubuntu22.04@sha256:…`
 */
export function imageFacts(reference: string): ImageFacts {
  if (/[$\s]/.test(reference)) return {};
  const [named = ""] = reference.toLowerCase().split("@", 1);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const name = (colon === -1 ? named : named.slice(0, colon)).replace(REGISTRY, "");
  const tag = colon === -1 ? "latest" : named.slice(colon + 1);
  return FAMILIES.find((family) => family.name.test(name))?.read(tag, name) ?? {};
}
