import type { Wish } from '../../libs/projection-engine/control/wish.js';
import type { Life } from './course.js';
import { projections, type Projector } from './projector.js';
import { count, isCalm, type World } from './world.js';

type Kind = Wish['kind'];
const kinds: readonly Kind[] = ['pause', 'resume', 'cancelRebuild', 'resumeRebuild', 'compare', 'dropPrevious', 'rollBack', 'rebuild', 'rebuild', 'rebuild', 'switch', 'switch'];
/** What mostly makes sense next. */
const next: { readonly [Obeyed in Kind]?: readonly Kind[] } = {
  rebuild: ['switch', 'switch', 'switch', 'cancelRebuild', 'compare'],
  switch: ['rollBack', 'dropPrevious'],
  cancelRebuild: ['resumeRebuild'],
  resumeRebuild: ['switch'],
  rollBack: ['rollBack', 'dropPrevious'],
};

/** One wish through one process, and what follows from it. It is written down or it is not: what becomes of it shows in the documents. */
export const wishSomething = (world: World, projectors: readonly Projector[], projection = world.prng.pick(projections).name, kind = world.prng.pick(kinds)): string | undefined => {
  const { course, prng } = world;
  const { answering, name } = prng.pick(projectors);
  const operated = answering?.engine.operated;
  if (!operated) return undefined;
  const answer = (refusal: { readonly code: string } | undefined): void => {
    course.note(`${name} ${refusal ? `refuses ${kind} ${projection}: ${refusal.code}` : `obeys ${kind} ${projection}`}`);
    if (refusal) return;
    count(world, `obeyed ${kind}`);
    const following = next[kind];
    if (following) course.after(prng.between(100, 2_500), () => void (isCalm(world) || wishSomething(world, projectors, projection, prng.pick(following))));
  };
  operated.wish(projection, { kind }).then(answer, () => undefined);
  return `${kind} ${projection}`;
};

/** Any wish of before has been written down or lost by then. */
const wishAnswerMaxMs = 5_000;

/** In the end the operator wants everything to go on, and says so until somebody hears it. */
export const resumeAll = async (world: World, projectors: readonly Projector[]): Promise<void> => {
  const operator: Life = { name: 'operator', isOver: false, slowness: 1 };
  await world.course.pause(operator, wishAnswerMaxMs);
  for (const { name: projection } of projections)
    for (let isHeard = false; !isHeard; ) {
      const operated = projectors.find(({ answering }) => answering)?.answering?.engine.operated;
      // A process that ends before it answers leaves the operator waiting, so the answer is not waited for.
      operated?.wish(projection, { kind: 'resume' }).then(() => (isHeard = true), () => undefined);
      await world.course.pause(operator, 500);
    }
};
