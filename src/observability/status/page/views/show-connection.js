/** Shows how to connect a client to this gateway: with the address of this page. */
export function showConnection(needsToken) {
  const url = new URL('.', location.href).href.replace(/\/$/, '');
  const token = needsToken ? '<your token>' : 'anything';
  const text = `export ANTHROPIC_BASE_URL=${url}\nexport ANTHROPIC_AUTH_TOKEN=${token}\nclaude`;
  document.getElementById('connect').textContent = text;
  const copy = document.getElementById('copy');
  // Browsers offer the clipboard only on https and on localhost.
  copy.hidden = navigator.clipboard === undefined;
  copy.onclick = async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = 'Copied';
    setTimeout(() => (copy.textContent = 'Copy'), 2000);
  };
}
