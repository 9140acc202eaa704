import { addYears, isCivilDate, yearOf, type CivilDate } from '../../kernel/civil-date.js';
import type { Refusal, Warning } from '../../kernel/decision.js';
import type { Gender } from './events.js';
import type { OfficialContext } from './official-context.js';
import { textRefusal, written } from './written-text.js';

type Person = { readonly name: string; readonly gender: Gender; readonly birthDate: string; readonly identityNumber?: string };

/** Luật CBCC 2008, Điều 36. */
export const leastAge = 18;
const yearOnly = /^(?:19|20)\d\d$/;
const numberShape = /^(?:\d{9}|\d{12})$/;

/** A day of birth, or its year where no more is known. */
export const findBirth = (birthDate: string): CivilDate | number | undefined => {
  if (isCivilDate(birthDate)) return birthDate;
  return yearOnly.test(birthDate) ? Number(birthDate) : undefined;
};
export const birthYearOf = (born: CivilDate | number): number => (typeof born === 'number' ? born : yearOf(born));

/** Identity and dates refuse; what only makes a number doubtful warns. */
export const identityRefusal = (person: Person, effectiveOn: CivilDate, { today, identityHeldBy, official }: OfficialContext): Refusal | undefined => {
  const born = findBirth(written(person.birthDate));
  if (born === undefined || birthYearOf(born) > yearOf(today)) return { code: 'IMPOSSIBLE_BIRTH_DATE' };
  const { identityNumber } = person;
  if (identityNumber !== undefined && !numberShape.test(written(identityNumber))) return { code: 'IDENTITY_NUMBER_MALFORMED' };
  if (identityHeldBy !== undefined && identityHeldBy !== official) return { code: 'IDENTITY_ALREADY_REGISTERED', official: identityHeldBy };
  return textRefusal('name', person.name) ?? ageRefusal(born, effectiveOn);
};

/** Of a year alone, only what no day of that year would allow is refused. */
const ageRefusal = (born: CivilDate | number, effectiveOn: CivilDate): Refusal | undefined => {
  const isBefore = typeof born === 'number' ? yearOf(effectiveOn) < born : effectiveOn < born;
  if (isBefore) return { code: 'BEFORE_BIRTH', effectiveOn };
  const isTooYoung = typeof born === 'number' ? yearOf(effectiveOn) < born + leastAge : effectiveOn < addYears(born, leastAge);
  return isTooYoung ? { code: 'TOO_YOUNG', least: leastAge, effectiveOn } : undefined;
};

/** A CCCD's fourth digit holds century and gender, the next two the year of birth (TT 07/2016/TT-BCA); a CMND of 9 digits says nothing. */
export const identityWarnings = (person: Person, born: CivilDate | number): readonly Warning[] => {
  const number = written(person.identityNumber ?? '');
  if (number.length !== 12) return [];
  const digit = Number(number[3]);
  const gender: Gender = digit % 2 === 0 ? 'male' : 'female';
  const birthYear = 1900 + Math.floor(digit / 2) * 100 + Number(number.slice(4, 6));
  return [
    ...(gender === person.gender ? [] : [{ code: 'IDENTITY_NUMBER_GENDER_MISMATCH', gender }]),
    ...(birthYear === birthYearOf(born) ? [] : [{ code: 'IDENTITY_NUMBER_BIRTH_YEAR_MISMATCH', birthYear }]),
  ];
};

/** The texts of a person that are sealed, as they are recorded. */
export const personalTexts = ({ name, birthDate, identityNumber }: Person) => ({
  name: written(name),
  birthDate: written(birthDate),
  ...(identityNumber === undefined ? {} : { identityNumber: written(identityNumber) }),
});
