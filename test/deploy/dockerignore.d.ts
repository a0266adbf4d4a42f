declare module '@balena/dockerignore' {
  interface Rules {
    add(patterns: string): Rules;
    /** The paths that are not ignored. */
    filter(paths: readonly string[]): string[];
  }
  export default function ignore(): Rules;
}
