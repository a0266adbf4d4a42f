/** Shows how a client reaches this gateway: by the address under which this page was reached. */
export function showConnection(needsToken) {
  const url = new URL('.', location.href).href.replace(/\/$/, '');
  const token = needsToken ? '<your token>' : 'anything';
  const text = `export ANTHROPIC_BASE_URL=${url}\nexport ANTHROPIC_AUTH_TOKEN=${token}\nclaude`;
  document.getElementById('connect').textContent = text;
  const copy = document.getElementById('copy');
  // The clipboard is there only on https and on this machine.
  copy.hidden = navigator.clipboard === undefined;
  copy.onclick = async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = 'Copied';
    setTimeout(() => (copy.textContent = 'Copy'), 2000);
  };
}
