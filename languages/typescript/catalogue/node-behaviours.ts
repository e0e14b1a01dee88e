/**
 * How the language's and Node's own functions behave: which run the functions that they are given, and when;
 * which never throw, throw on ordinary input, or never return. Promises are known to the engine itself.
 */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { exportsOf, words } from './shared.ts';

const paths = words(`
  basename dirname extname format isAbsolute join normalize parse relative resolve toNamespacedPath
`);

const consoleMethods = words(`
  assert clear count countReset debug dir dirxml error group groupCollapsed groupEnd info log table time
  timeEnd timeLog timeStamp trace warn
`);

/** Members of `Math` that are worth naming; all of them are harmless, but each must be named. */
const mathFunctions = words(`
  abs ceil floor max min pow random round sign sqrt trunc log log2 log10 exp hypot
`);

/** Methods of strings, arrays and dates that throw on no ordinary input. None puts its argument anywhere. */
const harmlessMethods = words(`
  toString toLowerCase toUpperCase trim trimStart trimEnd slice substring split startsWith endsWith
  includes indexOf lastIndexOf replace replaceAll padStart padEnd charAt charCodeAt codePointAt join keys
  has hasOwnProperty toISOString getTime toFixed localeCompare match test
`);

/** Methods of arrays (and of sets, maps, iterators) that call a function for each element. */
const iterations = words(`
  forEach map filter reduce reduceRight some every find findIndex findLast findLastIndex flatMap sort toSorted
`);

/** Functions of `fs` that exist in both forms: with a callback, and with `Sync` behind the name. */
const fsFunctions = words(`
  access appendFile chmod chown close copyFile cp fchmod fchown fdatasync fstat fsync ftruncate futimes
  lchown link lstat lutimes mkdir mkdtemp open opendir read readFile readdir readlink readv realpath
  rename rm rmdir stat statfs symlink truncate unlink utimes write writeFile writev
`);

const zlib = words(`
  brotliCompress brotliDecompress deflate deflateRaw gunzip gzip inflate inflateRaw unzip
`);

const dns = words(`
  lookup lookupService resolve resolve4 resolve6 resolveAny resolveCaa resolveCname resolveMx resolveNaptr
  resolveNs resolvePtr resolveSoa resolveSrv resolveTxt reverse
`);

const assertions = words('ok equal strictEqual notStrictEqual deepEqual deepStrictEqual ifError match');

const crypto = words(`
  generateKeyPair generateKey hkdf pbkdf2 randomBytes randomFill randomInt scrypt sign verify
`);

