import assert from 'node:assert/strict';
import { memoryProject } from '../../test/harness/project.ts';
import { analyseFile } from '../analyse.ts';

const FILE = '/src/app/Settings.java';

describe('the path of a loss', () => {
  it('names who was lent the thing itself, and not who was lent another on the way', () => {
    const text = `package app;
class Settings {
  Object load() throws Exception {
    String name = Settings.class.getResourceAsStream("settings.yml").toString();
    Object settings = Parser.parse(Settings.class.getResourceAsStream("settings.yml"), name);
    return settings;
  }
}
class Parser {
  static Object parse(java.io.InputStream in, String name) throws Exception {
    log(in);
    return in.read();
  }
  static void log(Object of) { System.out.println(of); }
}
`;
    const { losses } = analyseFile(memoryProject(new Map([[FILE, text]])), FILE);
    const first = text.indexOf('Settings.class');
    const loss = losses.find(({ acquisition }) => acquisition.start === first);
    assert.deepEqual(
      loss?.path.map(({ role }) => role),
      ['acquired', 'returns'],
    );
  });
});
