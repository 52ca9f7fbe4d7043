// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { standIn } from '../testing/stand-ins';
import { Menu, type MenuEntry } from './Menu';
import { Popover } from './Popover';

beforeAll(async () => {
  standIn();
  // Loaded when first needed; here before, so that the tests do not wait for it.
  await Promise.all([import('./MenuList'), import('./PopoverCard')]);
});
afterEach(cleanup);

function menu(entries: readonly MenuEntry[]): HTMLElement {
  render(
    <Menu label="More" entries={entries}>
      {(button) => (
        <button type="button" {...button}>
          Open
        </button>
      )}
    </Menu>,
  );
  return screen.getByRole('button', { name: 'Open' });
}

it('opens with the arrow, does what is chosen, and gives the focus back', async () => {
  const pin = vi.fn();
  const button = menu([{ label: 'Pin', onSelect: pin }, 'line', { label: 'Mute', onSelect: vi.fn() }]);
  button.focus();
  fireEvent.keyDown(button, { key: 'ArrowDown' });
  const list = await screen.findByRole('menu', { name: 'More' });
  expect(button.getAttribute('aria-expanded')).toBe('true');
  expect((await axe.run(list)).violations).toEqual([]);
  fireEvent.click(screen.getByRole('menuitem', { name: 'Pin' }));
  expect(pin).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(document.activeElement).toBe(button);
});

it('says which items are switched on, and closes by Esc', async () => {
  const button = menu([{ label: 'Captions', checked: true, onSelect: vi.fn() }]);
  fireEvent.click(button);
  const item = await screen.findByRole('menuitemcheckbox', { name: 'Captions' });
  expect(item.getAttribute('aria-checked')).toBe('true');
  fireEvent.keyDown(item, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(document.activeElement).toBe(button);
});

it('shows a popover with what is in it, and closes it from inside', async () => {
  render(
    <Popover
      label="Reactions"
      button={(props) => (
        <button type="button" {...props}>
          React
        </button>
      )}
    >
      {(close) => (
        <button type="button" onClick={close}>
          Clap
        </button>
      )}
    </Popover>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'React' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Clap' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'React' }));
});
