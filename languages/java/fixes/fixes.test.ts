import assert from 'node:assert/strict';
import { modern, offersOf } from '../../../test/harness/fixes.ts';
import { applyFixes } from '../../shared/fixes/apply.ts';

/** The file after the first fix that is offered for any finding of it; null if there is none. */
function fixed(text: string): string | null {
  const [offer] = offersOf(new Map([['/src/Fixed.java', text]]), modern);
  return offer === undefined ? null : applyFixes(text, [offer.fix]).text;
}

const method = (body: string, head = 'void f(String path) throws IOException'): string =>
  `import java.io.*;\nimport java.util.concurrent.*;\nclass Fixed {\n  ${head} {\n${body}\n  }\n}\n`;

describe('Java fixes', () => {
  it('opens in try-with-resources, wrappers included', () => {
    const before = method(
      '    BufferedReader in = new BufferedReader(new FileReader(path));\n    in.readLine();\n    log(); // last',
    );
    const after = method(
      '    try (BufferedReader in = new BufferedReader(new FileReader(path))) {\n      in.readLine();\n      log(); // last\n    }',
    );
    assert.equal(fixed(before), after);
  });

  it('takes the close by hand away, and leaves outside what comes after it', () => {
    const before = method(
      '    InputStream in = new FileInputStream(path);\n    in.read();\n    in.close();\n    log();',
    );
    const after = method(
      '    try (InputStream in = new FileInputStream(path)) {\n      in.read();\n    }\n    log();',
    );
    assert.equal(fixed(before), after);
  });

  it('keeps line breaks and tabs', () => {
    const before =
      'import java.io.*;\r\nclass Fixed {\r\n\tvoid f() throws IOException {\r\n\t\tFileInputStream in = new FileInputStream("a");\r\n\t\tin.read();\r\n\t}\r\n}\r\n';
    const after =
      'import java.io.*;\r\nclass Fixed {\r\n\tvoid f() throws IOException {\r\n\t\ttry (FileInputStream in = new FileInputStream("a")) {\r\n\t\t\tin.read();\r\n\t\t}\r\n\t}\r\n}\r\n';
    assert.equal(fixed(before), after);
  });

  it('ends executors in a finally', () => {
    const before = method(
      '    ExecutorService pool = Executors.newFixedThreadPool(2);\n    pool.submit(() -> {});',
    );
    const after = method(
      '    ExecutorService pool = Executors.newFixedThreadPool(2);\n    try {\n      pool.submit(() -> {});\n    } finally {\n      pool.shutdown();\n    }',
    );
    assert.equal(fixed(before), after);
  });

  it('adds a line to the release method', () => {
    const before = (line: string): string =>
      `import java.io.*;\nclass Fixed implements Closeable {\n  private InputStream in;\n  private OutputStream out;\n  Fixed(String path) throws IOException {\n    in = new FileInputStream(path);\n    out = new FileOutputStream(path);\n  }\n  public void close() throws IOException {\n    in.close();${line}\n  }\n}\n`;
    assert.equal(fixed(before('')), before('\n    if (out != null) out.close();'));
  });

  it('sets the timeouts of a connection', () => {
    const before = (lines: string): string =>
      `import java.net.*;\nclass Fixed {\n  int f(URL url) throws java.io.IOException {\n    HttpURLConnection to = (HttpURLConnection) url.openConnection();${lines}\n    to.setRequestMethod("HEAD");\n    return to.getResponseCode();\n  }\n}\n`;
    const lines = '\n    to.setConnectTimeout(10_000);\n    to.setReadTimeout(10_000);';
    assert.equal(fixed(before('')), before(lines));
  });

  const declined: Readonly<Record<string, string>> = {
    'what is assigned again': method(
      '    InputStream in = new FileInputStream(path);\n    in = new FileInputStream("b");\n    in.close();',
    ),
    'what is returned elsewhere': method(
      '    InputStream in = new FileInputStream(path);\n    if (in.read() == 1) return null;\n    return in;',
      'InputStream f(String path) throws IOException',
    ),
    'an exception that nobody expects': method(
      '    FileInputStream in = new FileInputStream(path);\n    in.hashCode();',
      'void f(String path) throws FileNotFoundException',
    ),
    'lines inside a text block': method(
      '    FileInputStream in = new FileInputStream(path);\n    log("""\n      text""");',
    ),
    'what is used after it was closed': method(
      '    InputStream in = new FileInputStream(path);\n    int first = in.read();\n    in.close();\n    log(first);',
    ),
    'what is one of many in a field':
      'import java.util.*;\nimport java.util.concurrent.*;\nclass Fixed {\n  private final List<ExecutorService> all = new ArrayList<>();\n  void add(Runnable work) {\n    ExecutorService one = Executors.newFixedThreadPool(1);\n    all.add(one);\n    one.submit(work);\n  }\n  public void stop() {\n    all.forEach(ExecutorService::isShutdown);\n  }\n}\n',
    'a file with syntax errors': method('    FileInputStream in = new FileInputStream(path);\n    in.read('),
  };
  for (const [what, text] of Object.entries(declined))
    it(`declines ${what}`, () => {
      assert.equal(fixed(text), null);
    });
});
