// A consumer in a long-lived process: a line of JSON in, `{"name": …, "text": …}`, a line out, `{"tree": …}` or `{"error": …}`.
// A tree is `[name, {attribute: value}, [child, …]]`, or a string where it is text. Packages are those of ATTACKS_PACKAGES.
import path from 'node:path';
import readline from 'node:readline';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const base = path.resolve(process.env.ATTACKS_PACKAGES || path.join(import.meta.dirname, '..'));
export const require = createRequire(path.join(base, 'x.cjs'));
export const load = (name) => import(pathToFileURL(path.join(base, 'node_modules', name)));

// The standard output is for answers alone; what packages say goes to the other one.
console.log = console.info = console.warn = console.debug = console.error;

export const serve = async (read) => {
  for await (const line of readline.createInterface({input: process.stdin})) {
    let answer;
    try {
      const made = await read(JSON.parse(line));
      answer = Array.isArray(made) ? {tree: made} : made;
    } catch (problem) {
      answer = {error: String(problem?.message ?? problem).split('\n')[0] || 'failed'};
    }
    process.stdout.write(JSON.stringify(answer) + '\n');
  }
};

// Data of front matter: `title: 5` is `["title", {"type": "number"}, ["5"]]`.
export const data = (name, value) => {
  if (value === null || typeof value !== 'object' || value instanceof Date) return [name, {type: typeof value}, [String(value)]];
  return [name, {type: Array.isArray(value) ? 'list' : 'map'}, Object.entries(value).map(([key, item]) => data(key, item))];
};

// What marks the value of an attribute as code, which no text can be.
export const CODE = '\u0001code ';

// A tree of hast, with what MDX puts into it: JSX and expressions, which are code.
export const fromHast = (node) => {
  const children = () => (node.children ?? []).map(fromHast).filter(Boolean);
  switch (node.type) {
    case 'root': return ['page', {}, children()];
    case 'text': return node.value;
    case 'element': return [node.tagName, Object.fromEntries(Object.entries(node.properties ?? {}).map(property)), children()];
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement': return [node.name ?? '<>', Object.fromEntries(node.attributes.map(attribute)), children()];
    case 'mdxFlowExpression':
    case 'mdxTextExpression': return ['{}', {code: node.value}, []];
    // The loader's own exports, such as `toc`, have a syntax tree and no text.
    case 'mdxjsEsm': return node.value ? ['import', {code: node.value}, []] : null;
    default: return [`#${node.type}`, {code: String(node.value ?? '')}, children()];
  }
};
const property = ([name, value]) => [name, Array.isArray(value) ? value.join(' ') : String(value)];
const attribute = (node) =>
  node.type === 'mdxJsxExpressionAttribute'
    ? ['{}', CODE + node.value]
    : [node.name, node.value === null || node.value === undefined ? '' : typeof node.value === 'object' ? CODE + node.value.value : node.value];
