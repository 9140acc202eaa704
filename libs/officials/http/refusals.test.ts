import { readdirSync } from 'node:fs';
import { anomalyCodes } from '../domain/anomaly.js';
import { refusalTextsSpec } from '../../platform/http/refusal-texts.fixtures.js';
import { anomalyTexts, refusalTexts } from './refusals.js';

const domain = 'libs/officials/domain';
const deciding = readdirSync(domain).filter((file) => file.endsWith('.ts') && file !== 'anomaly.ts' && !/\.(test|fixtures)\.ts$/.test(file));

describe('wording the refusals of an official', () =>
  refusalTextsSpec([...deciding.map((file) => `${domain}/${file}`), 'libs/organisation/structure/unit-fault.ts'], refusalTexts));

describe('wording the anomalies of a timeline', () => {
  refusalTextsSpec([`${domain}/anomaly.ts`], anomalyTexts);
  it('has a text for every code of the list', () => expect(Object.keys(anomalyTexts)).toEqual([...anomalyCodes]));
});
