import { Observable } from 'rxjs';

/**
 * Waits for the one item of a source and continues with what is made of it, as `switchMap` does. The subscriber itself
 * is handed over: the items of a long stream pass through nothing here.
 */
export function handOver<Head, Item>(
  source: Observable<Head>,
  follow: (head: Head) => Observable<Item>,
): Observable<Item> {
  return new Observable((subscriber) => {
    const head = source.subscribe({
      next: (item) => {
        try {
          follow(item).subscribe(subscriber);
        } catch (error) {
          subscriber.error(error);
        }
      },
      error: (error: unknown) => subscriber.error(error),
    });
    subscriber.add(head);
  });
}
