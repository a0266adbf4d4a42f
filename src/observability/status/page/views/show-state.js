/** The state of the connection in a word. Screen readers announce it only when it changes. */
export function showState(kind, text) {
  const state = document.getElementById('state');
  state.className = `state ${kind}`;
  if (state.textContent !== text) state.textContent = text;
}
