// @vitest-environment jsdom
import { act, cleanup, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallErrorCode, Participant } from '../../core';
import { settled } from '../../core/testing/virtual-clock';
import { fakeSession, type FakeSession } from '../testing/fake-session';
import { renderScreen } from '../testing/render-screen';
import { standIn } from '../testing/stand-ins';
import { CallScreen } from './CallScreen';

beforeAll(async () => {
  standIn();
  // Loaded when first opened; here before, so that the tests do not wait for it.
  await Promise.all([
    import('../chat/ChatPanel'),
    import('../people/PeoplePanel'),
    import('../people/HostSettings'),
    import('../people/InviteDialog'),
    import('../ui/MenuList'),
    import('../ui/PopoverCard'),
  ]);
});
beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

function person(id: string, label: string): Participant {
  return {
    id,
    label,
    state: { microphone: true, camera: true, screen: false },
    link: 'connected',
    tracks: {},
    away: false,
    quality: 'unknown',
  };
}

function show(
  place: Record<string, unknown> = {},
  language: 'en' | 'ko' = 'en',
): FakeSession & { box: HTMLElement } {
  const fake = fakeSession({ phase: 'joined', participants: [person('a', 'Cleo'), person('b', '민수')] });
  fake.link.place({ users: [{ id: 'a' }, { id: 'b' }], ...place });
  const { container } = renderScreen(<CallScreen session={fake.session} />, language);
  return { ...fake, box: container };
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const message = (n: number, from: string, text: string) => ({ n, from, email: from, text, at: 0 });

async function done(): Promise<void> {
  await act(settled);
}

async function breaksNoRule(box: HTMLElement): Promise<void> {
  const { violations } = await axe.run(box, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

describe('the chat', () => {
  it('sends by Enter, but not by the one that ends a composition nor by the one with Shift', async () => {
    const { link } = show();
    press('Chat');
    const field = await screen.findByRole('textbox', { name: 'Message to everybody' });
    fireEvent.change(field, { target: { value: '안녕' } });
    for (const held of [{ isComposing: true }, { keyCode: 229 }, { shiftKey: true }]) {
      const key = createEvent.keyDown(field, { key: 'Enter', ...held });
      fireEvent(field, key);
      expect(key.defaultPrevented).toBe(false);
    }
    expect(link.asked).toEqual([]);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(link.next('chat').payload['text']).toBe('안녕');
    expect(field).toHaveProperty('value', '');
  });

  it('shows what others write as text, with links that lead nowhere else', async () => {
    const { link, box } = show();
    press('Chat');
    await screen.findByRole('textbox');
    act(() => link.tell('chat', message(1, 'a', '<img src=x onerror=alert(1)> https://a.example/x')));
    expect(box.querySelector('.chat img')).toBeNull();
    const address = screen.getByRole('link', { name: 'https://a.example/x' });
    expect(address.getAttribute('rel')).toContain('noopener');
    expect(address.getAttribute('target')).toBe('_blank');
    await breaksNoRule(box);
  });

  it('keeps the order of what is written, and names a writer once in a row, however much it is', async () => {
    const written = Array.from({ length: 120 }, (_, at) =>
      message(at + 1, at < 110 ? 'a' : 'b', `text ${at}`),
    );
    const { box, link } = show({ chat: written });
    press('Chat');
    await screen.findByText('text 0');
    act(() => link.tell('chat', message(121, 'b', 'text 120')));
    const shown = [...box.querySelectorAll<HTMLElement>('.chat-message')];
    expect(shown.map((each) => each.querySelector('.chat-text')?.textContent)).toEqual(
      Array.from({ length: 121 }, (_, at) => `text ${at}`),
    );
    expect(shown.flatMap(({ dataset }, at) => (dataset['first'] === 'true' ? [at] : []))).toEqual([0, 110]);
    await breaksNoRule(box);
  });

  it('counts what is unread, says it, and leaves the focus where it is', async () => {
    const { link } = show();
    const chat = screen.getByRole('button', { name: 'Chat' });
    chat.focus();
    act(() => link.tell('chat', message(1, 'a', 'hello')));
    expect(chat.querySelector('.badge')?.getAttribute('data-count')).toBe('1');
    expect(screen.getByText('1 unread message')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toContain('a writes: hello');
    expect(document.activeElement).toBe(chat);
    fireEvent.click(chat);
    await screen.findByRole('textbox');
    expect(screen.queryByText('1 unread message')).toBeNull();
  });

  it('keeps what is typed when it is closed, and what is refused until it is sent again', async () => {
    const { link } = show();
    press('Chat');
    fireEvent.change(await screen.findByRole('textbox'), { target: { value: 'draft' } });
    press('Chat');
    expect(screen.queryByRole('textbox')).toBeNull();
    press('Chat');
    expect(await screen.findByRole('textbox')).toHaveProperty('value', 'draft');
    press('Send');
    link.next('chat').refuse('not_allowed');
    await done();
    press('Send again');
    expect(link.next('chat').payload['text']).toBe('draft');
  });

  it('says in words that a message waits for the connection, and that it was sent', async () => {
    const { link } = show();
    press('Chat');
    fireEvent.change(await screen.findByRole('textbox'), { target: { value: 'soon' } });
    press('Send');
    expect(screen.getByText('Sending…')).toBeTruthy();
    link.break();
    await done();
    expect(screen.getByText('Sent when the connection is back')).toBeTruthy();
    act(() => link.return());
    expect(screen.getByText('Sending…')).toBeTruthy();
    link.next('chat').answer(message(1, 'me', 'soon'));
    await done();
    expect(screen.queryByText('Sending…')).toBeNull();
  });

  it('says who may write when one may not', async () => {
    const { link } = show({ settings: { chat: 'hosts' } });
    press('Chat');
    expect(await screen.findByText(/Only hosts may write/)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    act(() => link.tell('user_state', { id: 'me', role: 'host', hand: 0 }));
    expect(screen.getByRole('textbox')).toBeTruthy();
  });
});

describe('the people', () => {
  const row = (name: string) => {
    const found = screen
      .getAllByRole('listitem')
      .find((item) => item.className === 'person' && item.textContent.includes(name));
    if (!found) throw new Error(`nobody called ${name}`);
    return within(found);
  };

  it('gives a guest the list, and no power over it', async () => {
    const { box } = show({ users: [{ id: 'a', role: 'host' }, { id: 'b' }] });
    press('People');
    expect(await screen.findByText('In the room (3)')).toBeTruthy();
    expect(row('Cleo').getByText('Host')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Actions for/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Room settings' })).toBeNull();
    await breaksNoRule(box);
  });

  it('lets a host mute, ask, and remove after asking once more', async () => {
    const { link, box } = show({ role: 'host' });
    press('People');
    await screen.findByText('In the room (3)');
    await breaksNoRule(box);
    fireEvent.click(row('Cleo').getByRole('button', { name: 'Actions for Cleo' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Mute' }));
    expect(link.next('ask_state').payload).toEqual({ id: 'a', source: 'microphone', on: false });
    fireEvent.click(row('Cleo').getByRole('button', { name: 'Actions for Cleo' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Remove' }));
    expect(link.asked).toEqual([]);
    fireEvent.click(within(screen.getByRole('dialog', { name: 'Remove Cleo?' })).getByText('Remove'));
    expect(link.next('remove_user').payload).toEqual({ id: 'a' });
  });

  it('lets a host admit one and all, and says when the server does not', async () => {
    const { link } = show({ role: 'host' });
    act(() => link.tell('waiting', [{ id: 'w', email: '지우' }]));
    expect(screen.getByRole('status').textContent).toContain('1 person waits to come in');
    press('Show');
    fireEvent.click(await screen.findByRole('button', { name: 'Let in 지우' }));
    link.next('admit').refuse('not_allowed');
    await done();
    expect(screen.getByText(/Only hosts may do that/)).toBeTruthy();
    act(() =>
      link.tell('waiting', [
        { id: 'w', email: '지우' },
        { id: 'x', email: '' },
      ]),
    );
    press('Let all in');
    expect(link.next('admit').payload).toEqual({ all: true });
  });

  it('keeps raised hands in their order, on the tiles too', async () => {
    const { link } = show({
      role: 'host',
      users: [
        { id: 'a', hand: 5 },
        { id: 'b', hand: 3 },
      ],
    });
    expect(screen.getByRole('listitem', { name: /민수.*hand raised, number 1/ })).toBeTruthy();
    press('People');
    const queue = await screen.findByRole('region', { name: 'Raised hands (2)' });
    expect(
      within(queue)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['민수', 'Cleo']);
    press('Lower all');
    expect(link.next('raise_hand').payload).toEqual({ all: true, raised: false });
  });
});

it('raises and lowers one’s own hand by button and by key, and says so', async () => {
  const { link } = show();
  const hand = screen.getByRole('button', { name: 'Raise hand' });
  fireEvent.click(hand);
  link.next('raise_hand').answer({ ok: true, hand: 1 });
  await done();
  expect(hand.getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByRole('status').textContent).toContain('Your hand is up');
});

it('says why one’s hand is still where it was, until that is read or it moves', async () => {
  const { link } = show();
  const hand = screen.getByRole('button', { name: 'Raise hand' });
  const refuse = async (code: CallErrorCode) => {
    fireEvent.click(hand);
    link.next('raise_hand').refuse(code);
    await done();
  };
  const told = () => screen.queryByText(/Your hand stays as it was/);
  await refuse('too_fast');
  expect(told()?.textContent).toContain('that was too fast');
  expect(told()?.closest('[role="alert"]')).toBeTruthy();
  expect(hand.getAttribute('aria-pressed')).toBe('false');
  press('OK');
  expect(told()).toBeNull();
  await refuse('not_allowed');
  expect(told()?.textContent).toContain('only hosts may do that');
  fireEvent.click(hand);
  link.next('raise_hand').answer({ ok: true, hand: 1 });
  await done();
  expect(told()).toBeNull();
});

it('says that what is asked without a connection waits for it', async () => {
  const { link } = show();
  link.break();
  fireEvent.click(screen.getByRole('button', { name: 'Raise hand' }));
  await done();
  expect(screen.getByText(/1 thing is done when it is back/)).toBeTruthy();
  act(() => link.return());
  link.next('raise_hand').answer({ ok: true, hand: 1 });
  await done();
  expect(screen.queryByText(/when it is back/)).toBeNull();
});

it('reacts from a popover that stays, and shows who reacts', async () => {
  const { link } = show();
  press('Reactions');
  fireEvent.click(await screen.findByRole('button', { name: 'Clap' }));
  const clap = link.next('react');
  expect(clap.payload).toEqual({ reaction: 'clap' });
  clap.refuse('too_fast');
  expect((await screen.findByText(/that one was not sent/)).getAttribute('role')).toBe('alert');
  expect(screen.getByRole('button', { name: 'Clap' })).toBeTruthy();
  act(() => link.tell('reaction', { id: 'a', reaction: 'heart' }));
  expect(screen.getByText('❤️', { selector: '.reaction-picture' })).toBeTruthy();
});

describe('what a host may ask', () => {
  it('is a screen, where its owner may share one', async () => {
    const { link } = show({ role: 'host' });
    press('People');
    const open = async () => {
      fireEvent.click(
        (await screen.findAllByRole('button', { name: 'Actions for Cleo' }))[0] ?? document.body,
      );
      return screen.findByRole('menu');
    };
    fireEvent.click(within(await open()).getByRole('menuitem', { name: 'Ask to share a screen' }));
    expect(link.next('ask_state').payload).toEqual({ id: 'a', source: 'screen', on: true });
    act(() => link.tell('room_settings', { share: 'hosts' }));
    act(() => link.tell('user_state', { id: 'a', role: 'guest', hand: 0 }));
    const menu = within(await open());
    expect(menu.getByRole('menuitem', { name: 'Mute' })).toBeTruthy();
    expect(menu.queryByRole('menuitem', { name: 'Ask to share a screen' })).toBeNull();
  });
});

describe('what a host asks', () => {
  it('is obeyed when it is off, and said who did it', () => {
    const { link, obey } = show();
    act(() => link.tell('state_asked', { source: 'microphone', on: false, by: 'a' }));
    expect(obey).toHaveBeenCalledExactlyOnceWith('microphone');
    expect(screen.getByRole('region', { name: /Cleo muted you/ })).toBeTruthy();
    expect(screen.getByRole('status').textContent).toContain('Cleo muted you');
    press('OK');
    expect(screen.queryByRole('region', { name: /Cleo muted you/ })).toBeNull();
  });

  it('is only asked when it is on: nothing is switched on but by oneself', () => {
    const { link, setOn } = show();
    act(() => link.tell('state_asked', { source: 'microphone', on: true, by: 'a' }));
    expect(setOn).not.toHaveBeenCalled();
    press('Unmute');
    expect(setOn).toHaveBeenCalledExactlyOnceWith('microphone', true);
    act(() => link.tell('state_asked', { source: 'camera', on: true, by: 'a' }));
    press('Not now');
    expect(setOn).toHaveBeenCalledOnce();
  });
});

describe.each(['en', 'ko'] as const)('the settings of the room, in %s', (language) => {
  it('are a host’s to change, at once, and break no rule', async () => {
    const { link, box } = show({ role: 'host', settings: { password: true } }, language);
    press(language === 'en' ? 'People' : '참가자');
    fireEvent.click(
      await screen.findByRole('button', { name: language === 'en' ? 'Room settings' : '방 설정' }),
    );
    const dialog = await screen.findByRole('dialog');
    await breaksNoRule(box);
    const [lock] = within(dialog).getAllByRole('switch');
    if (lock) fireEvent.click(lock);
    expect(link.next('update_room').payload).toEqual({ locked: true });
    fireEvent.click(
      within(dialog).getByRole('button', { name: language === 'en' ? 'Remove password' : '비밀번호 없애기' }),
    );
    expect(link.next('update_room').payload).toEqual({ password: null });
  });
});

it('offers the sharing of a screen to those who may', () => {
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: { getDisplayMedia: () => null },
  });
  const { link } = show();
  const shares = () => screen.queryByRole('button', { name: 'Share screen' }) !== null;
  expect(shares()).toBe(true);
  act(() => link.tell('room_settings', { share: 'hosts' }));
  expect(shares()).toBe(false);
  act(() => link.tell('user_state', { id: 'me', role: 'host', hand: 0 }));
  expect(shares()).toBe(true);
  Reflect.deleteProperty(navigator, 'mediaDevices');
});

it('makes a link that expires, to copy and to point a camera at', async () => {
  const { link, box } = show({ role: 'host' });
  press('People');
  fireEvent.click(await screen.findByRole('button', { name: 'Invite' }));
  const dialog = await screen.findByRole('dialog', { name: 'Invite people' });
  expect(within(dialog).getByRole('img', { name: 'The link as a QR code' })).toBeTruthy();
  await breaksNoRule(box);
  fireEvent.change(within(dialog).getByRole('combobox', { name: 'Valid for' }), {
    target: { value: 'hour' },
  });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Make the link' }));
  const asked = link.next('create_invite');
  expect(asked.payload).toEqual({ seconds: 3_600, role: 'guest' });
  asked.answer({ ok: true, invite: 'to.ken', expires: 0 });
  await waitFor(() => expect(within(dialog).getByText(/#invite=to\.ken$/)).toBeTruthy());
});
