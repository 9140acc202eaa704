import type { Planted } from './planted.js';
import { plantedInAnswers } from './planted-in-answers.js';
import { plantedInCommands } from './planted-in-commands.js';
import { plantedInProjections } from './planted-in-projections.js';

export const plantedBugs: readonly (readonly [name: string, planted: Planted])[] = [plantedInCommands, plantedInProjections, plantedInAnswers].flatMap((bugs) => Object.entries(bugs));
