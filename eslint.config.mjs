import js from '@eslint/js';
import jupyter from '@jupyter/eslint-plugin';
import prettierRecommended from 'eslint-plugin-prettier/recommended';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default defineConfig([
  {
    ignores: [
      '**/node_modules',
      '**/.venv',
      '.nox',
      'coverage',
      'lib',
      'jupyterlab_ai_stream_toggle',
      'ui-tests/playwright-report',
      'ui-tests/test-results'
    ]
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { plugins: { jupyter } },
  jupyter.configs.recommended,
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: globals.node }
  },
  {
    files: ['**/*.cjs', 'babel.config.js', 'jest.config.js', '**/*.config.js'],
    languageOptions: { sourceType: 'commonjs' }
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked
    ],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.test.json', 'ui-tests/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'interface',
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z]', match: true }
        }
      ],
      // JupyterLab's style: a namespace beside the type or ids it belongs to.
      '@typescript-eslint/no-namespace': 'off',
      // Everyday in texts and URLs, and never wrong for a number.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true }
      ],
      // A callback whose value nobody reads.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true }
      ],
      // Lumino takes a slot and its `this` apart; the Jupyter rules check the pair.
      '@typescript-eslint/unbound-method': 'off',
      eqeqeq: 'error',
      'prefer-arrow-callback': 'error'
    }
  },
  prettierRecommended,
  // After prettier's, which would switch it off.
  { files: ['**/*.ts', '**/*.tsx'], rules: { curly: ['error', 'all'] } },
  // What listens from the first moment, for an event missed is not repeated, and
  // what is seen from the first moment. Popup, panel and dialog load on demand.
  {
    files: ['src/*/plugin.ts'],
    rules: {
      'jupyter/prefer-lazy-imports': [
        'warn',
        {
          ignoreImports: [
            './commands',
            './item',
            './join',
            './model',
            './notifier'
          ]
        }
      ]
    }
  },
  // The browser tests use Playwright without galata; docs/architecture.md says why.
  {
    files: ['ui-tests/**/*.ts'],
    rules: { 'jupyter/galata-prefer-menu-helper': 'off' }
  },
  // Written by a machine, checked by `make lint`.
  { files: ['src/api/wire.ts'], rules: { 'prettier/prettier': 'off' } }
]);