export const nodeBehaviours: Family = {
  id: 'node.behaviours',
  language: 'javascript',
  checkedAgainst: ['@types/node', 'lib.dom'],
  // `console` and `process` can be imported as well.
  sameAs: {
    console: 'global#console',
    'assert/strict': 'assert',
    'path/posix': 'path#posix',
    'path/win32': 'path#win32',
    'dns/promises': 'dns#promises',
  },
  callbacks: [
    { call: 'new global#Promise', argument: 0, runs: 'once-now' },
    {
      call: iterations.map((name) => `*::${name}`),
      argument: 0,
      runs: 'many-now',
    },
    { call: ['global#Array.from'], argument: 1, runs: 'many-now' },
    { call: ['*::replace', '*::replaceAll'], argument: 1, runs: 'many-now' },
    { call: ['global#Object.groupBy', 'global#Map.groupBy'], argument: 1, runs: 'many-now' },
    { call: exportsOf('fs', ...fsFunctions), argument: -1, runs: 'error-first' },
    { call: 'fs#exists', argument: -1, runs: 'once-later' },
    { call: ['fs#watch', 'fs#watchFile'], argument: -1, runs: 'many-later' },
    { call: exportsOf('zlib', ...zlib), argument: -1, runs: 'error-first' },
    { call: exportsOf('dns', ...dns), argument: -1, runs: 'error-first' },
    { call: exportsOf('crypto', ...crypto), argument: -1, runs: 'error-first' },
    { call: 'async_hooks#AsyncLocalStorage::run', argument: 1, runs: 'once-now' },
    {
      call: ['async_hooks#AsyncResource::runInAsyncScope', 'async_hooks#AsyncLocalStorage::exit'],
      argument: 0,
      runs: 'once-now',
    },
  ],
  behaviours: [
    { call: consoleMethods.map((name) => `global#console.${name}`), throws: 'never' },
    {
      call: exportsOf('path', ...paths, ...paths.flatMap((name) => [`posix.${name}`, `win32.${name}`])),
      throws: 'never',
    },
    {
      call: words('from alloc allocUnsafe concat byteLength isBuffer compare isEncoding').flatMap((name) => [
        `global#Buffer.${name}`,
        `buffer#Buffer.${name}`,
      ]),
      throws: 'never',
    },
    { call: mathFunctions.map((name) => `global#Math.${name}`), throws: 'never' },
    {
      call: ['global#Date.now', 'new global#Date', 'global#performance.now', 'perf_hooks#performance.now'],
      throws: 'never',
    },
    {
      call: ['Number', 'String', 'Boolean', 'parseInt', 'parseFloat', 'isNaN', 'isFinite'].map(
        (name) => `global#${name}`,
      ),
      throws: 'never',
    },
    {
      call: ['isInteger', 'isFinite', 'isNaN', 'isSafeInteger', 'parseInt', 'parseFloat'].map(
        (name) => `global#Number.${name}`,
      ),
      throws: 'never',
    },
    // `Object.assign` and its kin put things into others; those are not named here.
    {
      call: ['keys', 'hasOwn', 'is', 'getOwnPropertyNames', 'getPrototypeOf'].map(
        (name) => `global#Object.${name}`,
      ),
      throws: 'never',
    },
    {
      call: [
        'global#Array.isArray',
        'global#String.raw',
        'global#String.fromCharCode',
        'global#JSON.stringify',
      ],
      throws: 'never',
    },
    {
      call: words('Map Set WeakMap WeakSet Error TypeError RangeError Array Object').map(
        (name) => `new global#${name}`,
      ),
      throws: 'never',
    },
    { call: harmlessMethods.map((name) => `*::${name}`), throws: 'never' },
    {
      call: [
        'fs#existsSync',
        'util#format',
        'util#inspect',
        'util#isDeepStrictEqual',
        'util#inherits',
        'util#promisify',
      ],
      throws: 'never',
    },
    {
      call: exportsOf(
        'os',
        ...words('tmpdir hostname platform homedir cpus arch type release totalmem freemem'),
      ),
      throws: 'never',
    },
    {
      call: ['cwd', 'hrtime', 'hrtime.bigint', 'memoryUsage', 'uptime', 'cpuUsage', 'emitWarning'].map(
        (name) => `global#process.${name}`,
      ),
      throws: 'never',
    },
    {
      call: ['crypto#randomUUID', 'crypto#createHash', 'crypto#randomBytes', 'global#crypto.randomUUID'],
      throws: 'never',
    },
    { call: ['url#fileURLToPath', 'url#pathToFileURL', 'url#format'], throws: 'never' },
    {
      call: [
        'global#JSON.parse',
        'global#decodeURIComponent',
        'global#decodeURI',
        'new global#URL',
        'new url#URL',
        'global#atob',
        'new global#RegExp',
      ],
      throws: 'likely',
    },
    {
      // An assertion fails where there is a mistake, not on ordinary input.
      call: ['assert#', ...exportsOf('assert', ...assertions)],
      throws: 'likely',
    },
    { call: 'assert#fail', throws: 'documented' },
    { call: exportsOf('fs', ...fsFunctions.map((name) => `${name}Sync`)), throws: 'likely' },
    { call: exportsOf('zlib', ...zlib.map((name) => `${name}Sync`)), throws: 'likely' },
    { call: ['global#process.exit', 'global#process.abort'], diverges: true },
  ],
};
