import { useId } from 'react';
import { Icon, type IconName } from './Icon';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectProps {
  readonly label: string;
  readonly icon: IconName;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}

export function Select({ label, icon, value, choices, onChange, disabled = false }: SelectProps) {
  const id = useId();
  return (
    <div className="select">
      <label htmlFor={id}>
        <Icon name={icon} size={18} />
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
