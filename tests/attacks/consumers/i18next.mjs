// UI strings as Starlight shows them, by i18next: it fills in `{{name}}`, and puts other strings in place of `$t(key)`.
import {data, load, serve} from './worker.mjs';

const i18next = (await load('i18next/dist/esm/i18next.js')).default;

await serve(async ({text}) => {
  const strings = JSON.parse(text);
  const one = i18next.createInstance();
  await one.init({lng: 'en', resources: {en: {starlight: strings}}, ns: ['starlight'], defaultNS: 'starlight', keySeparator: '.', nsSeparator: ':'});
  const shown = Object.fromEntries(Object.keys(strings).map((key) => [key, one.t(key, {keySeparator: false, name: 'NAME'})]));
  return ['page', {}, [data('strings', shown)]];
});
