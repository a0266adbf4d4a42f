import type { Row } from '../row.types.js';

const ANSWER = 'I-am-on-the-screen.';

/** Used as people do, on a terminal: an answer on the screen, and the gateway's models in the picker of `/model`. */
export const terminal: Row = {
  name: 'terminal',
  title: 'On a terminal: an answer, and the picker of `/model`',
  client: 'claude-code',
  pace: 'slow',
  kind: 'simple',
  answers: 'streamed',
  live: false,
  translated: true,
  // On a terminal the client begins in auto mode.
  refusal: /safeguards: Extra inputs are not permitted/,
  async play(scene) {
    scene.script = ({ tools }) => ({ says: [{ text: tools.length === 0 ? 'ok' : ANSWER }] });
    const screen = await scene.terminal({ env: { CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: '1' } });
    try {
      await screen.see('❯');
      await screen.enter('Where are you?');
      await screen.see(ANSWER);
      await screen.enter('/model');
      await screen.see('claude-opus →');
    } finally {
      await screen.close();
    }
  },
};
