import { refusalTextsSpec } from '../../platform/http/refusal-texts.fixtures.js';
import { refusalTexts } from './refusals.js';

describe('wording the refusals of planning', () => refusalTextsSpec(['libs/planning/domain', 'libs/organisation/structure/unit-fault.ts'], refusalTexts));
