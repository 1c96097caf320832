// Packages that ship ES modules only, which jest has to translate.
const esModules = [
  '@codemirror',
  '@jupyter/',
  '@jupyterlab/',
  '@lumino/',
  '@marijn',
  '@microsoft',
  '@rjsf',
  'exenv-es6',
  'lib0',
  'nanoid',
  'style-mod',
  'w3c-keyname',
  'y-protocols',
  'yjs'
].join('|');

module.exports = {
  collectCoverageFrom: [
    'src/**/*.{ts,tsx}',
    '!src/**/*.d.ts',
    '!src/**/__tests__/**',
    '!src/api/wire.ts'
  ],
  coverageReporters: ['lcov', 'text'],
  // Python environments hold packages of JupyterLab's own tests, all of the same names.
  modulePathIgnorePatterns: ['<rootDir>/.venv', '<rootDir>/.cache'],
  moduleNameMapper: {
    '\\.svg$': '<rootDir>/src/__tests__/svg.js',
    '\\.css$': '<rootDir>/src/__tests__/style.js',
    '\\.md$': '<rootDir>/src/__tests__/markdown.js'
  },
  passWithNoTests: false,
  resetMocks: true,
  testEnvironment: '<rootDir>/src/__tests__/environment.js',
  testRegex: 'src/.*\\.spec\\.tsx?$',
  transform: { '\\.[jt]sx?$': 'babel-jest' },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules}))`]
};
