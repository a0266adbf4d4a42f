import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { isForeignLookup } from './tools/lint/foreign-keys.ts';

const foreignKeys = {
  meta: {
    type: 'problem',
    messages: { lookup: 'A name that may be any text is looked up by `ownValue`, `Object.hasOwn` or in a Map.' },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap: originals } = context.sourceCode.parserServices;
    const check = (node) => {
      if (isForeignLookup(originals.get(node), program.getTypeChecker())) context.report({ node, messageId: 'lookup' });
    };
    return { MemberExpression: check, BinaryExpression: check };
  },
};

export default defineConfig(
  globalIgnores(['dist', 'coverage', 'node_modules', '.cache']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-invalid-void-type': ['error', { allowInGenericTypeArguments: true }],
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreProperties: true }],
      // Nest's options are classes used as interfaces.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      // Taking a field out of a rest object is how a copy without it is made.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // A union of literals and `string` is how an open list of a provider's words is written.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
    },
  },
  {
    files: ['src/**', 'libs/**'],
    plugins: { regexp },
    // A pattern meets text of clients and upstreams sooner or later; test/security/pattern-growth.spec.ts measures what
    // these rules cannot see.
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
    },
  },
  {
    files: ['src/**/*.ts', 'libs/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    plugins: { gateway: { rules: { 'foreign-keys': foreignKeys } } },
    rules: { 'gateway/foreign-keys': 'error' },
  },
  {
    // The one place that looks a name up.
    files: ['libs/protocol/src/json/own-value.ts'],
    rules: { 'gateway/foreign-keys': 'off' },
  },
  {
    files: ['test/**', '**/*.spec.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        module: 'writable',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
  {
    files: ['src/observability/status/page/**'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'document',
          'location',
          'navigator',
          'sessionStorage',
          'performance',
          'addEventListener',
          'AbortController',
          'TextDecoderStream',
          'URLSearchParams',
          'Intl',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  prettier,
);
