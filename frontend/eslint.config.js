import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const forbid = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const upward = {
  regex: '^(\\.\\./){2,}',
  message: 'Leave a folder by its "@/..." name, not by climbing.',
};
const routes = {
  regex: '^@/(routes|router|main)|routeTree',
  message: 'Only the application knows its routes.',
};
const features = { regex: '^@/features', message: 'What features share must not know them.' };
const insides = {
  regex: '^@/features/[^/]+/(?!late$).+',
  message: 'A feature is used through its index or, by what comes late, its late.ts.',
};

export default tseslint.config(
  { ignores: ['src/api/**', 'src/routeTree.gen.ts', 'playwright-report', 'test-results'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: {
        projectService: {
          // The few scripts that no tsconfig names.
          maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: 16,
          allowDefaultProject: [
            '*.js',
            'scripts/*.mjs',
            'bench/*.mjs',
            'e2e/*.mjs',
            'public/*.js',
            'tooling/*.js',
            'src/features/player/sound/*.js',
          ],
        },
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  { files: ['src/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: ['**/*.test.ts', 'e2e/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  forbid(['src/routes/**'], [upward, insides]),
  forbid(['src/features/**'], [upward, routes, insides]),
  forbid(['src/shared/**'], [upward, routes, features]),
  {
    files: [
      'scripts/**',
      'bench/**',
      'e2e/*.mjs',
      'public/**',
      'tooling/*.js',
      'src/**/*.js',
      '*.js',
    ],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      globals: {
        ...globals.node,
        ...globals.browser,
        ...globals.audioWorklet,
        ...globals.serviceworker,
      },
    },
    rules: { ...tseslint.configs.disableTypeChecked.rules, 'no-console': 'off' },
  },
);
