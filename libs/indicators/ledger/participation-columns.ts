import { CorruptHistory } from '../../kernel/errors.js';
import type { LogIndex } from '../../kernel/log.js';
import { Codes } from './codes.js';
import { Column } from './column.js';

/** Later than every index and every day. */
export const never = 2 ** 31 - 1;

/** The second ledger: sendings to training in index order, each with its class's last day and its completion. */
export class ParticipationColumns {
  readonly ids = new Codes();
  readonly classes = new Codes();
  readonly sentIndex = new Column();
  readonly official = new Column();
  readonly unit = new Column();
  readonly class = new Column();
  readonly classEnds = new Column();
  readonly completedIndex = new Column();
  readonly completedDay = new Column();
  readonly #endOfClass = new Map<string, number>();

  get length(): number {
    return this.sentIndex.length;
  }

  classOpened(classId: string, endsOn: number): void {
    this.#endOfClass.set(classId, endsOn);
  }

  sent(participation: string, classId: string, index: LogIndex, official: number, unit: number): void {
    const ends = this.#endOfClass.get(classId);
    if (ends === undefined) throw new CorruptHistory(`participation ${participation} is in class ${classId}, which was never opened`);
    if (this.ids.find(participation) >= 0) throw new CorruptHistory(`participation ${participation} was sent twice`);
    this.ids.intern(participation);
    this.sentIndex.push(index);
    this.official.push(official);
    this.unit.push(unit);
    this.class.push(this.classes.intern(classId));
    this.classEnds.push(ends);
    this.completedIndex.push(never);
    this.completedDay.push(never);
  }

  completed(participation: string, day: number, index: LogIndex): void {
    const at = this.ids.find(participation);
    if (at < 0) throw new CorruptHistory(`participation ${participation} was completed and never sent`);
    if (this.completedIndex.values[at] !== never) return;
    this.completedIndex.values[at] = index;
    this.completedDay.values[at] = day;
  }
}
