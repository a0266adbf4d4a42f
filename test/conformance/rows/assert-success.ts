import assert from 'node:assert/strict';
import type { ClaudeCodeResult } from '../../kit/client/claude-code.js';
import type { Scene } from '../harness/scene.js';

/** Claude Code has done its work and says what the model said last; what a real model says is its own affair. */
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
