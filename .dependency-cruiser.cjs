/**
 * The floors of `src`, from the lowest up. A room imports from lower floors only, never from its own floor or a higher
 * one. The list of plugins and the entry file stand above all rooms.
 */
const FLOORS = [
  ['config', 'context'],
  ['catalogue'],
  ['ipc', 'transport'],
  ['routing'],
  ['http'],
  ['observability'],
  ['app'],
  ['process'],
  ['cli', 'reference'],
];

/** One rule a room: what it must not import. */
const floorRules = FLOORS.flatMap((rooms, floor) =>
  rooms.map((room) => ({
    name: `${room}-imports-downward`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: '\\.spec\\.ts$' },
    to: {
      path: `^src/(${FLOORS.slice(floor)
        .flat()
        .filter((other) => other !== room)
        .concat('main\\.ts')
        .join('|')})`,
    },
  })),
);

/** The import rules: presets, protocol <- model-catalogue <- provider-kit <- plugins <- src/plugins.ts <- src. */
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...floorRules,
    {
      name: 'only-the-top-names-the-list',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app|process|cli|reference)/|\\.spec\\.ts$' },
      to: { path: '^src/plugins\\.ts$' },
    },
    { name: 'libs-import-no-src', severity: 'error', from: { path: '^libs/' }, to: { path: '^src/' } },
    {
      name: 'only-specs-know-tests',
      severity: 'error',
      from: { path: '^libs/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/' },
    },
    {
      name: 'src-imports-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^test/' },
    },
    {
      name: 'protocol-imports-nothing',
      severity: 'error',
      from: { path: '^libs/protocol/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/protocol/' },
    },
    {
      name: 'catalogue-knows-only-protocol',
      severity: 'error',
      from: { path: '^libs/model-catalogue/' },
      to: { path: '^libs/(?!(protocol|model-catalogue)/)' },
    },
    {
      name: 'catalogue-is-pure',
      comment:
        'Data and pure functions: no Nest, no RxJS, no node. The validator is loaded when an operator has a file.',
      severity: 'error',
      from: { path: '^libs/model-catalogue/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^node_modules/(?!ajv/)' },
    },
    {
      name: 'catalogue-is-pure-of-core',
      severity: 'error',
      from: { path: '^libs/model-catalogue/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'kit-knows-only-protocol-and-catalogue',
      severity: 'error',
      from: { path: '^libs/provider-kit/' },
      to: { path: '^libs/(?!(protocol|model-catalogue|provider-kit|testing)/)' },
    },
    {
      name: 'testing-knows-only-protocol-and-kit',
      severity: 'error',
      from: { path: '^libs/testing/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/(?!(protocol|model-catalogue|provider-kit|testing)/)' },
    },
    {
      name: 'only-specs-know-testing',
      severity: 'error',
      from: { path: '^(src|libs)/', pathNot: '^libs/testing/|\\.spec\\.ts$' },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'presets-import-nothing',
      comment: 'Data of vendors and engines. The core and the kit know none of them.',
      severity: 'error',
      from: { path: '^libs/presets/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/presets/' },
    },
    {
      name: 'plugins-know-kit-and-protocol',
      severity: 'error',
      from: { path: '^libs/(?!(?:presets|protocol|model-catalogue|provider-kit|testing|azure|vertex)/)([^/]+)/' },
      to: { path: '^libs/', pathNot: '^libs/($1|presets|protocol|model-catalogue|provider-kit|testing)/' },
    },
    {
      name: 'azure-speaks-openai',
      severity: 'error',
      from: { path: '^libs/azure/' },
      to: { path: '^libs/', pathNot: '^libs/(azure|openai|protocol|model-catalogue|provider-kit|testing)/' },
    },
    {
      name: 'vertex-speaks-gemini-and-anthropic',
      severity: 'error',
      from: { path: '^libs/vertex/' },
      to: { path: '^libs/', pathNot: '^libs/(vertex|gemini|anthropic|protocol|model-catalogue|provider-kit|testing)/' },
    },
    {
      name: 'only-the-list-names-plugins',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(plugins|reference/write-docs)\\.ts$' },
      to: { path: '^libs/(?!(protocol|model-catalogue|provider-kit|testing)/)' },
    },
    {
      name: 'dialects-are-pure',
      comment: 'What is said is pure functions: no Nest, no RxJS, no node.',
      severity: 'error',
      from: { path: '^libs/.*(\\.dialect|\\.translator|/to-[^/]+)\\.ts$' },
      to: { path: '(^node_modules/(@nestjs|rxjs)/)|^node:', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'dialects-are-pure-of-core',
      severity: 'error',
      from: { path: '^libs/.*(\\.dialect|\\.translator|/to-[^/]+)\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'through-the-front-door',
      severity: 'error',
      from: { path: '^(src|libs)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)', pathNot: '^libs/$2/' },
    },
    {
      name: 'no-dev-dependency-in-production',
      severity: 'error',
      from: { path: '^(src|libs)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
