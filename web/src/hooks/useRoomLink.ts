/** The link that leads here, without what is only for this browser. */
export function useRoomLink(): string {
  return window.location.origin + window.location.pathname;
}
