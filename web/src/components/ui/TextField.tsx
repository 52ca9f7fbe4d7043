import { useId, type KeyboardEvent } from 'react';
import { endsComposition } from '../../app/composition';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly name?: string;
  readonly type?: 'text' | 'password';
}

/** Enter that ends a composition (of Hangul, for one) chooses the letters; it is not meant for the form. */
function holdBack(event: KeyboardEvent): void {
  if (event.key === 'Enter' && endsComposition(event.nativeEvent)) event.preventDefault();
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
