import { expect, it } from 'vitest';
import { createI18n, pickLanguage } from './i18n';

it.each([
  ['?lang=ko', 'en', ['en-US'], 'ko'],
  ['?lang=xx', 'ko', ['en-US'], 'ko'],
  ['', '', ['ko-KR', 'en'], 'ko'],
  ['', '', ['fr', 'en-GB'], 'en'],
  ['', '', [], 'en'],
])('picks from address %j, choice %j and browser %j: %s', (search, stored, preferred, language) => {
  expect(pickLanguage(search, stored, preferred)).toBe(language);
});

it('counts and names as the language does', () => {
  const en = createI18n('en');
  const ko = createI18n('ko');
  expect(en.t('call.people', { count: 1 })).toBe('1 person');
  expect(en.t('call.people', { count: 3 })).toBe('3 people');
  expect(ko.t('call.people', { count: 1 })).toBe('1명');
  expect(ko.t('say.entered', { name: '민수' })).toBe('민수 님이 들어왔습니다');
  expect(ko.t('say.entered', { name: '<b>{{name}}</b>' })).toBe('<b>{{name}}</b> 님이 들어왔습니다');
});
