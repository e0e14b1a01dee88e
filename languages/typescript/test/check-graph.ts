/** What must hold of every graph, whatever it was made from. */

import assert from 'node:assert/strict';
import type { Block, FileFlow, FlowGraph, PlaceId, Step } from '../../../analysis/flow/graph.ts';

/** Asserts that all graphs of a file are sound. */
export function checkGraphs(file: FileFlow): void {
  for (const { id, range, body, parameters, captures } of file.functions) {
    assert.ok(range.start <= body.start && body.end <= range.end, 'the body lies within the function');
    for (const place of [...captures, ...parameters.map((parameter) => parameter.place)])
      checkPlace(file, place);
    const graph = file.graph(id);
    assert.equal(file.graph(id), graph, 'a graph is built once');
    checkGraph(file, graph);
  }
}

function checkGraph(file: FileFlow, graph: FlowGraph): void {
  const isBlock = (id: number): boolean => id >= 0 && id < graph.blocks.length;
  const reached = new Set([0]);
  for (const id of reached) {
    const block = graph.blocks[id];
    assert.ok(block);
    for (const next of successors(block)) {
      assert.ok(isBlock(next), 'an edge leads to a block');
      reached.add(next);
    }
    for (const step of block.steps) checkStep(file, step);
  }
  assert.equal(reached.size, graph.blocks.length, 'every block can be reached');
}

function successors(block: Block): number[] {
  const { terminator, handler } = block;
  const next =
    terminator.kind === 'jump'
      ? [terminator.to]
      : terminator.kind === 'branch'
        ? [terminator.then, terminator.otherwise]
        : [];
  return handler === null ? next : [...next, handler];
}

function checkStep(file: FileFlow, step: Step): void {
  assert.ok(
    step.range.start >= 0 && step.range.start <= step.range.end && step.range.end <= file.text.length,
  );
  if ('target' in step) checkPlace(file, step.target);
  if ('source' in step) checkPlace(file, step.source);
  if ('object' in step) checkPlace(file, step.object);
  if (step.op === 'call') {
    checkPlace(file, step.callee);
    for (const { value } of step.arguments) checkPlace(file, value);
    assert.ok(
      step.range.start <= step.nameRange.start && step.nameRange.end <= step.range.end,
      'the name lies in the call',
    );
  }
  if (step.op === 'closure') assert.ok(file.functions[step.function]);
  if (step.op === 'class') assert.ok(file.classes[step.class]);
}

function checkPlace(file: FileFlow, place: PlaceId): void {
  assert.ok(file.places[place], `place ${String(place)} exists`);
}
