// Pages as VitePress reads them: its renderer makes a Vue component, and Vue's compiler takes that for code.
import {CODE, data, fromHast, load, require, serve} from './worker.mjs';

const {createMarkdownRenderer} = await load('vitepress/dist/node/index.js');
const {fromHtml} = await load('hast-util-from-html/index.js');
const {parse, compileTemplate} = require('@vue/compiler-sfc');

// Nothing is highlighted: shiki takes its time, and code is no place for a translation.
const highlight = (code) => code.replace(/[&<>]/g, (mark) => `&#${mark.codePointAt(0)};`);
const plain = {config: (it) => it.use(require('markdown-it-footnote')), highlight: (code) => `<pre v-pre><code>${highlight(code)}</code></pre>`};
const math = process.argv.includes('--math');
const md = await createMarkdownRenderer('/nowhere', {...plain, math}, '/');

// In Vue's tree: 1 an element, 2 text, 3 a comment, 5 an interpolation; of an element: 6 an attribute, 7 a directive.
const fromVue = (node) => {
  switch (node.type) {
    case 1: return [node.tag, Object.fromEntries(node.props.map(prop)), node.children.map(fromVue)];
    case 2: return node.content;
    case 3: return ['#comment', {code: node.content}, []];
    case 5: return ['{{}}', {code: node.loc.source}, []];
    default: return [`#${node.type}`, {code: node.loc.source}, []];
  }
};
const prop = (node) => (node.type === 7 ? [node.rawName ?? `v-${node.name}`, CODE + (node.exp?.loc.source ?? '')] : [node.name, node.value?.content ?? '']);

// The theme puts the texts of a home page into it as HTML, which Vue has no part in.
const raw = (hero) => Object.entries(hero ?? {}).filter(([, text]) => typeof text === 'string').map(([key, text]) => fromHast({type: 'element', tagName: key, children: fromHtml(text, {fragment: true}).children}));

// Includes are read before anything else; here they are taken for what they would bring.
const INCLUDE = /<!--\s*@include:\s*(.*?)\s*-->/g;

await serve(async ({name, text}) => {
  const env = {path: `/nowhere/${name}`, relativePath: name, cleanUrls: false, includes: [], realPath: `/nowhere/${name}`};
  const html = md.render(text.replace(INCLUDE, (_, file) => `<included file="${file}"></included>`), env);
  const blocks = env.sfcBlocks ?? {scripts: [], styles: [], customBlocks: []};
  const source = [
    ...blocks.scripts.map((block) => block.content),
    `<template><div>${html}</div></template>`,
    ...blocks.styles.map((block) => block.content),
    ...blocks.customBlocks.map((block) => block.content),
  ].join('\n');
  const {descriptor, errors} = parse(source, {filename: name, ignoreEmpty: false});
  if (errors.length) throw errors[0];
  const page = descriptor.template.ast.children.map(fromVue);
  const compiled = compileTemplate({source: descriptor.template.content, filename: name, id: name, ssr: true, ssrCssVars: []});
  if (compiled.errors.length) throw compiled.errors[0];
  const others = [descriptor.script, descriptor.scriptSetup, ...descriptor.styles, ...descriptor.customBlocks].filter(Boolean);
  return ['page', {}, [data('front matter', env.frontmatter ?? {}), ...raw(env.frontmatter?.hero), ...others.map((block) => [`#${block.type}`, {code: block.content}, []]), ...page]];
});
