import { findPoorNames } from './names.js';
import { repositoryFiles } from './sources.js';

const named = (path: string, text = '') => findPoorNames([{ path, text }]);

describe('naming files and what they export', () => {
  it('follows the style of the house everywhere', () => expect(findPoorNames(repositoryFiles())).toEqual([]));
  it.each([
    ['libs/officials/domain/officialTimeline.ts', ''],
    ['libs/officials/utils/dates.ts', ''],
    ['libs/officials/domain/date-helper.ts', ''],
    ['libs/officials/application/official.service.ts', ''],
    ['libs/officials/index.ts', ''],
    ['libs/officials/domain/official.ts', 'export class OfficialManager {}'],
    ['libs/officials/domain/official.ts', 'export class OfficialService {}'],
    ['libs/officials/domain/official.ts', 'export type OfficialInfo = string;'],
    ['libs/officials/domain/official.ts', 'export default 1;'],
  ])('finds fault with %s %s', (path, text) => expect(named(path, text)).toHaveLength(1));
  it('accepts a role suffix and words that only contain a poor one', () =>
    expect(named('libs/officials/http/officials.controller.ts', 'export class DatabaseUnreachable {}\nexport const sampleDataDeclared = 1;\nexport type PersonInService = string;\nexport type DeclareSampleData = string;')).toEqual([]));
});
