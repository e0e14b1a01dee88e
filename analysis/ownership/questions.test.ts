import assert from 'node:assert/strict';
import { Questions } from './questions.ts';

/** Whether something that is `true` can be reached, asked through {@link Questions}. */
function reaching(edges: Readonly<Record<string, readonly string[]>>, marked: ReadonlySet<string>) {
  const questions = new Questions();
  let asked = 0;
  const reaches = (node: string): boolean =>
    questions.ask(`${node}\u0000`, () => {
      asked += 1;
      return (edges[node] ?? []).some(reaches) || marked.has(node);
    });
  return { reaches, asked: () => asked };
}

describe('questions that rest on each other', () => {
  const circle = { a: ['b'], b: ['c'], c: ['a'], d: ['c'] };

  it('gives the same answers whichever is asked first', () => {
    const orders = [
      ['a', 'b', 'c', 'd'],
      ['d', 'c', 'b', 'a'],
      ['b', 'd', 'a', 'c'],
      ['c', 'a', 'b', 'd'],
    ];
    for (const order of orders) {
      const { reaches } = reaching(circle, new Set(['a']));
      assert.deepEqual(
        order.map((node) => [node, reaches(node)]),
        order.map((node) => [node, true]),
        order.join(' '),
      );
    }
  });

  it('says no where nothing is found in a circle', () => {
    const { reaches } = reaching(circle, new Set());
    assert.deepEqual(['a', 'b', 'c', 'd'].map(reaches), [false, false, false, false]);
  });

  it('does not ask without end where everything leads everywhere', () => {
    const nodes = Array.from({ length: 60 }, (_, index) => String(index));
    const { reaches, asked } = reaching(Object.fromEntries(nodes.map((node) => [node, nodes])), new Set());
    assert.equal(reaches('0'), false);
    assert.equal(asked(), nodes.length);
  });

  it('keeps no answer that rests on something still being computed', () => {
    const questions = new Questions();
    let ready = false;
    const ask = (): boolean =>
      questions.ask('a\u0000', () => {
        if (!ready) questions.cut();
        return ready;
      });
    questions.hold(() => {
      assert.equal(ask(), false);
    });
    ready = true;
    assert.equal(ask(), true);
  });

  it('forgets what is said of a path', () => {
    const questions = new Questions();
    assert.equal(
      questions.ask('a\u00001', () => true),
      true,
    );
    questions.forget(new Set(['a']));
    assert.equal(
      questions.ask('a\u00001', () => false),
      false,
    );
  });
});
