import assert from 'node:assert/strict';
import { memoryProject } from '../../test/harness/project.ts';
import { analyseFile } from '../analyse.ts';

const ROWS = '/src/app/Rows.java';

/** Whether the statement that `count` leaves open is taken to end with the connection that its callers give. */
function isLent(method: string, callers: Readonly<Record<string, string>>): boolean {
  const text = `package app;
import java.sql.*;
public class Rows {
  public ${method} int count(Connection c) throws SQLException {
    Statement s = c.createStatement();
    return s.executeUpdate("x");
  }
}
`;
  const files = Object.entries(callers).map(([name, body]): [string, string] => [
    `/src/app/${name}.java`,
    `package app;\nimport java.sql.*;\npublic class ${name} {\n  private Connection kept;\n${body}\n}\n`,
  ]);
  const losses = analyseFile(memoryProject(new Map([[ROWS, text], ...files])), ROWS).losses;
  assert.equal(losses.length, 1);
  return losses.some(({ lender }) => lender === true);
}

const CLOSES =
  'void work() throws SQLException { Connection c = open(); try { new Rows().count(c); } finally { c.close(); } }';

describe('what goes with something that callers give', () => {
  it('ends where its only caller closes that', () => {
    assert.equal(isLent('', { Job: CLOSES }), true);
  });

  it('ends where it is closed at the end of a block', () => {
    const body = 'void work() throws SQLException { try (Connection c = open()) { Rows.count(c); } }';
    assert.equal(isLent('static', { Job: body }), true);
  });

  it('ends where the field is closed that keeps it', () => {
    const body =
      'void work() { kept = open(); new Rows().count(kept); } public void close() { if (kept != null) { kept.close(); kept = null; } }';
    assert.equal(isLent('', { Job: body }), true);
  });

  it('ends where it is closed by whoever gave it to the caller, who may call itself', () => {
    const body = `private void each(Connection c, int depth) throws SQLException {
      new Rows().count(c);
      if (depth > 0) each(c, depth - 1);
    }
    void work() throws SQLException { try (Connection c = open()) { each(c, 3); } }`;
    assert.equal(isLent('', { Job: body }), true);
    assert.equal(
      isLent('', { Job: body.replace('try (Connection c = open())', 'Connection c = open();') }),
      false,
    );
  });

  it('does not where the caller is given it by nobody', () => {
    const body = 'private void each(Connection c) throws SQLException { new Rows().count(c); each(c); }';
    assert.equal(isLent('', { Job: body }), false);
  });

  it('does not where one of them keeps it open', () => {
    assert.equal(isLent('', { Job: CLOSES, Server: 'void work() { new Rows().count(kept); }' }), false);
  });

  it('does not where nobody is seen to call it', () => {
    assert.equal(isLent('', { Job: 'Rows rows;' }), false);
  });

  it('does not where it is taken as a function', () => {
    assert.equal(isLent('', { Job: CLOSES, Pool: 'void work(Rows rows) { each(rows::count); }' }), false);
  });
});
