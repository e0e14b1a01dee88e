/** Holds that what the code says in English it can say in every language, with the same names filled in. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import type { Loss } from '../../analysis/finding.ts';
import { languages } from '../../languages/index.ts';
import { fixtureProjects } from '../../test/harness/collection.ts';
import { verify } from '../../test/harness/verify.ts';
import { inProject } from '../../test/tools/project.ts';
import { rules } from '../index.ts';
import { english, localeFor } from '../locale.ts';
import { stepSentence } from '../steps.ts';
import { simplifiedChinese } from './zh-cn/index.ts';

const places = ['rules', 'languages', 'server'];
/** Files with a table whose values are said somewhere else. */
const tables = [
  'rules/steps.ts',
  'server/workspace/explain-words.ts',
  'server/workspace/given-up.ts',
  'server/workspace/kind-words.ts',
  'server/workspace/lost-path-words.ts',
];

function sourceFiles(): string[] {
  return places.flatMap((place) =>
    readdirSync(inProject(place), { recursive: true, encoding: 'utf8' })
      .map((file) => `${place}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$|\/(?:fixtures|test|l10n)\//.test(file)),
  );
}

/** What a file says: the first argument of every `say(…)`, the bare form of every verb, the values of tables. */
function textsIn(file: string): string[] {
  const texts: string[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) texts.push(node.text);
    else if (node !== undefined && ts.isConditionalExpression(node))
      [node.whenTrue, node.whenFalse].forEach(add);
    else if (node !== undefined && ts.isBinaryExpression(node)) [node.left, node.right].forEach(add);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const { expression: callee } = node;
      const name = ts.isIdentifier(callee)
        ? callee.text
        : ts.isPropertyAccessExpression(callee)
          ? callee.name.text
          : '';
      if (name === 'say' || (name === 'verb' && file === 'rules/wording.ts')) add(node.arguments[0]);
    } else if (ts.isVariableDeclaration(node) && tables.includes(file)) {
      const { initializer } = node;
      if (initializer !== undefined && ts.isObjectLiteralExpression(initializer))
        for (const member of initializer.properties)
          if (ts.isPropertyAssignment(member)) add(member.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(inProject(file), 'utf8'), ts.ScriptTarget.Latest, true));
  return texts;
}

function textsOfCatalogues(): string[] {
  const families = languages.flatMap((language) => language.families);
  return families.flatMap(({ resources = [], deadlines = [] }) => [
    ...resources.flatMap(({ noun, cost }) => [noun, cost]),
    ...deadlines.map(({ noun }) => noun),
  ]);
}

function namesIn(template: string): string[] {
  return [...new Set(template.match(/\{\w+\}/g))].sort();
}

const chinese = localeFor('zh-cn');

describe('what is said in Simplified Chinese', () => {
  const inCode = sourceFiles().flatMap(textsIn);
  const said = new Set([...inCode, ...rules.map(({ title }) => title), ...textsOfCatalogues()]);

  it('is all that the code and the catalogues say in English', () => {
    assert.ok(inCode.includes('{subject} is never {done}.'));
    assert.ok(
      inCode.includes('opened here') && inCode.includes('never released') && inCode.includes('close'),
    );
    assert.deepEqual([...said].filter((text) => simplifiedChinese[text] === undefined).sort(), []);
  });

  it('is no more than that', () => {
    assert.deepEqual(
      Object.keys(simplifiedChinese).filter((text) => !said.has(text)),
      [],
    );
  });

  it('fills in the same', () => {
    for (const [text, translated = ''] of Object.entries(simplifiedChinese))
      assert.deepEqual(namesIn(translated), namesIn(text), text);
  });

  it('leaves nothing English in the messages of the fixtures but code', () => {
    const losses = fixtureProjects().flatMap(({ texts, rule, group }) =>
      group === 'clean' || ![...texts.keys()].every((path) => /\.[cm]?[jt]sx?$/.test(path))
        ? []
        : [...verify(texts, rule).findings.values()].flat().map(({ loss }) => loss),
    );
    assert.ok(losses.length > 0);
    for (const loss of losses) for (const text of textsFor(loss)) assertChinese(text);
  });

  it('is chosen by the locale, and English where there is none', () => {
    for (const tag of ['zh-CN', 'zh-cn', 'zh', 'zh_CN.UTF-8', 'zh-Hans-CN'])
      assert.equal(localeFor(tag), chinese, tag);
    for (const tag of ['en', 'de-DE', 'zh-TW', 'zh-Hant', '', undefined])
      assert.equal(localeFor(tag), english, tag);
  });
});

function textsFor(loss: Loss): string[] {
  const message = rules.find(({ id }) => id === loss.rule)?.message(loss, chinese);
  const steps = loss.path.map((step) => stepSentence(step, loss, chinese));
  return [message?.what ?? '', message?.why ?? '', message?.action ?? '', ...steps];
}

/** Names that are the same in every language stand alone between Chinese words; English comes in phrases. */
function assertChinese(text: string): void {
  const prose = text.replace(/`[^`]*`/g, '');
  assert.doesNotMatch(prose, /[A-Za-z]{2,} [a-z]{2,}|\{|\}|undefined/, text);
  assert.match(text, /[\u4e00-\u9fff]/, text);
}
