interface Authored {
  readonly author: { readonly login: string; readonly isBot: boolean };
}

/** Those that the token itself wrote: anyone can write a comment with our marker in it. Without comments nobody is asked. */
export async function writtenByUs<T extends Authored>(
  client: { viewerLogin(): Promise<string> },
  comments: readonly T[],
): Promise<T[]> {
  if (comments.length === 0) return [];
  const viewer = await viewerLogin(client);
  return comments.filter(
    ({ author }) => author.login === viewer || (author.isBot && author.login === `${viewer}[bot]`),
  );
}

/** Where GraphQL is closed, the default token's own name is the best guess: at worst a second comment, never a stranger's. */
async function viewerLogin(client: { viewerLogin(): Promise<string> }): Promise<string> {
  try {
    return await client.viewerLogin();
  } catch {
    return "github-actions[bot]";
  }
}
