/**
 * The rules of ARCHITECTURE.md about who may import whom, held by `npm run structure`.
 * platform ← people ← voice ← every other room; a room is entered through its index.ts only.
 */
const rooms = [
  'audit',
  'casework',
  'diversion',
  'treatment',
  'involvement',
  'engagement',
  'evidence',
  'evaluation',
];
const allRooms = ['people', 'voice', ...rooms].join('|');
const beside = rooms.join('|');

module.exports = {
  forbidden: [
    {
      name: 'platform-knows-no-room',
      comment: 'Platform is what every room stands on: it must not know any of them.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: `^src/(${allRooms})/` },
    },
    {
      name: 'nothing-below-knows-the-program',
      comment: 'app.ts, main.ts and the command line put the rooms together; nothing else knows them.',
      severity: 'error',
      from: { path: '^src/.+/', pathNot: ['[.]test[.]ts$', '^src/command-line/'] },
      to: { path: '^src/(app|main)[.]ts$' },
    },
    {
      name: 'people-stands-on-platform',
      comment: 'People may import platform and no other room.',
      severity: 'error',
      from: { path: '^src/people/' },
      to: { path: `^src/(voice|${beside})/` },
    },
    {
      name: 'voice-stands-on-platform-and-people',
      comment: 'Voice may import platform and people and no other room.',
      severity: 'error',
      from: { path: '^src/voice/' },
      to: { path: `^src/(${beside})/` },
    },
    {
      name: 'rooms-stand-apart',
      comment: 'A room may import platform, people and voice, never another room beside it.',
      severity: 'error',
      from: { path: `^src/(${beside})/` },
      to: { path: `^src/(${beside})/`, pathNot: '^src/$1/' },
    },
    {
      name: 'rooms-are-entered-by-their-door',
      comment: 'What a room lets others use, it exports from its index.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)(/|[.]ts$)', pathNot: '[.]test[.]ts$' },
      to: { path: `^src/(${allRooms})/`, pathNot: [`^src/(${allRooms})/index[.]ts$`, '^src/$1/'] },
    },
    {
      name: 'only-the-database-speaks-postgresql',
      comment: 'One folder knows the driver, so that access and audit cannot be walked around.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platform/database/', '[.]test[.]ts$'] },
      to: { path: '(^|/)node_modules/(@types/)?pg/' },
    },
    {
      name: 'no-circle-of-imports',
      comment: 'Two files that need each other are one thing, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports is finished work forgotten, or unfinished work kept.',
      severity: 'error',
      from: {
        orphan: true,
        // A browser's script is loaded by a page, not by an import.
        pathNot: [
          '[.]test[.]ts$',
          '[.]d[.]ts$',
          '^src/main[.]ts$',
          '^test/run[.]ts$',
          '/enhance/[^/]+[.]js$',
          '^test/journeys/in-the-page[.]js$',
        ],
      },
      to: {},
    },
    {
      name: 'no-unknown-imports',
      comment: 'Every import must lead somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'program-needs-no-development-packages',
      comment: 'What the program imports must be in dependencies.',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]test[.]ts$' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'program-needs-no-tests',
      comment: 'Builders and test pages never reach the running program.',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]test[.]ts$' },
      to: { path: ['^(test|bench)/', '[.]test[.]ts$'] },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
