import assert from 'node:assert/strict';
import type { ClaudeCodeResult } from '../../kit/client/claude-code.js';
import type { Scene } from '../harness/scene.js';

/** Claude Code ended without an error and printed the model's last text; a real model's text is not compared. */
export function assertSuccess({ exitCode, report }: ClaudeCodeResult, { live }: Scene, answer: string | RegExp): void {
  assert.equal(report.is_error, false, `Claude Code failed: ${report.result}`);
  assert.equal(report.subtype, 'success', 'Claude Code did not come to an end');
  assert.equal(exitCode, 0, 'Claude Code ended with an error');
  assert.deepEqual(report.permission_denials, [], 'Claude Code was denied a tool');
  if (live) return;
  const wrong = 'Claude Code does not say what the model said';
  if (typeof answer === 'string') assert.equal(report.result, answer, wrong);
  else assert.match(report.result, answer, wrong);
}
