import { importsOf, isProduction, type Finding, type SourceFile } from './sources.js';

/** In a pattern `*` is one folder or file name, `**` anything below, `<own>` the first folder of the importing file's library. */
type Room = { readonly room: string; readonly mayImport: readonly string[] };

/** What one context says to all others: its facts, and the one reading of the organisation. */
const facts = ['libs/*/domain/events.ts', 'libs/indicators/rules/rule-set.ts'];
/** All of them together, to decode a log with. */
const everyFact = ['libs/catalogue/*'];
const structure = ['libs/organisation/structure/**'];
/** Keeps that reading up to date for whoever decides. */
const knownOrganisation = 'libs/organisation/application/known-organisation.ts';
/** Ports and what every adapter of a port shares lie at the top of a store's folder, adapters below it. */
const ports = ['libs/event-store/*', 'libs/read-store/*', 'libs/key-store/*'];
/** What stands around commands and requests to measure, log and trace them sees no more of them than this. */
const seenOfCommands = ['libs/commands/command-observer.ts', 'libs/commands/command-outcome.ts'];
const seenOfRequests = ['libs/platform/http/correlation.ts', 'libs/platform/http/route.ts'];
/** How an official's acts become a timeline: for projections. Replay has its own. */
const timeline = ['libs/officials/domain/official.ts', 'libs/officials/domain/timeline.ts', 'libs/officials/domain/interval.ts', 'libs/officials/domain/tenure.ts', 'libs/officials/domain/service.ts'];

/** Who may import what, beside itself and the kernel. The first room that holds a file counts. */
export const rooms: readonly Room[] = [
  { room: 'apps/**', mayImport: ['libs/**', 'apps/**'] },
  { room: 'libs/kernel/**', mayImport: [] },
  { room: 'libs/audit/**', mayImport: [] },
  { room: 'libs/organisation/structure/**', mayImport: ['libs/organisation/domain/events.ts'] },
  { room: 'libs/*/domain/**', mayImport: [...facts, ...structure] },
  { room: 'libs/indicators/**', mayImport: [...facts, ...structure] },
  { room: 'libs/replay/**', mayImport: [...facts, ...everyFact, 'libs/indicators/figure.ts'] },
  { room: 'libs/event-store/*/**', mayImport: ['libs/event-store/*'] },
  { room: 'libs/mongodb/**', mayImport: [] },
  { room: 'libs/read-store/mongodb/**', mayImport: ['libs/read-store/*', 'libs/mongodb/*'] },
  { room: 'libs/key-store/mongodb/**', mayImport: ['libs/key-store/*', 'libs/mongodb/*'] },
  { room: 'libs/read-store/*/**', mayImport: ['libs/read-store/*'] },
  { room: 'libs/key-store/*/**', mayImport: ['libs/key-store/*'] },
  { room: 'libs/*-store/*', mayImport: [] },
  { room: 'libs/catalogue/**', mayImport: facts },
  { room: 'libs/projection-engine/**', mayImport: ports },
  { room: 'libs/commands/**', mayImport: ports },
  { room: 'libs/platform/health/**', mayImport: ['libs/projection-engine/projection.ts', ...ports] },
  { room: 'libs/platform/logging/**', mayImport: [...seenOfCommands, ...seenOfRequests, 'libs/commands/recording.ts', ...ports] },
  { room: 'libs/platform/metrics/**', mayImport: [...seenOfCommands, ...seenOfRequests, 'libs/projection-engine/projection.ts', ...ports] },
  { room: 'libs/platform/tracing/**', mayImport: [...seenOfCommands, ...seenOfRequests, 'libs/projection-engine/projection.ts', ...ports] },
  { room: 'libs/platform/**', mayImport: ['libs/commands/**', 'libs/projection-engine/**', ...ports] },
  { room: 'libs/sample/**', mayImport: [...facts, 'libs/*/domain/commands.ts', ...structure] },
  { room: 'libs/*/read-models/**', mayImport: ['libs/<own>/domain/**', ...facts, ...everyFact, ...structure, ...timeline, 'libs/indicators/**', 'libs/projection-engine/**', ...ports] },
  { room: 'libs/*/answers/**', mayImport: ['libs/<own>/domain/**', ...facts, 'libs/indicators/figure.ts', 'libs/platform/**'] },
  {
    room: 'libs/*/application/**',
    mayImport: [
      'libs/<own>/domain/**', 'libs/<own>/answers/**', 'libs/*/read-models/*-projection.ts', 'libs/<own>/read-models/**', ...timeline, ...facts, ...everyFact, 'libs/*/domain/commands.ts', ...structure, knownOrganisation, 'libs/indicators/**', 'libs/replay/**', 'libs/commands/**',
      'libs/projection-engine/**', 'libs/platform/**', 'libs/access/**', 'libs/audit/**', ...ports,
    ],
  },
  {
    room: 'libs/*/http/**',
    mayImport: ['libs/<own>/**', ...facts, 'libs/*/domain/commands.ts', 'libs/indicators/figure.ts', 'libs/indicators/rules/**', 'libs/commands/**', 'libs/platform/**', 'libs/access/**'],
  },
  { room: 'libs/access/**', mayImport: ['libs/platform/**', 'libs/commands/**', ...ports] },
  { room: 'libs/interchange/**', mayImport: [...facts, ...everyFact, 'libs/*/domain/commands.ts', ...structure, 'libs/indicators/figure.ts', 'libs/commands/**', 'libs/platform/**', ...ports] },
];

const matcher = (pattern: string, own = ''): RegExp => {
  const source = pattern.replace('<own>', own).replace(/[.]/g, '\\.').replace(/\*\*|\*/g, (stars) => (stars === '**' ? '.+' : '[^/]+'));
  return new RegExp(`^${source}$`);
};

/** The folder that a room's pattern names in a path: imports inside it are its own affair. */
const sameRoom = (room: Room, from: string, to: string): boolean => {
  const depth = room.room.split('/').length - 1;
  const folder = from.split('/').slice(0, depth).join('/');
  return to.startsWith(`${folder}/`) && matcher(room.room).test(to);
};

const findIn = (file: SourceFile): Finding[] => {
  const room = rooms.find((candidate) => matcher(candidate.room).test(file.path));
  if (!room) return [`${file.path}: stands in no room; say in tests/architecture/layers.ts what its folder may import`];
  const own = file.path.split('/')[1] ?? '';
  const allowed = ['libs/kernel/**', ...room.mayImport].map((pattern) => matcher(pattern, own));
  return importsOf(file)
    .filter((target) => /^(libs|apps|tests|infra)\//.test(target))
    .filter((target) => !sameRoom(room, file.path, target) && !allowed.some((pattern) => pattern.test(target)))
    .map((target) => `${file.path}: may not import ${target} (room ${room.room})`);
};

/** Imports that go against the one direction: apps → http → application → domain → kernel, adapters → their port. */
export const findForbiddenImports = (files: readonly SourceFile[]): Finding[] => files.filter(isProduction).flatMap(findIn);
