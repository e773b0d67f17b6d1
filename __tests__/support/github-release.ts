import { userFrom } from "./github-comment.ts";

/** A release as GitHub's description has it, with all that it requires. */
export function releaseFrom(tag: string, body: string): unknown {
  const api = "https://api.github.com/repos/vllm-project/vllm";
  const page = "https://github.com/vllm-project/vllm";
  const time = "2026-10-18T12:00:00Z";
  return {
    url: `${api}/releases/1`,
    html_url: `${page}/releases/tag/${tag}`,
    assets_url: `${api}/releases/1/assets`,
    upload_url: `https://uploads.github.com/repos/vllm-project/vllm/releases/1/assets{?name,label}`,
    tarball_url: `${api}/tarball/${tag}`,
    zipball_url: `${api}/zipball/${tag}`,
    id: 1,
    node_id: "RE_1",
    tag_name: tag,
    target_commitish: "main",
    name: tag,
    body,
    draft: false,
    prerelease: false,
    created_at: time,
    published_at: time,
    author: userFrom({ login: "maintainer", type: "User" }),
    assets: [],
  };
}
