/**
 * How a user runs a command of this program: through npm, which brings the Node that was installed with it.
 *
 * @param command with its arguments; the start without any
 * @param location of a file of this program
 */
export function toCommand(command = '', location = import.meta.url): string {
  const program = location.includes('/node_modules/') ? 'npx messages-gateway' : 'npm start';
  if (command === '') return program;
  return program === 'npm start' ? `${program} -- ${command}` : `${program} ${command}`;
}
