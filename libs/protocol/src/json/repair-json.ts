const SPACE = /\s/;

/** One conservative repair of JSON text: a code fence, raw control characters in strings, commas before a closing bracket. */
export function repairJson(text: string): string {
  const json = withoutFence(text.trim());
  const pieces: string[] = [];
  let from = 0;
  const replace = (at: number, by: string): void => {
    pieces.push(json.slice(from, at), by);
    from = at + 1;
  };
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const char = json.charAt(i);
    if (char === '"') inString = !inString;
    else if (inString && char < ' ') replace(i, escapeControl(char));
    else if (inString && char === '\\' && json.charAt(i + 1) >= ' ') i++;
    else if (!inString && char === ',' && closesAfter(json, i)) replace(i, '');
  }
  return pieces.join('') + json.slice(from);
}

function withoutFence(text: string): string {
  const opened = text.replace(/^```(?:json)?/i, '');
  return opened.endsWith('```') ? opened.slice(0, -3) : opened;
}

function escapeControl(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Whether only blanks stand between the comma at `at` and a closing bracket. */
function closesAfter(json: string, at: number): boolean {
  let next = at + 1;
  while (SPACE.test(json.charAt(next))) next++;
  return json.charAt(next) === '}' || json.charAt(next) === ']';
}
