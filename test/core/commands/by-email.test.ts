// A comment that came by e-mail ends where the message it answers begins; of any other comment every line is its author's.
import { describe, expect, test } from 'vitest';
import { parseComment } from '../../../src/core/commands/parse.ts';
import { SPECS } from './grammar-specs.ts';
import { say } from './say.ts';

const said = (body: string, byEmail: boolean): readonly string[] => parseComment(body, SPECS, byEmail).map(say);

const UNDERSTOOD: readonly { readonly name: string; readonly body: string; readonly is: readonly string[] }[] = [
  { name: 'below the marked lines of an e-mail', body: 'On Tue, lead wrote:\n> /close\n\n/ack', is: ['4:ack'] },
  { name: 'below an e-mail in details', body: '<details>\n\nOn Tue, a wrote:\n\n</details>\n\n/ack', is: ['7:ack'] },
  { name: 'above an e-mail', body: '/ack\n\n-----Original Message-----\n\n/close', is: ['1:ack'] },
  { name: 'right above an e-mail', body: '/resolve done\nOn Tue, lead wrote:\n/close', is: ['1:resolve "done"'] },
  {
    name: 'above a rule and the head of an e-mail',
    body: '/resolve done\n\n________________________________\nFrom: lead\n\n/close',
    is: ['1:resolve "done"'],
  },
  {
    name: 'behind prose that begins as the head of an e-mail',
    body: 'From: the vendor we hear nothing.\n\n/ack',
    is: ['3:ack'],
  },
  {
    name: 'a text that begins as the head of an e-mail',
    body: '/note From: the vendor\nTo: us\n/ack',
    is: ['1:note "From: the vendor\nTo: us"', '3:ack'],
  },
  {
    name: 'behind a divider and such prose',
    body: 'a\n\n---\n\nFrom: the vendor we hear nothing.\n/ack',
    is: ['6:ack'],
  },
  { name: 'behind German prose that is no e-mail', body: 'Am Ende schrieb er:\n/ack', is: ['2:ack'] },
  { name: 'behind French prose that is no e-mail', body: 'Le client a écrit :\n/ack', is: ['2:ack'] },
  { name: 'behind fields that hold no address', body: 'Owner: lead\nImpact: shop down\n/ack', is: ['3:ack'] },
  { name: 'behind one field with an address', body: 'Owner: lead <lead@acme.example>\n/ack', is: ['2:ack'] },
  { name: 'behind an address in prose', body: 'I mailed lead@acme.example, no answer.\n/ack', is: ['2:ack'] },
  {
    name: 'a text with an address before its colon',
    body: '/note told lead <lead@acme.example>:\nroll back\n/ack',
    is: ['1:note "told lead <lead@acme.example>:\nroll back"', '3:ack'],
  },
  { name: 'below marked lines in another language', body: 'Lead pisze:\n> /close\n\n/ack', is: ['4:ack'] },
  { name: 'behind a divider and a field', body: 'a\n\n-----\n\nImpact: all\n/ack', is: ['6:ack'] },
  { name: 'behind prose that is no e-mail', body: 'On it. As he wrote: go.\n/ack', is: ['2:ack'] },
];

