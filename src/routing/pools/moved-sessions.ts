/** Sessions away from home that are remembered; the one that was idle longest is forgotten first. */
const MAX_SESSIONS = 20_000;

/** The members that sessions have moved to. A session at its home is not in it, and needs no memory. */
export class MovedSessions {
  private readonly members = new Map<string, string>();

  /** The id of the member that a session has moved to. */
  find(session: string): string | undefined {
    return this.members.get(session);
  }

  /** @param member undefined: the session is at its home */
  set(session: string, member: string | undefined): void {
    this.members.delete(session);
    if (member === undefined) return;
    this.members.set(session, member);
    const [oldest] = this.members.keys();
    if (this.members.size > MAX_SESSIONS && oldest !== undefined) this.members.delete(oldest);
  }
}
