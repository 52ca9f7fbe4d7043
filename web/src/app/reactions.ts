import type { Reaction } from '../core';

export const PICTURES: Readonly<Record<Reaction, string>> = {
  thumbs_up: '👍',
  clap: '👏',
  heart: '❤️',
  laugh: '😂',
  surprise: '😮',
  party: '🎉',
};
