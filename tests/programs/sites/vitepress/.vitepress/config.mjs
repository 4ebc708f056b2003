// A bilingual site of this project's guides. A link to a page that is not there stops the build.
import { existsSync, readFileSync } from 'node:fs';
import footnote from 'markdown-it-footnote';

function locale(code, lang, label) {
  const own = `nav/${code}.json`;
  const { title, nav, sidebar } = JSON.parse(readFileSync(existsSync(own) ? own : 'nav/zh.json', 'utf-8'));
  const here = (items) => items.map(({ text, link, items }) => ({
    text, ...(link && { link: `/${code}/${link}` }), ...(items && { items: here(items) }),
  }));
  return { label, lang, title, link: `/${code}/`, themeConfig: { siteTitle: title, nav: here(nav), sidebar: here(sidebar) } };
}

export default {
  srcDir: 'docs',
  markdown: { config: (md) => md.use(footnote) },
  locales: { zh: locale('zh', 'zh-CN', '简体中文'), en: locale('en', 'en', 'English') },
};
