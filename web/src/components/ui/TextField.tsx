import { useId, type KeyboardEvent } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly name?: string;
}

/** What a browser sends as the code of a key that belongs to a composition. */
const COMPOSING = 229;

/** Enter that ends a composition (of Hangul, for one) chooses the letters; it is not meant for the form. Safari says so by the code alone. */
function holdBack(event: KeyboardEvent): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells in Safari
  const { isComposing, keyCode } = event.nativeEvent;
  if (event.key === 'Enter' && (isComposing || keyCode === COMPOSING)) event.preventDefault();
}

export function TextField({ label, value, onChange, hint, problem, ...input }: TextFieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        className="input"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={holdBack}
        aria-invalid={problem !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        autoCapitalize="off"
        spellCheck={false}
        {...input}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={problem === undefined ? 'field-hint' : 'field-problem'}>
          {note}
        </p>
      )}
    </div>
  );
}
