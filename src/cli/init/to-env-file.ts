/** The text of a `.env` file, in a form that `dotenv` and shells read alike. */
export function toEnvFile(variables: ReadonlyMap<string, string>): string {
  return [...variables].map(([name, value]) => `${name}=${quote(value)}\n`).join('');
}

function quote(value: string): string {
  if (/^[\w@%+=:,./*-]*$/.test(value)) return value;
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}
