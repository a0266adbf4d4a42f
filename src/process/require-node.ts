import { toCommand } from '../config/to-command.js';

const NEEDED = [22, 19] as const;

/** Ends the process with 1 and a line with the reason, where this version of Node is too old for the gateway. */
export function requireNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  console.error(
    `The gateway needs Node ${NEEDED.join('.')} or newer; this is Node ${process.versions.node}. ` +
      `\`${toCommand()}\` uses the Node that was installed with it, also for commands: \`${toCommand('doctor')}\`.`,
  );
  process.exit(1);
}
