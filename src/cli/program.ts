import { Command } from 'commander';
import type { ConnectOptions } from './connect/connect.command.js';
import type { DoctorOptions } from './doctor/doctor.command.js';
import type { ReportOptions } from './report/report.command.js';
import type { RoutesOptions } from './routes.command.js';
import type { StartOptions } from './start.command.js';
import { readVersion } from '../config/read-version.js';
import { describeStartFailure } from '../process/describe-start-failure.js';

/**
 * The arguments with the command that they mean: `start`, where none is named. As commander's own default command it
 * would take a mistyped name as its argument, and no suggestion would be made.
 */
export function withCommand(args: readonly string[]): readonly string[] {
  const [first = ''] = args;
  const named = first !== '' && !first.startsWith('-');
  return named || GLOBAL_OPTIONS.includes(first) ? args : ['start', ...args];
}

const GLOBAL_OPTIONS = ['-h', '--help', '-V', '--version'];

/** The command line. Each command is loaded when it is run. */
export function createProgram(): Command {
  const program = new Command('messages-gateway')
    .description("Anthropic's Messages API in front of other providers. Settings are environment variables and .env.")
    .version(readVersion())
    .enablePositionalOptions();

  program
    .command('start')
    .description('start the gateway; the command where none is named')
    .option('--check', 'only check the settings: every mistake is listed')
    .option('--host <address>', 'address to listen on, instead of HOST')
    .option('--port <number>', 'port to listen on, instead of PORT')
    .action(async (options: StartOptions) => (await import('./start.command.js')).startCommand(options));

  program
    .command('routes')
    .description('show which provider serves which model name, and why')
    .argument('[names...]', 'the names to show; without any, those that the settings distinguish')
    .option('--json', 'as JSON')
    .action(
      attempt(async (names: string[], options: RoutesOptions) =>
        (await import('./routes.command.js')).routesCommand(names, options),
      ),
    );

  program
    .command('run')
    .description('run a client, such as claude, on a gateway of its own')
    .argument('<command...>', 'the client and its arguments, best after --')
    .passThroughOptions()
    .action(attempt(async (command: string[]) => (await import('./run.command.js')).runCommand(command)));

  program
    .command('connect')
    .description("show what connects Claude Code's settings.json to this gateway")
    .option('--write', 'write it there: the changes are shown, a backup is kept')
    .option('--file <path>', 'the settings to write, instead of ~/.claude/settings.json')
    .option('--url <url>', 'URL of the gateway, instead of HOST and PORT')
    .option(
      '--helper <way>',
      'get the token by a command instead of a fixed one: azure:<resource>, gcloud:<audience>, file:<path>, or a command',
    )
    .option('-y, --yes', 'write without asking')
    .action(
      attempt(async (options: ConnectOptions) =>
        (await import('./connect/connect.command.js')).connectCommand(options),
      ),
    );

  program
    .command('doctor')
    .description('check the configuration and connections, and suggest fixes')
    .option('--model <name...>', 'further model names to try')
    .option('-y, --yes', 'call the models without confirmation; this spends a few tokens')
    .option('--json', 'as JSON')
    .action(
      attempt(async (options: DoctorOptions) => (await import('./doctor/doctor.command.js')).doctorCommand(options)),
    );

  program
    .command('report')
    .description('sum the requests of audit files: who spent how much, and what for')
    .argument('[files...]', 'the audit files; without any, those of AUDIT_LOG_FILE')
    .option('--by <dimension>', 'person, group or model', 'person')
    .option('--since <time>', 'a date such as 2026-11-01, or days such as 30d', '30d')
    .option('--csv', 'as CSV instead of a table')
    .action(
      attempt(async (files: string[], options: ReportOptions) =>
        (await import('./report/report.command.js')).reportCommand(files, options),
      ),
    );

  program
    .command('init')
    .description('ask a few questions and write .env')
    .action(attempt(async () => (await import('./init/init.command.js')).initCommand()));

  return program;
}

/** Runs a command, whose result is the exit code. A failed start is reported like that of the gateway. */
function attempt<A extends unknown[]>(command: (...given: A) => Promise<number>): (...given: A) => Promise<void> {
  return async (...given) => {
    try {
      process.exitCode = await command(...given);
    } catch (error) {
      console.error(describeStartFailure(error));
      process.exitCode = 1;
    }
  };
}
