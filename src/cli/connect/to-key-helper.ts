import { ownValue } from '@gateway/protocol';
/** The usual ways to a token, by the word before the colon; what stands after it is a word of the shell already. */
const WAYS: Readonly<Record<string, (argument: string) => string>> = {
  // https://learn.microsoft.com/cli/azure/account#az-account-get-access-token
  azure: (resource) => `az account get-access-token --resource ${resource} --query accessToken --output tsv`,
  // https://cloud.google.com/sdk/gcloud/reference/auth/print-identity-token
  gcloud: (audience) => `gcloud auth print-identity-token --audiences=${audience}`,
  file: (path) => `cat ${path}`,
};

/**
 * The command that Claude Code runs as `apiKeyHelper` to get a token: it uses what the command prints.
 *
 * @param way `azure:<resource>`, `gcloud:<audience>`, `file:<path>`, or any command
 */
export function toKeyHelper(way: string): string {
  const [, name = '', argument = ''] = /^(\w+):(.+)$/s.exec(way) ?? [];
  const command = ownValue(WAYS, name);
  return command?.(quote(argument)) ?? way;
}

function quote(word: string): string {
  return /^[\w./:@~-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
