// The tree of a page that was compiled to JavaScript: what MDX's calls of `_jsx` would make, and all other code in it.
import {CODE, require} from './worker.mjs';

const {parse} = require('acorn');

export const fromCompiled = (code) => {
  const said = (node) => code.slice(node.start, node.end);
  const names = {};
  const nodes = [];
  const text = (node) => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined);

  // `Card`, `_components.a`, `_components["astro-image"]`, or a variable that stands for one of these.
  const nameOf = (node) => text(node) ?? names[said(node)] ?? text(node.property) ?? said(node).replace('_components.', '');

  // `{a: "b", ...c, children: […]}`, or `Object.assign({a: "b"}, c, {children: […]})`.
  const properties = (node) =>
    !node ? [] : node.type === 'ObjectExpression' ? node.properties : node.arguments.flatMap((part) => (part.type === 'ObjectExpression' ? part.properties : [{type: 'SpreadElement', argument: part}]));

  const element = (node) => {
    const attributes = {};
    let children = [];
    for (const property of properties(node.arguments[1])) {
      const key = property.key && (property.key.name ?? property.key.value);
      if (property.type === 'SpreadElement') attributes['{}'] = `${CODE}...${said(property.argument)}`;
      else if (key === 'children') children = property.value.type === 'ArrayExpression' ? property.value.elements : [property.value];
      else attributes[key] = text(property.value) ?? CODE + said(property.value);
    }
    return [nameOf(node.arguments[0]), attributes, children.map(child)];
  };
  const child = (node) => text(node) ?? (node.type === 'CallExpression' && /^_jsxs?$/.test(said(node.callee)) ? element(node) : ['{}', {code: said(node)}, []]);

  for (const statement of parse(code, {ecmaVersion: 'latest', sourceType: 'module'}).body) {
    const declared = statement.declaration ?? statement;
    if (declared.id?.name === '_createMdxContent') {
      for (const inner of declared.body.body) {
        for (const {id, init} of inner.declarations ?? []) if (id.name && init?.property) names[id.name] = text(init.property) ?? said(init);
        if (inner.type === 'ReturnStatement') nodes.push(child(inner.argument));
      }
    } else if (!OWN.some((pattern) => pattern.test(said(statement)))) nodes.push(['import', {code: said(statement)}, []]);
  }
  return ['page', {}, nodes];
};

// What the compilers add themselves; a picture becomes an import of its file, and stands in the tree by that name.
const OWN = [
  /from ['"](?:astro\/jsx-runtime|astro:assets)['"]/, /^import __\d+_\w+__ from /, /^export const (?:frontmatter|__usesAstroImage) = /, /^export function getHeadings\(/,
  /^(?:export default )?function (?:MDXContent|_missingMdxReference)\(/, /^export default MDXContent/, /^export \{ MDXContent/,
];
