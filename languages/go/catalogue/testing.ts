/** What tests insist on: where it is not so, the test ends there. */
import type { Behaviour, Family, Selector } from '../../../analysis/catalogue/model.ts';

const REQUIRE = 'github.com/stretchr/testify/require';

/** Functions of `require`, which are given the test first, and methods of the same names, which have it. */
function insisting(names: string, on: 'null' | 'something'): readonly Behaviour[] {
  const all = names.split(' ').flatMap((name) => [name, `${name}f`]);
  const functions = all.map((name): Selector => `${REQUIRE}#${name}`);
  const methods = all.map((name): Selector => `${REQUIRE}#Assertions::${name}`);
  return [
    { call: functions, insists: { argument: 1, on } },
    { call: methods, insists: { argument: 0, on } },
  ];
}

export const testing: Family = {
  id: 'go.testing',
  language: 'go',
  checkedAgainst: [],
  unchecked: { [REQUIRE]: '1.11.1' },
  behaviours: [
    ...insisting('Error ErrorIs ErrorAs ErrorContains EqualError NotNil', 'something'),
    ...insisting('NoError Nil', 'null'),
    { call: `${REQUIRE}#New`, returns: { type: `${REQUIRE}#Assertions` } },
  ],
};
