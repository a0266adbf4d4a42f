import type { NamedToken } from '../../context/named-token.types.js';
import { isOperator } from '../../http/auth/require-model.js';
import { type Account, Book } from './book.js';
import type { RequestRecord } from './request-record.types.js';

/** Requests that are remembered one by one. */
const REQUESTS = 200;
/** Tokens that have a book of their own; of more, those that asked last. */
const BOOKS = 200;

/** What somebody may see of it. */
export interface Extract extends Account {
  /** Newest first. */
  readonly requests: readonly RequestRecord[];
  /** Requests so far, of all; what a later look is to begin after. */
  readonly last: number;
}

/** One book of everything for the operator, one for each token, and the last requests one by one. */
export class Library {
  private readonly whole = new Book();
  private readonly books = new Map<string, Book>();
  private readonly requests: RequestRecord[] = [];
  private count = 0;

  add(record: RequestRecord): void {
    this.count++;
    this.requests.unshift(record);
    if (this.requests.length > REQUESTS) this.requests.pop();
    this.whole.add(record);
    if (record.token !== undefined) this.bookOf(record.token).add(record);
  }

  /**
   * @param viewer sees all if he is the operator, else his own requests
   * @param after only requests that came after so many others
   */
  show(viewer: NamedToken | undefined, after: number): Extract {
    const seesAll = isOperator(viewer);
    const book = seesAll ? this.whole : (this.books.get(viewer?.name ?? '') ?? new Book());
    const fresh = this.requests.slice(0, this.count - after);
    const requests = seesAll ? fresh : fresh.filter(({ token }) => token === viewer?.name);
    return { ...book.tell(Date.now()), requests, last: this.count };
  }

  private bookOf(token: string): Book {
    const book = this.books.get(token) ?? new Book();
    this.books.delete(token);
    this.books.set(token, book);
    const [oldest] = this.books.keys();
    if (this.books.size > BOOKS && oldest !== undefined) this.books.delete(oldest);
    return book;
  }
}
