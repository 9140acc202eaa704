import { readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

/** Files that are longer than the house allows, with their length today: numbers only shrink (tests/architecture/sizes.test.ts). */
const ratchet = JSON.parse(readFileSync(new URL('infra/lint/size-ratchet.json', import.meta.url), 'utf8'));

const pure = ['libs/kernel/**', 'libs/*/domain/**', 'libs/*/structure/**', 'libs/indicators/**', 'libs/replay/**', 'libs/audit/**'];
const tests = ['**/*.test.ts', '**/*.fixtures.ts', '**/*.contract.ts', '**/*.bench.ts', 'tests/**'];
const timeless = [...pure, 'libs/*/application/**', 'libs/*/read-models/**', 'libs/commands/**', 'libs/projection-engine/**', 'libs/sample/**'];

const clockBans = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time enters through the Clock port: pass `clock.now()` in.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time enters through the Clock port: pass `clock.now()` in.' },
  { selector: "CallExpression[callee.object.name='performance'][callee.property.name='now']", message: 'Time enters through the Clock port: pass `clock.now()` in.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Chance enters through the Random port: pass `random.bytes()` in.' },
  { selector: "CallExpression[callee.object.name='crypto'][callee.property.name=/^(randomUUID|getRandomValues)$/]", message: 'Chance enters through the Random port, ids derive from names: kernel/ids.ts.' },
];
const skipBans = [
  { selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name='only']", message: 'A focused test silences all others: remove `.only`.' },
  { selector: "CallExpression[callee.name=/^(fit|fdescribe|xit|xtest|xdescribe)$/]", message: 'A focused test silences all others, a skipped one says nothing: `it.todo` with "because …" in its title.' },
  { selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name='skip']", message: 'A case that does not hold here is `it.todo` and its title says "because …".' },
  {
    selector: "CallExpression[callee.object.name=/^(describe|it|test)$/][callee.property.name='todo']:not(:has(Literal[value=/because/])):not(:has(TemplateElement[value.raw=/because/i]))",
    message: 'A case that is not run says why: its title holds "because …".',
  },
];
const restrictSyntax = (...bans) => ({ 'no-restricted-syntax': ['error', ...bans.flat()] });
const timers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'process', 'fetch', 'Buffer', 'console'];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'data/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
      'no-debugger': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', 70],
      ...restrictSyntax(skipBans),
    },
  },
  // Nest reads the types of constructor parameters at run time, so its files import them as values.
  { files: ['**/*.ts'], ignores: ['apps/**', 'libs/*/application/**', 'libs/*/http/**', 'libs/platform/**'], rules: { '@typescript-eslint/consistent-type-imports': 'error' } },
  {
    files: pure,
    ignores: tests,
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      'no-restricted-imports': ['error', { patterns: [{ regex: '^[^.]', message: 'A pure library imports nothing from outside: no node:*, Nest, driver or package. Pass what it needs in.' }] }],
      'no-restricted-globals': ['error', ...timers.map((name) => ({ name, message: 'A pure library knows no process, timer or network: pass what it needs in.' }))],
    },
  },
  { files: timeless, ignores: tests, rules: restrictSyntax(skipBans, clockBans) },
  {
    files: ['libs/*/application/**'],
    ignores: tests,
    rules: { 'no-restricted-globals': ['error', ...['setTimeout', 'setInterval'].map((name) => ({ name, message: 'Waiting enters from the edge: pass a pause in.' }))] },
  },
  { files: tests, rules: { 'max-lines-per-function': 'off' } },
  { files: ['apps/cli/**', 'infra/**', '**/*.bench.ts'], rules: { 'no-console': 'off' } },
  ...Object.entries(ratchet).map(([file, most]) => ({ files: [file], rules: { 'max-lines': ['error', most] } })),
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: Object.fromEntries(['process', 'console', 'URL', 'performance', 'setTimeout', 'setInterval', 'clearInterval', 'clearTimeout', 'describe', 'it', 'expect', 'beforeAll', 'afterAll', 'afterEach', 'Buffer'].map((name) => [name, 'readonly'])) },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error', 'prefer-const': 'error', 'no-var': 'error', eqeqeq: 'error', 'max-depth': ['error', 3], 'max-lines': ['error', 250], 'max-lines-per-function': ['error', 70] },
  },
);
