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

  const opening = 'file, err := os.Open(path)';
  const within: Readonly<Record<string, readonly [body: string, path: readonly string[]]>> = {
    'ends where a function that is run in place leaves it behind': [
      `	err := filepath.Walk("a", func(path string, info os.FileInfo, _ error) error {
		${opening}
		if err != nil {
			return err
		}
		if info.Size() == 0 {
			return errors.New("empty")
		}
		return file.Close()
	})
	if err != nil {
		return err
	}
	return nil`,
      ['os.Open(path)', 'info.Size() == 0', 'return errors.New("empty")'],
    ],
    'goes on where that keeps it for the function around it': [
      `	var kept *os.File
	func() {
		${opening}
		if err != nil {
			return
		}
		kept = file
	}()
	if path == "" {
		return nil
	}
	kept.Close()
	return nil`,
      ['os.Open(path)', 'path == ""', 'return nil'],
    ],
    'goes on where that gives it out': [
      `	opened := func() *os.File {
		${opening}
		if err != nil {
			panic(err)
		}
		return file
	}
	file := opened()
	if path == "" {
		return nil
	}
	file.Close()
	return nil`,
      ['os.Open(path)', 'path == ""', 'return nil'],
    ],
    'names the branch that is taken, whatever it asks': [
      `	${opening}
	if err != nil {
		return err
	}
	if path != "a" && !strings.HasPrefix(path, "b") {
		return nil
	}
	return file.Close()`,
      ['os.Open(path)', 'path != "a"', 'strings.HasPrefix(path, "b")', 'return nil'],
    ],
    'names what one that it calls decides where nothing else does': [
      `	end := func(file *os.File) {
		if path != "" {
			return
		}
		file.Close()
	}
	file, _ := os.Open(path)
	end(file)
	return nil`,
      ['os.Open(path)', 'path != ""', 'return nil'],
    ],
  };
  for (const [what, [body, path]] of Object.entries(within))
    it(what, () => {
      const text = `package app

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

func load(path string) error {
${body}
}
`;
      const { losses } = analyseFile(memoryProject(new Map([['/src/app.go', text]])), '/src/app.go');
      assert.deepEqual(
        losses.map((loss) => loss.path.map(({ range }) => text.slice(range.start, range.end))),
        [path],
      );
    });
});
