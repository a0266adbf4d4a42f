import type { Type } from '@nestjs/common';
import { ownValue } from '@gateway/protocol';
import { isSecret, settingsOf } from '@gateway/provider-kit';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { hideCredentials } from './hide-credentials.js';
import type { Environment } from './environment.types.js';

/** No value of a setting contains this; `dotenv` removes it. */
const COMMENT = /\s#\s|^["'][^"']*["']\s+#/;
const COMMENT_KEPT =
  'the value contains a comment (" # …"); `docker --env-file` keeps comments and quotes, so write the comment on a ' +
  'line of its own';

/** Fills a settings class from the environment. An invalid value is left in place, beside its mistake. */
export function checkSettings<S extends object>(
  settings: Type<S>,
  environment: Environment,
): { readonly value: S; readonly mistakes: readonly string[] } {
  const given = new Map<string, string>();
  const variables = new Map<string, string>();
  for (const { name, property, alias } of settingsOf(settings)) {
    const variable =
      [name, alias].find((each) => each !== undefined && ownValue(environment, each) !== undefined) ?? name;
    variables.set(property, variable);
    const text = ownValue(environment, variable);
    if (text !== undefined) given.set(property, text);
  }
  const value = plainToInstance(settings, Object.fromEntries(given));
  // A class without settings is unknown to class-validator, which is no error.
  const errors = validateSync(value, { forbidUnknownValues: false });
  const comments = settingsOf(settings).flatMap(({ property }) =>
    COMMENT.test(given.get(property) ?? '') ? [`${variables.get(property) ?? property}: ${COMMENT_KEPT}`] : [],
  );
  const wrong = errors.map(({ property, constraints = {} }) => {
    const expected = Object.values(constraints).map((text) =>
      text.startsWith(`${property} `) ? text.slice(property.length + 1) : text,
    );
    const shown = isSecret(settings, property)
      ? ''
      : `, not ${JSON.stringify(hideCredentials(given.get(property) ?? ''))}`;
    return `${variables.get(property) ?? property}: ${expected.join(' and ')}${shown}`;
  });
  return { value, mistakes: comments.length > 0 ? comments : wrong };
}

/** Fills every class, and collects every mistake once: several classes may read the same variable. */
export function checkAllSettings(
  classes: Iterable<Type<object>>,
  environment: Environment,
): { readonly checked: ReadonlyMap<Type<object>, object>; readonly mistakes: ReadonlySet<string> } {
  const results = [...classes].map((settings) => [settings, checkSettings(settings, environment)] as const);
  return {
    checked: new Map(results.map(([settings, { value }]) => [settings, value])),
    mistakes: new Set(results.flatMap(([, { mistakes }]) => mistakes)),
  };
}
