import assert from 'node:assert/strict';
import { mayGiveSeveral } from './several.ts';

/** Lines in which the call of `Get` takes all that it gives, or may. */
const several: readonly string[] = [
  '\tresp, err := client.Get(url)',
  '\tif resp, err = c.Get(url); err != nil {',
  '\tfor page, err := c.pages(a, b).Get(1); err == nil; {',
  '\tvar resp, err = clients[i].Get(url)',
  '\ts.resp, s.err = (*c).Get(url)',
  '\tgo func() { resp, err := c.Get(url); done <- err }()',
  '\treturn c.Get(url)',
  '\tcase "GET": return c.get(x).Get(url)',
  '\tclient.Get(url)',
  // The line goes on from the one before.
  '\t\tGet(url)',
  '\tdefer client.Get(url)',
  // Handed on as a function.
  '\tretry(client.Get)',
  '\tdo := client.Get',
  '\tresp := must(client.Get(url))',
  '\trequire.NoError(check.Must1(client.Get(url)))',
  '\tok, err := client.Get(url)',
];

/** Lines in which Go takes one result. */
const one: readonly string[] = [
  '\tif r.Header.Get("Accept") == "text/html" {',
  '\tif accept := r.Header.Get("Accept"); accept != "" {',
  '\tkind := rw.Header().Get("Content-Type")',
  '\treturn strings.TrimSpace(r.Header.Get("Authorization"))',
  '\treturn nil, r.Header.Get("Location")',
  '\tlog.Printf("%s", req.Header.Get("X"))',
  '\treturn r.Header.Get("A") + c.Header.Get("B")',
  '\t\tToken: r.Header.Get("Token"),',
  // A map or a cache: what says whether there is something is no error.
  '\tvalue, ok := cache.Get(key)',
  '\tif e, found := c.entries.Get(key); found {',
  // Prose.
  '  1. Get a new key',
];

describe('a call that may give several results', () => {
  /** The last place in the line at which the name is called, or stands. */
  const asked = (line: string): boolean => {
    const text = `package p\n${line}\n`;
    const start = text.lastIndexOf('Get');
    return mayGiveSeveral(text, start, start + 3);
  };

  for (const line of several)
    it(`may: ${line.trim()}`, () => {
      assert.ok(asked(line));
    });

  for (const line of one)
    it(`may not: ${line.trim()}`, () => {
      assert.ok(!asked(line));
    });

  it('may where the line is too long to be looked at', () => {
    assert.ok(asked(`\tx(${'a, '.repeat(200)}r.Header.Get("A"))`));
  });
});
