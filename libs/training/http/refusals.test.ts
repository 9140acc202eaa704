import { refusalTextsSpec } from '../../platform/http/refusal-texts.fixtures.js';
import { refusalTexts } from './refusals.js';

describe('wording the refusals of training', () => refusalTextsSpec(['libs/training/domain', 'libs/organisation/structure/unit-fault.ts'], refusalTexts));
