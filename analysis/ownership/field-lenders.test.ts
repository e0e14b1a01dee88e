import assert from 'node:assert/strict';
import { memoryProject } from '../../test/harness/project.ts';
import { analyseFile } from '../analyse.ts';

const FILE = '/src/app/Store.java';

/** What is lost where a private step makes a statement, and its caller goes on for long before its last line. */
function lostBefore(last: string): readonly string[] {
  const tests = Array.from({ length: 6000 }, (_, index) => `    if (all[${index}]) count++;\n`).join('');
  const text = `package app;
import java.sql.*;
class Store {
  private Connection connection;
  private int count;
  void run(boolean[] all) throws SQLException {
    connection = DriverManager.getConnection("jdbc:x");
    step();
${tests}    ${last}
  }
  private void step() throws SQLException {
    Statement statement = connection.createStatement();
    statement.execute("x");
  }
}
`;
  const { losses, givenUp } = analyseFile(memoryProject(new Map([[FILE, text]])), FILE);
  // The long method itself is too long to be walked; nothing else may be given up with it.
  assert.deepEqual([...new Set(givenUp.map(({ detail }) => detail))], ['run']);
  return losses.map(({ resource }) => resource?.id ?? '');
}

describe('statements of a connection in a field', () => {
  it('end with it however long the caller is that closes it', () => {
    assert.deepEqual(lostBefore('connection.close();'), []);
  });

  it('do not where the caller leaves it open', () => {
    assert.deepEqual(lostBefore('count = 0;'), ['java.sql.Connection', 'java.sql.Statement']);
  });
}).timeout(20_000);
