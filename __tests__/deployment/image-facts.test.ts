import { describe, expect, it } from "vitest";
import { imageFacts } from "../../src/deployment/image-facts.ts";

/** `Debian 12, glibc 2.36, Python 3.11, CUDA 12.4` of what is known. */
function told(reference: string): string {
  const { distribution, python, cuda } = imageFacts(reference);
  const libc = distribution === undefined ? undefined : distribution.libc;
  const library = libc && ("musl" in libc ? "musl" : `glibc ${libc.glibc.join(".")}`);
  return [distribution?.name, library, python && `Python ${python}`, cuda && `CUDA ${cuda}`].filter(Boolean).join(", ");
}

describe("what an image's reference tells", () => {
  it.each([
    ["python:3.9-slim-bullseye", "Debian 11, glibc 2.31, Python 3.9"],
    ["docker.io/library/python:3.11.9-slim-bookworm@sha256:00", "Debian 12, glibc 2.36, Python 3.11"],
    ["public.ecr.aws/docker/library/python:3.13-trixie", "Debian 13, glibc 2.41, Python 3.13"],
    ["python:3.12-alpine3.20", "Alpine Linux, musl, Python 3.12"],
    ["ghcr.io/astral-sh/uv:0.9.2-python3.12-bookworm-slim", "Debian 12, glibc 2.36, Python 3.12"],
    ["ghcr.io/astral-sh/uv:python3.14-alpine", "Alpine Linux, musl, Python 3.14"],
    ["debian:12.5-slim", "Debian 12, glibc 2.36"],
    ["debian:buster", "Debian 10, glibc 2.28"],
    ["ubuntu:22.04", "Ubuntu 22.04, glibc 2.35"],
    ["ubuntu:noble-20250101", "Ubuntu 24.04, glibc 2.39"],
    ["alpine", "Alpine Linux, musl"],
    ["rockylinux:9.4", "Enterprise Linux 9, glibc 2.34"],
    ["almalinux:8", "Enterprise Linux 8, glibc 2.28"],
    ["quay.io/centos/centos:stream9", "Enterprise Linux 9, glibc 2.34"],
    ["centos:7", "Enterprise Linux 7, glibc 2.17"],
    ["amazonlinux:2023.5.20240708.0", "Amazon Linux 2023, glibc 2.34"],
    ["public.ecr.aws/amazonlinux/amazonlinux:2", "Amazon Linux 2, glibc 2.26"],
    ["registry.access.redhat.com/ubi9/python-312:1", "Enterprise Linux 9, glibc 2.34, Python 3.12"],
    ["registry.access.redhat.com/ubi8/ubi-minimal", "Enterprise Linux 8, glibc 2.28"],
    ["redhat/ubi9-minimal:9.5", "Enterprise Linux 9, glibc 2.34"],
    ["nvidia/cuda:12.4.1-devel-ubuntu22.04", "Ubuntu 22.04, glibc 2.35, CUDA 12.4"],
    ["nvcr.io/nvidia/cuda:13.0.1-cudnn-devel-ubi9", "Enterprise Linux 9, glibc 2.34, CUDA 13.0"],
    ["nvcr.io/nvidia/cuda:13.0.1-cudnn-runtime-ubi9", "Enterprise Linux 9, glibc 2.34"],
    ["nvidia/cuda:11.8.0-base-rockylinux8", "Enterprise Linux 8, glibc 2.28"],
    ["nvidia/cuda:12.6.3-devel-amzn2023", "Amazon Linux 2023, glibc 2.34, CUDA 12.6"],
    ["pytorch/pytorch:2.8.0-cuda12.8-cudnn9-devel", "CUDA 12.8"],
    ["pytorch/pytorch:2.8.0-cuda12.8-cudnn9-runtime", ""],
    ["ubuntu:resolute", "Ubuntu 26.04, glibc 2.43"],
  ])("%s: %s", (reference, facts) => {
    expect(told(reference)).toBe(facts);
  });

  it.each([
    "python:3.11",
    "python",
    "ubuntu:latest",
    "debian:stable-slim",
    "nvidia/cuda:latest",
    "nvcr.io/nvidia/pytorch:25.05-py3",
    "acme/python:3.9-slim-bullseye",
    "registry.acme.example/base/ubuntu:22.04",
    "python:$TAG-slim-bookworm",
    "scratch",
    "",
    "constructor",
    "fedora:constructor",
  ])("says nothing of the distribution of %s", (reference) => {
    expect(imageFacts(reference).distribution).toBeUndefined();
  });
});
