import type { CivilDate } from '../../kernel/civil-date.js';
import { acceptWith, refuse, type Decision, type Refusal } from '../../kernel/decision.js';
import type { RecordOfficialFoundInService, RecruitOfficial } from './commands.js';
import { dayRefusal, deathRefusal, headerRefusal, recordedDecision, signatureWarnings } from './decision-header.js';
import type { Act, Gender, OfficialEvent } from './events.js';
import { birthYearOf, findBirth, identityRefusal, identityWarnings, personalTexts } from './identity.js';
import { listedRefusal, recordedSource } from './listed.js';
import type { OfficialContext } from './official-context.js';
import type { Official, Registered } from './official.js';
import { payrollRefusal } from './post.js';
import { retirementWarnings } from './retirement.js';
import { isDeparture, isStart } from './service.js';
import { settle } from './settle.js';
import { noteOf, sealing, written } from './written-text.js';

type Entry = { readonly gender: Gender; readonly birthDate: string; readonly effectiveOn: CivilDate };
const nobody: Registered = { status: 'registered', gender: 'female', birthYear: 0, acts: [], upheldEnds: [], annulledActIds: [] };
const registered = (official: Official): Registered => (official.status === 'unknown' ? nobody : official);

/** Opens an official's stream; or, of someone known from a list alone, records the decision behind the list; or enters again after an annulled entry. */
export const decideRecruitment = (command: RecruitOfficial, official: Official, context: OfficialContext): Decision<OfficialEvent> => {
  const { effectiveOn, decision, unit, category, position, gender } = command;
  const known = registered(official);
  const born = findBirth(written(command.birthDate));
  const refusal =
    headerRefusal(command, known, context) ??
    recruitmentRefusal(command, known) ??
    identityRefusal(command, effectiveOn, context) ??
    payrollRefusal(command, effectiveOn, context.structure);
  if (refusal || born === undefined) return refuse(refusal ?? { code: 'IMPOSSIBLE_BIRTH_DATE' });
  const warnings = [...signatureWarnings(command), ...identityWarnings(command, born), ...retirementWarnings(effectiveOn, gender, born)];
  return settle(command, warnings, (overridden, reasons) => ({
    type: 'OfficialRecruited',
    data: { actId: context.ids(0), effectiveOn, decision: recordedDecision(decision), unit, category, position, gender, birthYear: birthYearOf(born), ...overridden },
    ...sealing({ ...personalTexts(command), ...reasons }),
  }));
};

/** A list says what it says: nobody overrides it, so what is doubtful in it is told and recorded all the same. */
export const decideFoundInService = (command: RecordOfficialFoundInService, official: Official, context: OfficialContext): Decision<OfficialEvent> => {
  const { effectiveOn, unit, category, position, gender } = command;
  const known = registered(official);
  const born = findBirth(written(command.birthDate));
  const refusal =
    listedRefusal(command, context) ??
    dayRefusal(effectiveOn, context) ??
    deathRefusal(effectiveOn, known) ??
    alreadyRegistered(known.acts.filter(isStart)) ??
    identityRefusal(command, effectiveOn, context) ??
    payrollRefusal(command, effectiveOn, context.structure);
  if (refusal || born === undefined) return refuse(refusal ?? { code: 'IMPOSSIBLE_BIRTH_DATE' });
  return acceptWith(identityWarnings(command, born), {
    type: 'OfficialFoundInService',
    data: { actId: context.ids(0), effectiveOn, source: recordedSource(command.source), unit, category, position, gender, birthYear: birthYearOf(born) },
    ...sealing({ ...personalTexts(command), ...noteOf(command.note) }),
  });
};

const alreadyRegistered = (acts: readonly Act[]): Refusal | undefined => {
  const [since] = acts.map((act) => act.data.effectiveOn).toSorted();
  return since === undefined ? undefined : { code: 'ALREADY_REGISTERED', since };
};

/** One recruitment a person, before everything else but a list's entry of the same day: who comes back returns, and does not enter anew. */
const recruitmentRefusal = ({ effectiveOn: on, gender, birthDate }: Entry, { acts, ...person }: Registered): Refusal | undefined => {
  const inTheWay = acts.filter((act) => {
    if (act.type === 'OfficialRecruited') return true;
    if (act.type === 'OfficialFoundInService') return act.data.effectiveOn < on;
    return (isStart(act) || isDeparture(act)) && act.data.effectiveOn <= on;
  });
  const refusal = alreadyRegistered(inTheWay);
  if (refusal || !acts.some(isStart)) return refusal;
  const born = findBirth(written(birthDate));
  const isSamePerson = gender === person.gender && (born === undefined || birthYearOf(born) === person.birthYear);
  return isSamePerson ? undefined : { code: 'IDENTITY_DIFFERS', gender: person.gender, birthYear: person.birthYear };
};
