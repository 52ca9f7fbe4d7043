import { hueOf, initials } from '../../app/names';

interface AvatarProps {
  readonly name: string;
  /** Keeps the colour when the name changes. */
  readonly seed: string;
}

/** Stands for somebody whose camera is off. */
export function Avatar({ name, seed }: AvatarProps) {
  return (
    <span className={`avatar hue-${hueOf(seed)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
