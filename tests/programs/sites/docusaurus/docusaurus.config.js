// A bilingual site of this project's guides, Chinese first. What is broken is reported, not fatal: with `throw`, a
// broken link would hide the broken anchors.
import { existsSync, readFileSync } from 'node:fs';

// Docusaurus has no translation for a site's title; ours comes from a file of its own.
const own = `./site/${process.env.DOCUSAURUS_CURRENT_LOCALE}.json`;
const site = JSON.parse(readFileSync(existsSync(own) ? own : './site/zh-CN.json', 'utf-8'));

export default {
  title: site.title,
  tagline: site.tagline,
  url: 'https://guides.example.com',
  baseUrl: '/',
  onBrokenLinks: 'warn',
  onBrokenAnchors: 'warn',
  onDuplicateRoutes: 'throw',
  markdown: {
    format: 'detect',
    hooks: { onBrokenMarkdownLinks: 'warn', onBrokenMarkdownImages: 'warn' },
  },
  i18n: {
    defaultLocale: 'zh-CN',
    locales: ['zh-CN', 'en'],
    localeConfigs: { 'zh-CN': { label: '简体中文' }, en: { label: 'English' } },
  },
  presets: [['classic', { docs: { routeBasePath: '/', sidebarPath: './sidebars.js' }, blog: false, pages: false }]],
  themeConfig: {
    navbar: {
      title: '用户指南',
      items: [
        { type: 'docSidebar', sidebarId: 'guides', label: '指南' },
        { to: '/faq', label: '常见问题' },
        { type: 'localeDropdown', position: 'right' },
      ],
    },
    footer: { links: [{ title: '帮助', items: [{ label: '故障排查', to: '/troubleshooting' }] }], copyright: '保留所有权利' },
  },
};
