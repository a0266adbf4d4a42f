import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page that people read. */
export interface Document {
  readonly path: string;
  /** The whole text. */
  readonly page: string;
  readonly snippets: readonly Snippet[];
  /** What stands between backquotes in a sentence. */
  readonly spans: readonly string[];
  /** Targets of links, as they are written. */
  readonly links: readonly string[];
  /** The names by which a link finds a heading. */
  readonly anchors: readonly string[];
}

/** A block of code. */
export interface Snippet {
  readonly language: string;
  readonly text: string;
}

const BLOCK = /^ *```(\w*)\n([\s\S]*?)^ *```$/gm;

/** Every page of the repository. */
export function readDocuments(): readonly Document[] {
  const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((path) => join('docs', path));
  return [...readdirSync('.'), ...pages].filter((path) => path.endsWith('.md')).map(readDocument);
}

function readDocument(path: string): Document {
  const page = readFileSync(path, 'utf8');
  const prose = page.replace(BLOCK, '');
  return {
    path,
    page,
    snippets: [...page.matchAll(BLOCK)].map(([, language = '', text = '']) => ({ language, text })),
    spans: [...prose.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, text = '']) => text),
    links: [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target),
    anchors: [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => toAnchor(heading)),
  };
}

/** GitHub's rule: lower case, no punctuation, hyphens for spaces. */
function toAnchor(heading: string): string {
  const text = heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '');
  return text.replace(/\s/g, '-');
}
