/** A hook for detectors that need to see calls while they are interpreted (what flows into their options). */
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import type { State } from './state.ts';

export type CallObserver = (walk: Walk, state: State, call: Call) => void;

/** Called for every call after its effects, with the result already bound in the state. Must not change the state. */
export const callObservers: readonly CallObserver[] = [];
