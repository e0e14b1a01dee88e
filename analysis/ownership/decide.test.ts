import assert from 'node:assert/strict';
import { memoryProject } from '../../test/harness/project.ts';
import { summariesFor } from '../analyse.ts';
import { decide } from './decide.ts';
import { runRoot } from './run.ts';

const FILE = '/src/app/Lists.java';
const TEXT = `package app;
class Lists {
  void begin(java.sql.Connection connection) throws java.sql.SQLException {
    java.sql.Statement first = connection.createStatement();
    java.sql.Statement second = connection.createStatement();
    second.close();
  }
}
`;

describe('what is decided of an activity', () => {
  it('is decided once: a class with a thousand statements asks for it a thousand times', () => {
    const project = memoryProject(new Map([[FILE, TEXT]]));
    const file = project.file(FILE);
    const begin = file?.functions.find(({ name }) => name === 'begin');
    assert.ok(file !== null && begin !== undefined);
    const activity = runRoot(project, summariesFor(project), file, begin);
    const verdicts = decide(activity);
    assert.deepEqual(
      verdicts.map(({ loss, silence }) => loss?.lostPath ?? silence),
      ['never', 'released'],
    );
    assert.equal(decide(activity), verdicts);
  });
});
