/**
 * The texts of the browser's half, by the calls that translate them: files in as
 * arguments, JSON out. `catalogs.py` calls it, and the jest test of the catalogs.
 */
const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

const ROOT = path.resolve(__dirname, '..', 'src');

/** What each of JupyterLab's calls takes: context, text, plural. */
const CALLS = new Map([
  ['__', ['text']],
  ['_n', ['text', 'plural']],
  ['_p', ['context', 'text']],
  ['_np', ['context', 'text', 'plural']]
]);

/** Every source file but the tests. */
function sources(folder = ROOT) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === '__tests__' ? [] : sources(name);
    }
    return /\.tsx?$/.test(entry.name) ? [name] : [];
  });
}

/** The texts of a file, in order. */
function stringsOf(file) {
  const found = [];
  const source = ts.createSourceFile(
    file,
    fs.readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true
  );
  const visit = node => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      CALLS.has(node.expression.name.text)
    ) {
      const names = CALLS.get(node.expression.name.text);
      const values = node.arguments.slice(0, names.length);
      if (
        values.length === names.length &&
        values.every(ts.isStringLiteralLike)
      ) {
        found.push(
          Object.fromEntries(names.map((name, i) => [name, values[i].text]))
        );
      } else {
        const { line } = source.getLineAndCharacterOfPosition(node.pos);
        throw new Error(`${file}:${line + 1}: a text that no catalog can hold`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** All texts of the browser's half. */
const allStrings = () => sources().sort().flatMap(stringsOf);

module.exports = { allStrings };

if (require.main === module) {
  process.stdout.write(JSON.stringify(allStrings(), null, 1));
}