const SILENT: readonly { readonly name: string; readonly body: string }[] = [
  { name: 'below a forwarded e-mail', body: 'Looking.\n\n-----Original Message-----\nFrom: a\n\n/resolve' },
  { name: 'below a forwarded e-mail, spaced', body: '---- Original message ----\n\n/resolve' },
  { name: 'below a forwarded e-mail of a phone', body: 'a\n\n---------- Forwarded message ---------\n\n/resolve' },
  {
    name: 'below an e-mail’s first line',
    body: 'Ok.\n\nOn Tue, 4 Mar 2025 at 10:01, lead <lead@example.com> wrote:\n\n/resolve',
  },
  {
    name: 'below an e-mail’s first line of two',
    body: 'Ok.\n\nOn Tue, 4 Mar 2025 at 10:01, lead\n<lead@example.com> wrote:\n/resolve',
  },
  ...[
    ['a rule', '________________________________\nFrom: lead <lead@example.com>'],
    ['a rule of dashes and a blank line', '----------\n\n**From:** lead'],
    ['a rule, in German', '________________________________\nVon: lead'],
    ['a rule, in French', '________________________________\nDe : lead'],
    ['a head', 'From: lead\nSent: Tuesday, 4 March 2025 10:01\nTo: us\nSubject: Re: [shop] Down'],
    ['a head without a date', 'From: lead\nTo: us\nSubject: Down'],
    ['a head that begins with the date', 'Date: Tue, 4 Mar 2025\nFrom: lead\nTo: us'],
    ['a head in bold', '*From:* lead\n*Date:* Tuesday'],
    ['a head, in German', 'Von: lead\nGesendet: Dienstag, 4. März 2025 10:01\nAn: us\nBetreff: AW: Down'],
    ['a head, in Portuguese', 'De: lead\nEnviada em: terça-feira\nAssunto: Down'],
    ['a line above it, in German', 'Am Di., 4. März 2025 um 10:01 Uhr schrieb lead <lead@example.com>:'],
    ['two lines above it, in German', 'Am 04.03.2025 um 10:01 schrieb lead\n<lead@example.com>:'],
    ['a line above it, in French', 'Le mar. 4 mars 2025 à 10:01, lead <lead@example.com> a écrit\u00a0:'],
    ['a line above it, in Spanish', 'El mar, 4 mar 2025 a las 10:01, lead (<lead@example.com>) escribió:'],
    ['a line above it, in Portuguese', 'Em ter., 4 de mar. de 2025 às 10:01, lead escreveu:'],
    ['a line above it, in Italian', 'Il giorno mar 4 mar 2025 alle ore 10:01 lead ha scritto:'],
    ['a line above it, in Dutch', 'Op di 4 mrt 2025 om 10:01 schreef lead <lead@example.com>:'],
    ['a line above it, in Swedish', 'Den tis 4 mars 2025 kl 10:01 skrev lead <lead@example.com>:'],
    ['a line above it, in Japanese', '2025年3月4日(火) 10:01 lead <lead@example.com>:'],
    ...[
      'От: Lead <lead@acme.example>\nОтправлено: 4 марта\nТема: Re: Down',
      'Дата: 4 марта 2025\nОт: Lead <lead@acme.example>',
      'Od: Lead <lead@acme.example>\nWysłano: 4 marca\nTemat: Down',
      '发件人：Lead <lead@acme.example>\n发送时间：2025年3月4日',
      '发件人: Lead <lead@acme.example>\n主题:Down',
      '差出人: Lead <lead@acme.example>\n送信日時: 2025年3月4日',
      '*Kimden:* Lead <lead@acme.example>\n*Gönderildi:* 4 Mart',
      'Lähettäjä: Lead <lead@acme.example>\nLähetetty: 4. maaliskuuta',
      'Gửi từ: Lead [mailto:lead@acme.example]\nChủ đề: Down',
      '________________________________\nOd: Lead',
      'Lead <lead@acme.example> schrieb folgendes:',
      'Lead <lead@acme.example> 于2025年3月4日周二 10:01写道：',
      'wt., 4 mar 2025 o 10:01 Lead\n<lead@acme.example> napisał(a):',
      'Lead написал(а):',
      'Lead pisze:',
      'lead@acme.example:',
    ].map((head) => [head.slice(0, 16), head] as const),
    ['a separator, in German', '-----Ursprüngliche Nachricht-----'],
  ].map(([how, head]) => ({ name: `below an e-mail with ${how}`, body: `Ok.\n\n${head}\n\n/resolve\n\n- /ack` })),
  { name: 'list below an e-mail’s first line', body: 'On Tue, lead wrote:\n\n- /resolve' },
];

describe('by e-mail', () => {
  test.each(UNDERSTOOD)('understood: $name', ({ body, is }) => {
    expect(said(body, true)).toEqual(is);
  });

  test.each(SILENT)('met with silence: $name', ({ body }) => {
    expect(said(body, true)).toEqual([]);
  });
});

describe('on the web', () => {
  test.each(SILENT)('not met with silence: $name', ({ body }) => {
    expect(said(body, false)).not.toEqual([]);
  });

  test.each([
    { name: 'a contact', body: 'Contact: Ann <a@b.example>\nPhone: 12\n\n/severity P0', is: ['4:severity <P0>'] },
    { name: 'an address and a colon', body: 'ann@b.example:\n/ack', is: ['2:ack'] },
    { name: 'a log', body: '/update sent\nFrom: a <a@b.example>\nTo: b\n/ack', is: ['1:update "sent\nFrom: a <a@b.example>\nTo: b"', '4:ack'] },
  ])('plain text that looks like the head of an e-mail hides no command: $name', ({ body, is }) => {
    expect(said(body, false)).toEqual(is);
  }); // biome-ignore format: a table
});
