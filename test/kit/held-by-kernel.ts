import { readFileSync } from 'node:fs';

/** Columns of `/proc/net/tcp`: the two ends as `address:port`, and the bytes that wait at ours as `sending:received`. */
const LOCAL = 1;
const REMOTE = 2;
const QUEUES = 4;

/**
 * Bytes that the kernel holds for the IPv4 connections of a server, at both ends of each.
 *
 * @param url where the server listens
 * @throws Error where there is no `/proc`
 */
export function heldByKernel(url: string): number {
  const port = Number(new URL(url).port);
  const isOurs = (end: string | undefined): boolean => parseInt(end?.split(':')[1] ?? '', 16) === port;
  const [, ...rows] = readFileSync('/proc/net/tcp', 'utf8').trim().split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((row) => isOurs(row[LOCAL]) || isOurs(row[REMOTE]))
    .flatMap((row) => row[QUEUES]!.split(':'))
    .reduce((sum, bytes) => sum + parseInt(bytes, 16), 0);
}
