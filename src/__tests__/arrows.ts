/**
 * Which file of `src/` imports which, for the tests of its structure.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const SRC = path.resolve(__dirname, '..');

/** One file imports another: both as paths below `src/`. */
export interface IArrow {
  readonly from: string;
  readonly to: string;
  /**
   * - `start`: with the file itself.
   * - `late`: within a function, when it is needed.
   * - `type`: for its types only, of which nothing is left in what is built.
   */
  readonly when: 'start' | 'late' | 'type';
}

/** All source files, or all but the tests. */
export function files({ tests }: { tests: boolean }): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf-8' })
    .filter(name => /\.tsx?$/.test(name))
    .filter(name => tests || !name.includes('__tests__'));
}

/** What a file imports by a relative path, style sheets and pictures included. */
export function arrowsFrom(file: string): IArrow[] {
  const text = readFileSync(path.join(SRC, file), 'utf-8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: IArrow[] = [];
  const add = (name: ts.Node | undefined, when: IArrow['when']) => {
    if (name && ts.isStringLiteral(name) && name.text.startsWith('.')) {
      found.push({ from: file, to: fileOf(file, name.text), when });
    }
  };
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node)) {
      const isType = node.importClause?.isTypeOnly;
      add(node.moduleSpecifier, isType ? 'type' : 'start');
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'start');
    } else if (ts.isImportTypeNode(node)) {
      const { argument } = node;
      add(
        ts.isLiteralTypeNode(argument) ? argument.literal : undefined,
        'type'
      );
    } else if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword
    ) {
      add(node.arguments[0], 'late');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function fileOf(from: string, name: string): string {
  const base = path.join(path.dirname(from), name);
  return (
    [base, `${base}.ts`, `${base}.tsx`, path.join(base, 'index.ts')].find(
      each => /\.\w+$/.test(each) && existsSync(path.join(SRC, each))
    ) ?? base
  );
}
