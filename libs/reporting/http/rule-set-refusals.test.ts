import { refusalTextsSpec } from '../../platform/http/refusal-texts.fixtures.js';
import { ruleSetRefusalTexts } from './rule-set-refusals.js';

describe('wording the refusals of rule sets', () => refusalTextsSpec(['libs/indicators/rules'], ruleSetRefusalTexts));
