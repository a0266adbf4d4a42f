/**
 * The value that an object itself has under a name. An index also finds members of `Object.prototype`, such as
 * `constructor`, where the name is foreign.
 */
export function ownValue<Value>(object: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
