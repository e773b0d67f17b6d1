export interface User {
  readonly login: string;
  readonly type: "Bot" | "User";
}

/** An issue comment as GitHub's description has it, with all that it requires. */
export interface Comment {
  readonly id: number;
  body: string;
  readonly html_url: string;
  readonly user: User;
}

export function commentFrom(from: {
  readonly id: number;
  readonly author: User;
  readonly body: string;
  readonly repository: string;
  readonly issue: number;
}): Comment {
  const api = `https://api.github.com/repos/${from.repository}/issues`;
  const time = "2026-11-24T12:00:00Z";
  return {
    id: from.id,
    node_id: `IC_${from.id}`,
    url: `${api}/comments/${from.id}`,
    html_url: `https://github.com/${from.repository}/pull/${from.issue}#issuecomment-${from.id}`,
    issue_url: `${api}/${from.issue}`,
    user: userFrom(from.author),
    created_at: time,
    updated_at: time,
    author_association: "NONE",
    body: from.body,
    performed_via_github_app: null,
  } as Comment;
}

/** A user as the description has one. */
export function userFrom({ login, type }: User): User {
  const api = `https://api.github.com/users/${encodeURIComponent(login)}`;
  const lists = ["followers", "subscriptions", "orgs", "repos", "received_events"];
  const names: Record<string, string> = { orgs: "organizations" };
  return {
    login,
    id: 41898282,
    node_id: "MDM6Qm90NDE4OTgyODI=",
    avatar_url: "https://avatars.githubusercontent.com/in/15368?v=4",
    gravatar_id: "",
    url: api,
    html_url: `https://github.com/${login.replace("[bot]", "")}`,
    ...Object.fromEntries(lists.map((list) => [`${names[list] ?? list}_url`, `${api}/${list}`])),
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    events_url: `${api}/events{/privacy}`,
    type,
    site_admin: false,
  } as User;
}
