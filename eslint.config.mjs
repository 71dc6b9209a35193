import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

/** Who may import whom; see ARCHITECTURE.md. `tools/canary` proves that this rule bites. */
const services = ['layer:service', 'layer:platform', 'layer:core'];
const depConstraints = [
  { sourceTag: 'layer:core', onlyDependOnLibsWithTags: ['layer:core'] },
  { sourceTag: 'layer:platform', onlyDependOnLibsWithTags: ['layer:platform', 'layer:core', 'layer:testkit'] },
  {
    sourceTag: 'layer:service',
    onlyDependOnLibsWithTags: ['layer:platform', 'layer:core', 'layer:testkit', 'service:browser'],
  },
  { sourceTag: 'layer:room', onlyDependOnLibsWithTags: [...services, 'layer:testkit'] },
  { sourceTag: 'layer:sdk', onlyDependOnLibsWithTags: ['layer:core'] },
  // A package for suites of others: a composition root of its own, which decides by the healer's rules.
  { sourceTag: 'layer:fixture', onlyDependOnLibsWithTags: ['room:healing', 'service:browser', 'layer:core'] },
  { sourceTag: 'layer:dev', onlyDependOnLibsWithTags: ['layer:platform', 'layer:core', 'layer:testkit'] },
  { sourceTag: 'layer:testkit', onlyDependOnLibsWithTags: ['layer:dev', 'layer:platform', 'layer:core'] },
  { sourceTag: 'layer:temporal', onlyDependOnLibsWithTags: ['layer:room', ...services, 'layer:testkit'] },
  { sourceTag: 'app:api', onlyDependOnLibsWithTags: ['layer:temporal', 'layer:room', ...services, 'layer:testkit'] },
  { sourceTag: 'app:worker', onlyDependOnLibsWithTags: ['layer:temporal', 'layer:room', ...services, 'layer:testkit'] },
  { sourceTag: 'app:web', onlyDependOnLibsWithTags: ['layer:sdk', 'layer:core'] },
  { sourceTag: 'app:cli', onlyDependOnLibsWithTags: ['layer:sdk', 'layer:core'] },
  {
    sourceTag: 'app:local',
    onlyDependOnLibsWithTags: ['layer:dev', 'layer:sdk', 'layer:room', 'app:demo-shop', ...services],
  },
  { sourceTag: 'app:demo-shop', onlyDependOnLibsWithTags: [] },
  {
    sourceTag: 'app:e2e',
    onlyDependOnLibsWithTags: [
      'layer:sdk',
      'layer:room',
      'layer:dev',
      'layer:testkit',
      'app:demo-shop',
      'app:local',
      ...services,
    ],
  },
];

export default ts.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/.testforge/**',
      '**/.nx/**',
      '**/dist/**',
      '**/generated/**',
      'libs/sdk/src/schema.d.ts',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  prettier,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [],
          ignoredCircularDependencies: [
            ['@testforge/platform', '@testforge/testkit'],
            ['@testforge/testkit', '@testforge/dev'],
            ['@testforge/dev', '@testforge/platform'],
          ],
          depConstraints,
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Configuration is read once, in libs/platform/src/config.',
        },
        { selector: 'TSEnumDeclaration', message: 'Use a string union with `as const`.' },
        { selector: 'CatchClause[body.body.length=0]', message: 'Handle the error or let it go on.' },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['apps/web/**/*.tsx'], ...reactHooks.configs.flat['recommended-latest'] },
  { files: ['**/*.spec.ts', '**/testkit/**', '**/demo-shop/**'], rules: { 'max-lines': 'off' } },
  {
    files: [
      'libs/platform/src/config/**',
      '**/main.ts',
      '**/*.main.ts',
      '**/test/harness.ts',
      '*.config.ts',
      '**/*.spec.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['temporal/workflows/**/*.ts'],
    rules: {
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!@temporalio/(workflow|common)$|\\./|\\.\\./contracts\\.js$)',
              allowTypeImports: true,
              message: 'Workflow code imports values only from Temporal, the contracts and its siblings.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        require: 'readonly',
        module: 'writable',
        process: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
