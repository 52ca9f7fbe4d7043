import { splitLinks } from '../../core';

/** A message as plain text; addresses in it can be followed, in a page that knows nothing of this one. */
export function MessageText({ text }: { readonly text: string }) {
  return (
    <p className="chat-text" dir="auto">
      {splitLinks(text).map((part, at) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a key={at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}
