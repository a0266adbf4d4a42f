import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runClaudeCode, type ClaudeCodeResult, type ClaudeCodeRun } from '../../kit/client/claude-code.js';
import { type ClaudeTerminal, openClaudeTerminal } from '../../kit/client/claude-terminal.js';
import { TOKEN, type GatewayProcess } from '../../kit/process/gateway-process.js';
import { createHarness } from '../../kit/harness/create-harness.js';
import type { ReceivedConversation, Script } from '../../kit/upstreams/script.types.js';
import type { Upstream } from '../../kit/upstreams/upstream-server.js';
import type { Route } from '../../kit/harness/wires.js';
import { clientOf, type Clients } from '../clients/fetch-clients.js';
import { startClientTap, type ClientTap, type TappedRequest } from './client-tap.js';

const TEST_TIMEOUT_MS = 120_000;

/** How long a screen may take to show what it is asked for. */
const TERMINAL_TIMEOUT_MS = 30_000;

/** What a run of Claude Code may say for itself. */
type Run = Pick<ClaudeCodeRun, 'prompt'> & Partial<ClaudeCodeRun>;

/** What stands behind the gateway: a fake upstream, or in live runs the real providers whose keys are in the environment. */
export interface Backdrop {
  readonly gateway: GatewayProcess;
  /** Absent in live runs. */
  readonly upstream?: Upstream;
  clear(): Promise<unknown>;
}

/** Where one row is played: a gateway, what stands behind it, the tap before it, and a folder to work in. */
export class Scene {
  /** What the fake upstream plays; a real one does what it wants. */
  script: Script = () => ({ says: [{ text: 'ok' }] });

  private constructor(
    readonly route: Route,
    readonly clients: Clients,
    readonly folder: string,
    private readonly backdrop: Backdrop,
    private readonly tap: ClientTap,
  ) {}

  /** Sets a scene before a fake upstream. */
  static async fake(route: Route, clients: Clients, settings: Readonly<Record<string, string>> = {}): Promise<Scene> {
    // As people run it: with the repeats that are its default.
    const harness = await createHarness(route, (...shown) => scene.script(...shown), {
      UPSTREAM_RETRIES: '1',
      ...settings,
    });
    const scene = await Scene.before(route, clients, harness);
    return scene;
  }

  /** Sets a scene before a gateway that runs already. */
  static async before(route: Route, clients: Clients, backdrop: Backdrop): Promise<Scene> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'conformance-')));
    return new Scene(route, clients, folder, backdrop, await startClientTap(backdrop.gateway.url));
  }

  /** A real provider answers: nothing can be said about what it is shown, or about what it says in between. */
  get live(): boolean {
    return this.backdrop.upstream === undefined;
  }

  /** Where clients find the gateway. */
  get url(): string {
    return this.tap.url;
  }

  /** What clients have asked, apart from the greeting. */
  get exchanges(): readonly TappedRequest[] {
    return this.tap.exchanges;
  }

  get upstream(): Upstream | undefined {
    return this.backdrop.upstream;
  }

  /** What the model was shown, turn by turn. */
  get shown(): ReceivedConversation[] {
    return this.upstream?.received.flatMap(({ conversation: prompt }) => (prompt ? [prompt] : [])) ?? [];
  }

  /** The same of Claude Code's main loop: no side questions, no subagents. */
  get mainLoop(): ReceivedConversation[] {
    return this.shown.filter(({ tools }) => tools.includes('ToolSearch') && tools.includes('Agent'));
  }

  claude(run: Run): Promise<ClaudeCodeResult> {
    return runClaudeCode({
      binary: clientOf(this.clients, 'claude-code').path,
      url: this.url,
      token: TOKEN,
      allowedTools: [],
      folder: this.folder,
      timeout: TEST_TIMEOUT_MS,
      ...run,
    });
  }

  /** The same on a pseudo-terminal; to be closed by its row. */
  terminal(run: Pick<ClaudeCodeRun, 'flags' | 'env'>): Promise<ClaudeTerminal> {
    return openClaudeTerminal({
      binary: clientOf(this.clients, 'claude-code').path,
      url: this.url,
      token: TOKEN,
      folder: this.folder,
      home: join(this.folder, 'home'),
      timeout: TERMINAL_TIMEOUT_MS,
      ...run,
    });
  }

  async clear(): Promise<void> {
    await this.tap.close();
    await this.backdrop.clear();
    await rm(this.folder, { recursive: true, force: true });
  }
}
