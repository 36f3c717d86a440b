import js from '@eslint/js';
import globals from 'globals';

export default [
  {
    ignores: [
      'build/',
      'dist/',
      'artifacts/',
      '.tools/',
      'web/engine/field-table.js',
      'web/engine/field-help.js',
    ],
  },
  js.configs.recommended,
  {
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: 'module',
      globals: { ...globals.browser, ...globals.node },
    },
    rules: {
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Text from documents and links must never become HTML.' },
        { property: 'outerHTML', message: 'Text from documents and links must never become HTML.' },
      ],
      'no-shadow': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['tests/**', 'web/views/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['tests/**'], rules: { 'max-lines': 'off' } },
];
